#pragma once

#include "optim/optimiser.hpp"

namespace adamant {

/// numerator ⊘ denominator, entry by entry, with 0/0 := 0.
template <Scalar S>
Matrix<S> divide(const Matrix<S>& numerator, const Matrix<S>& denominator) {
  return numerator.binaryExpr(denominator,
                              [](const S& a, const S& b) { return quotient_or_zero<S>(a, b); });
}

/// numerator / denominator, with 0/0 := 0.
template <Scalar S>
Matrix<S> divide(const Matrix<S>& numerator, const S& denominator) {
  return numerator.unaryExpr([&](const S& a) { return quotient_or_zero<S>(a, denominator); });
}

/// √v + epsilon, entry by entry.
template <Scalar S>
Matrix<S> root_plus(const Matrix<S>& v, const S& epsilon) {
  return v.unaryExpr([&](const S& x) { return S(square_root<S>(x) + epsilon); });
}

/// √(v + epsilon), entry by entry.
template <Scalar S>
Matrix<S> root_of_sum(const Matrix<S>& v, const S& epsilon) {
  return v.unaryExpr([&](const S& x) { return square_root<S>(x + epsilon); });
}

}  // namespace adamant
