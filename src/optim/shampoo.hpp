#pragma once

#include "optim/optimiser.hpp"
#include "spectral/symmetric_power.hpp"

namespace adamant {

/// Shampoo: the gradient between roots of what its rows and its columns have been.
///
///   L_t = L_{t-1} + G_t G_tᵀ,  R_t = R_{t-1} + G_tᵀ G_t,  L_0 = R_0 = epsilon I
///   U_t = −eta L_t^{-1/4} G_t R_t^{-1/4}
///
/// Shape     W, G, U are m×n, L is m×m, R is n×n.
/// Scale     (G, epsilon) ↦ (cG, c² epsilon) leaves U unchanged for c > 0.
/// Requires  eta > 0, epsilon > 0; otherwise std::invalid_argument. A Real tier: it takes eigenvalues.
/// Accuracy  u·λ_1(L_t)/epsilon: what is small in L_t is known to u·λ_1(L_t) only.
/// Cost      two symmetric eigen-decompositions a step.
/// Source    gupta2018shampoo, Algorithm 1.      Claims  A10 E17.
template <class S>
struct Shampoo {
  using Scalar = S;
  struct State {
    Matrix<S> L;
    Matrix<S> R;
  };

  S eta = ratio<S>(1, 100);
  S epsilon = ratio<S>(1, 10000);

  void check() const {
    require(eta > S(0), "Shampoo", "eta", eta, "eta > 0");
    require(epsilon > S(0), "Shampoo", "epsilon", epsilon, "epsilon > 0");
  }
  State init(const Matrix<S>& W) const {
    return {epsilon * Matrix<S>::Identity(W.rows(), W.rows()),
            epsilon * Matrix<S>::Identity(W.cols(), W.cols())};
  }
  Step<S, State> step(const Matrix<S>& G, const State& state) const {
    const State next{state.L + G * G.transpose(), state.R + G.transpose() * G};
    return {-eta * symmetric_power<S>(next.L, -1, 4, S(0)) * G *
                symmetric_power<S>(next.R, -1, 4, S(0)),
            next};
  }
};

}  // namespace adamant
