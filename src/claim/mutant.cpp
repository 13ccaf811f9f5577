#include "claim/mutant.hpp"

#include <algorithm>

namespace adamant {

MutantRecord kill_record(const Mutant& mutant, std::span<const Claim* const> tried,
                         std::vector<std::string> killed_by) {
  MutantRecord record{&mutant, std::move(killed_by), {}};
  for (const std::string_view id : mutant.must_be_killed_by) {
    const bool was_tried =
        std::any_of(tried.begin(), tried.end(), [&](const Claim* c) { return c->id == id; });
    const bool killed =
        std::find(record.killed_by.begin(), record.killed_by.end(), id) != record.killed_by.end();
    if (was_tried && !killed) record.missing.emplace_back(id);
  }
  return record;
}

MutantRecord try_mutant(const Mutant& mutant, std::span<const Claim* const> claims,
                        Settings settings) {
  settings.rules = mutant.rules;
  const OnTrial& on_trial = mutant.on_trial();
  std::vector<std::string> killed_by;
  for (const Claim* claim : claims)
    if (!try_claim(*claim, on_trial, settings).as_wanted) killed_by.emplace_back(claim->id);
  return kill_record(mutant, claims, std::move(killed_by));
}

}  // namespace adamant
