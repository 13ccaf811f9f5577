#include "properties/mutants/mutants.hpp"

#include "properties/properties.hpp"

#include <vector>

namespace adamant {

std::span<const Mutant> all_mutants() {
  static const std::vector<Mutant> mutants = [] {
    std::vector<Mutant> all;
    for (const auto& table : {adam_mutants()}) all.insert(all.end(), table.begin(), table.end());
    return all;
  }();
  return mutants;
}

}  // namespace adamant
