#pragma once

#include "claim/trial.hpp"

namespace adamant {

/// A deliberate bug, in an implementation or in the court itself, that some claim must catch.
struct Mutant {
  std::string_view name;
  std::string_view file;  ///< where a bug of its kind would be made
  std::string_view what;
  std::span<const std::string_view> must_be_killed_by;  ///< ids of claims, names of self-checks
  const OnTrial& (*on_trial)();                         ///< the reference with the bug planted
  Rules rules{};                                        ///< the court's own, or broken ones
  std::string_view like{};  ///< why the same claims catch another mutant too, where they do
};

/// A bug in the court, not in what it tries.
bool is_of_the_court(const Mutant& mutant);

/// A mutant is killed by a claim that is not as wanted with the bug in place.
struct MutantRecord {
  const Mutant* mutant = nullptr;
  std::vector<std::string> killed_by;
  std::vector<std::string> missing;  ///< of must_be_killed_by, those tried that did not kill it

  bool survives() const { return !missing.empty(); }
};

MutantRecord kill_record(const Mutant& mutant, std::span<const Claim* const> tried,
                         std::vector<std::string> killed_by);

/// The names of the court's own questions that are answered wrongly under these rules.
std::vector<std::string> checks_that_fail(const Rules& rules, const OnTrial& on_trial);

/// Tries the claims, without simplifying what refutes them, and puts the court's own questions where the
/// rules are the mutant's own.
/// `settings.before_case` is called with each claim's id before it is tried.
MutantRecord try_mutant(const Mutant& mutant, std::span<const Claim* const> claims,
                        Settings settings);

}  // namespace adamant
