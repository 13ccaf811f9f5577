#pragma once

#include "optim/optimiser.hpp"

#include <vector>

namespace adamant {

/// x + h k, for a matrix and for a list of matrices.
template <Scalar S>
Matrix<S> advanced(const Matrix<S>& x, const S& h, const Matrix<S>& k) {
  return x + h * k;
}
template <Scalar S>
std::vector<Matrix<S>> advanced(std::vector<Matrix<S>> x, const S& h,
                                const std::vector<Matrix<S>>& k) {
  for (std::size_t j = 0; j < x.size(); ++j) x[j] += h * k[j];
  return x;
}

/// One step of the classical Runge–Kutta method for ẋ = field(x), x a matrix or a list of matrices.
///
///   k_1 = field(x)   k_2 = field(x + h/2 k_1)   k_3 = field(x + h/2 k_2)   k_4 = field(x + h k_3)
///   x(t + h) ≈ x + h/6 (k_1 + 2 k_2 + 2 k_3 + k_4)
///
/// Accuracy  h⁵ a step, h⁴ over a fixed time, where the field has four derivatives.
/// Source    kutta1901beitrag.      Claims  E19 G1 G2 G3 G9.
template <class X, class S, class Field>
X flow_step(const Field& field, const X& x, const S& h) {
  const S half = h / S(2), sixth = h / S(6), third = h / S(3);
  const X k_1 = field(x);
  const X k_2 = field(advanced<S>(x, half, k_1));
  const X k_3 = field(advanced<S>(x, half, k_2));
  const X k_4 = field(advanced<S>(x, h, k_3));
  return advanced<S>(advanced<S>(advanced<S>(advanced<S>(x, sixth, k_1), third, k_2), third, k_3),
                     sixth, k_4);
}

/// x(0), x(h), …, x(steps·h) of ẋ = field(x). Gradient flow has field = −∇f.
template <class X, class S, class Field>
std::vector<X> flow(const Field& field, const X& x_0, const S& h, long steps) {
  std::vector<X> x{x_0};
  for (long t = 0; t < steps; ++t) x.push_back(flow_step<X, S>(field, x.back(), h));
  return x;
}

}  // namespace adamant
