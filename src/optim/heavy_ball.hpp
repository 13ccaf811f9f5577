#pragma once

#include "optim/optimiser.hpp"

namespace adamant {

/// Polyak's heavy ball.
///
///   M_t = mu M_{t-1} + G_t          U_t = −eta M_t
///
/// The form U_t = mu U_{t-1} − eta G_t is the same at a constant eta.
///
/// Shape     W, G, M, U are m×n.      Scale  U(cG) = c U(G).
/// Requires  eta > 0, 0 ≤ mu < 1; otherwise std::invalid_argument.
/// Source    polyak1964some.      Claims  B6 B9 F2.
template <class S>
struct HeavyBall {
  using Scalar = S;
  struct State {
    Matrix<S> M;
  };

  S eta = ratio<S>(1, 100);
  S mu = ratio<S>(9, 10);

  void check() const {
    require(eta > S(0), "HeavyBall", "eta", eta, "eta > 0");
    require(mu >= S(0) && mu < S(1), "HeavyBall", "mu", mu, "0 <= mu < 1");
  }
  State init(const Matrix<S>& W) const { return {Matrix<S>::Zero(W.rows(), W.cols())}; }
  Step<S, State> step(const Matrix<S>& G, const State& state) const {
    const Matrix<S> M = mu * state.M + G;
    return {-eta * M, {M}};
  }
};

}  // namespace adamant
