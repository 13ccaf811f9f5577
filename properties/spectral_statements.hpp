#pragma once

#include "properties/domains/spectral_matrix.hpp"
#include "properties/implementation.hpp"
#include "spectral/frame.hpp"

namespace adamant {

/// The SVD of a matrix that was built from `given`: by the kernel on trial at a tier, `given` itself over
/// exact scalars, which have no kernel.
template <Scalar S>
ThinSvd<S> decomposition(const Implementation<S>& the, const ThinSvd<S>& given) {
  if constexpr (Real<S>) {
    return the.thin_svd(given.product());
  } else {
    return given;
  }
}

template <Scalar S>
ThinSvd<S> decomposition(const Implementation<S>& the, const SpectralMatrix& x) {
  return decomposition<S>(the, x.svd<S>());
}

/// What W is known to be, whatever is on trial: its r singular pairs and the sums of its spectrum.
template <Scalar S>
struct Known {
  explicit Known(const SpectralMatrix& x);

  Matrix<S> U;      ///< m×r
  Vector<S> sigma;  ///< all positive, descending
  Matrix<S> V;      ///< n×r
  S N, F2, F, rho, tau;
  bool all_equal;

  S rank() const { return integer<S>(sigma.size()); }
  S smallest() const { return sigma(sigma.size() - 1); }
  /// 2√r/F, at least ‖U_r V_rᵀ‖/F + (N/F³)‖W‖: the terms of grad rho before they cancel.
  S gradient_scale() const { return S(2) * square_root<S>(rank()) / F; }
};

template <Scalar S>
S tolerance_for(const SpectralMatrix& x) {
  return rank_tolerance<S>(x.m(), x.n());
}

template <Scalar S>
Matrix<S> ratio_gradient(const Implementation<S>& the, const SpectralMatrix& x);

template <Scalar S>
Matrix<S> nuclear_gradient(const Implementation<S>& the, const SpectralMatrix& x);

/// Both penalties' gradients and the size of the terms in each.
template <Scalar S>
struct Gradients {
  Gradients(const Implementation<S>& the, const SpectralMatrix& x, const S& tolerance)
      : Gradients(the, decomposition<S>(the, x), tolerance) {}
  Gradients(const Implementation<S>& the, const ThinSvd<S>& svd, const S& tolerance)
      : nuclear(the.nuclear_gradient(svd, tolerance)),
        ratio(the.ratio_gradient(svd, tolerance).value()) {}

  Matrix<S> nuclear, ratio;
};

/// The gradient of l + lambda·rho: the SVD is the kernel's that is on trial.
template <Real S>
Matrix<S> total_gradient(const Implementation<S>& the, const Completion<S>& f, const S& lambda,
                         const Matrix<S>& W) {
  const S tolerance = rank_tolerance<S>(W.rows(), W.cols());
  return the.completion_gradient(f, W) +
         lambda * the.ratio_gradient(the.thin_svd(W), tolerance).value();
}

/// The first update of a method that is fed G.
template <Scalar S>
Matrix<S> first_update(const Method<S>& method, const Matrix<S>& G);

/// The longest chain of operations behind an SVD: eight sweeps, in each of which a column meets every
/// other one.
inline long svd_operations(Index m, Index n) { return 8 * std::max(m, n); }
inline long svd_operations(const SpectralMatrix& x) { return svd_operations(x.m(), x.n()); }

}  // namespace adamant
