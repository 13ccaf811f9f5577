#pragma once

#include "scalar/exact.hpp"
#include "scalar/text.hpp"

#include <string_view>

namespace adamant {

/// The number that a text spells, exactly: a decimal (0.01, -1e-8) or a quotient of two (1/255).
/// Throws ParseError with one line on anything else.
Rational exact_number(std::string_view text);

/// k as an S, which has enough bits for it.
template <Real S>
S number(const Integer& k) {
  if constexpr (std::same_as<S, double>) {
    return static_cast<double>(k);
  } else {
    return S(k.get());
  }
}

/// x rounded to the nearest S, ties to even; subnormal doubles included, infinite beyond the range.
template <Real S>
S nearest(const Rational& x) {
  using std::ldexp;
  const Integer a = abs(numerator(x));
  Integer b = denominator(x);
  if (a == 0) return S(0);
  long exponent = bit_count(a) - bit_count(b);
  if (exponent >= 0 ? a < b << static_cast<unsigned long>(exponent)
                    : a << static_cast<unsigned long>(-exponent) < b)
    --exponent;  // 2^exponent ≤ |x|
  long p = bits<S>;
  if constexpr (std::same_as<S, double>) p = std::min(p, exponent + 1075);
  if (p < 0) return S(0);
  const long shift = p - 1 - exponent;
  if (shift < 0) b <<= static_cast<unsigned long>(-shift);
  auto [q, remainder] = divide(shift > 0 ? a << static_cast<unsigned long>(shift) : a, b);
  const Integer twice = remainder * 2;
  if (twice > b || (twice == b && is_odd(q))) q += 1;
  const S magnitude_of_x = ldexp(number<S>(q), static_cast<int>(-shift));
  return x < 0 ? S(-magnitude_of_x) : magnitude_of_x;
}

/// What `text` spells, rounded once: not by way of a double.
template <Real S>
S parse(std::string_view text) {
  return nearest<S>(exact_number(text));
}

}  // namespace adamant
