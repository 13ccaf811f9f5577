#pragma once

#include "properties/spectral_statements.hpp"

namespace adamant {

/// The power of two that brings H to at most sigma_r: then W + sK, |s| < 1, keeps the rank of W, and the
/// derivatives of rho along K do not grow with 1/sigma_r.
inline int direction_exponent(const SpectralMatrix& x) {
  const double H = frobenius_norm<double>(x.H.as<double>());
  return static_cast<int>(std::floor(std::log2(Known<double>(x).smallest() / H)));
}

/// U diag(d) Vᵀ for any real d, as the SVD it is up to the order: sigma = |d|, the signs in V.
template <Scalar S>
ThinSvd<S> with_spectrum(const Matrix<S>& U, const Vector<S>& d, const Matrix<S>& V) {
  const Vector<S> signs = d.unaryExpr([](const S& a) { return sign<S>(a); });
  return {U, d.cwiseAbs(), V * signs.asDiagonal()};
}

/// U_⊥ᵀ H V_⊥, (m − r)×(n − r), with the full complements of the spans of W.
template <Scalar S>
Matrix<S> across_null_spaces(const SpectralMatrix& x, const Matrix<S>& H) {
  return x.U.as<S>().rightCols(x.m() - x.r()).transpose() * H *
         x.V.as<S>().rightCols(x.n() - x.r());
}

/// The one-sided derivative of rho at W along H: <grad rho, H> + |U_⊥ᵀ H V_⊥|_*/F, with the minimal
/// subgradient that is on trial.
template <Scalar S>
S one_sided_slope(const Implementation<S>& the, const SpectralMatrix& x, const Matrix<S>& H) {
  return inner<S>(ratio_gradient<S>(the, x), H) +
         nuclear_norm(the.thin_svd(across_null_spaces<S>(x, H)).sigma) / Known<S>(x).F;
}

}  // namespace adamant
