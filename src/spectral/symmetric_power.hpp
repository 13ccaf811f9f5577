#pragma once

#include "scalar/matrix.hpp"
#include "scalar/tier.hpp"

namespace adamant {

/// A^{p/q} of a symmetric positive semidefinite A, by its eigen-decomposition, which is its SVD.
///
///   A = Q diag(lambda) Qᵀ        A^{p/q} = Q diag(lambda^{p/q}) Qᵀ
///
/// Shape     A is n×n; only its lower triangle is read.      Scale  degree p/q in A.
/// Requires  q ≥ 1, A square and finite; otherwise std::invalid_argument. std::runtime_error where the
///           decomposition does not converge.
/// Undefined lambda ≤ tolerance·lambda_1 counts as 0, and 0^{p/q} is 0 for p ≠ 0: the pseudo-inverse for p < 0.
///           A^0 = I.
/// Accuracy  about n·u relative to ‖A^{p/q}‖ for p > 0; times κ(A) for p < 0.
/// Cost      O(n³); roots by square roots where q is a power of 2.
template <Real S>
Matrix<S> symmetric_power(const Matrix<S>& A, long p, long q, const S& tolerance);

extern template Matrix<double> symmetric_power(const Matrix<double>&, long, long, const double&);
extern template Matrix<Real113> symmetric_power(const Matrix<Real113>&, long, long, const Real113&);
extern template Matrix<Real256> symmetric_power(const Matrix<Real256>&, long, long, const Real256&);
extern template Matrix<Real512> symmetric_power(const Matrix<Real512>&, long, long, const Real512&);

}  // namespace adamant
