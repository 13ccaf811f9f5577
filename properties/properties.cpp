#include "properties/properties.hpp"

#include <array>

namespace adamant {

std::span<const Group> all_groups() {
  static const std::array groups{
      descent_claims(),
      steepest_claims(),
      newton_claims(),
      momentum_claims(),
      adaptive_claims(),
      adam_invariance_claims(),
      ratio_claims(),
      span_claims(),
      frame_claims(),
  };
  return groups;
}

}  // namespace adamant
