#include "claim/enclosed.hpp"

#include "claim/trial.hpp"

#include <gtest/gtest.h>

namespace adamant {
namespace {

Instance box(std::string_view text) { return boxes.parse(text); }
const Box& as_box(const Instance& instance) { return *static_cast<const Box*>(instance.get()); }

Finding on(std::string_view text, Finding (*statement)(const std::vector<Ball>&),
           const BoxLimits& limits = {}) {
  return cover(
      as_box(box(text)), [&](const Box& part) { return statement(part.balls()); }, limits);
}

Judgement judged(const Finding& f) { return judge_enclosed(f); }

TEST(Enclosed, RelationsSayYesNoOrUnknown) {
  const Ball a = Ball::hull(Ball(0), Ball(2)), b = Ball::hull(Ball(1), Ball(3)), c(4);
  EXPECT_EQ(judged(leq<Ball>(a, c)).status, Status::holds);
  EXPECT_EQ(judged(leq<Ball>(c, a)).status, Status::refuted);
  EXPECT_EQ(judged(leq<Ball>(a, b)).status, Status::undecided);
  EXPECT_EQ(judged(less<Ball>(c, Ball(4))).status, Status::refuted);
  EXPECT_EQ(judged(leq<Ball>(c, Ball(4))).status, Status::holds);
  EXPECT_EQ(judged(eq<Ball>(a, b)).status, Status::undecided);
  EXPECT_EQ(judged(eq<Ball>(a, c)).status, Status::refuted);
  EXPECT_EQ(judged(eq<Ball>(c, Ball(4))).status, Status::holds);
  EXPECT_EQ(judged(leq<Ball>(Ball::indeterminate(), c)).status, Status::undecided);
  EXPECT_GE(leq<Ball>(a, c).slack, 0.4999);
  EXPECT_LE(leq<Ball>(a, c).slack, 0.5);
}

TEST(Enclosed, OneThatIsFalseDecidesAndOneUnknownLeavesOpen) {
  const Ball a = Ball::hull(Ball(0), Ball(2)), one(1);
  const Finding yes = leq<Ball>(Ball(0), one), no = leq<Ball>(one, Ball(0)),
                open = leq<Ball>(a, one);
  EXPECT_EQ(judged(all({yes, open})).status, Status::undecided);
  EXPECT_EQ(judged(all({open, yes})).status, Status::undecided);
  EXPECT_EQ(judged(all({open, no, yes})).status, Status::refuted);
  EXPECT_EQ(judged(all({yes, yes})).status, Status::holds);
  EXPECT_EQ(judged(leq<Ball>(one, Ball(0)).provided(a > one)).status, Status::undecided);
  EXPECT_EQ(judged(leq<Ball>(Ball(0), one).provided(a > one)).status, Status::holds);
  EXPECT_TRUE(leq<Ball>(Ball(0), one).provided(one > Ball(1)).discarded);
}

/// x (1 − x) ≤ 1/4 + 2^-6, of which one evaluation over [0, 1] knows nothing.
Finding parabola(const std::vector<Ball>& x) {
  return leq<Ball>(x[0] * (Ball(1) - x[0]), ratio<Ball>(17, 64));
}

TEST(Enclosed, BoxesAreCutUntilTheyTell) {
  const Finding f = on("x=[0,1]", parabola);
  EXPECT_EQ(judged(f).status, Status::holds) << f.note;
  EXPECT_GT(f.parts, 3);
  EXPECT_GE(f.slack, 0);
}

TEST(Enclosed, APartOrPointThatIsFalseRefutes) {
  const auto statement = [](const std::vector<Ball>& x) {
    return leq<Ball>(x[0] * (Ball(1) - x[0]) * x[1], ratio<Ball>(15, 64));
  };
  const Finding f = on("x=[0,1];y=[0,1]", statement);
  EXPECT_EQ(judged(f).status, Status::refuted);
  EXPECT_EQ(judged(statement(as_box(box(f.where)).balls())).status, Status::refuted) << f.where;
}

TEST(Enclosed, EqualityInsideABoxStaysUndecidedWithThePartShown) {
  const auto statement = [](const std::vector<Ball>& x) {
    return leq<Ball>(x[0] * (Ball(1) - x[0]), ratio<Ball>(1, 4));
  };
  const Finding f = on("x=[0,1]", statement, {.depth = 20, .parts = 1000});
  EXPECT_EQ(judged(f).status, Status::undecided);
  const Box part = as_box(box(f.where));
  EXPECT_LE(part.sides[0].low, Rational(9) / 16);
  EXPECT_GE(part.sides[0].high, Rational(7) / 16);
}

TEST(Enclosed, PartsOutsideOfTheHypothesesAreLeftOut) {
  const auto statement = [](const std::vector<Ball>& x) {
    return less<Ball>(Ball(0), x[0]).provided(x[0] > ratio<Ball>(1, 3));
  };
  EXPECT_EQ(judged(on("x=[-1,1]", statement)).status, Status::holds);
  EXPECT_TRUE(on("x=[-1,0]", statement).discarded) << "nothing of the box satisfies the hypothesis";
}

TEST(Enclosed, BoxesAreReadStrictlyAndWrittenBack) {
  for (const char* text : {"x=[0,1]", "g1=[-1,3/2];g2=[1/3,1/3]"})
    EXPECT_EQ(boxes.text(box(text)), text);
  for (const char* wrong :
       {"", "x", "x=", "=[0,1]", "x=[1,0]", "x=[0,1", "x=[0,1];", "x=[a,1]", "x=[0,1]y=[0,1]",
        "x=[1/0,2]", "x=[0,1/]", "x=[,1]", "x=[--1,1]", "x=[1/-2,1]"})
    EXPECT_THROW(box(wrong), std::invalid_argument) << wrong;
}

}  // namespace
}  // namespace adamant
