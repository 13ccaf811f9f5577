#pragma once

#include "optim/adaptive.hpp"

namespace adamant {

/// AdaGrad with one scalar for the whole matrix: the direction is the gradient's own.
///
///   s_t = s_{t-1} + ‖G_t‖²          U_t = −eta G_t / (√s_t + epsilon)
///
/// Shape     W, G, U are m×n; s is a number.      Scale  U(cG) = U(G) for c > 0 when s_0 = epsilon = 0.
/// Requires  eta > 0, s_0 ≥ 0, epsilon ≥ 0; otherwise std::invalid_argument.
/// Undefined 0/0 (s_0 = epsilon = 0 before the first non-zero gradient) is 0 here; IEEE gives NaN.
/// Variants  AdaGrad has one s an entry. The source has b_t² = s_t with b_0 > 0, and no epsilon.
/// Source    ward2019adagrad.      Claims  C7.
template <class S>
struct AdaGradNorm {
  using Scalar = S;
  struct State {
    S s;
  };

  S eta = ratio<S>(1, 100);
  S s_0 = S(0);
  S epsilon = ratio<S>(1, 10000000000);

  void check() const {
    require(eta > S(0), "AdaGradNorm", "eta", eta, "eta > 0");
    require(s_0 >= S(0), "AdaGradNorm", "s_0", s_0, "s_0 >= 0");
    require(epsilon >= S(0), "AdaGradNorm", "epsilon", epsilon, "epsilon >= 0");
  }
  State init(const Matrix<S>&) const { return {s_0}; }
  Step<S, State> step(const Matrix<S>& G, const State& state) const {
    const S s = state.s + G.squaredNorm();
    return {-eta * divide<S>(G, square_root<S>(s) + epsilon), {s}};
  }
};

}  // namespace adamant
