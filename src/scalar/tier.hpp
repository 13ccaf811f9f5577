#pragma once

#include "scalar/bin_float.hpp"
#include "scalar/coefficient_products.hpp"
#include "scalar/strict.hpp"

#include <Eigen/Core>

#include <concepts>
#include <limits>

namespace adamant {

/// A tier of the precision ladder: 53, 113, 256 or 512 bits.
template <class S>
concept Real = std::same_as<S, double> || std::same_as<S, Real113> || std::same_as<S, Real256> ||
    std::same_as<S, Real512>;

/// Bits of significand of a tier.
template <Real S>
inline constexpr int bits = std::numeric_limits<S>::digits;

/// u = 2^-p, half the distance from 1 to the next number of the tier.
template <Real S>
S unit_roundoff() {
  return std::numeric_limits<S>::epsilon() / 2;
}

template <unsigned p>
inline constexpr bool coefficient_products<BinFloat<p>> = true;

}  // namespace adamant

template <unsigned p>
struct Eigen::NumTraits<adamant::BinFloat<p>> : Eigen::GenericNumTraits<adamant::BinFloat<p>> {
  using Scalar = adamant::BinFloat<p>;
  using Real = Scalar;
  using NonInteger = Scalar;
  using Nested = Scalar;
  using Literal = double;
  using Limits = std::numeric_limits<Scalar>;
  enum {
    IsComplex = 0,
    IsInteger = 0,
    IsSigned = 1,
    RequireInitialization = 1,
    ReadCost = 1,
    AddCost = 4,
    MulCost = 8
  };
  static Real epsilon() { return Limits::epsilon(); }
  static Real dummy_precision() { return 1024 * epsilon(); }
  static Scalar highest() { return Limits::max(); }
  static Scalar lowest() { return -Limits::max(); }
  static Scalar infinity() { return Limits::infinity(); }
  static Scalar quiet_NaN() { return Limits::quiet_NaN(); }
  static int digits() { return Limits::digits; }
  static int digits10() { return Limits::digits10; }
};
