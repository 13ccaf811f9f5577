#pragma once

#include "scalar/exact.hpp"

namespace adamant {

/// condition ? a : b, for code that is generic in its scalar: it never branches on a value.
template <Scalar S>
S select(bool condition, const S& a, const S& b) {
  return condition ? a : b;
}

template <Scalar S>
bool is_zero(const S& x) {
  return x == S(0);
}

/// −1, 0 or 1; 0 for a value that is not a number.
template <Scalar S>
S sign(const S& x) {
  return select(x > S(0), S(1), select(x < S(0), S(-1), S(0)));
}

template <Scalar S>
S magnitude(const S& x) {
  return select(x < S(0), S(-x), x);
}

template <Scalar S>
S minimum(const S& a, const S& b) {
  return select(b < a, b, a);
}

template <Scalar S>
S maximum(const S& a, const S& b) {
  return select(a < b, b, a);
}

template <Scalar S>
S square_root(const S& x) {
  using std::sqrt;
  return sqrt(x);
}

template <Scalar S>
bool is_finite(const S& x) {
  if constexpr (std::same_as<S, Rational>) {
    return true;
  } else {
    using std::isfinite;
    return isfinite(x);
  }
}

/// x^k for k ≥ 0 by repeated squaring; x^0 = 1, also at x = 0.
template <Scalar S>
S power(S x, long k) {
  S y(1);
  for (; k > 0; k /= 2) {
    if (k % 2 == 1) y = y * x;
    x = x * x;
  }
  return y;
}

/// a/b with the convention 0/0 := 0; elsewhere the scalar's own quotient.
template <Scalar S>
S quotient_or_zero(const S& a, const S& b) {
  return is_zero(a) && is_zero(b) ? S(0) : S(a / b);
}

/// log2 |x| as a double, over the whole exponent range of the tier; −∞ at 0, NaN at NaN.
template <Real S>
double log2_magnitude(const S& x) {
  using std::frexp;
  if (!is_finite(x) || is_zero(x)) return std::log2(std::fabs(static_cast<double>(x)));
  int exponent = 0;
  const double mantissa = static_cast<double>(frexp(x, &exponent));
  return std::log2(std::fabs(mantissa)) + exponent;
}

}  // namespace adamant
