#pragma once

#include "spectral/norms.hpp"
#include "spectral/svd.hpp"

#include <concepts>
#include <optional>

namespace adamant {

/// A unitarily invariant penalty R: a function of an SVD, which the caller computes once a step.
///
/// gradient(svd, tolerance) is ∇R where W has full rank and the minimal subgradient elsewhere: singular
/// pairs with sigma_i ≤ tolerance·sigma_1 are left out, so the result stays in the spans of W.
template <class P, class S>
concept Penalty = requires(const P& R, const ThinSvd<S>& svd, const S& tolerance) {
  { R.value(svd) } -> std::same_as<std::optional<S>>;
  { R.gradient(svd, tolerance) } -> std::same_as<std::optional<Matrix<S>>>;
};

/// P = U_r V_rᵀ over the r pairs with sigma_i > tolerance·sigma_1: polar(W) at full rank.
template <Scalar S>
Matrix<S> polar_factor(const ThinSvd<S>& svd, const S& tolerance) {
  const Index r = numerical_rank(svd.sigma, tolerance);
  const Matrix<S> U = svd.U.leftCols(r), V = svd.V.leftCols(r);
  return U * V.transpose();
}

}  // namespace adamant
