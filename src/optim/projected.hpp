#pragma once

#include "optim/optimiser.hpp"
#include "problem/completion.hpp"

namespace adamant {

/// Gradient descent that never touches an observed entry: from W_0 in {P_Omega(W) = Y} it stays there.
///
///   U_t = −eta P_complement(G_t)
///
/// Shape     W, G, U, Omega are m×n.      Scale  U(cG) = c U(G).
/// Requires  eta > 0 and Omega of W's shape; otherwise std::invalid_argument.
/// Accuracy  the observed entries of U are 0, so those of W keep their bits.
/// Variants  ProjectedDescent reaches the set from anywhere.      Claims  F9 F10.
template <class S>
struct FeasibleDescent {
  using Scalar = S;
  struct State {};

  S eta = ratio<S>(1, 100);
  Mask Omega = Mask();

  void check() const { require(eta > S(0), "FeasibleDescent", "eta", eta, "eta > 0"); }
  State init(const Matrix<S>& W) const {
    require_same_shape(W, Omega, "FeasibleDescent", "the shape of Omega");
    return {};
  }
  Step<S, State> step(const Matrix<S>& G, const State&) const {
    return {-eta * P_complement<S>(Omega, G), {}};
  }
};

/// Projected gradient descent on {P_Omega(W) = P_Omega(Y)}.
///
///   U_t = Π(W_t − eta G_t) − W_t = P_Omega(Y − W_t) − eta P_complement(G_t)
///
/// Shape     W, G, U, Y, Omega are m×n; the step sees the iterate W_t. Y matters on Omega only.
/// Requires  eta > 0, Y and Omega of W's shape; otherwise std::invalid_argument.
/// Accuracy  on Omega W_1 may be a rounding away from Y; W_2, W_3, … are Y.
/// Source    goldstein1964convex.      Claims  F10.
template <class S>
struct ProjectedDescent {
  using Scalar = S;
  struct State {};

  S eta = ratio<S>(1, 100);
  Mask Omega = Mask();
  Matrix<S> Y = Matrix<S>();

  void check() const {
    require(eta > S(0), "ProjectedDescent", "eta", eta, "eta > 0");
    require_same_shape(Y, Omega, "ProjectedDescent", "the shape of Omega");
  }
  State init(const Matrix<S>& W) const {
    require_same_shape(W, Omega, "ProjectedDescent", "the shape of Omega");
    return {};
  }
  Step<S, State> step(const Matrix<S>& G, const Matrix<S>& W, const State&) const {
    return {P_Omega<S>(Omega, Y - W) - eta * P_complement<S>(Omega, G), {}};
  }
};

}  // namespace adamant
