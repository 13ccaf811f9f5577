#pragma once

#include "optim/adaptive.hpp"

namespace adamant {

/// RMSProp: the gradient over the root of an exponentially weighted mean of its squares.
///
///   v_t = beta v_{t-1} + (1 − beta) G_t ∘ G_t, v_0 = 0       U_t = −eta G_t ⊘ (√v_t + epsilon)
///
/// v_0 = 0 is not corrected for: the first step is eta/√(1 − beta).
///
/// Shape     W, G, v, U are m×n.      Scale  U(cG) = U(G) for c > 0 when epsilon = 0.
/// Requires  eta > 0, 0 ≤ beta < 1, epsilon ≥ 0; otherwise std::invalid_argument.
/// Undefined 0/0 is 0 here; IEEE gives NaN.
/// Source    tieleman2012rmsprop.      Claims  C8 C9 D1.
template <class S>
struct RmsProp {
  using Scalar = S;
  struct State {
    Matrix<S> v;
  };

  S eta = ratio<S>(1, 100);
  S beta = ratio<S>(99, 100);
  S epsilon = ratio<S>(1, 100000000);

  void check() const {
    require(eta > S(0), "RmsProp", "eta", eta, "eta > 0");
    require(beta >= S(0) && beta < S(1), "RmsProp", "beta", beta, "0 <= beta < 1");
    require(epsilon >= S(0), "RmsProp", "epsilon", epsilon, "epsilon >= 0");
  }
  State init(const Matrix<S>& W) const { return {Matrix<S>::Zero(W.rows(), W.cols())}; }
  Step<S, State> step(const Matrix<S>& G, const State& state) const {
    const Matrix<S> v = beta * state.v + (S(1) - beta) * G.cwiseProduct(G);
    return {-eta * divide<S>(G, root_plus<S>(v, epsilon)), {v}};
  }
};

/// RMSProp with v_t divided by 1 − beta^t: Adam with beta1 = 0.
///
/// Requires, Undefined, Scale  as RmsProp.      Source  kingma2015adam, section 5.      Claims  D1.
template <class S>
struct RmsPropCorrected {
  using Scalar = S;
  struct State {
    Matrix<S> v;
    long t = 0;
  };

  S eta = ratio<S>(1, 100);
  S beta = ratio<S>(99, 100);
  S epsilon = ratio<S>(1, 100000000);

  void check() const { RmsProp<S>{eta, beta, epsilon}.check(); }
  State init(const Matrix<S>& W) const { return {Matrix<S>::Zero(W.rows(), W.cols()), 0}; }
  Step<S, State> step(const Matrix<S>& G, const State& state) const {
    const long t = state.t + 1;
    const Matrix<S> v = beta * state.v + (S(1) - beta) * G.cwiseProduct(G);
    const Matrix<S> v_hat = v / S(S(1) - power(beta, t));
    return {-eta * divide<S>(G, root_plus<S>(v_hat, epsilon)), {v, t}};
  }
};

}  // namespace adamant
