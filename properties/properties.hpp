#pragma once

#include "claim/zoo.hpp"
#include "lab/experiment.hpp"

namespace adamant {

/// Every table of claims, in the order of the catalogue.
std::span<const Group> all_groups();

/// The project's own optimisers, penalties, problems and kernels, as the court sees them.
const OnTrial& on_trial();

/// Every planted bug.
std::span<const Mutant> all_mutants();

/// For each part of what is on trial that runs on symbols, the claim that it does what the reference does: true
/// of the reference, and what tells a planted bug from it is the input that refutes the claim. Proved true of a
/// bug, there is no such input at that size.
std::span<const Claim> difference_claims();

/// The conjectures as experiments, in the order of the catalogue.
std::span<const ExperimentAt> all_experiments();

/// The planted bugs, the claims that none of them breaks, and what is watched to see who calls what.
const Zoo& zoo();

}  // namespace adamant
