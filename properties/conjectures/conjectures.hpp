#pragma once

#include "lab/experiment.hpp"

namespace adamant {

// clang-format off
Experiment adam_and_the_ratio_recover(const Scale& scale);
Experiment leaving_the_frame(const Scale& scale);
Experiment rank_falls_near_the_data(const Scale& scale);
Experiment alternating_minimisation(const Scale& scale);
Experiment depth_frees_gradient_descent(const Scale& scale);
Experiment nuclear_norm_against_ratio(const Scale& scale);
Experiment learning_rates(const Scale& scale);
Experiment form_of_the_loss(const Scale& scale);
Experiment noisy_completion(const Scale& scale);
Experiment what_adaptivity_is_for(const Scale& scale);
Experiment basins_of_the_right_optimum(const Scale& scale);
Experiment signal_to_noise(const Scale& scale);
Experiment claims_of_random_matrices(const Scale& scale);
Experiment claims_of_single_runs(const Scale& scale);
Experiment published_setting(const Scale& scale);
// clang-format on

}  // namespace adamant
