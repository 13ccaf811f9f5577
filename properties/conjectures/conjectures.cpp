#include "properties/conjectures/conjectures.hpp"

#include <array>

namespace adamant {

std::span<const ExperimentAt> all_experiments() {
  static constexpr std::array experiments{
      // clang-format off
      &adam_and_the_ratio_recover,
      &nuclear_norm_against_ratio,
      &what_adaptivity_is_for,
      // clang-format on
  };
  return experiments;
}

}  // namespace adamant
