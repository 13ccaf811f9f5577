#include "properties/mutants/mutants.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

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

Judgement ladder_without_the_rate(std::span<const TierFinding> tiers) {
  std::vector<TierFinding> at_rate_one(tiers.begin(), tiers.end());
  for (TierFinding& t : at_rate_one) t.finding.rate = 1;
  return judge_ladder(at_rate_one);
}

Judgement ladder_without_the_condition(std::span<const TierFinding> tiers) {
  std::vector<TierFinding> plain(tiers.begin(), tiers.end());
  for (TierFinding& t : plain) t.finding.log2_kappa = 0;
  return judge_ladder(plain);
}

Judgement ladder_with_a_fixed_tolerance(std::span<const TierFinding> tiers) {
  bool small = true;
  for (const TierFinding& t : tiers)
    small = small && t.finding.finite && t.finding.log2_residual < -40;
  return either(small);
}

Judgement ladder_without_forgiveness(std::span<const TierFinding> tiers) {
  bool zero = true;
  for (const TierFinding& t : tiers) zero = zero && t.finding.finite && t.finding.zero();
  return either(zero);
}

Judgement ladder_of_the_last_rung(std::span<const TierFinding> tiers) {
  if (tiers.size() < 3) return {Status::undecided, "fewer than three tiers"};
  return either(!(tiers.back().excess() > tiers.back().finding.log2_bound()));
}

Judgement order_of_the_first_halvings(const Finding& f) {
  Finding first = f;
  if (first.log2_errors.size() > 4) first.log2_errors.resize(4);
  return judge_order(first);
}

Judgement order_is_any(const Finding& f) {
  return either(f.log2_errors.size() > 1 && f.log2_errors.back() < f.log2_errors.front());
}

Judgement unknown_holds(const Finding& f) {
  return f.unknown ? Judgement{Status::holds, ""} : judge_enclosed(f);
}

Judgement unknown_is_refuted(const Finding& f) {
  return f.unknown ? Judgement{Status::refuted, "not proved"} : judge_enclosed(f);
}

Judgement unable_holds_exactly(const Finding& f) {
  return f.unable || f.unknown ? Judgement{Status::holds, ""} : judge_exact(f);
}

Instance smallest(const Domain& domain, Random& random, int) { return domain.draw(random, 0); }

Instance always_the_same(const Domain& domain, Random&, int size) {
  Random random(1);
  return domain.draw(random, size);
}

std::uint64_t deaf_to_the_seed(std::string_view token_prefix, std::uint64_t) {
  return seed_of_draws(token_prefix, 0);
}

void withholds_nothing(EvidenceRecord&) {}

void withholds_the_vacuous_alone(EvidenceRecord& record) {
  if (record.status == Status::holds && record.cases == record.vacuous)
    record.status = Status::undecided;
}

void withholds_without_counting_discards(EvidenceRecord& record) {
  const int discarded = std::exchange(record.discarded, 0);
  withhold_if_empty(record);
  record.discarded = discarded;
}

void withholds_without_counting_the_vacuous(EvidenceRecord& record) {
  const int vacuous = std::exchange(record.vacuous, 0);
  withhold_if_empty(record);
  record.vacuous = vacuous;
}

void decided_by(ClaimRecord& record, const EvidenceRecord& e) {
  record.status = e.status;
  record.reason = e.reason;
}

void decide_by_first(ClaimRecord& record) {
  if (!record.evidence.empty()) decided_by(record, record.evidence.front());
}

void decide_by_last(ClaimRecord& record) {
  if (!record.evidence.empty()) decided_by(record, record.evidence.back());
}

void decide_by_best(ClaimRecord& record) {
  decide_by_last(record);
  for (const EvidenceRecord& e : record.evidence)
    if (e.status == Status::holds) decided_by(record, e);
}

bool wants_no_refutation(const ClaimRecord& record) {
  return (record.status != Status::refuted) == (record.claim->wanted() != Wanted::refuted);
}

bool wants_to_hold(const ClaimRecord& record) { return record.status == Status::holds; }

bool needs_no_hypothesis(const ClaimRecord& record) {
  ClaimRecord without_the_dropped = record;
  without_the_dropped.without.clear();
  return is_as_wanted(without_the_dropped);
}

using Numbers = Matrix<double>;

