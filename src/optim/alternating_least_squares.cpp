#include "optim/alternating_least_squares.hpp"

namespace adamant {

CompletionSolution alternating_least_squares(const Completion<double>& problem, Index r, double mu,
                                             const SolverBudget& budget) {
  const AlternatingLeastSquares<double> method{problem, r, mu};
  method.check();
  Factors<double> x = method.init();
  return iterate_to_fixed_point(x.product(), budget,
                                [&](const Matrix<double>&) -> std::optional<Matrix<double>> {
                                  x = method.step(x);
                                  return x.product();
                                });
}

}  // namespace adamant
