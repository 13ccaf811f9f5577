#include "optim/completion_batch.hpp"
#include "optim/fast_spectral_descent.hpp"
#include "optim/fused_completion.hpp"
#include "optim/spectral_descent.hpp"
#include "penalty/nuclear.hpp"
#include "penalty/ratio.hpp"
#include "scalar/splitmix.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace adamant {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr Isa paths[] = {Isa::baseline, Isa::avx2, Isa::avx512};

Matrix<double> random_matrix(Index m, Index n, SplitMix& random) {
  return Matrix<double>::NullaryExpr(m, n, [&] {
    return static_cast<double>(static_cast<std::int64_t>(random.next())) * 0x1p-63;
  });
}

/// A rank-2 truth of which every third or so entry is seen; zero fill is the start.
Completion<double> problem(Index m, Index n, std::uint64_t seed, LossScale scale) {
  SplitMix random(seed);
  const Matrix<double> M = random_matrix(m, 2, random) * random_matrix(2, n, random);
  Mask Omega(m, n);
  for (Index e = 0; e < Omega.size(); ++e) Omega.data()[e] = random.next() % 3 != 0;
  Completion<double> problem{M, Omega, scale};
  for (Index e = 0; e < Omega.size(); ++e)
    if (!Omega.data()[e]) problem.Y.data()[e] = nan;
  return problem;
}

/// The same run by the pure step.
template <class Rule>
Matrix<double> pure_run(const Completion<double>& problem, Matrix<double> W, const Rule& rule,
                        PenaltyKind penalty, double lambda, int steps) {
  auto state = rule.init(W);
  for (int t = 0; t < steps; ++t) {
    Matrix<double> G = problem.gradient(W);
    if (penalty != PenaltyKind::none) {
      const auto svd = thin_svd<double>(W);
      const double tolerance = rank_tolerance<double>(W.rows(), W.cols());
      G += lambda * *(penalty == PenaltyKind::ratio
                          ? NuclearToFrobeniusRatio<double>().gradient(svd, tolerance)
                          : NuclearNorm<double>().gradient(svd, tolerance));
    }
    auto next = rule.step(G, state);
    W += next.U;
    state = std::move(next.state);
  }
  return W;
}

template <class Rule>
void agrees_with_the_pure_step(const Rule& rule, LossScale scale) {
  for (const Isa isa : paths) {
    if (!is_supported(isa)) continue;
    for (const PenaltyKind penalty : {PenaltyKind::none, PenaltyKind::nuclear, PenaltyKind::ratio})
      for (const auto& [m, n] : {std::pair<Index, Index>{7, 5}, {4, 9}, {6, 6}, {1, 3}}) {
        std::vector<Completion<double>> problems;
        std::vector<Matrix<double>> starts;
        for (std::uint64_t seed = 0; seed < 11; ++seed) {
          problems.push_back(problem(m, n, seed, scale));
          SplitMix random(100 + seed);
          starts.push_back(random_matrix(m, n, random));
        }
        CompletionBatch batch(problems, starts, rule, penalty, isa);
        for (int t = 0; t < 5; ++t) batch.step(0.01);
        for (Index s = 0; s < batch.size(); ++s) {
          const auto i = static_cast<std::size_t>(s);
          const Matrix<double> W = pure_run(problems[i], starts[i], rule, penalty, 0.01, 5);
          EXPECT_LE((batch.W(s) - W).norm(), 1e-11 * W.norm())
              << name_of(isa) << " " << m << "x" << n << " seed " << s;
          if (s > 1) continue;
          FusedCompletion run(problems[i], starts[i], rule, penalty, isa);
          for (int t = 0; t < 5; ++t) run.step(0.01);
          EXPECT_LE((run.W() - W).norm(), 1e-11 * W.norm())
              << "single " << name_of(isa) << " " << m << "x" << n << " seed " << s;
          EXPECT_NEAR(run.norms().loss, batch.norms(s).loss, 1e-11 * (1 + batch.norms(s).loss));
        }
      }
  }
}

