#pragma once

#include "claim/mutant.hpp"

namespace adamant {

/// Every table of claims, in the order of the catalogue.
std::span<const Group> all_groups();

/// The project's own optimisers, penalties, problems and kernels, as the court sees them.
const OnTrial& on_trial();

/// Every planted bug.
std::span<const Mutant> all_mutants();

/// One table a subject; a letter may have several.
Group descent_claims();
Group steepest_claims();
Group newton_claims();
Group basis_claims();
Group equivariance_claims();
Group momentum_claims();
Group acceleration_claims();
Group krylov_claims();
Group adaptive_claims();
Group adam_claims();
Group adam_bias_claims();
Group adam_invariance_claims();
Group adam_bounds_claims();
Group ratio_claims();
Group span_claims();
Group frame_claims();
Group completion_claims();
Group penalised_completion_claims();
Group harness_claims();

}  // namespace adamant
