#pragma once

#include "optim/optimiser.hpp"
#include "penalty/penalty.hpp"

namespace adamant {

/// Spectral descent: steepest descent in the spectral norm. Every singular direction of the gradient moves
/// by eta.
///
///   U_t = −eta polar(G_t)
///
/// Shape     W, G, U are m×n.      Scale  U(cG) = U(G) for c > 0.
/// Requires  eta > 0, 0 ≤ tolerance < 1; otherwise std::invalid_argument. A Real tier: it takes an SVD.
/// Undefined pairs with sigma_i ≤ tolerance·sigma_1 have no direction and are left out; G = 0 gives U = 0.
/// Accuracy  κ(G)·u.
/// Variants  Muon approximates the polar factor of the momentum by a polynomial.
/// Source    carlson2015preconditioned.      Claims  A3 A10 E17.
template <class S>
struct SpectralDescent {
  using Scalar = S;
  struct State {};

  S eta = ratio<S>(1, 100);
  S tolerance = power_of_two<S>(16) * unit_roundoff<S>();

  void check() const {
    require(eta > S(0), "SpectralDescent", "eta", eta, "eta > 0");
    require(tolerance >= S(0) && tolerance < S(1), "SpectralDescent", "tolerance", tolerance,
            "0 <= tolerance < 1");
  }
  State init(const Matrix<S>&) const { return {}; }
  Step<S, State> step(const Matrix<S>& G, const State&) const {
    return {-eta * polar_factor<S>(thin_svd<S>(G), tolerance), {}};
  }
};

}  // namespace adamant
