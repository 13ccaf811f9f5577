#pragma once

#include "optim/optimiser.hpp"

namespace adamant {

/// Nesterov's accelerated gradient, in the form that looks ahead.
///
///   G_t = ∇f(W_t + mu V_{t-1})      V_t = mu V_{t-1} − eta G_t      U_t = V_t
///
/// Shape     W, G, V, U are m×n; the gradient is asked for at query(W, state) = W + mu V.
/// Scale     U(cG) = c U(G).
/// Requires  eta > 0, 0 ≤ mu < 1; otherwise std::invalid_argument.
/// Variants  NesterovReparametrised takes the gradient at the iterate it reports.
/// Source    nesterov1983method, sutskever2013importance.      Claims  B9.
template <class S>
struct Nesterov {
  using Scalar = S;
  struct State {
    Matrix<S> V;
  };

  S eta = ratio<S>(1, 100);
  S mu = ratio<S>(9, 10);

  void check() const {
    require(eta > S(0), "Nesterov", "eta", eta, "eta > 0");
    require(mu >= S(0) && mu < S(1), "Nesterov", "mu", mu, "0 <= mu < 1");
  }
  State init(const Matrix<S>& W) const { return {Matrix<S>::Zero(W.rows(), W.cols())}; }
  Matrix<S> query(const Matrix<S>& W, const State& state) const { return W + mu * state.V; }
  Step<S, State> step(const Matrix<S>& G, const State& state) const {
    const Matrix<S> V = mu * state.V - eta * G;
    return {V, {V}};
  }
};

/// Nesterov's method in the variable Y_t = W_t + mu V_{t-1}, whose gradient is taken where it stands.
///
///   V_t = mu V_{t-1} − eta G_t      U_t = mu V_t − eta G_t
///
/// This is what PyTorch calls nesterov=True (at a constant eta).
///
/// Shape     W, G, V, U are m×n.      Scale  U(cG) = c U(G).
/// Requires  eta > 0, 0 ≤ mu < 1; otherwise std::invalid_argument.
/// Source    sutskever2013importance.      Claims  B9.
template <class S>
struct NesterovReparametrised {
  using Scalar = S;
  using State = typename Nesterov<S>::State;

  S eta = ratio<S>(1, 100);
  S mu = ratio<S>(9, 10);

  void check() const { Nesterov<S>{eta, mu}.check(); }
  State init(const Matrix<S>& W) const { return {Matrix<S>::Zero(W.rows(), W.cols())}; }
  Step<S, State> step(const Matrix<S>& G, const State& state) const {
    const Matrix<S> V = mu * state.V - eta * G;
    return {mu * V - eta * G, {V}};
  }
};

}  // namespace adamant
