#pragma once

#include "optim/completion_solver.hpp"

namespace adamant {

/// The minimiser of ½‖X − W‖_F² + lambda ‖X‖_* for W = U Sigma Vᵀ: every sigma_i lowered by lambda, or to 0.
template <Real S>
Matrix<S> soft_thresholded(const ThinSvd<S>& svd, const S& lambda) {
  const Vector<S> kept =
      svd.sigma.unaryExpr([&](const S& s) { return maximum<S>(S(s - lambda), S(0)); });
  return svd.U * kept.asDiagonal() * svd.V.transpose();
}

/// SoftImpute: put the observed entries in, then soft-threshold the singular values. It is proximal gradient
/// descent with step size 1 on
///
///   f(W) = ½ ‖P_Omega(W − Y)‖² + lambda ‖W‖_*
///   W_{t+1} = U max(Sigma − lambda, 0) Vᵀ,   U Sigma Vᵀ = P_Omega(Y) + P_complement(W_t)
///
/// Shape     Y, Omega, W are m×n; Y matters on Omega only. The loss is half_sum.
/// Scale     (Y, lambda, W) ↦ c (Y, lambda, W) for c > 0.
/// Requires  lambda ≥ 0, the half_sum loss; otherwise std::invalid_argument.
/// Source    mazumder2010spectral, Algorithm 1.
template <Real S>
struct SoftImpute {
  Completion<S> problem;
  S lambda = S(1);

  void check() const {
    problem.check();
    require(problem.scale == LossScale::half_sum, "SoftImpute", "the loss", 0, "half_sum");
    require(lambda >= S(0), "SoftImpute", "lambda", lambda, "lambda >= 0");
  }
  Matrix<S> step(const Matrix<S>& W) const {
    return soft_thresholded<S>(thin_svd<S>(filled_in(problem, W)), lambda);
  }
};

/// What proves how good a W is: f(W), and the value of the dual at
/// Z = P_Omega(Y − W)·min(1, lambda/‖P_Omega(Y − W)‖_2), which no W' gets below:
///
///   f(W') ≥ ⟨Z, Y⟩ − ½ ‖Z‖_F²   for every Z supported on Omega with ‖Z‖_2 ≤ lambda
///
/// Accuracy  in doubles: a gap below about 1e-15·f says no more than that.
struct DualityGap {
  double primal = 0;
  double dual = 0;

  double relative() const;  ///< (primal − dual)/|primal|, 0 where both are 0
};
DualityGap soft_impute_gap(const Completion<double>& problem, double lambda,
                           const Matrix<double>& W);

/// The minimiser of f from W_0; converged where the relative duality gap is at most the tolerance, so what
/// is called converged is within that of the minimum.
///
/// Variants  with momentum and a restart where f rises (fast), or SoftImpute's own steps.
/// Cost      an SVD a step and, every tenth step, two that measure the gap.
/// Source    mazumder2010spectral; the momentum beck2009fast, its restart odonoghue2015adaptive.
CompletionSolution soft_impute(const Completion<double>& problem, double lambda,
                               const SolverBudget& budget, const Matrix<double>& W_0,
                               bool fast = true);

/// The minimisers for each lambda, each from the one before; descending lambda makes that quick. The first
/// starts from 0.
std::vector<CompletionSolution> soft_impute_path(const Completion<double>& problem,
                                                 const std::vector<double>& lambda,
                                                 const SolverBudget& budget);

/// ‖P_Omega(Y)‖_2: the least lambda at which the minimiser is 0.
double largest_lambda(const Completion<double>& problem);

}  // namespace adamant
