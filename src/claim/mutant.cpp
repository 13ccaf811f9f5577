#include "claim/mutant.hpp"

#include "claim/self_check.hpp"

#include <algorithm>

namespace adamant {
namespace {

bool is_tried(std::string_view id, std::span<const Claim* const> claims) {
  return id.starts_with("court_") ||
         std::any_of(claims.begin(), claims.end(), [&](const Claim* c) { return c->id == id; });
}

}  // namespace

bool is_of_the_court(const Mutant& mutant) { return mutant.file.starts_with("src/claim"); }

MutantRecord kill_record(const Mutant& mutant, std::span<const Claim* const> tried,
                         std::vector<std::string> killed_by) {
  MutantRecord record{&mutant, std::move(killed_by), {}};
  for (const std::string_view id : mutant.must_be_killed_by) {
    const bool killed =
        std::find(record.killed_by.begin(), record.killed_by.end(), id) != record.killed_by.end();
    if (is_tried(id, tried) && !killed) record.missing.emplace_back(id);
  }
  return record;
}

std::vector<std::string> checks_that_fail(const Rules& rules, const OnTrial& on_trial) {
  std::vector<std::string> names;
  for (const SelfCheck& check : self_checks())
    if (!check.passes(rules, on_trial)) names.emplace_back(check.name);
  return names;
}

MutantRecord try_mutant(const Mutant& mutant, std::span<const Claim* const> claims,
                        Settings settings) {
  settings.rules = mutant.rules;
  settings.max_shrinks = 0;
  const OnTrial& on_trial = mutant.on_trial();
  std::vector<std::string> killed_by;
  for (const Claim* claim : claims) {
    if (claim->wanted() == Wanted::measured)
      continue;  // never as wanted, so it would catch everything
    if (settings.before_case) settings.before_case(std::string(claim->id));
    if (!try_claim(*claim, on_trial, settings).as_wanted) killed_by.emplace_back(claim->id);
  }
  if (is_of_the_court(mutant))
    for (std::string& name : checks_that_fail(mutant.rules, on_trial))
      killed_by.push_back(std::move(name));
  return kill_record(mutant, claims, std::move(killed_by));
}

}  // namespace adamant
