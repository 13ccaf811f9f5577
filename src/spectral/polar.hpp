#pragma once

#include "scalar/matrix.hpp"
#include "scalar/tier.hpp"

#include <optional>

namespace adamant {

/// polar(W) = U Vᵀ at full rank, without an SVD: Newton's X ← (γX + X⁻ᵀ/γ)/2 from the triangular
/// factor of W, so it is a second route to what thin_svd gives.
///
/// Shape     W is m×n; the result too, with orthonormal columns (m ≥ n) or rows.
/// Scale     degree 0 in W.
/// Requires  finite entries; otherwise std::invalid_argument.
/// Undefined at rank < min(m, n), seen as a step that does not converge: std::nullopt.
/// Accuracy  about κ(W)·u.
/// Source    higham1986polar.
template <Real S>
std::optional<Matrix<S>> polar_newton(const Matrix<S>& W);

extern template std::optional<Matrix<double>> polar_newton(const Matrix<double>&);
extern template std::optional<Matrix<Real113>> polar_newton(const Matrix<Real113>&);
extern template std::optional<Matrix<Real256>> polar_newton(const Matrix<Real256>&);
extern template std::optional<Matrix<Real512>> polar_newton(const Matrix<Real512>&);

}  // namespace adamant
