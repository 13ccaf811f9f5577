#pragma once

#include "scalar/coefficient_products.hpp"

#include <boost/multiprecision/gmp.hpp>

#include <Eigen/Core>

#include <cstdint>

namespace adamant {

using Integer =
    boost::multiprecision::number<boost::multiprecision::gmp_int, boost::multiprecision::et_off>;
/// A number of Q, on GMP. It has no square root: what needs one lives in Surd.
using Rational = boost::multiprecision::number<boost::multiprecision::gmp_rational,
                                               boost::multiprecision::et_off>;

template <>
inline constexpr bool coefficient_products<Rational> = true;

/// p/q, q ≠ 0.
Rational fraction(std::int64_t p, std::int64_t q);
/// 2^k.
Rational exact_power_of_two(int k);

}  // namespace adamant

template <>
struct Eigen::NumTraits<adamant::Rational> : Eigen::GenericNumTraits<adamant::Rational> {
  using Real = adamant::Rational;
  using NonInteger = adamant::Rational;
  using Nested = adamant::Rational;
  using Literal = adamant::Rational;
  enum {
    IsComplex = 0,
    IsInteger = 0,
    IsSigned = 1,
    RequireInitialization = 1,
    ReadCost = 4,
    AddCost = 32,
    MulCost = 32
  };
  static Real epsilon() { return 0; }
  static Real dummy_precision() { return 0; }
  static int digits10() { return 0; }
};
