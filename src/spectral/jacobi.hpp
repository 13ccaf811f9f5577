#pragma once

#include "spectral/svd.hpp"

namespace adamant {

/// The thin SVD by one-sided Jacobi rotations alone: the second route to what thin_svd gives, and its way out
/// where refinement does not converge.
///
/// Requires, Accuracy  as thin_svd.
template <Real S>
ThinSvd<S> jacobi_svd(const Matrix<S>& W);

extern template ThinSvd<double> jacobi_svd(const Matrix<double>&);
extern template ThinSvd<Real113> jacobi_svd(const Matrix<Real113>&);
extern template ThinSvd<Real256> jacobi_svd(const Matrix<Real256>&);
extern template ThinSvd<Real512> jacobi_svd(const Matrix<Real512>&);

}  // namespace adamant
