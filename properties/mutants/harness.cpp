#include "properties/mutants/mutants.hpp"

namespace adamant {
namespace {

constexpr Judgement (*rule_of_holds)(const Finding&) = [](const Finding&) {
  return Judgement{Status::holds, ""};
};
constexpr Judgement (*rule_of_refuted)(const Finding&) = [](const Finding&) {
  return Judgement{Status::refuted, "always"};
};

bool is_small(const TierFinding& t) { return t.excess() <= t.finding.log2_bound(); }

Judgement either(bool holds) {
  return {holds ? Status::holds : Status::refuted, holds ? "" : "a residual is large"};
}

/// `r > bound` is false of a NaN.
Judgement ladder_blind_to_nan(std::span<const TierFinding> tiers) {
  bool large = false;
  for (const TierFinding& t : tiers) large = large || t.excess() > t.finding.log2_bound();
  return either(!large);
}

Judgement exact_blind_to_nan(const Finding& f) { return either(!(f.log2_residual > -1e300)); }

Judgement ladder_of_one_rung(std::span<const TierFinding> tiers) {
  return either(tiers.front().finding.finite && is_small(tiers.front()));
}

Judgement exact_with_a_tolerance(const Finding& f) {
  return either(f.finite && f.log2_residual <= -40);
}

constexpr Mutant wrong_rules(std::string_view name, std::string_view what,
                             std::span<const std::string_view> ids, Rules rules) {
  return {.name = name,
          .file = "src/claim/verdict.cpp",
          .what = what,
          .must_be_killed_by = ids,
          .on_trial = no_bug,
          .rules = rules};
}

constexpr std::array mutants{
    wrong_rules("checker_is_always_true", "every instance holds",
                killed_by<"A0", "D0", "E0", "X0a", "X0b", "X0c", "X0d", "X0e", "X0f">,
                {.ladder = [](std::span<const TierFinding>) { return either(true); },
                 .exact = rule_of_holds,
                 .order = rule_of_holds,
                 .enclosed = rule_of_holds}),
    wrong_rules("checker_is_always_false", "every instance is refuted",
                killed_by<"A1", "D3a", "D8a", "D9a", "D10f", "E5a">,
                {.ladder = [](std::span<const TierFinding>) { return either(false); },
                 .exact = rule_of_refuted,
                 .order = rule_of_refuted,
                 .enclosed = rule_of_refuted}),
    wrong_rules("checker_ignores_nan", "a residual that is not a number is not large",
                killed_by<"X0a", "X0b">,
                {.ladder = ladder_blind_to_nan, .exact = exact_blind_to_nan}),
    wrong_rules("ladder_of_one_rung", "double decides alone", killed_by<"X0c">,
                {.ladder = ladder_of_one_rung}),
    wrong_rules("exact_rule_with_a_tolerance", "2^-40 is as good as 0", killed_by<"D9b", "X0d">,
                {.exact = exact_with_a_tolerance}),
};

}  // namespace

std::span<const Mutant> harness_mutants() { return mutants; }

}  // namespace adamant
