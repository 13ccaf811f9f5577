#pragma once

#include "problem/objective.hpp"
#include "scalar/require.hpp"

namespace adamant {

/// A quadratic with symmetric Hessian.
///
///   f(x) = xᵀHx/2 − bᵀx             ∇f(x) = Hx − b             ∇²f = H
///
/// Shape     H is n×n, x and b are n×1.
/// Requires  H square and symmetric, b of n rows; check() throws std::invalid_argument otherwise.
/// Claims    A6 A7.
template <class S>
struct Quadratic {
  Matrix<S> H;
  Matrix<S> b;

  void check() const {
    require(H.rows() == H.cols(), "Quadratic", "the number of columns of H", H.cols(),
            "that of its rows");
    require(b.rows() == H.rows(), "Quadratic", "the number of rows of b", b.rows(), "that of H");
    require(H == H.transpose(), "Quadratic", "H", 0, "symmetric");
  }

  S value(const Matrix<S>& x) const { return inner<S>(x, H * x) / S(2) - inner<S>(b, x); }
  Matrix<S> gradient(const Matrix<S>& x) const { return H * x - b; }
  const Matrix<S>& hessian(const Matrix<S>&) const { return H; }
};

}  // namespace adamant
