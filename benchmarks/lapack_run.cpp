#include "benchmarks/lapack_run.hpp"

#include <bit>

namespace adamant::benchmarks {

LapackRun::LapackRun(const Completion<double>& problem, const Matrix<double>& start, Index ld)
    : lanes_(spectral_kernels(best_isa()).lanes),
      vectors_((start.size() + lanes_ - 1) / lanes_),
      polar_(LapackPolar::Driver::gesdd, start.rows(), ld),
      kernel_(update_kernel(best_isa())) {
  for (AlignedDoubles* array : {&Y_, &observed_, &W_, &m_, &v_, &Q_})
    *array = AlignedDoubles(vectors_ * lanes_);
  for (Index e = 0; e < start.size(); ++e) {
    W_[e] = start.data()[e];
    if (!problem.Omega.data()[e]) continue;
    Y_[e] = problem.Y.data()[e];
    observed_[e] = std::bit_cast<double>(~std::uint64_t{0});
  }
}

void LapackRun::step(double lambda, double factor) {
  UpdateStep update = update_step(Adam<double>{}, ++t_, factor);
  const PolarNorms polar = polar_(W_.data(), Q_.data());
  nuclear_ = polar.nuclear;
  for (std::size_t lane = 0; lane < static_cast<std::size_t>(lanes_); ++lane) {
    update.curvature[lane] = 1;
    set_penalty(update, lane, PenaltyKind::ratio, lambda, polar);
  }
  kernel_(update, vectors_, Y_.data(), observed_.data(), Q_.data(), W_.data(), m_.data(),
          v_.data());
}

}  // namespace adamant::benchmarks
