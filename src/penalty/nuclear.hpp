#pragma once

#include "penalty/penalty.hpp"

namespace adamant {

/// The nuclear norm.
///
///   R(W) = ‖W‖_* = Σ sigma_i        ∇R(W) = U_r V_rᵀ = polar(W)
///
/// Scale     R has degree 1 in W, ∇R degree 0.
/// Undefined nowhere; at W = 0 the minimal subgradient is 0.
/// Source    watson1992subdifferential.      Claims  E10 E12 E13 E14.
template <class S>
struct NuclearNorm {
  std::optional<S> value(const ThinSvd<S>& svd) const { return nuclear_norm(svd.sigma); }

  std::optional<Matrix<S>> gradient(const ThinSvd<S>& svd, const S& tolerance) const {
    return polar_factor(svd, tolerance);
  }
};

}  // namespace adamant
