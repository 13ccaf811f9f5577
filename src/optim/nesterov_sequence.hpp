#pragma once

#include "optim/optimiser.hpp"

namespace adamant {

/// Nesterov's accelerated gradient for smooth convex f: the momentum grows as t/(t + 3), and neither a
/// strong convexity nor the number of steps need be known.
///
///   W_{t+1} = Y_t − eta ∇f(Y_t)      Y_{t+1} = W_{t+1} + t/(t + 3) (W_{t+1} − W_t),   Y_0 = W_0, t = 0, 1, …
///
/// Written with V_t = W_t − W_{t-1}:  Y_t = W_t + (t − 1)/(t + 2) V_t,  U_t = Y_t − W_t − eta G_t.
///
/// Shape     W, G, V, U are m×n; the gradient is asked for at query(W, state) = Y_t.
/// Scale     U(cG) = c U(G).
/// Requires  eta > 0; otherwise std::invalid_argument.
/// Variants  Nesterov has a constant momentum: (√kappa − 1)/(√kappa + 1) and eta = 1/L for strongly convex f.
/// Source    nesterov1983method; with this momentum su2016differential.      Claims  B2 B3 B7 B8.
template <class S>
struct NesterovSequence {
  using Scalar = S;
  struct State {
    Matrix<S> V;
    long t = 0;
  };

  S eta = ratio<S>(1, 100);

  void check() const { require(eta > S(0), "NesterovSequence", "eta", eta, "eta > 0"); }
  State init(const Matrix<S>& W) const { return {Matrix<S>::Zero(W.rows(), W.cols()), 0}; }
  /// (t − 1)/(t + 2), and 0 at t = 0, where V = 0.
  static S momentum(long t) { return ratio<S>(std::max(0L, t - 1), t + 2); }
  Matrix<S> query(const Matrix<S>& W, const State& state) const {
    return W + momentum(state.t) * state.V;
  }
  Step<S, State> step(const Matrix<S>& G, const State& state) const {
    const Matrix<S> V = momentum(state.t) * state.V - eta * G;
    return {V, {V, state.t + 1}};
  }
};

}  // namespace adamant
