#include "properties/conjectures/conjectures.hpp"
#include "properties/properties.hpp"

#include <array>

namespace adamant {

std::span<const ExperimentAt> all_experiments() {
  static constexpr std::array experiments{
      // clang-format off
      &adam_and_the_ratio_recover,
      &leaving_the_frame,
      &rank_falls_near_the_data,
      &alternating_minimisation,
      &depth_frees_gradient_descent,
      &nuclear_norm_against_ratio,
      &learning_rates,
      &form_of_the_loss,
      &noisy_completion,
      &what_adaptivity_is_for,
      &basins_of_the_right_optimum,
      &signal_to_noise,
      &claims_of_random_matrices,
      &claims_of_single_runs,
      &published_setting,
      // clang-format on
  };
  return experiments;
}

}  // namespace adamant
