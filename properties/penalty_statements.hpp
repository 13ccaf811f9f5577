#pragma once

#include "properties/spectral_statements.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace adamant {

/// The power of two that brings H to at most sigma_r: then W + sK, |s| < 1, keeps the rank of W, and the
/// derivatives of rho along K do not grow with 1/sigma_r.
inline int direction_exponent(const SpectralMatrix& x) {
  const double H = frobenius_norm<double>(x.H.as<double>());
  return static_cast<int>(std::floor(std::log2(Known<double>(x).smallest() / H)));
}

/// U diag(d) Vᵀ for any real d, as the SVD it is: sigma = |d| in descending order, the signs in V. Balls stay
/// in the order of d.
template <Scalar S>
ThinSvd<S> with_spectrum(const Matrix<S>& U, const Vector<S>& d, const Matrix<S>& V) {
  std::vector<Index> order(static_cast<std::size_t>(d.size()));
  std::iota(order.begin(), order.end(), Index(0));
  if constexpr (!Enclosing<S>)
    std::stable_sort(order.begin(), order.end(),
                     [&](Index i, Index j) { return magnitude<S>(d(j)) < magnitude<S>(d(i)); });
  ThinSvd<S> svd{U, d, V};
  for (Index i = 0; i < d.size(); ++i) {
    const Index from = order[static_cast<std::size_t>(i)];
    svd.sigma(i) = magnitude<S>(d(from));
    svd.U.col(i) = U.col(from);
    svd.V.col(i) = V.col(from) * sign<S>(d(from));
  }
  return svd;
}

/// U_⊥ᵀ H V_⊥, (m − r)×(n − r), with the full complements of the spans of W.
template <Scalar S>
Matrix<S> across_null_spaces(const SpectralMatrix& x, const Matrix<S>& H) {
  const Matrix<S> U = x.U.as<S>().rightCols(x.m() - x.r()),
                  V = x.V.as<S>().rightCols(x.n() - x.r());
  return U.transpose() * H * V;
}

/// The one-sided derivative of rho at W along H: <grad rho, H> + |U_⊥ᵀ H V_⊥|_*/F, with the minimal
/// subgradient that is on trial.
template <Scalar S>
S one_sided_slope(const Implementation<S>& the, const SpectralMatrix& x, const Matrix<S>& H) {
  return inner<S>(ratio_gradient<S>(the, x), H) +
         nuclear_norm(the.thin_svd(across_null_spaces<S>(x, H)).sigma) / Known<S>(x).F;
}

}  // namespace adamant
