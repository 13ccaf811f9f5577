#pragma once

#include "optim/optimiser.hpp"

#include <Eigen/LU>

#include <optional>

namespace adamant {

/// Newton's method on vectors.
///
///   U = −H⁻¹ g
///
/// Shape     H is n×n, g and U are n×1.
/// Undefined singular H (an exact zero pivot): std::nullopt. H need not be positive definite: the step
///           then heads for a saddle or a maximum just as readily.
/// Cost      one LU factorisation with complete pivoting.
/// Source    nocedal2006numerical.      Claims  A6 A7.
template <class S>
struct Newton {
  using Scalar = S;

  std::optional<Matrix<S>> step(const Matrix<S>& H, const Matrix<S>& g) const {
    require(H.rows() == H.cols(), "Newton", "the number of columns of H", H.cols(),
            "that of its rows");
    require(g.rows() == H.rows(), "Newton", "the number of rows of g", g.rows(), "that of H");
    const Eigen::FullPivLU<Matrix<S>> lu(H);
    if (!lu.isInvertible()) return std::nullopt;
    return Matrix<S>(-lu.solve(g));
  }
};

}  // namespace adamant
