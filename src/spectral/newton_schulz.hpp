#pragma once

#include "scalar/elementary.hpp"
#include "spectral/norms.hpp"

namespace adamant {

/// Muon's approximation of polar(M): an odd polynomial in M, without a division but the first.
///
///   X_0 = M/‖M‖_F      X_{j+1} = a X_j + b (X_j X_jᵀ) X_j + c (X_j X_jᵀ)² X_j,
///   a = 3.4445, b = −4.7750, c = 2.0315
///
/// Every X_j is U diag(d) Vᵀ for M = U diag(sigma) Vᵀ: the frame is kept exactly, while d comes only into the
/// neighbourhood of 1 and does not converge to it.
///
/// Shape     M is m×n; the result too.      Scale  degree 0 in M.
/// Undefined M = 0 has no direction: 0 here; IEEE gives NaN.
/// Cost      three products a step, on the shorter side.
/// Variants  the source adds 1e-7 to ‖M‖_F and works in bfloat16.
/// Source    jordan2024muon.
template <Scalar S>
Matrix<S> newton_schulz(const Matrix<S>& M, long steps) {
  if (M.rows() > M.cols()) return newton_schulz<S>(M.transpose(), steps).transpose();
  const S a = ratio<S>(34445, 10000), b = ratio<S>(-47750, 10000), c = ratio<S>(20315, 10000);
  const S F = frobenius_norm<S>(M);
  Matrix<S> X = M.unaryExpr([&](const S& x) { return quotient_or_zero<S>(x, F); });
  for (long j = 0; j < steps; ++j) {
    const Matrix<S> A = X * X.transpose();
    X = a * X + (b * A + c * (A * A)) * X;
  }
  return X;
}

}  // namespace adamant
