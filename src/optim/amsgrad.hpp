#pragma once

#include "optim/adam.hpp"

namespace adamant {

/// Adam's two running means and the largest second moment so far.
template <class S>
struct AmsGradState {
  AdamState<S> mean;
  Matrix<S> v_max;
};

/// AMSGrad: Adam whose second moment never falls, so that no entry's effective rate ever grows.
///
///   m_t, v_t, m̂_t, v̂_t as Adam     v_max_t = max(v_max_{t-1}, v̂_t)
///   U_t = −eta m̂_t ⊘ (√v_max_t + epsilon)
///
/// Shape     W, G, v_max, U are m×n.      Scale  U(cG) = U(G) for c > 0 when epsilon = 0.
/// Requires, Undefined  as Adam.
/// Variants  AmsGradUncorrectedMax (the maximum before the correction), AmsGradUncorrected (no
///           correction).
/// Source    reddi2018convergence; with the correction first, as optax has it.      Claims  D8 D27 D28 D30 D32.
template <class S>
struct AmsGrad : Adam<S> {
  using State = AmsGradState<S>;

  State init(const Matrix<S>& W) const {
    return {Adam<S>::init(W), Matrix<S>::Zero(W.rows(), W.cols())};
  }
  /// The next state, `second` being what the maximum runs over.
  static State enter(AdamState<S> mean, const Matrix<S>& second, const State& state) {
    return {std::move(mean), state.v_max.binaryExpr(
                                 second, [](const S& a, const S& b) { return maximum<S>(a, b); })};
  }

  Step<S, State> step(const Matrix<S>& G, const State& state) const {
    const auto mean = this->moments(G, state.mean);
    const State next = enter(mean, this->v_hat(mean), state);
    return {-this->eta * divide<S>(this->m_hat(mean), root_plus<S>(next.v_max, this->epsilon)),
            next};
  }
};

/// AMSGrad with the maximum over v_t, corrected afterwards. The correction falls with t, and an entry's
/// effective rate grows with it.
///
///   v_max_t = max(v_max_{t-1}, v_t)      U_t = −eta m̂_t ⊘ (√(v_max_t/(1 − beta2^t)) + epsilon)
///
/// This is what PyTorch calls amsgrad=True.
///
/// Scale, Requires, Undefined  as Adam.      Source  reddi2018convergence.      Claims  D8.
template <class S>
struct AmsGradUncorrectedMax : AmsGrad<S> {
  using State = AmsGradState<S>;

  Step<S, State> step(const Matrix<S>& G, const State& state) const {
    const auto mean = this->moments(G, state.mean);
    const State next = this->enter(mean, mean.v, state);
    const Matrix<S> corrected = next.v_max / S(S(1) - power(this->beta2, mean.t));
    return {-this->eta * divide<S>(this->m_hat(mean), root_plus<S>(corrected, this->epsilon)),
            next};
  }
};

/// AMSGrad as it was published: neither moment is corrected.
///
///   v_max_t = max(v_max_{t-1}, v_t)      U_t = −eta m_t ⊘ (√v_max_t + epsilon)
///
/// Scale, Requires, Undefined  as Adam.      Source  reddi2018convergence, Algorithm 2.      Claims  D27 D32.
template <class S>
struct AmsGradUncorrected : AmsGrad<S> {
  using State = AmsGradState<S>;

  Step<S, State> step(const Matrix<S>& G, const State& state) const {
    const auto mean = this->moments(G, state.mean);
    const State next = this->enter(mean, mean.v, state);
    return {-this->eta * divide<S>(mean.m, root_plus<S>(next.v_max, this->epsilon)), next};
  }
};

}  // namespace adamant
