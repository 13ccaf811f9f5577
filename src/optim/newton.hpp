#pragma once

#include "optim/optimiser.hpp"
#include "scalar/linear_solve.hpp"

#include <optional>

namespace adamant {

/// Newton's method on vectors.
///
///   U = −H⁻¹ g
///
/// Shape     H is n×n, g and U are n×1.
/// Undefined singular H (linear_solve): std::nullopt. H need not be positive definite: the step then heads for a
///           saddle or a maximum just as readily.
/// Cost      one elimination.
/// Source    nocedal2006numerical.      Claims  A5 A6 A7 A8 A9.
template <class S>
struct Newton {
  using Scalar = S;

  std::optional<Matrix<S>> step(const Matrix<S>& H, const Matrix<S>& g) const {
    require(H.rows() == H.cols(), "Newton", "the number of columns of H", H.cols(),
            "that of its rows");
    require(g.rows() == H.rows(), "Newton", "the number of rows of g", g.rows(), "that of H");
    return linear_solve<S>(H, -g);
  }
};

}  // namespace adamant
