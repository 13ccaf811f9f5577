#pragma once

#include "claim/mutant.hpp"

#include <bitset>

namespace adamant {

/// The parts of what is on trial, a bit each: the functions that a statement can call.
using Parts = std::bitset<256>;

/// How it is seen which parts a claim calls. Instances depend on the seed and not on what is on trial, so
/// a bug in a part that a claim does not call leaves every bit of its record as it was.
struct Watch {
  const OnTrial& (*on_trial)();             ///< the reference, whose parts note every call
  Parts (*take)();                          ///< the parts called since it was last asked
  Parts (*changed)(const OnTrial& mutant);  ///< those in which a mutant differs from the reference
};

/// A claim that no planted bug breaks, and why that is as it should be.
struct Unbreakable {
  std::string_view id;
  std::string_view why;
};

/// Everything that puts the claims themselves on trial.
struct Zoo {
  std::span<const Mutant> mutants;
  std::span<const Unbreakable> unbreakable{};
  const Watch* watch = nullptr;
};

/// What the reference comes to under one claim.
struct Reach {
  bool as_wanted = false;
  Parts called;
};
Reach reach_of(const Claim& claim, const Watch& watch, const Settings& settings);

/// The claims that a mutant can break: those that call a part it changes. `called` runs along `claims`. A bug
/// of the court is put before those it must be caught by and before the canaries, which are false: it would
/// turn every claim red and tell nothing about any.
std::vector<const Claim*> claims_within_reach(const Mutant& mutant, const Watch& watch,
                                              std::span<const Claim* const> claims,
                                              std::span<const Parts> called);

}  // namespace adamant
