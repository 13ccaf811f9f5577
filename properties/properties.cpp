#include "properties/properties.hpp"

#include <array>

namespace adamant {

std::span<const Group> all_groups() {
  static const std::array groups{
      descent_claims(),
      adam_invariance_claims(),
  };
  return groups;
}

}  // namespace adamant
