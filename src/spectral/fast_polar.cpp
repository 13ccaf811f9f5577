#include "spectral/fast_polar.hpp"

#include "scalar/require.hpp"
#include "spectral/norms.hpp"

#if defined(__linux__)
#include <sys/mman.h>
#endif

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <new>

namespace adamant {
namespace {

/// A few times what a backward stable method leaves; measured as in LaneNorms.
bool acceptable(const LaneNorms& norms, Index m, Index n) {
  const double u = unit_roundoff<double>();
  const double root = std::sqrt(static_cast<double>(std::max(m, n)));
  return norms.asymmetry <= 4096 * root * u && norms.departure <= 64 * root * root * u;
}

/// Arrays from this size on have pages of this size: small ones cost a pass over several matrices of
/// n = 1024 more translations of addresses than the processor keeps.
constexpr std::size_t huge_page = std::size_t{1} << 21;

/// Blocks of four lanes are faster than dgesdd with padded columns at n = 512 and slower at 1024; eight lanes have not
/// been measured.
constexpr Index blocks_of_four_lanes_end = 768;

bool is_for_svd(const SpectralKernels& kernels, Index m, Index n) {
  return kernels.lanes < 8 && std::min(m, n) >= blocks_of_four_lanes_end;
}

}  // namespace

AlignedDoubles::AlignedDoubles(Index count) {
  const auto size = static_cast<std::size_t>(std::max<Index>(count, 1)) * sizeof(double);
  const std::size_t alignment = size < huge_page ? 64 : huge_page,
                    bytes = (size + alignment - 1) / alignment * alignment;
  data_.reset(static_cast<double*>(std::aligned_alloc(alignment, bytes)));
  if (!data_) throw std::bad_alloc();
#if defined(__linux__)
  // Where the system refuses, the pages are small.
  if (alignment == huge_page) (void)madvise(data_.get(), bytes, MADV_HUGEPAGE);
#endif
  std::fill_n(data_.get(), count, 0.0);
}

void AlignedDoubles::Free::operator()(double* p) const { std::free(p); }

const SpectralKernels& spectral_kernels(Isa isa) {
  if (!is_supported(isa))
    misuse("spectral_kernels", "isa", name_of(isa), "what this processor and this build have");
  return *(isa == Isa::avx512 ? spectral_kernels_avx512
           : isa == Isa::avx2 ? spectral_kernels_avx2
                              : spectral_kernels_baseline);
}

FastPolar::FastPolar(Index m, Index n, Isa isa) : kernels_(&spectral_kernels(isa)), m_(m), n_(n) {
  require(m > 0, "FastPolar", "m", m, "m > 0");
  require(n > 0, "FastPolar", "n", n, "n > 0");
  if (!is_for_svd(*kernels_, m, n)) workspace_ = AlignedDoubles(kernels_->block_workspace(m, n));
}

PolarNorms FastPolar::operator()(const Matrix<double>& W, Matrix<double>& Q) {
  require(W.rows() == m_, "FastPolar", "the rows of W", W.rows(), "as constructed");
  require(W.cols() == n_, "FastPolar", "the columns of W", W.cols(), "as constructed");
  Q.resize(m_, n_);
  return (*this)(W.data(), Q.data());
}

PolarNorms FastPolar::operator()(const double* W, double* Q) {
  if (!is_for_svd(*kernels_, m_, n_)) {
    const LaneNorms norms = kernels_->block_polar(m_, n_, W, Q, workspace_.data());
    require(std::isfinite(norms.frobenius), "FastPolar", "‖W‖_F", norms.frobenius, "finite");
    if (acceptable(norms, m_, n_)) return {norms.nuclear, norms.frobenius, false};
  }
  if (!svd_) svd_.emplace(m_, n_);
  return (*svd_)(W, Q, 1);
}

PolarBatch::PolarBatch(Index m, Index n, Isa isa)
    : kernels_(&spectral_kernels(isa)), m_(m), n_(n), lane_norms_(), norms_() {
  require(m > 0, "PolarBatch", "m", m, "m > 0");
  require(n > 0, "PolarBatch", "n", n, "n > 0");
  workspace_ = AlignedDoubles(kernels_->lane_workspace(m, n));
}

std::span<const PolarNorms> PolarBatch::operator()(const double* W, double* Q) {
  const Index width = lanes();
  kernels_->lane_polar(m_, n_, W, Q, workspace_.data(), lane_norms_);
  for (Index s = 0; s < width; ++s) {
    const LaneNorms& lane = lane_norms_[s];
    require(std::isfinite(lane.frobenius), "PolarBatch", "matrix", s, "a finite ‖W‖_F");
    norms_[s] = {lane.nuclear, lane.frobenius, false};
    if (acceptable(lane, m_, n_)) continue;
    if (!svd_) svd_.emplace(m_, n_);
    norms_[s] = (*svd_)(W + s, Q + s, width);
  }
  return {norms_, static_cast<std::size_t>(width)};
}

}  // namespace adamant
