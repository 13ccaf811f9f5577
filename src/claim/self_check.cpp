#include "claim/self_check.hpp"

#include "claim/toy_statements.hpp"

#include <array>
#include <set>

namespace adamant {
namespace {

using namespace toys;

Evidence exact(Evaluate statement) {
  return {.kind = EvidenceKind::exactly, .domain = &lists, .exact = statement};
}
Evidence halving(Evaluate statement) {
  return {.kind = EvidenceKind::order, .domain = &lists, .halving = statement};
}
Evidence enclosing(Evaluate statement) {
  return {.kind = EvidenceKind::enclosed, .domain = &lists, .enclosing = statement};
}
Evidence ladder(std::array<Evaluate, 4> tiers) {
  return {.kind = EvidenceKind::forall, .domain = &lists, .tiers = tiers};
}
Evidence ladder(Evaluate same) { return ladder({same, same, same, same}); }

/// The court with the rules on trial.
struct Court {
  const Rules& rules;
  const OnTrial& on_trial;

  ClaimRecord tries(const Claim& claim, int cases = 60, std::uint64_t seed = 1) const {
    return try_claim(claim, on_trial, {.cases = cases, .seed = seed, .rules = rules});
  }
  Status status(EvidenceList evidence, int cases = 60, std::uint64_t seed = 1) const {
    static Claim claim;
    claim = {.id = "Z1", .name = "toy", .states = "", .given = "", .source = {}, .holds = evidence};
    return tries(claim, cases, seed).status;
  }
  EvidenceRecord record(Evidence evidence, int cases = 60, std::uint64_t seed = 1) const {
    const Claim claim{
        .id = "Z1", .name = "toy", .states = "", .given = "", .source = {}, .holds = evidence};
    return tries(claim, cases, seed).evidence.at(0);
  }
  bool wants(Kind kind, Evidence holds, Evidence fails_without = {}) const {
    const Claim claim{.id = "Z1",
                      .name = "toy",
                      .states = "",
                      .given = "",
                      .source = {},
                      .kind = kind,
                      .holds = holds,
                      .without = "a hypothesis",
                      .fails_without = fails_without};
    return tries(claim).as_wanted;
  }
};

template <auto question>
constexpr bool (*asks)(const Rules&, const OnTrial&) = [](const Rules& rules, const OnTrial& o) {
  return question(Court{rules, o});
};

constexpr Evaluate shorter_than_eight = [](const OnTrial&, const Instance& x) {
  return found(numbers(x).size() < 8);
};

/// The texts of the first instances that are drawn.
std::set<std::string> drawn(const Court& court, std::uint64_t seed) {
  static std::set<std::string> seen;
  seen.clear();
  court.record(exact([](const OnTrial&, const Instance& x) {
                 seen.insert(text(x));
                 return found(true);
               }),
               60, seed);
  return seen;
}

constexpr std::array checks{
    SelfCheck{"court_truth_holds",
              "what is true holds, on the ladder, exactly, by order and enclosed",
              asks<[](const Court& c) {
                return c.status(exact(tautology)) == Status::holds &&
                       c.status(ladder(tautology)) == Status::holds &&
                       c.status(enclosing(tautology)) == Status::holds &&
                       c.status(halving(converges<2>)) == Status::holds;
              }>},
    SelfCheck{"court_falsehood_is_refuted",
              "what is false is refuted, on the ladder, exactly, by order and enclosed",
              asks<[](const Court& c) {
                return c.status(exact(falsehood)) == Status::refuted &&
                       c.status(ladder(falsehood)) == Status::refuted &&
                       c.status(enclosing(falsehood)) == Status::refuted &&
                       c.status(halving(converges<1>)) == Status::refuted;
              }>},
    SelfCheck{"court_rounding_is_forgiven",
              "an error of a few units of round-off holds at every tier", asks<[](const Court& c) {
                return c.status(ladder({rounded<53>, rounded<113>, rounded<256>, rounded<512>})) ==
                       Status::holds;
              }>},
    SelfCheck{"court_rate_is_the_claims",
              "a claim about differences is judged at the rate it states", asks<[](const Court& c) {
                return c.status(ladder({of_a_difference<53>, of_a_difference<113>,
                                        of_a_difference<256>, of_a_difference<512>})) ==
                       Status::holds;
              }>},
    SelfCheck{"court_condition_is_the_claims",
              "the condition number that a claim states is granted", asks<[](const Court& c) {
                return c.status(ladder({ill_conditioned<53>, ill_conditioned<113>,
                                        ill_conditioned<256>, ill_conditioned<512>})) ==
                       Status::holds;
              }>},
    SelfCheck{"court_ladder_sees_below_double", "an error of 2^-66 is refuted on the ladder",
              asks<[](const Court& c) {
                return c.status(ladder({nearly_true<53>, nearly_true<113>, nearly_true<256>,
                                        nearly_true<512>})) == Status::refuted;
              }>},
    SelfCheck{
        "court_exact_forgives_nothing", "2^-40 is not zero",
        asks<[](const Court& c) { return c.status(exact(one_in_a_trillion)) == Status::refuted; }>},
    SelfCheck{"court_no_number_never_holds", "a residual that is not a number does not hold",
              asks<[](const Court& c) {
                return c.status(ladder(not_a_number)) == Status::refuted &&
                       c.status(exact(not_a_number)) == Status::refuted &&
                       c.status(enclosing(not_a_number)) == Status::undecided;
              }>},
    SelfCheck{"court_order_asks_the_last_halvings",
              "an order that is lost at small h does not hold", asks<[](const Court& c) {
                return c.status(halving(converges_at_first)) == Status::refuted;
              }>},
    SelfCheck{
        "court_silence_on_order_is_vacuous",
        "an instance without the leading term, or at rest, neither confirms an order nor opens it",
        asks<[](const Court& c) {
          return c.status(halving(converges_or_better)) == Status::holds &&
                 c.status(halving(converges<3>)) == Status::undecided &&
                 c.status(halving(at_rest)) == Status::undecided;
        }>},
    SelfCheck{"court_unknown_is_undecided", "one case that nobody can tell keeps the claim open",
              asks<[](const Court& c) {
                return c.status(exact(unknown)) == Status::undecided &&
                       c.status(enclosing(unknown)) == Status::undecided &&
                       c.status(ladder(unknown)) == Status::undecided;
              }>},
    SelfCheck{"court_vacuous_is_undecided", "cases that compared nothing show nothing",
              asks<[](const Court& c) {
                return c.status(exact(nothing_compared)) == Status::undecided &&
                       c.status(ladder(nothing_compared)) == Status::undecided;
              }>},
    SelfCheck{
        "court_no_case_is_undecided", "a claim of which no case was tried is open",
        asks<[](const Court& c) { return c.status(exact(tautology), 0) == Status::undecided; }>},
    SelfCheck{
        "court_discards_are_counted", "a claim that discards most of its instances is open",
        asks<[](const Court& c) { return c.status(exact(of_large_alone)) == Status::undecided; }>},
    SelfCheck{"court_one_refutation_refutes", "stronger evidence that holds does not outvote it",
              asks<[](const Court& c) {
                return c.status({ladder(falsehood), exact(tautology)}) == Status::refuted &&
                       c.status({ladder(tautology), exact(falsehood)}) == Status::refuted;
              }>},
    SelfCheck{"court_strongest_evidence_decides", "an open weaker evidence does not keep it open",
              asks<[](const Court& c) {
                return c.status({ladder(unknown), exact(tautology)}) == Status::holds &&
                       c.status({ladder(tautology), exact(unknown)}) == Status::undecided;
              }>},
    SelfCheck{
        "court_draws_large_instances", "a claim that fails on four numbers and more is refuted",
        asks<[](const Court& c) { return c.status(exact(shorter_than_four)) == Status::refuted; }>},
    SelfCheck{"court_counterexample_is_false",
              "the simplified counterexample is one, and is replayed", asks<[](const Court& c) {
                const EvidenceRecord r = c.record(exact(below_five));
                return r.status == Status::refuted && largest(parse(r.counterexample)) >= 5;
              }>},
    SelfCheck{"court_counterexample_is_least", "nothing can be taken from a counterexample",
              asks<[](const Court& c) {
                return c.record(exact(below_five)).counterexample == "5" &&
                       c.record(ladder(below_five)).counterexample == "5";
              }>},
    SelfCheck{"court_seed_is_heard",
              "another seed draws other instances, the same seed the same ones",
              asks<[](const Court& c) {
                return drawn(c, 1) == drawn(c, 1) && drawn(c, 1) != drawn(c, 2);
              }>},
    SelfCheck{"court_draws_differ", "instances of one run are not all the same",
              asks<[](const Court& c) { return (drawn(c, 1).size() > 30); }>},
    SelfCheck{"court_canary_is_wanted_refuted",
              "a canary that holds and a theorem that fails are red", asks<[](const Court& c) {
                return c.wants(Kind::canary, exact(falsehood)) &&
                       !c.wants(Kind::canary, exact(tautology)) &&
                       c.wants(Kind::theorem, exact(tautology)) &&
                       !c.wants(Kind::theorem, exact(falsehood)) &&
                       !c.wants(Kind::theorem, exact(unknown)) &&
                       !c.wants(Kind::canary, exact(unknown));
              }>},
    SelfCheck{"court_hypotheses_are_needed",
              "a conditional that holds without its hypothesis is red", asks<[](const Court& c) {
                return c.wants(Kind::conditional, exact(tautology), exact(falsehood)) &&
                       !c.wants(Kind::conditional, exact(tautology), exact(tautology)) &&
                       !c.wants(Kind::conditional, exact(tautology), exact(unknown));
              }>},
    SelfCheck{"court_kept_cases_are_replayed", "a kept case refutes what no draw would",
              asks<[](const Court& c) {
                const Claim claim{.id = "Z1",
                                  .name = "toy",
                                  .states = "",
                                  .given = "",
                                  .source = {},
                                  .holds = exact(shorter_than_eight)};
                const auto status = [&](const char* token) {
                  return try_claim(claim, c.on_trial,
                                   {.cases = 5, .rules = c.rules, .worst_cases = {token}})
                      .status;
                };
                return status("Z1.0:1,1,1,1,1,1,1,1") == Status::refuted &&
                       status("Z1.1:1,1,1,1,1,1,1,1") == Status::holds &&
                       status("Z2.0:1,1,1,1,1,1,1,1") == Status::holds;
              }>},
};

}  // namespace

std::span<const SelfCheck> self_checks() {
  static const std::vector<SelfCheck> all = [] {
    std::vector<SelfCheck> list(checks.begin(), checks.end());
    const auto relations = checks_of_relations();
    list.insert(list.end(), relations.begin(), relations.end());
    return list;
  }();
  return all;
}

}  // namespace adamant
