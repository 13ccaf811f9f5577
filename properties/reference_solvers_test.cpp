// SoftImpute, hard-impute, ALS and the nuclear norm under exact constraints: what is known of their answers.

#include "optim/alternating_least_squares.hpp"
#include "optim/hard_impute.hpp"
#include "optim/nuclear_completion.hpp"
#include "optim/soft_impute.hpp"
#include "problem/sampling.hpp"
#include "spectral/norms.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace adamant {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr SolverBudget careful{.steps = 20000, .tolerance = 1e-10};

/// Rank r, a share of the entries observed; what is not observed is NaN, so that nobody reads it.
Completion<double> problem(Index m, Index n, Index r, double share, std::uint64_t seed,
                           Matrix<double>* truth = nullptr) {
  SplitMix of_truth = stream(seed, Stream::truth), of_mask = stream(seed, Stream::observed);
  const Matrix<double> M = low_rank_matrix<double>(m, n, r, of_truth);
  const Index count = static_cast<Index>(std::lround(share * static_cast<double>(m * n)));
  const Mask Omega = sample_entries(Mask::Constant(m, n, true), count, of_mask);
  if (truth) *truth = M;
  return {Omega.matrix().select(M, Matrix<double>::Constant(m, n, nan)), Omega};
}

/// [[a, 1], [1, ?]].
Completion<double> corner(double a) {
  Completion<double> p{Matrix<double>::Ones(2, 2), Mask::Constant(2, 2, true)};
  p.Y << a, 1, 1, nan;
  p.Omega(1, 1) = false;
  return p;
}

double distance(const Matrix<double>& A, const Matrix<double>& B) { return relative_change(A, B); }

double nuclear_norm_of(const Matrix<double>& W) { return nuclear_norm(thin_svd<double>(W).sigma); }

TEST(ReferenceSolvers, FullyObservedProblemsHaveKnownAnswers) {
  Matrix<double> M;
  const Completion<double> p = problem(7, 5, 5, 1, 1, &M);
  const ThinSvd<double> svd = thin_svd<double>(M);
  const double lambda = svd.sigma(2);

  const auto soft = soft_impute(p, lambda, careful, Matrix<double>::Zero(7, 5));
  EXPECT_TRUE(soft.converged());
  EXPECT_LE(distance(soft.W, soft_thresholded<double>(svd, lambda)), 1e-7);

  const Matrix<double> best =
      svd.U.leftCols(2) * svd.sigma.head(2).asDiagonal() * svd.V.leftCols(2).transpose();
  const auto hard = hard_impute(p, 2, careful, p.zero_fill());
  EXPECT_TRUE(hard.converged());
  EXPECT_LE(distance(hard.W, best), 1e-13);
  const auto als = alternating_least_squares(p, 2, 0, careful);
  EXPECT_TRUE(als.converged());
  EXPECT_LE(distance(als.W, best), 1e-9);

  const auto nuclear = minimise_nuclear_norm(p, careful);
  EXPECT_TRUE(nuclear.converged());
  EXPECT_EQ(nuclear.W, M);
}

/// ‖[[a, 1], [1, x]]‖_*² = a² + 2 + x² + 2|ax − 1|: least at x = 1/a for a ≥ 1, at x = a below.
TEST(ReferenceSolvers, TheLeastNuclearNormOfATwoByTwoIsKnown) {
  for (const auto& [a, x] :
       {std::pair(1.0, 1.0), {2.0, 0.5}, {0.5, 0.5}, {0.25, 0.25}, {0.0, 0.0}}) {
    const auto found = minimise_nuclear_norm(corner(a), careful);
    EXPECT_TRUE(found.converged()) << a;
    EXPECT_NEAR(found.W(1, 1), x, 1e-5) << a;
    EXPECT_NEAR(found.primal, std::sqrt(a * a + 2 + x * x + 2 * std::abs(a * x - 1)), 1e-9) << a;
  }
}

TEST(ReferenceSolvers, TheGapOfTheNuclearNormIsProved) {
  for (const auto& [m, n] : {std::pair<Index, Index>{12, 12}, {9, 16}, {16, 9}}) {
    const Completion<double> p = problem(m, n, 2, 0.5, 3);
    const auto found = minimise_nuclear_norm(p, careful);
    ASSERT_TRUE(found.converged()) << m << "x" << n << ": " << found.criterion;
    const auto proof = certify(p, found.W, found.Z);
    ASSERT_TRUE(proof) << proof.why_not;
    EXPECT_LT(proof->relative_gap.upper_double(), 1e-9);
    EXPECT_GE(proof->relative_gap.upper_double(), 0);
    EXPECT_NEAR(proof->primal.midpoint().approximate<double>(), found.primal, 1e-12 * found.primal);
  }
}

