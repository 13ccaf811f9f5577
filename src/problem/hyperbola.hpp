#pragma once

#include "problem/objective.hpp"

namespace adamant {

/// A smooth, strictly convex function on which Newton's method is not globally convergent: its step is
/// exactly x ↦ −x³. Entry by entry:
///
///   f(x) = √(1 + x²)        f'(x) = x/√(1 + x²)        f''(x) = (1 + x²)^{-3/2}
///
/// Shape     value and gradient on m×n; the Hessian is for n×1.      Claims  A9.
template <class S>
struct Hyperbola {
  static S root(const S& x) { return square_root<S>(S(1) + x * x); }
  S value(const Matrix<S>& x) const { return x.unaryExpr(&root).sum(); }
  Matrix<S> gradient(const Matrix<S>& x) const {
    return x.unaryExpr([](const S& a) { return S(a / root(a)); });
  }
  Matrix<S> hessian(const Matrix<S>& x) const {
    const Vector<S> second =
        x.col(0).unaryExpr([](const S& a) { return S(S(1) / (root(a) * (S(1) + a * a))); });
    return second.asDiagonal();
  }
};

}  // namespace adamant
