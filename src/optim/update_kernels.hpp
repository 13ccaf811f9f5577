#pragma once

#include <cstddef>

namespace adamant {

enum class UpdateRule { gradient_descent, heavy_ball, adam };

/// One step of up to eight problems side by side: G = curvature·P_Omega(W − Y) + on_polar·Q − on_iterate·W,
/// then the rule. All but the per-problem arrays are those of the rule's own struct, except that
/// m_correction = 1 − beta1^t and v_correction = 1 − beta2^t; heavy_ball keeps mu in beta1.
struct UpdateStep {
  UpdateRule rule;
  double eta, beta1, beta2, epsilon, m_correction, v_correction;
  alignas(64) double curvature[8];
  alignas(64) double on_polar[8];
  alignas(64) double on_iterate[8];
  alignas(64) double square[8];  ///< out: ‖P_Omega(W − Y)‖² before the step
};

/// Entry e of problem s is at e·lanes + s, aligned to 64 bytes; observed is all ones or all zeros in its
/// bits. W, m, v change in place.
using UpdateKernel = void (*)(UpdateStep& step, std::ptrdiff_t entries, const double* Y,
                              const double* observed, const double* Q, double* W, double* m,
                              double* v);

extern const UpdateKernel update_baseline;
extern const UpdateKernel update_avx2;
extern const UpdateKernel update_avx512;

}  // namespace adamant
