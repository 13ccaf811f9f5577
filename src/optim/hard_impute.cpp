#include "optim/hard_impute.hpp"

namespace adamant {

CompletionSolution hard_impute(const Completion<double>& problem, Index r,
                               const SolverBudget& budget, const Matrix<double>& W_0) {
  HardImpute<double>{problem, r}.check();
  require_same_shape(problem.Y, W_0, "hard_impute", "the shape of W_0");
  return iterate_to_fixed_point(W_0, budget,
                                [&](const Matrix<double>& W) -> std::optional<Matrix<double>> {
                                  const auto svd = solver_svd(filled_in(problem, W));
                                  if (!svd) return std::nullopt;
                                  Vector<double> kept = svd->sigma;
                                  if (r < kept.size()) kept.tail(kept.size() - r).setZero();
                                  return low_rank_product(*svd, kept);
                                });
}

}  // namespace adamant
