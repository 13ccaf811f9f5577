#pragma once

#include "claim/instance.hpp"
#include "claim/relation.hpp"
#include "claim/statistics.hpp"
#include "claim/verdict.hpp"

namespace adamant {

struct EvidenceRecord;
struct ClaimRecord;

/// The seed of the draws of one evidence: it depends on the evidence's token and on the user's seed, not
/// on what else is tried.
std::uint64_t seed_of_draws(std::string_view token_prefix, std::uint64_t seed);

/// An instance of the domain, as large as `size` from 0 to 100 allows.
Instance draw_from(const Domain& domain, Random& random, int size);

/// Whether an instance judged `tried` may stand for a counterexample judged `counterexample`.
bool is_judged_alike(Status counterexample, Status tried);

/// Takes back a `holds` that shows nothing: over vacuous or undecided cases alone, or over instances of
/// which more than a fifth were discarded.
void withhold_if_empty(EvidenceRecord& record);

/// The verdict on a claim: one refutation refutes, one failure fails; otherwise the strongest evidence
/// decides.
void decide_by_strongest(ClaimRecord& record);

/// Whether the claim's status is the one it is wanted to have, and its hypotheses are needed.
bool is_as_wanted(const ClaimRecord& record);

/// Whether a kept case is one of the evidence whose tokens begin with `token_prefix`: it is then replayed
/// before any random case.
bool is_kept_for(std::string_view token, std::string_view token_prefix);

/// A and B.
inline Finding both(Finding a, Finding b) { return all({std::move(a), std::move(b)}); }

/// Everything of the court that decides: replaceable, because the court itself goes on trial. The relations
/// and the statistics are what statements and experiments call by name; here they answer the court's own
/// questions.
struct Rules {
  Judgement (*ladder)(std::span<const TierFinding>) = judge_ladder;
  Judgement (*exact)(const Finding&) = judge_exact;
  Judgement (*order)(const Finding&) = judge_order;
  bool (*silent_on_order)(const Finding&) = is_silent_on_order;
  Judgement (*enclosed)(const Finding&) = judge_enclosed;
  std::uint64_t (*seed)(std::string_view, std::uint64_t) = seed_of_draws;
  Instance (*draw)(const Domain&, Random&, int) = draw_from;
  bool (*may_stand_for)(Status, Status) = is_judged_alike;
  void (*withhold)(EvidenceRecord&) = withhold_if_empty;
  void (*decide)(ClaimRecord&) = decide_by_strongest;
  bool (*as_wanted)(const ClaimRecord&) = is_as_wanted;
  bool (*kept)(std::string_view, std::string_view) = is_kept_for;
  Finding (*equal)(const Matrix<double>&, const Matrix<double>&, double) = eq<double>;
  Finding (*at_most)(const double&, const double&, const double&) = leq<double>;
  Finding (*both_of)(Finding, Finding) = both;
  Interval (*rate)(int, int, double) = clopper_pearson;
  Interval (*middle)(std::span<const double>, double) = median_interval;
  double (*sign)(int, int) = sign_test;
  std::vector<double> (*adjust)(std::span<const double>) = holm;
};

}  // namespace adamant
