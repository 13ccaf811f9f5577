#include "claim/proof.hpp"
#include "properties/gradient_shapes.hpp"
#include "properties/properties.hpp"

#include <gtest/gtest.h>

namespace adamant {
namespace {

// Questions to the prover with known answers. They are all answered rightly by the rules as they are, and each
// wrong rule gets one of them wrong: no wrong proof gets past.

struct Pair {
  Fraction x{1, 1};
  Fraction y{1, 1};
  static constexpr auto fields() { return std::tuple{field("x", &Pair::x), field("y", &Pair::y)}; }
  std::vector<std::string> features() const { return {}; }
};
bool is_pair(const Pair&) { return true; }
Pair draw_pair(Random&, int) { return {}; }
constexpr auto pairs = domain<Pair, draw_pair, is_pair>("pairs", "two numbers");

using symbols::Made;
using symbols::named;
using symbols::positive;

Pair symbolic_pair() { return {symbols::fraction("x"), symbols::fraction("y")}; }
Made<Pair> anything(int) { return {symbolic_pair(), {}}; }
Made<Pair> positive_x(int) { return {symbolic_pair(), {positive("x")}}; }
Made<Pair> negative_x(int) { return {symbolic_pair(), {{"x < 0", named("x") < Term(0)}}}; }
Made<Pair> both_positive(int) { return {symbolic_pair(), {positive("x"), positive("y")}}; }
Made<Pair> nothing(int) {
  return {symbolic_pair(), {positive("x"), {"x < 0", named("x") < Term(0)}}};
}
Made<Pair> both_zero(int) { return {symbolic_pair(), {symbols::zero("x"), symbols::zero("y")}}; }

template <Made<Pair> (*make)(int)>
constexpr auto of = shape<Pair, make>(pairs, "n", 1, 1, 1);

template <class Statement>
ProofRecord tried(const ShapeOf<Pair>& on, Statement statement, const ProofRules& rules,
                  double seconds = 10) {
  ProofSettings settings;
  settings.limits.seconds = seconds;
  settings.second_leg = false;
  settings.rules = rules;
  return prove(proved(on, statement), on_trial(), 1, settings);
}

constexpr auto root_of_a_square = []<class S>(const Implementation<S>&, const Pair& p) {
  const S x = p.x.as<S>();
  return eq<S>(square_root<S>(x * x), x);
};
constexpr auto root_is_not_negative = []<class S>(const Implementation<S>&, const Pair& p) {
  return leq<S>(S(0), square_root<S>(p.x.as<S>()));
};
constexpr auto quotient_times_divisor = []<class S>(const Implementation<S>&, const Pair& p) {
  const S x = p.x.as<S>(), y = p.y.as<S>();
  return eq<S>(S(y / x * x), y);
};
constexpr auto zero_over_zero = []<class S>(const Implementation<S>&, const Pair& p) {
  return eq<S>(quotient_or_zero<S>(p.x.as<S>(), p.y.as<S>()), S(0));
};
constexpr auto magnitude_is_not_negative = []<class S>(const Implementation<S>&, const Pair& p) {
  return leq<S>(S(0), magnitude<S>(p.x.as<S>()));
};
constexpr auto is_not_below_itself = []<class S>(const Implementation<S>&, const Pair& p) {
  const S x = p.x.as<S>(), y = p.y.as<S>();
  return holds_that(x < y || y <= x, "neither below nor not");
};
constexpr auto x_is_below_y = []<class S>(const Implementation<S>&, const Pair& p) {
  return leq<S>(p.x.as<S>(), p.y.as<S>());
};
constexpr auto divides_by_x = []<class S>(const Implementation<S>&, const Pair& p) {
  const S x = p.x.as<S>();
  return eq<S>(S(x / x * x), x);
};
constexpr auto means = []<class S>(const Implementation<S>&, const Pair& p) {
  const S x = p.x.as<S>(), y = p.y.as<S>();
  return leq<S>(square_root<S>(x * y), S((x + y) / S(2)));
};
constexpr auto false_on_symbols_alone = []<class S>(const Implementation<S>&, const Pair& p) {
  return leq<S>(Symbolic<S> ? p.x.template as<S>() : S(0), S(0));
};

/// Not strict on the left: at x = y only the right one tells.
constexpr auto strictly_below = []<class S>(const Implementation<S>&, const Pair& p) {
  const S x = p.x.as<S>(), y = p.y.as<S>();
  return holds_that(x < y || y < x, "neither is the smaller");
};

/// What an induction is about here: a step and a claim that have nothing to do with one another.
template <class Step, class Claim>
ProofRecord tried_by_induction(const ShapeOf<Pair>& on, Step step, Claim claim,
                               const ProofRules& rules) {
  ProofSettings settings;
  settings.second_leg = false;
  settings.rules = rules;
  return prove(proved_by_induction(on, step, claim), on_trial(), 1, settings);
}
constexpr auto nothing_is_said = []<class S>(const Implementation<S>&, const Pair& p) {
  return leq<S>(p.x.as<S>(), p.x.as<S>());
};
constexpr auto x_is_not_negative = []<class S>(const Implementation<S>&, const Pair& p) {
  return leq<S>(S(0), p.x.as<S>());
};
constexpr auto square_is_not_negative = []<class S>(const Implementation<S>&, const Pair& p) {
  const S x = p.x.as<S>();
  return leq<S>(S(0), S(x * x));
};

/// The names of the questions that are answered wrongly under these rules.
std::vector<std::string> wrong_answers(const ProofRules& rules) {
  std::vector<std::string> wrong;
  const auto expect = [&](const char* name, const ProofRecord& r, Status status) {
    if (r.status != status) wrong.emplace_back(name);
  };
  expect("sqrt(x^2) = x, x > 0", tried(of<positive_x>, root_of_a_square, rules), Status::holds);
  expect("sqrt(x^2) = x, x < 0", tried(of<negative_x>, root_of_a_square, rules), Status::refuted);
  expect("sqrt(x) >= 0, x > 0", tried(of<positive_x>, root_is_not_negative, rules), Status::holds);
  expect("sqrt(x) of any x", tried(of<anything>, root_is_not_negative, rules), Status::undecided);
  expect("y/x x = y, x > 0", tried(of<positive_x>, quotient_times_divisor, rules), Status::holds);
  expect("x/x x = x of any x", tried(of<anything>, divides_by_x, rules), Status::undecided);
  expect("0/0 := 0", tried(of<both_zero>, zero_over_zero, rules), Status::holds);
  expect("|x| >= 0", tried(of<anything>, magnitude_is_not_negative, rules), Status::holds);
  expect("x < y or y <= x", tried(of<anything>, is_not_below_itself, rules), Status::holds);
  expect("x < y or y < x", tried(of<anything>, strictly_below, rules), Status::refuted);
  expect("x <= y", tried(of<anything>, x_is_below_y, rules), Status::refuted);
  expect("x <= y, x < 0 < y", tried(of<both_positive>, x_is_below_y, rules), Status::refuted);
  expect("means", tried(of<both_positive>, means, rules), Status::holds);
  expect("x <= y of no x", tried(of<nothing>, x_is_below_y, rules), Status::undecided);
  expect("x <= y in no time", tried(of<anything>, x_is_below_y, rules, 0), Status::undecided);
  expect("unconfirmed", tried(of<anything>, false_on_symbols_alone, rules), Status::undecided);
  expect("a sound induction",
         tried_by_induction(of<positive_x>, x_is_not_negative, x_is_not_negative, rules),
         Status::holds);
  expect("an induction that says nothing of its claim",
         tried_by_induction(of<anything>, nothing_is_said, x_is_below_y, rules), Status::refuted);
  return wrong;
}

TEST(Proved, AnswersWhatIsKnown) { EXPECT_EQ(wrong_answers({}), std::vector<std::string>()); }

TEST(Proved, EveryWrongTranslationIsCaught) {
  const std::vector<std::pair<const char*, bool Translation::*>> wrong{
      {"a root may be negative", &Translation::root_is_not_negative},
      {"a root need not square", &Translation::root_squares},
      {"a quotient loses its sign", &Translation::quotient_keeps_sign},
      {"0/0 is anything", &Translation::zero_over_zero_is_zero},
      {"a choice is the wrong way round", &Translation::choice_is_in_order},
      {"< is <=", &Translation::less_is_strict},
      {"a negation is lost", &Translation::negates}};
  for (const auto& [name, rule] : wrong) {
    ProofRules rules;
    rules.translation.*rule = false;
    EXPECT_NE(wrong_answers(rules), std::vector<std::string>()) << name;
  }
}

TEST(Proved, EveryWrongRuleOfProofIsCaught) {
  const std::vector<std::pair<const char*, bool ProofRules::*>> wrong{
      {"what has no value is let through", &ProofRules::obligations},
      {"vacuous proofs are let through", &ProofRules::non_vacuous},
      {"solutions are not replayed", &ProofRules::replay},
      {"an induction need not say what is claimed", &ProofRules::first_step},
      {"the hypotheses are left out", &ProofRules::hypotheses}};
  for (const auto& [name, rule] : wrong) {
    ProofRules rules;
    rules.*rule = false;
    EXPECT_NE(wrong_answers(rules), std::vector<std::string>()) << name;
  }
  ProofRules gullible;
  gullible.is_proof = [](Answer a) { return a != Answer::satisfiable; };
  EXPECT_NE(wrong_answers(gullible), std::vector<std::string>()) << "unknown is read as no";
  ProofRules contrary;
  contrary.is_proof = [](Answer a) { return a == Answer::satisfiable; };
  EXPECT_NE(wrong_answers(contrary), std::vector<std::string>()) << "yes is read as no";
}

TEST(Proved, DroppedHypothesesComeWithAWitness) {
  const ProofRecord r = tried(of<both_positive>, means, {});
  ASSERT_EQ(r.status, Status::holds);
  ASSERT_EQ(r.given.size(), 2U);
  for (const HypothesisRecord& h : r.given) {
    EXPECT_EQ(h.need, Need::needed) << h.name;
    EXPECT_NE(h.witness, "") << h.name;
  }
}

TEST(Proved, InductionsDropTheirHypothesesFromTheClaim) {
  const ProofRecord r =
      tried_by_induction(of<positive_x>, x_is_not_negative, x_is_not_negative, {});
  ASSERT_EQ(r.status, Status::holds);
  EXPECT_TRUE(r.by_induction);
  ASSERT_EQ(r.given.size(), 1U);
  EXPECT_EQ(r.given[0].need, Need::needed);
  EXPECT_NE(r.given[0].witness.find("x=-"), std::string::npos) << r.given[0].witness;
}

/// The step needs x > 0, the claim does not: neither is shown.
TEST(Proved, AStepThatFailsDoesNotShowTheNeedOfAHypothesis) {
  const ProofRecord r =
      tried_by_induction(of<positive_x>, x_is_not_negative, square_is_not_negative, {});
  ASSERT_EQ(r.status, Status::holds);
  ASSERT_EQ(r.given.size(), 1U);
  EXPECT_EQ(r.given[0].need, Need::not_shown);
}

TEST(Proved, AStepThatFailsRefutesNothingUnlessARunDoes) {
  const ProofRecord state =
      tried_by_induction(of<anything>, x_is_not_negative, square_is_not_negative, {});
  EXPECT_EQ(state.status, Status::undecided);
  EXPECT_NE(state.reason.find("no run"), std::string::npos) << state.reason;
  const ProofRecord run =
      tried_by_induction(of<anything>, x_is_not_negative, x_is_not_negative, {});
  EXPECT_EQ(run.status, Status::refuted);
  EXPECT_NE(run.counterexample, "");
}

TEST(Proved, ASecondProofIsRecorded) {
  const ProofRecord r = prove(proved(of<both_positive>, means), on_trial(), 1, ProofSettings{});
  EXPECT_TRUE(r.twice && r.defined_twice);
  EXPECT_FALSE(r.by_coq);
}

TEST(Proved, WhatNobodyNeedsIsNotAssumed) {
  const ProofRecord r = tried(of<positive_x>, magnitude_is_not_negative, {});
  ASSERT_EQ(r.given.size(), 1U);
  EXPECT_EQ(r.given[0].need, Need::not_needed);
}

TEST(Proved, AMissingHypothesisIsNamed) {
  const ProofRecord r = tried(of<anything>, divides_by_x, {});
  EXPECT_EQ(r.status, Status::undecided);
  EXPECT_NE(r.reason.find("a hypothesis is missing: the divisor x"), std::string::npos) << r.reason;
}

// Terms against rationals: the same expression in both.
TEST(Terms, AreWhatTheySay) {
  const Term x = Term::symbol("x"), y = Term::symbol("y");
  const Assignment at{{"x", Rational(-3) / 2}, {"y", Rational(4)}};
  const Rational p = at.at("x"), q = at.at("y");
  const std::vector<std::pair<Term, Rational>> expected{{x + y, p + q},
                                                        {x - y, p - q},
                                                        {x * y, p * q},
                                                        {x / y, p / q},
                                                        {y / x, q / p},
                                                        {-x, -p},
                                                        {abs(x), -p},
                                                        {sign(x), -1},
                                                        {sign(y), 1},
                                                        {minimum(x, y), p},
                                                        {maximum(x, y), q},
                                                        {sqrt(y), 2},
                                                        {power(x, 3), p * p * p},
                                                        {select(x < y, x, y), p},
                                                        {select(y < x, x, y), q},
                                                        {quotient_or_zero(x, y), p / q},
                                                        {x - x, 0},
                                                        {Term(2) * (Term(3) * x), 6 * p}};
  for (const auto& [term, value] : expected) EXPECT_EQ(evaluate(term, at), value) << term.text();
  EXPECT_EQ(evaluate(x <= y, at), true);
  EXPECT_EQ(evaluate(y < x, at), false);
  EXPECT_EQ(evaluate(!(x == y) && (x < y || y < x), at), true);
  EXPECT_EQ(evaluate(y / (x - x), at), std::nullopt);
}

TEST(Terms, EqualExpressionsAreOne) {
  const Term x = Term::symbol("x"), y = Term::symbol("y");
  EXPECT_EQ((x + y).id(), (y + x).id());
  EXPECT_EQ((x * y).id(), (y * x).id());
  EXPECT_NE((x - y).id(), (y - x).id());
  EXPECT_NE((x / y).id(), (y / x).id());
  EXPECT_NE((Term(0) * (x / y)).id(), Term(0).id());  // x/y may have no value
}

TEST(Terms, BranchesGoBothWays) {
  const Term x = Term::symbol("x");
  std::vector<std::string> ways;
  std::string way;
  EXPECT_TRUE(
      explore([&] { way = x < Term(0)   ? "below"
                          : x < Term(1) ? "in"
                                        : "above"; },
              [&](const Path& path) { ways.push_back(way + ": " + to_text(path.condition)); }));
  EXPECT_EQ(ways.size(), 3U);
  EXPECT_THROW((void)decide(x < Term(0), "x"), Undecidable);
}

// Draws of a domain satisfy the hypotheses of its shape: what is assumed is not more than the domain says.
TEST(Shapes, AssumeNoMoreThanTheDomain) {
  Random random(1);
  int tried_any = 0;
  for (int k = 0; k < 400; ++k) {
    const auto x = as<GradientRun>(gradient_sequences.draw(random, 50));
    const auto [symbolic, given] = symbols::sequences(static_cast<int>(x.T()));
    Assignment at{{"eta", Rational(x.eta.p) / x.eta.q},
                  {"beta1", Rational(x.beta1.p) / x.beta1.q},
                  {"beta2", Rational(x.beta2.p) / x.beta2.q},
                  {"epsilon", Rational(x.epsilon.p) / x.epsilon.q},
                  {"c", Rational(x.c.p) / x.c.q}};
    for (const Hypothesis& h : given) EXPECT_EQ(evaluate(h.condition, at), true) << h.name;
    ++tried_any;
  }
  EXPECT_EQ(tried_any, 400);
}

}  // namespace
}  // namespace adamant
