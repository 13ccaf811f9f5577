#include "properties/mutants/mutants.hpp"

#include "properties/properties.hpp"

#include <vector>

namespace adamant {

const OnTrial& no_bug() {
  static const OnTrial on_trial = reference();
  return on_trial;
}

std::span<const Mutant> all_mutants() {
  static const std::vector<Mutant> mutants = [] {
    std::vector<Mutant> all;
    for (const auto& table : {adam_mutants(), optimiser_mutants(), penalty_mutants(),
                              completion_mutants(), harness_mutants(), depth_mutants()})
      all.insert(all.end(), table.begin(), table.end());
    return all;
  }();
  return mutants;
}

}  // namespace adamant