TEST(ReferenceSolvers, TheCertificateIsBelowEveryCompletionAndRefusesWhatIsNone) {
  const Completion<double> p = problem(8, 8, 2, 0.5, 4);
  const auto found = minimise_nuclear_norm(p, {.steps = 40, .tolerance = 0});
  EXPECT_EQ(found.end, SolverEnd::out_of_steps);
  SplitMix random(5);
  const auto bound = [&](const Matrix<double>& W, const Matrix<double>& Z) {
    const auto proof = certify(p, W, Z);
    EXPECT_TRUE(proof) << proof.why_not;
    return *proof;
  };
  for (int k = 0; k < 20; ++k) {
    const Matrix<double> W = filled_in<double>(p, gaussian_matrix<double>(8, 8, 1.0, random));
    const Matrix<double> Z = P_Omega<double>(p.Omega, gaussian_matrix<double>(8, 8, 1.0, random));
    EXPECT_LE(bound(found.W, Z).dual.upper_double(), found.primal);
    EXPECT_LE(bound(W, found.Z).dual.upper_double(), nuclear_norm_of(W));
    EXPECT_GE(bound(W, found.Z).relative_gap.lower_double(), 0);
  }
  EXPECT_NEAR(bound(found.W, 5 * found.Z).dual.upper_double(),
              bound(found.W, found.Z).dual.upper_double(), 0.2 * found.dual);

  Matrix<double> W = found.W, Z = found.Z;
  Z(p.Omega.data()[0] ? 1 : 0, 0) = 0;
  for (Index k = 0; k < 64; ++k)
    if (!p.Omega.data()[k]) Z.data()[k] = 1e-300;
  EXPECT_FALSE(certify(p, W, Z));
  for (Index k = 0; k < 64; ++k)
    if (p.Omega.data()[k]) W.data()[k] = std::nextafter(W.data()[k], 1e9);
  EXPECT_FALSE(certify(p, W, found.Z));
}

TEST(ReferenceSolvers, TheNuclearNormRecoversWhatIsObservedOftenEnough) {
  Matrix<double> M;
  const auto p = problem(20, 30, 2, 0.7, 6, &M);
  const auto found = minimise_nuclear_norm(p, careful);
  EXPECT_TRUE(found.converged());
  EXPECT_LE(distance(found.W, M), 1e-5);
  EXPECT_EQ(P_Omega<double>(p.Omega, found.W), p.zero_fill());
}

TEST(ReferenceSolvers, TheNuclearNormScalesWithItsEntries) {
  const auto p = problem(6, 9, 2, 0.6, 7);
  const auto one = minimise_nuclear_norm(p, careful);
  const auto huge = minimise_nuclear_norm({p.Y * 0x1p400, p.Omega}, careful);
  EXPECT_EQ(one.W * 0x1p400, huge.W);
  EXPECT_EQ(one.Z, huge.Z);
  const auto zero = minimise_nuclear_norm({p.Y * 0, p.Omega}, careful);
  EXPECT_TRUE(zero.converged());
  EXPECT_TRUE(zero.W.isZero(0));
}

TEST(ReferenceSolvers, SoftImputeMeetsTheConditionsOfItsMinimum) {
  for (const auto& [m, n] : {std::pair<Index, Index>{10, 10}, {8, 15}, {15, 8}}) {
    const auto p = problem(m, n, 3, 0.5, 8);
    const double lambda = largest_lambda(p) / 10;
    const auto found = soft_impute(p, lambda, careful, Matrix<double>::Zero(m, n));
    ASSERT_TRUE(found.converged());
    const Matrix<double> Z = P_Omega<double>(p.Omega, p.Y - found.W) / lambda;
    EXPECT_LE(spectral_norm(thin_svd<double>(Z).sigma), 1 + 1e-5);
    EXPECT_NEAR(inner<double>(Z, found.W), nuclear_norm_of(found.W),
                1e-5 * nuclear_norm_of(found.W));
  }
}

