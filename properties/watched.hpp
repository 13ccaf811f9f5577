#pragma once

#include "claim/zoo.hpp"

namespace adamant {

/// The reference at every scalar, each part of which notes that it was called; a bit is the part's place in the
/// list of watched.cpp.
const Watch& watch();

/// Whether that list has every part of Implementation.
bool all_parts_are_watched();

}  // namespace adamant
