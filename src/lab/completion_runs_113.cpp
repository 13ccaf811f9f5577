#include "lab/completion_runs_113.hpp"

#include "lab/seed_run.hpp"
#include "penalty/nuclear.hpp"
#include "penalty/ratio.hpp"
#include "spectral/refine.hpp"

namespace adamant {
namespace {

using S = Real113;

ScaledMethod<S> method_of(const CompletionPlan& plan, const Mask& Omega) {
  return make_scaled_method<S>(plan.method, plan.hyper, Omega);
}

/// lambda ∇R(W), from the polar factor alone where W has full rank: ‖W‖_* = ⟨polar(W), W⟩.
std::optional<Matrix<S>> penalty_gradient(PenaltyKind kind, const Matrix<S>& W, const S& lambda) {
  if (kind == PenaltyKind::none) return Matrix<S>(Matrix<S>::Zero(W.rows(), W.cols()));
  if (const auto Q = refined_polar<S>(W)) {
    if (kind == PenaltyKind::nuclear) return Matrix<S>(lambda * *Q);
    const S N = inner<S>(*Q, W), F = frobenius_norm<S>(W);
    return Matrix<S>(S(lambda / F) * *Q - S(lambda * N / F / F / F) * W);
  }
  const auto svd = thin_svd<S>(W);
  const S tolerance = rank_tolerance<S>(W.rows(), W.cols());
  auto G = kind == PenaltyKind::ratio ? NuclearToFrobeniusRatio<S>().gradient(svd, tolerance)
                                      : NuclearNorm<S>().gradient(svd, tolerance);
  if (G) *G *= lambda;
  return G;
}

}  // namespace

Outcome run_at_113(const CompletionPlan& plan, const Words& with, std::uint64_t seed) {
  SeedRun<S> run(plan, with, seed, method_of, nullptr);
  const Anneal<S> lambda = plan.lambda<S>();
  for (long t = 0; t < plan.T && run.alive(); ++t) {
    const Matrix<S>& query = run.query();
    if (!run.alive()) break;
    const auto G = penalty_gradient(plan.penalty, query, lambda.at(t, plan.T));
    G ? run.step(t, *G) : run.stop(RunEnd::no_gradient);
  }
  return run.outcome();
}

}  // namespace adamant
