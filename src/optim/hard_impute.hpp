#pragma once

#include "optim/completion_solver.hpp"

namespace adamant {

/// Hard-impute: put the observed entries in, then keep r singular values. It alternates between the
/// projections on {P_Omega(W) = P_Omega(Y)} and on the matrices of rank at most r.
///
///   W_{t+1} = U_r Sigma_r V_rᵀ,   U Sigma Vᵀ = P_Omega(Y) + P_complement(W_t)
///
/// Shape     Y, Omega, W are m×n; Y matters on Omega only.
/// Scale     (Y, W) ↦ c (Y, W).
/// Requires  0 ≤ r; otherwise std::invalid_argument.
/// Accuracy  l never rises, but the set of rank r is not convex: what it converges to need not be least.
/// Source    mazumder2010spectral, section 8 (hard thresholding); jain2010guaranteed.
template <Real S>
struct HardImpute {
  Completion<S> problem;
  Index r = 1;

  void check() const {
    problem.check();
    require(r >= 0, "HardImpute", "r", r, "r >= 0");
  }
  Matrix<S> step(const Matrix<S>& W) const {
    const ThinSvd<S> svd = thin_svd<S>(filled_in(problem, W));
    const Index kept = std::min<Index>(r, svd.sigma.size());
    return svd.U.leftCols(kept) * svd.sigma.head(kept).asDiagonal() *
           svd.V.leftCols(kept).transpose();
  }
};

/// Its steps from W_0 until the relative change is at most the tolerance; an SVD each.
CompletionSolution hard_impute(const Completion<double>& problem, Index r,
                               const SolverBudget& budget, const Matrix<double>& W_0);

}  // namespace adamant
