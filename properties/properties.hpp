#pragma once

#include "claim/mutant.hpp"

namespace adamant {

/// Every table of claims, in the order of the catalogue.
std::span<const Group> all_groups();

/// Every planted bug.
std::span<const Mutant> all_mutants();

/// One table a subject; a letter may have several.
Group descent_claims();
Group steepest_claims();
Group newton_claims();
Group momentum_claims();
Group adaptive_claims();
Group adam_invariance_claims();
Group ratio_claims();
Group span_claims();
Group frame_claims();

}  // namespace adamant
