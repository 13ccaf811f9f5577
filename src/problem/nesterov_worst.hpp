#pragma once

#include "problem/objective.hpp"
#include "scalar/require.hpp"

namespace adamant {

/// Nesterov's worst function: a chain along which the gradient reaches one more coordinate a step.
///
///   f(x) = (L/4)(xᵀAx/2 − x_1)      ∇f(x) = (L/4)(Ax − e_1)      A = tridiag(−1, 2, −1)
///
/// Convex and L-smooth. In n = 2k + 1 dimensions and from 0, k steps of a method that stays in the span of
/// its gradients leave f − f* ≥ 3LR²/(32(k + 1)²), R = ‖x*‖.
///
/// Shape     x is n×1.
/// Requires  L > 0, n ≥ 1; check() throws std::invalid_argument otherwise.
/// Source    nesterov2004introductory, Theorem 2.1.7.      Claims  B2 B3.
template <class S>
struct NesterovWorst {
  S L = S(1);
  Index n = 1;

  void check() const {
    require(L > S(0), "NesterovWorst", "L", L, "L > 0");
    require(n >= 1, "NesterovWorst", "n", n, "n >= 1");
  }
  /// Ax.
  Matrix<S> chain(const Matrix<S>& x) const {
    Matrix<S> y = S(2) * x;
    y.topRows(n - 1) -= x.bottomRows(n - 1);
    y.bottomRows(n - 1) -= x.topRows(n - 1);
    return y;
  }
  S value(const Matrix<S>& x) const { return L / S(4) * (inner<S>(x, chain(x)) / S(2) - x(0, 0)); }
  Matrix<S> gradient(const Matrix<S>& x) const {
    Matrix<S> y = chain(x);
    y(0, 0) -= S(1);
    return S(L / S(4)) * y;
  }
  /// x*_i = 1 − i/(n + 1), i = 1, …, n.
  Matrix<S> minimiser() const {
    Matrix<S> x(n, 1);
    for (Index i = 0; i < n; ++i) x(i, 0) = ratio<S>(n - i, n + 1);
    return x;
  }
  /// f(x*) = −(L/8) n/(n + 1).
  S minimum() const { return -L / S(8) * ratio<S>(n, n + 1); }
};

}  // namespace adamant
