#pragma once

#include "optim/adaptive.hpp"

namespace adamant {

/// AdaGrad: the gradient over the root of the sum of all squared gradients, the current one included.
///
///   s_t = s_{t-1} + G_t ∘ G_t       U_t = −eta G_t ⊘ (√s_t + epsilon)
///
/// Shape     W, G, s, U are m×n.      Scale  U(cG) = U(G) for c > 0 when epsilon = 0.
/// Requires  eta > 0, epsilon ≥ 0; otherwise std::invalid_argument.
/// Undefined 0/0 (epsilon = 0 before the first non-zero gradient) is 0 here; IEEE gives NaN.
/// Source    duchi2011adaptive.      Claims  C1 C3.
template <class S>
struct AdaGrad {
  using Scalar = S;
  struct State {
    Matrix<S> s;
  };

  S eta = ratio<S>(1, 100);
  S epsilon = ratio<S>(1, 10000000000);

  void check() const {
    require(eta > S(0), "AdaGrad", "eta", eta, "eta > 0");
    require(epsilon >= S(0), "AdaGrad", "epsilon", epsilon, "epsilon >= 0");
  }
  State init(const Matrix<S>& W) const { return {Matrix<S>::Zero(W.rows(), W.cols())}; }
  Step<S, State> step(const Matrix<S>& G, const State& state) const {
    const Matrix<S> s = state.s + G.cwiseProduct(G);
    return {-eta * divide<S>(G, root_plus<S>(s, epsilon)), {s}};
  }
};

}  // namespace adamant