/// The scale is what the relation is left with: of terms that cancel, it is their own rounding.
Finding equal_to_its_result(const Numbers& A, const Numbers& B, double) {
  const double gap = A.size() == B.size() ? (A - B).cwiseAbs().maxCoeff() : 0;
  return eq<double>(A, B, gap);
}
Finding equal_absolutely(const Numbers& A, const Numbers& B, double) {
  Finding f = eq<double>(A, B);
  if (f.finite && A.size() == B.size()) f.log2_residual = std::log2((A - B).cwiseAbs().maxCoeff());
  return f;
}
Finding equal_in_the_first_entry(const Numbers& A, const Numbers& B, double scale) {
  if (A.rows() != B.rows() || A.cols() != B.cols()) return eq<double>(A, B, scale);
  Finding f = eq<double>(A.leftCols(1), B.leftCols(1), scale);
  f.finite = eq<double>(A, B).finite;
  return f;
}
Finding equal_in_the_mean(const Numbers& A, const Numbers& B, double scale) {
  Finding f = eq<double>(A, B, scale);
  if (f.finite && A.size() == B.size())
    f.log2_residual = std::log2(std::abs((A - B).mean()) / std::max({scale, A.cwiseAbs().maxCoeff(),
                                                                     B.cwiseAbs().maxCoeff()}));
  return f;
}
Finding equal_in_common_entries(const Numbers& A, const Numbers& B, double scale) {
  const Index n = std::min(A.cols(), B.cols());
  return eq<double>(A.leftCols(n), B.leftCols(n), scale);
}
Finding equal_where_finite(const Numbers& A, const Numbers& B, double scale) {
  Finding f = eq<double>(A, B, scale);
  if (!f.finite) f = Finding{};
  return f;
}
Finding at_least(const double& a, const double& b, const double& scale) {
  return leq<double>(b, a, scale);
}
Finding strictly_less(const double& a, const double& b, const double& scale) {
  Finding f = leq<double>(a, b, scale);
  if (a == b) f.log2_residual = 0;
  return f;
}
Finding at_most_unless_nan(const double& a, const double& b, const double& scale) {
  return a > b                                          ? leq<double>(a, b, scale)
         : leq<double>(std::min(a, b), b, scale).finite ? leq<double>(std::min(a, b), b, scale)
                                                        : Finding{};
}
Finding at_most_without_a_scale(const double& a, const double& b, const double&) {
  return leq<double>(a, b);
}

Finding either_of(Finding a, Finding b) { return a.zero() ? a : both(std::move(a), std::move(b)); }
Finding first_of(Finding a, Finding) { return a; }
Finding both_vacuous_if_one_is(Finding a, Finding b) {
  const bool vacuous = a.vacuous || b.vacuous;
  Finding f = both(std::move(a), std::move(b));
  f.vacuous = vacuous;
  return f;
}
Finding both_within_if_one_is(Finding a, Finding b) {
  const bool discarded = a.discarded && b.discarded;
  Finding f = both(std::move(a), std::move(b));
  f.discarded = discarded;
  return f;
}

Interval one_sided(int successes, int n, double level) {
  return clopper_pearson(successes, n, 2 * level - 1);
}
Interval by_the_normal(int successes, int n, double) {
  if (n == 0) return {0, 1};
  const double p = double(successes) / n, half = 1.959964 * std::sqrt(p * (1 - p) / n);
  return {std::max(0.0, p - half), std::min(1.0, p + half)};
}
double sign_test_of_one_side(int wins, int losses) { return sign_test(wins, losses) / 2; }
double sign_test_of_wins(int wins, int losses) {
  return wins >= losses ? sign_test(wins, losses) : 1;
}
std::vector<double> not_adjusted(std::span<const double> p) { return {p.begin(), p.end()}; }
std::vector<double> adjusted_by_their_number(std::span<const double> p) {
  std::vector<double> all(p.begin(), p.end());
  for (double& x : all) x = std::min(1.0, x * double(all.size()));
  return all;
}
Interval middle_by_the_ends(std::span<const double> x, double) {
  return {*std::min_element(x.begin(), x.end()), *std::max_element(x.begin(), x.end())};
}
Interval middle_of_one_side(std::span<const double> x, double level) {
  return median_interval(x, 2 * level - 1);
}

constexpr Mutant wrong_in(std::string_view file, std::string_view name, std::string_view what,
                          std::span<const std::string_view> ids, Rules rules) {
  return {.name = name,
          .file = file,
          .what = what,
          .must_be_killed_by = ids,
          .on_trial = no_bug,
          .rules = rules};
}