TEST(CompletionBatch, AgreesWithThePureStep) {
  agrees_with_the_pure_step(GradientDescent<double>{0.1}, LossScale::half_sum);
  agrees_with_the_pure_step(HeavyBall<double>{0.1, 0.5}, LossScale::mean);
  agrees_with_the_pure_step(Adam<double>{}, LossScale::half_sum);
  // Of one row the ratio's gradient is rounding: a small epsilon would make steps of it.
  agrees_with_the_pure_step(Adam<double>{0.01, 0.0, 0.0, 1e-3}, LossScale::mean);
}

TEST(CompletionBatch, TellsLossAndNormsOfTheIterateItLeft) {
  const auto p = problem(6, 5, 3, LossScale::mean);
  SplitMix random(5);
  const Matrix<double> W = random_matrix(6, 5, random);
  CompletionBatch batch({&p, 1}, {&W, 1}, Adam<double>{}, PenaltyKind::ratio);
  batch.step(0.1);
  EXPECT_NEAR(batch.norms(0).loss, p.value(W), 1e-14);
  EXPECT_NEAR(batch.norms(0).nuclear, nuclear_norm(thin_svd<double>(W).sigma), 1e-13);
  EXPECT_NEAR(batch.norms(0).frobenius, W.norm(), 1e-14);
}

/// Zero over zero is zero in the pure step, and here.
TEST(CompletionBatch, AZeroGradientWithoutEpsilonMovesNothing) {
  const auto p = problem(4, 4, 1, LossScale::half_sum);
  const Matrix<double> W = p.zero_fill();
  CompletionBatch batch({&p, 1}, {&W, 1}, Adam<double>{0.1, 0.9, 0.999, 0.0}, PenaltyKind::none);
  batch.step(0);
  EXPECT_EQ(batch.W(0), W);
}

TEST(CompletionBatch, RefusesBadInput) {
  auto p = problem(4, 3, 1, LossScale::half_sum);
  Matrix<double> W = Matrix<double>::Zero(4, 3);
  const auto make = [&] { CompletionBatch({&p, 1}, {&W, 1}, Adam<double>{}, PenaltyKind::ratio); };
  W(1, 1) = nan;
  EXPECT_THROW(make(), std::invalid_argument);
  W = Matrix<double>::Zero(3, 4);
  EXPECT_THROW(make(), std::invalid_argument);
  W = Matrix<double>::Zero(4, 3);
  p.Omega(0, 0) = true;
  p.Y(0, 0) = nan;
  EXPECT_THROW(make(), std::invalid_argument);
  p.Y(0, 0) = 1;
  EXPECT_NO_THROW(make());
  EXPECT_NO_THROW(FusedCompletion(p, W, Adam<double>{}, PenaltyKind::ratio));
  EXPECT_THROW(FusedCompletion(p, Matrix<double>::Zero(3, 4), Adam<double>{}, PenaltyKind::ratio),
               std::invalid_argument);
  Matrix<double> V = W;
  V(0, 0) = nan;
  EXPECT_THROW(FusedCompletion(p, V, Adam<double>{}, PenaltyKind::ratio), std::invalid_argument);
  EXPECT_THROW(CompletionBatch({}, {}, Adam<double>{}, PenaltyKind::ratio), std::invalid_argument);
  CompletionBatch batch({&p, 1}, {&W, 1}, Adam<double>{}, PenaltyKind::ratio);
  EXPECT_THROW(batch.step(nan), std::invalid_argument);
  EXPECT_THROW(batch.W(1), std::invalid_argument);
  EXPECT_THROW(batch.W(-1), std::invalid_argument);
}

TEST(FastSpectralDescent, StepsAsThePureFormDoes) {
  SplitMix random(7);
  for (const auto& [m, n] : {std::pair<Index, Index>{1, 1}, {1, 5}, {6, 3}, {8, 8}, {20, 31}}) {
    const Matrix<double> G = random_matrix(m, n, random), W = Matrix<double>::Zero(m, n);
    const FastSpectralDescent fast{0.25};
    const SpectralDescent<double> pure{.eta = 0.25};
    const Matrix<double> U = fast.step(G, fast.init(W)).U;
    EXPECT_LE((U - pure.step(G, pure.init(W)).U).norm(), 1e-10) << m << " x " << n;
    EXPECT_LE((fast.step(8 * G, fast.init(W)).U - U).norm(), 1e-12) << m << " x " << n;
  }
  EXPECT_THROW(FastSpectralDescent{0}.check(), std::invalid_argument);
}

}  // namespace
}  // namespace adamant
