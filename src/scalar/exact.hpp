#pragma once

#include "scalar/rational.hpp"
#include "scalar/surd.hpp"
#include "scalar/tier.hpp"

#include <cmath>
#include <cstdint>

namespace adamant {

/// A scalar on which every operation is exact.
template <class S>
concept Exact = std::same_as<S, Rational> || std::same_as<S, Surd>;

class Ball;

/// A scalar that knows an interval of its number: what it says is certain, and it may say that it does
/// not know.
template <class S>
concept Enclosing = std::same_as<S, Ball>;

class Term;

/// A scalar whose numbers are expressions in symbols.
template <class S>
concept Symbolic = std::same_as<S, Term>;

template <class S>
concept Scalar = Real<S> || Exact<S> || Enclosing<S> || Symbolic<S>;

/// p/q, correctly rounded at a tier, enclosed in a ball, exact over the rationals: the only way a constant that is not
/// an integer enters generic code.
template <Scalar S>
S ratio(std::int64_t p, std::int64_t q) {
  if constexpr (std::same_as<S, Surd>) {
    return Surd(fraction(p, q));
  } else {
    return S(p) / S(q);
  }
}

/// k as an S; exact for |k| < 2^53.
template <Scalar S>
S integer(std::int64_t k) {
  return ratio<S>(k, 1);
}

/// 2^k, exact wherever the tier's exponent reaches.
template <Scalar S>
S power_of_two(int k) {
  if constexpr (Real<S>) {
    using std::ldexp;
    return ldexp(S(1), k);
  } else {
    return S(exact_power_of_two(k));
  }
}

}  // namespace adamant