constexpr std::string_view relations = "src/claim/relation.hpp",
                           statistics = "src/claim/statistics.cpp", trial = "src/claim/trial.cpp";

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
    wrong_rules("ladder_of_the_last_rung", "512 bits decide alone",
                killed_by<"court_no_number_never_holds">, {.ladder = ladder_of_the_last_rung}),
    wrong_rules("ladder_without_the_rate", "differences are judged like identities",
                killed_by<"court_rate_is_the_claims">, {.ladder = ladder_without_the_rate}),
    wrong_rules("ladder_without_the_condition", "the condition number of a claim is not granted",
                killed_by<"court_condition_is_the_claims">,
                {.ladder = ladder_without_the_condition}),
    wrong_rules("ladder_with_a_fixed_tolerance", "2^-40 at every tier",
                killed_by<"court_ladder_sees_below_double">,
                {.ladder = ladder_with_a_fixed_tolerance}),
    wrong_rules("ladder_without_forgiveness", "rounding is refuted",
                killed_by<"court_rounding_is_forgiven">, {.ladder = ladder_without_forgiveness}),
    wrong_rules("order_of_the_first_halvings", "the coarsest steps decide the order",
                killed_by<"court_order_asks_the_last_halvings">,
                {.order = order_of_the_first_halvings}),
    wrong_rules("order_is_any", "an error that falls is of every order",
                killed_by<"court_falsehood_is_refuted", "X0e">, {.order = order_is_any}),
    wrong_rules("order_of_every_instance",
                "an instance without the leading term is asked for its order",
                killed_by<"court_silence_on_order_is_vacuous">,
                {.silent_on_order = [](const Finding&) { return false; }}),
    wrong_rules("no_order_is_heard", "every instance is taken for one without the leading term",
                killed_by<"court_truth_holds", "court_falsehood_is_refuted">,
                {.silent_on_order = [](const Finding&) { return true; }}),
    wrong_rules("unknown_holds", "what intervals do not decide holds",
                killed_by<"court_unknown_is_undecided">, {.enclosed = unknown_holds}),
    wrong_rules("unknown_is_refuted", "what intervals do not decide is refuted",
                killed_by<"court_unknown_is_undecided">, {.enclosed = unknown_is_refuted}),
    wrong_rules("unable_holds_exactly", "what the exact scalar cannot hold is true",
                killed_by<"court_unknown_is_undecided">, {.exact = unable_holds_exactly}),
    wrong_rules("draws_the_smallest_alone", "every instance is of size 0, such as 1 x 1",
                killed_by<"court_draws_large_instances">, {.draw = smallest}),
    wrong_rules("draws_the_same_again", "every draw starts from the same bits",
                killed_by<"court_draws_differ", "court_seed_is_heard">, {.draw = always_the_same}),
    wrong_rules("deaf_to_the_seed", "the seed is not used", killed_by<"court_seed_is_heard">,
                {.seed = deaf_to_the_seed}),
    wrong_rules("shrinks_to_passing_cases", "any simpler instance becomes the counterexample",
                killed_by<"court_counterexample_is_false">,
                {.may_stand_for = [](Status, Status) { return true; }}),
    wrong_rules("shrinks_nothing", "the first counterexample is kept as it was drawn",
                killed_by<"court_counterexample_is_least">,
                {.may_stand_for = [](Status, Status) { return false; }}),
    wrong_rules("withholds_nothing", "vacuous and undecided cases pass",
                killed_by<"court_vacuous_is_undecided", "court_unknown_is_undecided",
                          "court_discards_are_counted", "court_no_case_is_undecided">,
                {.withhold = withholds_nothing}),
    wrong_rules("withholds_the_vacuous_alone", "undecided cases pass beside others that hold",
                killed_by<"court_unknown_is_undecided">, {.withhold = withholds_the_vacuous_alone}),
    wrong_rules("withholds_without_counting_discards", "a claim may discard all it likes",
                killed_by<"court_discards_are_counted">,
                {.withhold = withholds_without_counting_discards}),
    wrong_rules("withholds_without_counting_the_vacuous", "a case that compared nothing counts",
                killed_by<"court_vacuous_is_undecided">,
                {.withhold = withholds_without_counting_the_vacuous}),
    wrong_rules("decide_by_first", "the first evidence decides alone",
                killed_by<"court_one_refutation_refutes", "court_strongest_evidence_decides">,
                {.decide = decide_by_first}),
    wrong_rules("decide_by_last", "the last evidence decides alone",
                killed_by<"court_one_refutation_refutes">, {.decide = decide_by_last}),
    wrong_rules("decide_by_best", "one evidence that holds is enough",
                killed_by<"court_one_refutation_refutes">, {.decide = decide_by_best}),
    wrong_rules("wants_no_refutation", "undecided counts as passed",
                killed_by<"court_canary_is_wanted_refuted">, {.as_wanted = wants_no_refutation}),
    wrong_rules("wants_to_hold", "a canary is wanted to hold",
                killed_by<"court_canary_is_wanted_refuted", "A0", "D0">,
                {.as_wanted = wants_to_hold}),
    wrong_rules("needs_no_hypothesis", "nobody asks what happens without the hypothesis",
                killed_by<"court_hypotheses_are_needed">, {.as_wanted = needs_no_hypothesis}),
    wrong_in(trial, "forgets_what_was_kept", "no kept case is replayed",
             killed_by<"court_kept_cases_are_replayed">,
             {.kept = [](std::string_view, std::string_view) { return false; }}),
    wrong_in(trial, "replays_what_is_anothers", "kept cases of other evidence are replayed too",
             killed_by<"court_kept_cases_are_replayed">,
             {.kept =
                  [](std::string_view token, std::string_view prefix) {
                    return token.substr(0, 2) == prefix.substr(0, 2) &&
                           token.find(':') == prefix.size() - 1;
                  }}),
    wrong_in(relations, "equality_relative_to_its_result",
             "the scale is the gap itself where the terms cancel",
             killed_by<"court_residuals_are_relative_to_their_terms">,
             {.equal = equal_to_its_result}),
    wrong_in(relations, "equality_is_absolute", "there is no scale",
             killed_by<"court_residuals_are_relative_to_their_terms">, {.equal = equal_absolutely}),
    wrong_in(relations, "equality_of_the_first_entry", "the other entries are not compared",
             killed_by<"court_residuals_are_the_largest">, {.equal = equal_in_the_first_entry}),
    wrong_in(relations, "equality_in_the_mean", "gaps of two signs cancel",
             killed_by<"court_residuals_are_the_largest">, {.equal = equal_in_the_mean}),
    wrong_in(relations, "equality_of_common_entries", "what one matrix has more is not compared",
             killed_by<"court_shapes_are_compared">, {.equal = equal_in_common_entries}),
    wrong_in(relations, "equality_passes_nan", "what is no number is skipped",
             killed_by<"court_relations_see_what_is_no_number">, {.equal = equal_where_finite}),
    wrong_in(relations, "order_is_turned_round", "b <= a", killed_by<"court_order_has_a_direction">,
             {.at_most = at_least}),
    wrong_in(relations, "order_is_strict", "a < b", killed_by<"court_order_has_a_direction">,
             {.at_most = strictly_less}),
    wrong_in(relations, "order_passes_nan", "a <= b unless a > b is seen",
             killed_by<"court_relations_see_what_is_no_number">, {.at_most = at_most_unless_nan}),
    wrong_in(relations, "order_without_a_scale", "the scale is the larger side",
             killed_by<"court_residuals_are_relative_to_their_terms">,
             {.at_most = at_most_without_a_scale}),
    wrong_in(relations, "both_is_either", "one of two is enough",
             killed_by<"court_both_means_both">, {.both_of = either_of}),
    wrong_in(relations, "both_is_the_first", "the second is not looked at",
             killed_by<"court_both_means_both">, {.both_of = first_of}),
    wrong_in(relations, "both_is_vacuous_if_one_is", "what was compared beside it does not count",
             killed_by<"court_both_means_both">, {.both_of = both_vacuous_if_one_is}),
    wrong_in(relations, "both_is_within_if_one_is", "one hypothesis is enough",
             killed_by<"court_both_means_both">, {.both_of = both_within_if_one_is}),
    wrong_in(statistics, "rate_of_one_side", "each end has the whole of the error",
             killed_by<"court_rates_have_two_sides">, {.rate = one_sided}),
    wrong_in(statistics, "rate_by_the_normal", "20 of 20 leaves no doubt",
             killed_by<"court_rates_have_two_sides">, {.rate = by_the_normal}),
    wrong_in(statistics, "sign_test_of_one_side", "half of the p-value",
             killed_by<"court_sign_test_has_two_sides">, {.sign = sign_test_of_one_side}),
    wrong_in(statistics, "sign_test_of_wins", "losses are never significant",
             killed_by<"court_sign_test_has_two_sides">, {.sign = sign_test_of_wins}),
    wrong_in(statistics, "many_tests_count_as_one", "p-values are not adjusted",
             killed_by<"court_many_tests_are_adjusted">, {.adjust = not_adjusted}),
    wrong_in(statistics, "every_test_is_adjusted_alike", "Bonferroni's factor for all of them",
             killed_by<"court_many_tests_are_adjusted">, {.adjust = adjusted_by_their_number}),
    wrong_in(statistics, "median_between_the_ends", "the range, whatever the level",
             killed_by<"court_medians_are_covered">, {.middle = middle_by_the_ends}),
    wrong_in(statistics, "median_of_one_side", "each end has the whole of the error",
             killed_by<"court_medians_are_covered">, {.middle = middle_of_one_side}),
};

}  // namespace

std::span<const Mutant> harness_mutants() { return mutants; }

}  // namespace adamant
