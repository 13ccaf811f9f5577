#pragma once

#include "spectral/norms.hpp"
#include "spectral/svd.hpp"

namespace adamant {

/// The orthogonal projection of W on Fr = { U D Vᵀ : D diagonal }, for orthonormal U (m×k), V (n×k).
template <Scalar S>
Matrix<S> project_on_frame(const Matrix<S>& W, const Matrix<S>& U, const Matrix<S>& V) {
  const Vector<S> d = (U.transpose() * W * V).diagonal();
  return U * d.asDiagonal() * V.transpose();
}

/// The share of ‖W‖² outside the frame of (U, V): in [0, 1], degree 0 in W; 0 at W = 0.
template <Scalar S>
S off_frame_share(const Matrix<S>& W, const Matrix<S>& U, const Matrix<S>& V) {
  const S F = frobenius_norm(W);
  if (is_zero(F)) return S(0);
  const S off = frobenius_norm<S>(W - project_on_frame(W, U, V)) / F;
  return off * off;
}

/// (I − U Uᵀ) W: the part of W's columns outside the span of the orthonormal columns of U.
template <Scalar S>
Matrix<S> outside_column_span(const Matrix<S>& W, const Matrix<S>& U) {
  return W - U * (U.transpose() * W);
}

/// W (I − V Vᵀ): the part of W's rows outside the span of the orthonormal columns of V.
template <Scalar S>
Matrix<S> outside_row_span(const Matrix<S>& W, const Matrix<S>& V) {
  return W - (W * V) * V.transpose();
}

/// The sine of the largest principal angle between the spans of two n×r matrices with orthonormal
/// columns: ‖(I − A Aᵀ) B‖_2, in [0, 1]; accurate where the angle is small, unlike arccos(σ_r(AᵀB)).
template <Real S>
S largest_principal_sine(const Matrix<S>& A, const Matrix<S>& B) {
  return minimum<S>(spectral_norm(thin_svd<S>(outside_column_span(B, A)).sigma), S(1));
}

}  // namespace adamant
