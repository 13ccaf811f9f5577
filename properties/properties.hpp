#pragma once

#include "claim/claim.hpp"

namespace adamant {

/// Every table of claims, in the order of the catalogue.
std::span<const Group> all_groups();

/// One table a subject; a letter may have several.
Group descent_claims();
Group adam_invariance_claims();

}  // namespace adamant
