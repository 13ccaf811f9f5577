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

Matrix<double> number(double a) { return Matrix<double>::Constant(1, 1, a); }
Matrix<double> pair(double a, double b) {
  Matrix<double> A(1, 2);
  A << a, b;
  return A;
}
bool near(double a, double b) { return std::abs(a - b) < 1e-4; }
bool is(const Interval& i, double lower, double upper) {
  return near(i.lower, lower) && near(i.upper, upper);
}

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
    SelfCheck{"court_residuals_are_relative_to_their_terms",
              "what is left of terms that cancel is compared with the terms",
              asks<[](const Court& c) {
                return c.rules.equal(number(0x1p-50), number(0), 1).log2_residual == -50 &&
                       c.rules.equal(number(0x1p30), number(0x1p30 + 1), 0).log2_residual < -29 &&
                       c.rules.at_most(0x1p-50, 0, 1).log2_residual == -50;
              }>},
    SelfCheck{"court_residuals_are_the_largest", "one entry that differs is enough, at any place",
              asks<[](const Court& c) {
                return c.rules.equal(pair(1, 1), pair(1, 0.5), 0).log2_residual == -1 &&
                       c.rules.equal(pair(1, 1), pair(0.5, 1), 0).log2_residual == -1 &&
                       c.rules.equal(pair(1, 1), pair(1, 1.5), 0).log2_residual < 0 &&
                       c.rules.equal(pair(1, -1), pair(1, -1), 0).zero();
              }>},
    SelfCheck{"court_shapes_are_compared", "matrices of two shapes are not equal",
              asks<[](const Court& c) {
                return !c.rules.equal(pair(1, 1), number(1), 0).zero() &&
                       !c.rules.equal(number(1), pair(1, 1), 0).zero();
              }>},
    SelfCheck{"court_relations_see_what_is_no_number",
              "NaN is equal to nothing and at most nothing", asks<[](const Court& c) {
                const double nan = std::nan("");
                return !c.rules.equal(pair(1, nan), pair(1, 1), 0).finite &&
                       !c.rules.equal(number(nan), number(nan), 0).finite &&
                       !c.rules.at_most(nan, 1, 1).finite && !c.rules.at_most(1, nan, 1).finite;
              }>},
    SelfCheck{"court_order_has_a_direction", "1 <= 2 and 2 <= 2 hold, 2 <= 1 does not",
              asks<[](const Court& c) {
                return c.rules.at_most(1, 2, 2).zero() && c.rules.at_most(2, 2, 2).zero() &&
                       c.rules.at_most(2, 1, 2).log2_residual == -1 &&
                       c.rules.at_most(1, 2, 2).slack == 0.5;
              }>},
    SelfCheck{"court_both_means_both", "one of two that fails, is vacuous or open is not hidden",
              asks<[](const Court& c) {
                Finding vacuous, outside;
                vacuous.vacuous = true;
                outside.discarded = true;
                return c.rules.both_of(found(true), found(true)).zero() &&
                       !c.rules.both_of(found(true), found(false)).zero() &&
                       !c.rules.both_of(found(false), found(true)).zero() &&
                       !c.rules.both_of(found(true), vacuous).vacuous &&
                       c.rules.both_of(vacuous, vacuous).vacuous &&
                       c.rules.both_of(found(true), outside).discarded;
              }>},
    SelfCheck{"court_rates_have_two_sides",
              "the intervals of Clopper and Pearson for 97 of 100, 20 of 20 and 0 of 0",
              asks<[](const Court& c) {
                return is(c.rules.rate(97, 100, 0.95), 0.91482, 0.99377) &&
                       is(c.rules.rate(20, 20, 0.95), 0.83157, 1) &&
                       is(c.rules.rate(0, 0, 0.95), 0, 1);
              }>},
    SelfCheck{"court_sign_test_has_two_sides", "ten wins of ten have p = 2/1024, five have p = 1",
              asks<[](const Court& c) {
                return near(c.rules.sign(10, 0), 2.0 / 1024) &&
                       near(c.rules.sign(0, 10), 2.0 / 1024) && near(c.rules.sign(5, 5), 1) &&
                       near(c.rules.sign(3, 1), 0.625);
              }>},
    SelfCheck{"court_many_tests_are_adjusted", "Holm makes 0.02 and 0.04 of 0.01 and 0.04",
              asks<[](const Court& c) {
                const std::vector<double> p{0.04, 0.01};
                const auto adjusted = c.rules.adjust(p);
                return near(adjusted.at(0), 0.04) && near(adjusted.at(1), 0.02);
              }>},
    SelfCheck{"court_medians_are_covered",
              "six numbers cover their median at 95 %, five do not, eight without the ends do not",
              asks<[](const Court& c) {
                const std::vector<double> x{1, 2, 3, 4, 5, 6, 7, 8, 9};
                const auto of = [&](std::size_t n) {
                  return c.rules.middle(std::span(x).first(n), 0.95);
                };
                return is(of(6), 1, 6) && std::isinf(of(5).lower) && is(of(8), 1, 8) &&
                       is(of(9), 2, 8);
              }>},
};

}  // namespace

std::span<const SelfCheck> self_checks() { return checks; }

}  // namespace adamant
