#pragma once

#include "problem/residual_loss.hpp"

namespace adamant {

/// A convex, L-smooth function with minimum 0 at 0, quadratic near it and linear far away, where gradient
/// descent moves by the same step each time.
///
///   f(x) = L Σ phi(x_i), phi the Huber loss with knee delta
///
/// Requires  L > 0, delta > 0; check() throws std::invalid_argument otherwise.
/// Source    drori2014performance, where delta = R/(2k + 1) makes it the worst for gradient descent.      Claims  B1 B2.
template <class S>
struct Huber {
  S L = S(1);
  S delta = S(1);

  void check() const {
    require(L > S(0), "Huber", "L", L, "L > 0");
    phi().check();
  }
  HuberLoss<S> phi() const { return {delta}; }
  S value(const Matrix<S>& x) const {
    return L * x.unaryExpr([p = phi()](const S& e) { return p.value(e); }).sum();
  }
  Matrix<S> gradient(const Matrix<S>& x) const {
    return L * x.unaryExpr([p = phi()](const S& e) { return p.slope(e); });
  }
};

}  // namespace adamant