TEST(ReferenceSolvers, SoftImputeIsZeroFromItsLargestLambdaOn) {
  const auto p = problem(9, 6, 2, 0.5, 9);
  const double lambda = largest_lambda(p);
  const Matrix<double> zero = Matrix<double>::Zero(9, 6);
  EXPECT_TRUE(soft_impute(p, lambda * 1.0001, careful, zero).W.isZero(0));
  EXPECT_FALSE(soft_impute(p, lambda * 0.99, careful, zero).W.isZero(0));
}

TEST(ReferenceSolvers, TheGapOfSoftImputeBoundsTheDistanceFromItsMinimum) {
  const auto p = problem(8, 11, 2, 0.5, 10);
  const double lambda = largest_lambda(p) / 20;
  const auto best = soft_impute(p, lambda, careful, Matrix<double>::Zero(8, 11));
  const double least = soft_impute_gap(p, lambda, best.W).primal;
  SplitMix random(1);
  for (int k = 0; k < 50; ++k) {
    const Matrix<double> W = best.W + gaussian_matrix<double>(8, 11, std::pow(0.5, k), random);
    const DualityGap gap = soft_impute_gap(p, lambda, W);
    EXPECT_LE(gap.dual, least * (1 + 1e-12));
    EXPECT_GE(gap.primal, least * (1 - 1e-9));
  }
}

TEST(ReferenceSolvers, PlainAndFastSoftImputeAndThePathAgree) {
  const auto p = problem(10, 7, 2, 0.6, 11);
  const double top = largest_lambda(p);
  const Matrix<double> zero = Matrix<double>::Zero(10, 7);
  const auto fast = soft_impute(p, top / 50, careful, zero);
  const auto plain = soft_impute(p, top / 50, careful, zero, false);
  EXPECT_TRUE(fast.converged() && plain.converged());
  EXPECT_LE(distance(fast.W, plain.W), 1e-4);
  EXPECT_LT(fast.steps, plain.steps);
  const auto path = soft_impute_path(p, {top / 2, top / 10, top / 50}, careful);
  EXPECT_LE(distance(path[2].W, plain.W), 1e-4);
}

TEST(ReferenceSolvers, SoftImputeOfVanishingLambdaMeetsTheLeastNuclearNorm) {
  const auto p = problem(10, 10, 2, 0.5, 12);
  const auto least = minimise_nuclear_norm(p, careful);
  const auto path = soft_impute_path(p, {1, 0.1, 1e-2, 1e-3}, {.steps = 50000, .tolerance = 1e-9});
  EXPECT_LE(distance(path.back().W, least.W), 1e-2);
  EXPECT_LE(nuclear_norm_of(path.back().W), least.primal * (1 + 1e-6));
}

TEST(ReferenceSolvers, RidgeFactorsOfEnoughRankFindTheMinimumOfSoftImpute) {
  const auto p = problem(9, 12, 2, 0.6, 13);
  const double lambda = largest_lambda(p) / 15;
  const auto soft = soft_impute(p, lambda, careful, Matrix<double>::Zero(9, 12));
  const auto als = alternating_least_squares(p, 9, lambda, {.steps = 50000, .tolerance = 1e-12});
  EXPECT_TRUE(als.converged());
  const double f = soft_impute_gap(p, lambda, soft.W).primal;
  EXPECT_NEAR(soft_impute_gap(p, lambda, als.W).primal, f, 1e-6 * f);
}

template <class Method, class State, class Value>
void never_rises(const Method& method, State x, const Value& value) {
  double before = value(x);
  for (int t = 0; t < 50; ++t) {
    x = method.step(x);
    ASSERT_LE(value(x), before * (1 + 1e-12)) << "step " << t;
    before = value(x);
  }
}

TEST(ReferenceSolvers, NoStepRaisesWhatItMinimises) {
  const auto p = problem(8, 6, 3, 0.6, 14);
  const Completion<double> seen{p.zero_fill(), p.Omega};
  const SoftImpute<double> soft{p, 0.1};
  never_rises(soft, Matrix<double>(Matrix<double>::Zero(8, 6)),
              [&](const Matrix<double>& W) { return seen.value(W) + 0.1 * nuclear_norm_of(W); });
  const HardImpute<double> hard{p, 2};
  never_rises(hard, hard.step(p.zero_fill()),
              [&](const Matrix<double>& W) { return seen.value(W); });
  for (const double mu : {0.0, 0.3}) {
    const AlternatingLeastSquares<double> als{seen, 2, mu};
    never_rises(als, als.step(als.init()), [&](const Factors<double>& x) { return als.value(x); });
  }
}

