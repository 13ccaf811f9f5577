#pragma once

#include <cstddef>

namespace adamant {

/// Of one matrix and its computed polar factor Q. The last two are root-mean-square over two probes
/// x = ±1: ‖(QᵀW − WᵀQ)x‖/‖W‖_F and ‖(QᵀQ − I)x‖, infinite where Q was not computed.
struct LaneNorms {
  double nuclear;    ///< ⟨Q, W⟩
  double frobenius;  ///< ‖W‖_F; not finite where an entry of W is not
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
};

/// Null where the compiler has no such instructions.
extern const SpectralKernels* const spectral_kernels_baseline;
extern const SpectralKernels* const spectral_kernels_avx2;
extern const SpectralKernels* const spectral_kernels_avx512;

}  // namespace adamant
