#include "lab/held_out.hpp"
#include "problem/sampling.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace adamant {
namespace {

/// Rank 2 beside a mean of 3, `share` of the entries known; the rest is NaN, so that nobody reads it.
ObservedMatrix matrix(double share, double noise = 0) {
  SplitMix of_truth = stream(1, Stream::truth), of_mask = stream(1, Stream::observed);
  ObservedMatrix M(24, 18, "drawn");
  const Mask all = Mask::Constant(24, 18, true);
  M.Omega = sample_entries(all, std::lround(share * 24 * 18), of_mask);
  const Matrix<double> truth = low_rank_matrix<double>(24, 18, 2, of_truth).array() + 3;
  const Matrix<double> noisy = truth + gaussian_matrix<double>(24, 18, noise, of_truth);
  M.values = M.Omega.matrix().select(
      noisy, Matrix<double>::Constant(24, 18, std::numeric_limits<double>::quiet_NaN()));
  return M;
}

const Competitor& named(const std::string& name) {
  return *std::find_if(competitors().begin(), competitors().end(),
                       [&](const Competitor& c) { return c.name == name; });
}

TEST(HeldOut, EveryCompetitorBeatsTheBaselineOnALowRankMatrix) {
  const ObservedMatrix M = matrix(0.8);
  const HeldOutPlan plan{.steps = 300};
  const double baseline = compete(named("baseline"), M, plan).test;
  for (const Competitor& c : competitors())
    if (c.name != "baseline") {
      EXPECT_LT(compete(c, M, plan).test, 0.6 * baseline) << c.name;
    }
}

TEST(HeldOut, TheRankOfTheTruthIsChosenAndFitsIt) {
  const HeldOutScore score =
      compete(named("HardImpute"), matrix(0.9), {.centring = Centring::none});
  EXPECT_EQ(text_of(score.setting), "r=3");
  EXPECT_LT(score.test, 1e-2);
}

TEST(HeldOut, TheTestEntriesAreNeverSeen) {
  const ObservedMatrix M = matrix(0.8);
  SplitMix random = stream(0, Stream::observed);
  const Mask test =
      sample_entries(M.Omega, std::lround(0.2 * static_cast<double>(M.Omega.count())), random);
  ObservedMatrix shifted = M;
  shifted.values = test.matrix().select((M.values.array() + 1000).matrix(), M.values);
  for (const char* name : {"baseline", "SoftImpute", "ALS", "Adam"}) {
    const HeldOutPlan plan{.steps = 50};
    const HeldOutScore a = compete(named(name), M, plan), b = compete(named(name), shifted, plan);
    EXPECT_EQ(a.setting, b.setting) << name;
    EXPECT_EQ(a.validation, b.validation) << name;
    EXPECT_GT(b.test, 900) << name;
  }
}

TEST(HeldOut, PredictionsAreClampedAndTargetsAreNot) {
  ObservedMatrix M = matrix(1);
  HeldOutPlan plan{.clamp = std::pair(2.0, 4.0)};
  const double clamped = compete(named("SoftImpute"), M, plan).test;
  plan.clamp = std::pair(-1e9, 1e9);
  EXPECT_GT(clamped, compete(named("SoftImpute"), M, plan).test)
      << "targets beyond 2 and 4 are out of reach";
}

TEST(HeldOut, TheAdditiveFitIsExactOnAnAdditiveMatrix) {
  ObservedMatrix M(9, 7, "sum");
  M.Omega.setConstant(true);
  for (Index j = 0; j < 7; ++j)
    for (Index i = 0; i < 9; ++i) M.values(i, j) = static_cast<double>(i * i - 3 * j);
  HeldOutPlan plan{.test = 0.1};
  const double mean = compete(named("baseline"), M, plan).test;
  plan.centring = Centring::additive;
  EXPECT_LT(compete(named("baseline"), M, plan).test, 0.5 * mean);
}

TEST(HeldOut, TheDensestPartKeepsTheFullestRowsAndColumns) {
  ObservedMatrix M(3, 3, "drawn");
  M.values << 1, 2, 3, 4, 5, 6, 7, 8, 9;
  M.Omega << true, true, false, false, false, true, true, true, true;
  const ObservedMatrix D = densest_part(M, 2, 2);
  Matrix<double> expected(2, 2);
  expected << 1, 2, 7, 8;
  EXPECT_EQ(D.values, expected);
  EXPECT_TRUE(D.Omega.all());
  EXPECT_EQ(densest_part(M, 9, 9).values, M.values);
}

TEST(HeldOut, MisuseThrows) {
  const ObservedMatrix M = matrix(0.8);
  EXPECT_THROW(compete(named("ALS"), M, {.test = 0}), std::invalid_argument);
  EXPECT_THROW(compete(named("ALS"), M, {.test = 1}), std::invalid_argument);
  EXPECT_THROW(compete(named("ALS"), M, {.validation = 1e-9}), std::invalid_argument);
}

}  // namespace
}  // namespace adamant
