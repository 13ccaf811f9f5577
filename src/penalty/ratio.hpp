#pragma once

#include "penalty/penalty.hpp"

namespace adamant {

/// The ratio of the nuclear to the Frobenius norm.
///
///   rho(W) = N/F                    ∇rho(W) = U_r V_rᵀ / F − (N/F³) W
///
/// with N = ‖W‖_*, F = ‖W‖_F. Between 1 and √rank(W), so a soft count of the rank.
///
/// Scale     rho has degree 0 in W, ∇rho degree −1: it blows up like 1/F near W = 0.
/// Undefined at W = 0, where rho has no limit: std::nullopt.
/// Source    zhao2022combining.      Claims  E1 E3 E4 E5 E6 E12 E14.
template <class S>
struct NuclearToFrobeniusRatio {
  std::optional<S> value(const ThinSvd<S>& svd) const {
    const S F = frobenius_norm<S>(svd.sigma);
    if (is_zero(F)) return std::nullopt;
    return S(nuclear_norm(svd.sigma) / F);
  }

  std::optional<Matrix<S>> gradient(const ThinSvd<S>& svd, const S& tolerance) const {
    const S F = frobenius_norm<S>(svd.sigma);
    if (is_zero(F)) return std::nullopt;
    const S N = nuclear_norm(svd.sigma);
    return Matrix<S>(polar_factor(svd, tolerance) / F - svd.product() * S(N / (F * F * F)));
  }
};

}  // namespace adamant
