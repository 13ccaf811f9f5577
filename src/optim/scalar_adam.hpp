#pragma once

#include "optim/adam.hpp"

namespace adamant {

/// Adam with one second moment for the whole matrix: the mean square of the entries. Its steps are
/// combinations of the gradients, with numbers as coefficients.
///
///   m_t = beta1 m_{t-1} + (1 − beta1) G_t              m̂_t = m_t / (1 − beta1^t)
///   v_t = beta2 v_{t-1} + (1 − beta2) ‖G_t‖²/(mn)      v̂_t = v_t / (1 − beta2^t)
///   U_t = −eta m̂_t / (√v̂_t + epsilon)
///
/// Shape     W, G, m, U are m×n; v is a number.      Scale, Requires, Undefined  as Adam.
/// Variants  BlockAdam has one v on Omega and one beside it. beta1 = 0 is an RMSProp with one scalar.
/// Source    arora2019implicit (with beta1 = 0).      Claims  A10 E17.
template <class S>
struct ScalarAdam : Adam<S> {
  struct State {
    Matrix<S> m;
    S v;
    long t = 0;
  };

  State init(const Matrix<S>& W) const { return {Matrix<S>::Zero(W.rows(), W.cols()), S(0), 0}; }
  Step<S, State> step(const Matrix<S>& G, const State& state) const {
    const S size = integer<S>(std::max<Index>(1, G.size()));
    const State next{this->beta1 * state.m + (S(1) - this->beta1) * G,
                     this->beta2 * state.v + (S(1) - this->beta2) * G.squaredNorm() / size,
                     state.t + 1};
    const S m_rate = S(1) - power(this->beta1, next.t), v_rate = S(1) - power(this->beta2, next.t);
    const S root = square_root<S>(next.v / v_rate) + this->epsilon;
    return {-this->eta * divide<S>(Matrix<S>(next.m / m_rate), root), next};
  }
};

}  // namespace adamant