TEST(ReferenceSolvers, TheSolversTakeTheirPureSteps) {
  const auto p = problem(7, 10, 2, 0.6, 15);
  const SolverBudget three{.steps = 3, .tolerance = 0};
  const Matrix<double> W_0 = p.zero_fill();
  Matrix<double> soft = W_0, hard = W_0;
  for (int t = 0; t < 3; ++t) soft = SoftImpute<double>{p, 0.2}.step(soft);
  for (int t = 0; t < 3; ++t) hard = HardImpute<double>{p, 2}.step(hard);
  EXPECT_LE(distance(soft_impute(p, 0.2, three, W_0, false).W, soft), 1e-13);
  EXPECT_LE(distance(hard_impute(p, 2, three, W_0).W, hard), 1e-13);
}

TEST(ReferenceSolvers, StepsRunAtEveryTier) {
  const auto p = problem(5, 4, 2, 0.7, 16);
  const Completion<Real113> wide{p.zero_fill().cast<Real113>(), p.Omega};
  const auto close = [](const Matrix<Real113>& A, const Matrix<double>& B) {
    return (A.cast<double>() - B).norm() <= 1e-13 * B.norm();
  };
  const Matrix<double> W_0 = p.zero_fill();
  EXPECT_TRUE(close(SoftImpute<Real113>{wide, Real113(1)}.step(wide.Y),
                    SoftImpute<double>{p, 1}.step(W_0)));
  EXPECT_TRUE(close(HardImpute<Real113>{wide, 1}.step(wide.Y), HardImpute<double>{p, 1}.step(W_0)));
  const AlternatingLeastSquares<Real113> als{wide, 2, Real113(1)};
  const AlternatingLeastSquares<double> als_53{p, 2, 1};
  EXPECT_TRUE(close(als.step(als.init()).product(), als_53.step(als_53.init()).product()));
}

TEST(ReferenceSolvers, RowsWithoutEntriesAreZeroAndABudgetThatEndsIsSaid) {
  auto p = problem(6, 6, 2, 0.8, 17);
  p.Omega.row(3).setConstant(false);
  const auto als = alternating_least_squares(p, 2, 0.1, careful);
  EXPECT_TRUE(als.W.row(3).isZero(0));
  EXPECT_EQ(hard_impute(p, 2, {.steps = 2, .tolerance = 0}, p.zero_fill()).end,
            SolverEnd::out_of_steps);
  EXPECT_EQ(soft_impute(p, 0.01, {.steps = 2, .tolerance = 0}, p.zero_fill()).end,
            SolverEnd::out_of_steps);
}

TEST(ReferenceSolvers, MisuseThrows) {
  const auto p = problem(4, 4, 1, 0.9, 18);
  const Matrix<double> wrong = Matrix<double>::Zero(3, 4);
  EXPECT_THROW(soft_impute(p, -1, careful, p.zero_fill()), std::invalid_argument);
  EXPECT_THROW(soft_impute(p, 1, careful, wrong), std::invalid_argument);
  EXPECT_THROW(hard_impute(p, -1, careful, p.zero_fill()), std::invalid_argument);
  EXPECT_THROW(hard_impute(p, 1, careful, wrong), std::invalid_argument);
  EXPECT_THROW(alternating_least_squares(p, 0, 1, careful), std::invalid_argument);
  EXPECT_THROW(alternating_least_squares(p, 1, -1, careful), std::invalid_argument);
  EXPECT_THROW(minimise_nuclear_norm(p, {.steps = 0}), std::invalid_argument);
  EXPECT_THROW(certify(p, wrong, wrong), std::invalid_argument);
  const Completion<double> mean{p.Y, p.Omega, LossScale::mean};
  EXPECT_THROW(soft_impute(mean, 1, careful, p.zero_fill()), std::invalid_argument);
  Completion<double> broken = p;
  broken.Y = p.Omega.matrix().select(Matrix<double>::Constant(4, 4, nan), p.Y);
  EXPECT_THROW(minimise_nuclear_norm(broken, careful), std::invalid_argument);
  EXPECT_EQ(hard_impute(broken, 1, careful, p.zero_fill()).end, SolverEnd::no_svd);
}

}  // namespace
}  // namespace adamant
