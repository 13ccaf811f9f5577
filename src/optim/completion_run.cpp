#include "optim/completion_run.hpp"

#include <bit>
#include <cmath>

namespace adamant {

CompletionRun::CompletionRun(const Completion<double>& problem, const Matrix<double>& start,
                             const FusedMethod& method, PenaltyKind penalty, Isa isa)
    : method_(method),
      penalty_(penalty),
      m_(problem.Y.rows()),
      n_(problem.Y.cols()),
      lanes_(spectral_kernels(isa).lanes),
      vectors_((m_ * n_ + lanes_ - 1) / lanes_),
      polar_(m_, n_, isa),
      kernel_(update_kernel(isa)),
      curvature_(problem.curvature()) {
  std::visit([](const auto& rule) { rule.check(); }, method);
  problem.check();
  require_same_shape(problem.Y, start, "CompletionRun", "the shape of the start");
  require(start.allFinite(), "CompletionRun", "the start", 0, "finite entries");
  for (AlignedDoubles* array : {&Y_, &observed_, &W_, &momentum_, &squares_, &Q_})
    *array = AlignedDoubles(vectors_ * lanes_);
  const double all_ones = std::bit_cast<double>(~std::uint64_t{0});
  for (Index e = 0; e < m_ * n_; ++e) {
    W_[e] = start.data()[e];
    if (!problem.Omega.data()[e]) continue;
    require(is_finite(problem.Y.data()[e]), "CompletionRun", "an observed entry of Y",
            problem.Y.data()[e], "finite");
    Y_[e] = problem.Y.data()[e];
    observed_[e] = all_ones;
  }
}

void CompletionRun::step(double lambda, double factor) {
  require(std::isfinite(lambda), "CompletionRun::step", "lambda", lambda, "finite");
  UpdateStep update = update_step(method_, ++t_, factor);
  PolarNorms polar;
  if (penalty_ != PenaltyKind::none) polar = polar_(W_.data(), Q_.data());
  for (std::size_t lane = 0; lane < static_cast<std::size_t>(lanes_); ++lane) {
    update.curvature[lane] = curvature_;
    set_penalty(update, lane, penalty_, lambda, polar);
  }
  kernel_(update, vectors_, Y_.data(), observed_.data(), Q_.data(), W_.data(), momentum_.data(),
          squares_.data());
  double square = 0;
  for (Index lane = 0; lane < lanes_; ++lane) square += update.square[lane];
  norms_ = {square * curvature_ / 2, polar.nuclear, polar.frobenius};
  fallbacks_ += polar.by_svd ? 1 : 0;
}

Matrix<double> CompletionRun::W() const {
  return Eigen::Map<const Matrix<double>>(W_.data(), m_, n_);
}

}  // namespace adamant
