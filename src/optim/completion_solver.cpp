#include "optim/completion_solver.hpp"

#include "spectral/norms.hpp"

namespace adamant {

void SolverBudget::check() const {
  require(steps >= 1, "SolverBudget", "steps", steps, "at least 1");
  require(tolerance >= 0 && tolerance < 1, "SolverBudget", "tolerance", tolerance,
          "0 <= tolerance < 1");
}

const char* name(SolverEnd end) {
  switch (end) {
    case SolverEnd::converged:
      return "converged";
    case SolverEnd::out_of_steps:
      return "out of steps";
    default:
      return "no SVD";
  }
}

double relative_change(const Matrix<double>& W, const Matrix<double>& V) {
  return quotient_or_zero(frobenius_norm<double>(W - V), frobenius_norm(V));
}

Matrix<double> low_rank_product(const ThinSvd<double>& svd, const Vector<double>& kept) {
  Index r = 0;
  while (r < kept.size() && kept(r) > 0) ++r;
  return svd.U.leftCols(r) * kept.head(r).asDiagonal() * svd.V.leftCols(r).transpose();
}

std::optional<ThinSvd<double>> solver_svd(const Matrix<double>& W) {
  if (!W.allFinite()) return std::nullopt;
  try {
    return thin_svd_lapack(W);
  } catch (const std::runtime_error&) {
    return thin_svd<double>(W);
  }
}

CompletionSolution iterate_to_fixed_point(
    Matrix<double> W, const SolverBudget& budget,
    const std::function<std::optional<Matrix<double>>(const Matrix<double>&)>& step) {
  budget.check();
  CompletionSolution solution;
  solution.W = std::move(W);
  while (solution.steps < budget.steps) {
    auto next = step(solution.W);
    if (!next || !next->allFinite()) {
      solution.end = SolverEnd::no_svd;
      return solution;
    }
    ++solution.steps;
    solution.criterion = relative_change(*next, solution.W);
    solution.W = std::move(*next);
    if (solution.criterion <= budget.tolerance) {
      solution.end = SolverEnd::converged;
      return solution;
    }
  }
  return solution;
}

}  // namespace adamant
