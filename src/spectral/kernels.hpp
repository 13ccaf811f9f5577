#pragma once

#include <cstddef>

namespace adamant {

/// Of one matrix and its computed polar factor Q. The last two are root-mean-square over two probes
/// x = ±1: ‖(QᵀW − WᵀQ)x‖/‖W‖_F and ‖(QᵀQ − I)x‖, infinite where Q was not computed.
struct LaneNorms {
  double nuclear;    ///< ⟨Q, W⟩
  double frobenius;  ///< ‖W‖_F; not finite where an entry of W is not, or where it overflows
  double asymmetry;
  double departure;
};

/// The entry points of one unit compiled for one set of instructions; plain types only. Arrays are aligned
/// to 64 bytes.
struct SpectralKernels {
  int lanes;  ///< matrices side by side in lane_polar

  /// Doubles of workspace for m×n.
  std::ptrdiff_t (*lane_workspace)(std::ptrdiff_t m, std::ptrdiff_t n);
  /// Q = polar(W) for `lanes` matrices, entry (i, j) of matrix s at (i + j·m)·lanes + s.
  void (*lane_polar)(std::ptrdiff_t m, std::ptrdiff_t n, const double* W, double* Q,
                     double* workspace, LaneNorms* norms);

  /// The same for one matrix, column-major without gaps.
  std::ptrdiff_t (*block_workspace)(std::ptrdiff_t m, std::ptrdiff_t n);
  LaneNorms (*block_polar)(std::ptrdiff_t m, std::ptrdiff_t n, const double* W, double* Q,
                           double* workspace);

  /// C = A B for column-major A (m×inner, leading dimension lda), entry (k, j) of B at k·down + j·right and
  /// column-major C. The rows of A and C are readable and writable up to a multiple of 8.
  void (*product)(std::ptrdiff_t m, std::ptrdiff_t n, std::ptrdiff_t inner, const double* A,
                  std::ptrdiff_t lda, const double* B, std::ptrdiff_t down, std::ptrdiff_t right,
                  double* C, std::ptrdiff_t ldc);
};

/// Null where the compiler has no such instructions.
extern const SpectralKernels* const spectral_kernels_baseline;
extern const SpectralKernels* const spectral_kernels_avx2;
extern const SpectralKernels* const spectral_kernels_avx512;

}  // namespace adamant
