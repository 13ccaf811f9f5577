#pragma once

#include "scalar/matrix_operators.hpp"

#include <Eigen/Core>

namespace adamant {

using Index = Eigen::Index;

/// m×n, column-major.
template <class S>
using Matrix = Eigen::Matrix<S, Eigen::Dynamic, Eigen::Dynamic>;

template <class S>
using Vector = Eigen::Matrix<S, Eigen::Dynamic, 1>;

/// Which entries are observed: the 0/1 indicator of Omega.
using Mask = Eigen::Array<bool, Eigen::Dynamic, Eigen::Dynamic>;

/// <A, B> = Σ A_ij B_ij.
template <class S>
S inner(const Matrix<S>& A, const Matrix<S>& B) {
  return A.cwiseProduct(B).sum();
}

}  // namespace adamant
