#pragma once

#include "claim/trial.hpp"

namespace adamant {

/// A question about the court itself whose answer is known: the court tries toy claims about lists of
/// small integers, under the rules that are on trial.
struct SelfCheck {
  std::string_view name;  ///< begins with "court_"
  std::string_view what;
  bool (*passes)(const Rules& rules, const OnTrial& on_trial);
};

/// The court's own claims. They all pass under the default rules, and each kind of wrong rule fails one.
/// What is on trial is passed on and never looked at.
std::span<const SelfCheck> self_checks();
/// Those of them about relations and intervals, which no trial is needed for.
std::span<const SelfCheck> checks_of_relations();

}  // namespace adamant
