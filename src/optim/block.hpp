#pragma once

#include "optim/adam.hpp"
#include "problem/completion.hpp"

namespace adamant {

/// The matrix that is a on Omega and b beside it.
template <Scalar S>
Matrix<S> two_valued(const Mask& Omega, const S& a, const S& b) {
  return Omega.matrix().unaryExpr([&](bool observed) { return observed ? a : b; });
}

/// Adam with two second moments, the mean square of the gradient on Omega and of that beside it: it
/// separates the two time scales of a completion problem and nothing else.
///
///   m_t as Adam        a_t = beta2 a_{t-1} + (1 − beta2) ‖P_Omega(G_t)‖²/|Omega|, b_t likewise beside Omega
///   v̂_t = a_t/(1 − beta2^t) on Omega, b_t/(1 − beta2^t) beside it        U_t = −eta m̂_t ⊘ (√v̂_t + epsilon)
///
/// Shape     W, G, m, U, Omega are m×n; a and b are numbers.
/// Scale     U(cG) = U(G) for c > 0 when epsilon = 0, also with a c for each block.
/// Requires  Omega of W's shape, the rest as Adam; otherwise std::invalid_argument.
/// Undefined the mean over an empty block is 0; 0/0 as Adam.
/// Variants  ScalarAdam: one second moment.      Claims  A10 F18.
template <class S>
struct BlockAdam : Adam<S> {
  struct State {
    Matrix<S> m;
    S a;
    S b;
    long t = 0;
  };

  Mask Omega = Mask();

  State init(const Matrix<S>& W) const {
    require_same_shape(W, Omega, "BlockAdam", "the shape of Omega");
    return {Matrix<S>::Zero(W.rows(), W.cols()), S(0), S(0), 0};
  }
  Step<S, State> step(const Matrix<S>& G, const State& state) const {
    const auto mean = [&](const S& before, const Matrix<S>& part, Index size) {
      return S(this->beta2 * before +
               (S(1) - this->beta2) * part.squaredNorm() / integer<S>(std::max<Index>(1, size)));
    };
    const Index observed = Omega.count();
    const State next{this->beta1 * state.m + (S(1) - this->beta1) * G,
                     mean(state.a, P_Omega<S>(Omega, G), observed),
                     mean(state.b, P_complement<S>(Omega, G), G.size() - observed), state.t + 1};
    const S m_rate = S(1) - power(this->beta1, next.t), v_rate = S(1) - power(this->beta2, next.t);
    const Matrix<S> v_hat = two_valued<S>(Omega, next.a / v_rate, next.b / v_rate);
    return {-this->eta * divide<S>(Matrix<S>(next.m / m_rate), root_plus<S>(v_hat, this->epsilon)),
            next};
  }
};

/// Gradient descent with two step sizes.
///
///   U_t = −eta G_t on Omega, −eta_complement G_t beside it
///
/// Shape     W, G, U, Omega are m×n.      Scale  U(cG) = c U(G).
/// Requires  eta, eta_complement > 0 and Omega of W's shape; otherwise std::invalid_argument.
/// Variants  FeasibleDescent is the limit eta = 0.      Claims  F18.
template <class S>
struct BlockGradientDescent {
  using Scalar = S;
  struct State {};

  S eta = ratio<S>(1, 100);
  S eta_complement = eta;
  Mask Omega = Mask();

  void check() const {
    require(eta > S(0), "BlockGradientDescent", "eta", eta, "eta > 0");
    require(eta_complement > S(0), "BlockGradientDescent", "eta_complement", eta_complement,
            "eta_complement > 0");
  }
  State init(const Matrix<S>& W) const {
    require_same_shape(W, Omega, "BlockGradientDescent", "the shape of Omega");
    return {};
  }
  Step<S, State> step(const Matrix<S>& G, const State&) const {
    return {-two_valued<S>(Omega, eta, eta_complement).cwiseProduct(G), {}};
  }
};

}  // namespace adamant
