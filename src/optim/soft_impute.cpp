#include "optim/soft_impute.hpp"

#include "spectral/norms.hpp"

namespace adamant {
namespace {

constexpr long steps_between_gaps = 10;

std::optional<Matrix<double>> shrunk(const Matrix<double>& A, double lambda) {
  const auto svd = solver_svd(A);
  if (!svd) return std::nullopt;
  return low_rank_product(*svd, (svd->sigma.array() - lambda).cwiseMax(0.0).matrix());
}

/// Where the next step is taken from: W itself, or ahead of it along the last movement.
class Momentum {
 public:
  explicit Momentum(bool fast) : fast_(fast) {}

  Matrix<double> ahead(const Matrix<double>& W) const {
    if (!fast_ || before_.size() == 0) return W;
    return W + weight_ * (W - before_);
  }
  /// The step from `from` ended in `next`; where it points back, the memory is dropped.
  void took(const Matrix<double>& from, const Matrix<double>& W, const Matrix<double>& next) {
    if (!fast_) return;
    const bool uphill = inner<double>(from - next, next - W) > 0;
    const double theta = uphill ? 1 : theta_;
    theta_ = (1 + std::sqrt(1 + 4 * theta * theta)) / 2;
    weight_ = (theta - 1) / theta_;
    before_ = W;
  }

 private:
  bool fast_;
  double theta_ = 1, weight_ = 0;
  Matrix<double> before_;
};

}  // namespace

double DualityGap::relative() const { return quotient_or_zero(primal - dual, std::abs(primal)); }

DualityGap soft_impute_gap(const Completion<double>& problem, double lambda,
                           const Matrix<double>& W) {
  SoftImpute<double>{problem, lambda}.check();
  require_same_shape(problem.Y, W, "soft_impute_gap", "the shape of W");
  const Matrix<double> R = P_Omega<double>(problem.Omega, problem.Y - W);
  const auto svd = solver_svd(W), svd_R = solver_svd(R);
  const double infinite = std::numeric_limits<double>::infinity();
  if (!svd || !svd_R) return {infinite, -infinite};
  const double size = spectral_norm(svd_R->sigma);
  const Matrix<double> Z = size > lambda ? Matrix<double>(R * (lambda / size)) : R;
  return {R.squaredNorm() / 2 + lambda * nuclear_norm(svd->sigma),
          inner<double>(Z, problem.zero_fill()) - Z.squaredNorm() / 2};
}

CompletionSolution soft_impute(const Completion<double>& problem, double lambda,
                               const SolverBudget& budget, const Matrix<double>& W_0, bool fast) {
  budget.check();
  CompletionSolution solution;
  solution.W = W_0;
  solution.criterion = soft_impute_gap(problem, lambda, W_0).relative();
  Momentum momentum(fast);
  while (solution.criterion > budget.tolerance && solution.steps < budget.steps) {
    const Matrix<double> from = momentum.ahead(solution.W);
    auto next = shrunk(filled_in(problem, from), lambda);
    if (!next) {
      solution.end = SolverEnd::no_svd;
      return solution;
    }
    momentum.took(from, solution.W, *next);
    solution.W = std::move(*next);
    if (++solution.steps % steps_between_gaps == 0 || solution.steps == budget.steps)
      solution.criterion = soft_impute_gap(problem, lambda, solution.W).relative();
  }
  if (solution.criterion <= budget.tolerance) solution.end = SolverEnd::converged;
  return solution;
}

std::vector<CompletionSolution> soft_impute_path(const Completion<double>& problem,
                                                 const std::vector<double>& lambda,
                                                 const SolverBudget& budget) {
  std::vector<CompletionSolution> path;
  Matrix<double> W = Matrix<double>::Zero(problem.Y.rows(), problem.Y.cols());
  for (const double l : lambda) {
    path.push_back(soft_impute(problem, l, budget, W));
    W = path.back().W;
  }
  return path;
}

double largest_lambda(const Completion<double>& problem) {
  problem.check();
  return spectral_norm(thin_svd<double>(problem.zero_fill()).sigma);
}

}  // namespace adamant
