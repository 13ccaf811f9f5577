#pragma once

#include "optim/adaptive.hpp"
#include "spectral/norms.hpp"

namespace adamant {

/// Normalised gradient descent: every step has length eta, whatever the size of the gradient.
///
///   U_t = −eta G_t / ‖G_t‖_F
///
/// Shape     W, G, U are m×n.      Scale  U(cG) = U(G) for c > 0.
/// Requires  eta > 0; otherwise std::invalid_argument.
/// Undefined G = 0 has no direction: U = 0 here; IEEE gives NaN.
/// Source    nesterov2004introductory (for convex f that need not be smooth).      Claims  A3 A10 E17.
template <class S>
struct NormalisedGradientDescent {
  using Scalar = S;
  struct State {};

  S eta = ratio<S>(1, 100);

  void check() const { require(eta > S(0), "NormalisedGradientDescent", "eta", eta, "eta > 0"); }
  State init(const Matrix<S>&) const { return {}; }
  Step<S, State> step(const Matrix<S>& G, const State&) const {
    return {-eta * divide<S>(G, frobenius_norm<S>(G)), {}};
  }
};

}  // namespace adamant
