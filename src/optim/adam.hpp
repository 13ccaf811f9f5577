#pragma once

#include "optim/adaptive.hpp"

namespace adamant {

/// The two running means of Adam and the number of steps taken.
template <class S>
struct AdamState {
  Matrix<S> m;
  Matrix<S> v;
  long t = 0;
};

/// Adam: bias-corrected mean gradient over the root of the bias-corrected mean squared gradient.
///
///   m_t = beta1 m_{t-1} + (1 − beta1) G_t        m̂_t = m_t / (1 − beta1^t)
///   v_t = beta2 v_{t-1} + (1 − beta2) G_t ∘ G_t  v̂_t = v_t / (1 − beta2^t)
///   U_t = −eta m̂_t ⊘ (√v̂_t + epsilon)
///
/// Shape     W, G, U are m×n.      Scale  U(cG) = U(G) for c > 0 when epsilon = 0; U has the units of W.
/// Requires  eta > 0, 0 ≤ beta1, beta2 < 1, epsilon ≥ 0; otherwise std::invalid_argument.
/// Undefined 0/0 (epsilon = 0 at a zero gradient) is 0 here; IEEE and PyTorch give NaN.
/// Variants  AdamEpsilonHat (epsilon before the correction), AdamEpsilonInside (under the root),
///           AdamUncorrected.
/// Source    kingma2015adam, Algorithm 1.      Claims  D1 D3 D4 D6 D8 D17 D18.
template <class S>
struct Adam {
  using Scalar = S;
  using State = AdamState<S>;

  S eta = ratio<S>(1, 1000);
  S beta1 = ratio<S>(9, 10);
  S beta2 = ratio<S>(999, 1000);
  S epsilon = ratio<S>(1, 100000000);

  void check() const {
    require(eta > S(0), "Adam", "eta", eta, "eta > 0");
    require(beta1 >= S(0) && beta1 < S(1), "Adam", "beta1", beta1, "0 <= beta1 < 1");
    require(beta2 >= S(0) && beta2 < S(1), "Adam", "beta2", beta2, "0 <= beta2 < 1");
    require(epsilon >= S(0), "Adam", "epsilon", epsilon, "epsilon >= 0");
  }
  State init(const Matrix<S>& W) const {
    const Matrix<S> zero = Matrix<S>::Zero(W.rows(), W.cols());
    return {zero, zero, 0};
  }
  /// The recurrences alone: every variant below shares them.
  State moments(const Matrix<S>& G, const State& state) const {
    return {beta1 * state.m + (S(1) - beta1) * G,
            beta2 * state.v + (S(1) - beta2) * G.cwiseProduct(G), state.t + 1};
  }
  Matrix<S> m_hat(const State& state) const { return state.m / S(S(1) - power(beta1, state.t)); }
  Matrix<S> v_hat(const State& state) const { return state.v / S(S(1) - power(beta2, state.t)); }

  Step<S, State> step(const Matrix<S>& G, const State& state) const {
    const State next = moments(G, state);
    return {-eta * divide<S>(m_hat(next), root_plus<S>(v_hat(next), epsilon)), next};
  }
};

/// Adam with epsilon added before the correction of v: TensorFlow's ε̂, and the reordering at the end of
/// section 2 of the paper.
///
///   U_t = −eta · √(1 − beta2^t)/(1 − beta1^t) · m_t ⊘ (√v_t + epsilon)
///
/// Scale, Requires, Undefined  as Adam.      Source  kingma2015adam, section 2.      Claims  D1 D10.
template <class S>
struct AdamEpsilonHat : Adam<S> {
  using State = AdamState<S>;

  Step<S, State> step(const Matrix<S>& G, const State& state) const {
    const State next = this->moments(G, state);
    const S correction =
        square_root<S>(S(1) - power(this->beta2, next.t)) / (S(1) - power(this->beta1, next.t));
    return {-this->eta * correction * divide<S>(next.m, root_plus<S>(next.v, this->epsilon)), next};
  }
};

/// Adam with epsilon under the root.
///
///   U_t = −eta m̂_t ⊘ √(v̂_t + epsilon)
///
/// Scale     (G, epsilon) ↦ (cG, c² epsilon) leaves U unchanged.      Requires, Undefined  as Adam.
/// Source    the default of optax's rmsprop, and eps_root of its adam.      Claims  D1 D10.
template <class S>
struct AdamEpsilonInside : Adam<S> {
  using State = AdamState<S>;

  Step<S, State> step(const Matrix<S>& G, const State& state) const {
    const State next = this->moments(G, state);
    return {
        -this->eta * divide<S>(this->m_hat(next), root_of_sum<S>(this->v_hat(next), this->epsilon)),
        next};
  }
};

/// Adam without its corrections: what they are there for.
///
///   U_t = −eta m_t ⊘ (√v_t + epsilon)
///
/// Scale, Requires, Undefined  as Adam.      Source  kingma2015adam, section 6.4.      Claims  D6.
template <class S>
struct AdamUncorrected : Adam<S> {
  using State = AdamState<S>;

  Step<S, State> step(const Matrix<S>& G, const State& state) const {
    const State next = this->moments(G, state);
    return {-this->eta * divide<S>(next.m, root_plus<S>(next.v, this->epsilon)), next};
  }
};

}  // namespace adamant
