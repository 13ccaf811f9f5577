#include "properties/mutants/killers.hpp"

#include "properties/mutants/parts.hpp"
#include "properties/properties.hpp"
#include "properties/watched.hpp"

#include <vector>

namespace adamant {

const OnTrial& no_bug() {
  static const OnTrial on_trial = reference();
  return on_trial;
}

std::span<const Mutant> all_mutants() {
  static const std::vector<Mutant> mutants = [] {
    std::vector<Mutant> all;
    for (const auto& table :
         {adam_mutants(), optimiser_mutants(), penalty_mutants(), completion_mutants(),
          matrix_method_mutants(), method_mutants(), memory_mutants(), second_moment_mutants(),
          wild_adam_mutants(), kernel_mutants(), objective_mutants(), depth_mutants(),
          everywhere_mutants(), harness_mutants()})
      all.insert(all.end(), table.begin(), table.end());
    for (Mutant& mutant : all) {
      for (const Killers& k : killers()) {
        if (k.mutant != mutant.name) continue;
        if (!k.ids.empty()) mutant.must_be_killed_by = k.ids;
        mutant.like = k.like;
      }
    }
    return all;
  }();
  return mutants;
}

const Zoo& zoo() {
  static const Zoo the_zoo{all_mutants(), unbreakable_claims(), &watch()};
  return the_zoo;
}

}  // namespace adamant
