#pragma once

#include "lab/experiment.hpp"

#include <span>

namespace adamant {

/// Every experiment, in the order of the catalogue.
std::span<const ExperimentAt> all_experiments();

// clang-format off
Experiment adam_and_the_ratio_recover(const Scale& scale);
Experiment nuclear_norm_against_ratio(const Scale& scale);
Experiment what_adaptivity_is_for(const Scale& scale);
// clang-format on

}  // namespace adamant
