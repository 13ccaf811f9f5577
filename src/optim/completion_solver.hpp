#pragma once

#include "problem/completion.hpp"
#include "spectral/svd.hpp"

#include <functional>
#include <optional>
#include <vector>

namespace adamant {

/// How long a reference solver may run, and when it is done.
struct SolverBudget {
  long steps = 10000;
  double tolerance = 1e-9;  ///< relative; of what, each solver says

  void check() const;
};

enum class SolverEnd {
  converged,     ///< the criterion was met
  out_of_steps,  ///< it was not, within the budget
  no_svd         ///< LAPACK did not converge, or a number is not finite
};
const char* name(SolverEnd end);

/// What a reference solver for matrix completion found.
struct CompletionSolution {
  Matrix<double> W;
  long steps = 0;
  SolverEnd end = SolverEnd::out_of_steps;
  double criterion = 0;  ///< what is compared with the tolerance, at the end

  bool converged() const { return end == SolverEnd::converged; }
};

/// P_Omega(Y) + P_complement(W): W with the observed entries put in.
template <Real S>
Matrix<S> filled_in(const Completion<S>& problem, const Matrix<S>& W) {
  return problem.Omega.matrix().select(problem.Y, W);
}

/// ‖W − V‖_F relative to ‖V‖_F; 0 where both are 0.
double relative_change(const Matrix<double>& W, const Matrix<double>& V);

/// U_r diag(kept) V_rᵀ over the leading pairs with kept > 0.
Matrix<double> low_rank_product(const ThinSvd<double>& svd, const Vector<double>& kept);

/// The SVD for long runs, or none where there is none: LAPACK's, Jacobi's where that fails.
std::optional<ThinSvd<double>> solver_svd(const Matrix<double>& W);

/// W, step(W), step(step(W)) … until relative_change is at most the tolerance: a fixed point to that accuracy,
/// and no more than that. The step returns none where it has no SVD.
CompletionSolution iterate_to_fixed_point(
    Matrix<double> W, const SolverBudget& budget,
    const std::function<std::optional<Matrix<double>>(const Matrix<double>&)>& step);

}  // namespace adamant
