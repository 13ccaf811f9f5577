#pragma once

#include "claim/zoo.hpp"

namespace adamant {

/// The reference at every scalar, each part of which notes that it was called; a bit is the part's place in the
/// list of watched.cpp.
const Watch& watch();

/// Whether that list has every part of Implementation.
bool all_parts_are_watched();

/// How many it has: the bits 0, …, n − 1 are parts.
std::size_t parts_watched();

}  // namespace adamant
