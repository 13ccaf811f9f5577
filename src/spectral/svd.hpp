#pragma once

#include "scalar/matrix.hpp"
#include "scalar/tier.hpp"

namespace adamant {

/// W = U diag(sigma) Vᵀ with k = min(m, n): U is m×k, sigma has k entries in descending order, V is n×k.
template <class S>
struct ThinSvd {
  Matrix<S> U;
  Vector<S> sigma;
  Matrix<S> V;

  Matrix<S> product() const { return U * sigma.asDiagonal() * V.transpose(); }
};

/// The thin SVD of W: in double by Jacobi rotations, above by refining that (refine.hpp); no BLAS.
///
/// Shape     W is m×n; an empty W has an empty SVD.
/// Requires  finite entries; otherwise std::invalid_argument.
/// Accuracy  backward stable: ‖W − UΣVᵀ‖ and the departure of U and V from orthogonality are a modest
///           multiple of max(m, n)·u, relative to ‖W‖. W is scaled by a power of two first, so that
///           neither 1e300 nor 1e-300 overflows or underflows.
/// Cost      O(m n k) rotations a sweep in double; 0.2 ms at 512 bits and 8×8.
template <Real S>
ThinSvd<S> thin_svd(const Matrix<S>& W);

extern template ThinSvd<double> thin_svd(const Matrix<double>&);
extern template ThinSvd<Real113> thin_svd(const Matrix<Real113>&);
extern template ThinSvd<Real256> thin_svd(const Matrix<Real256>&);
extern template ThinSvd<Real512> thin_svd(const Matrix<Real512>&);

/// The same by LAPACK's dgesdd, for long runs in double: faster, but its bits depend on the BLAS
/// kernel, so no verdict rests on it. Throws std::runtime_error where dgesdd does not converge.
ThinSvd<double> thin_svd_lapack(const Matrix<double>& W);

}  // namespace adamant
