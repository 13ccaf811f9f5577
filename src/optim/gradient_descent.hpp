#pragma once

#include "optim/optimiser.hpp"

namespace adamant {

/// Gradient descent.
///
///   U_t = −eta G_t
///
/// Shape     W, G, U are m×n.      Scale  U(cG) = c U(G).
/// Requires  eta > 0; otherwise std::invalid_argument.
/// Source    cauchy1847methode.      Claims  A1 A2 C1 E15 F2 F6.
template <class S>
struct GradientDescent {
  using Scalar = S;
  struct State {};

  S eta = ratio<S>(1, 100);

  void check() const { require(eta > S(0), "GradientDescent", "eta", eta, "eta > 0"); }
  State init(const Matrix<S>&) const { return {}; }
  Step<S, State> step(const Matrix<S>& G, const State&) const { return {-eta * G, {}}; }
};

}  // namespace adamant
