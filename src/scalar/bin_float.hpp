#pragma once

#include <gmp.h>

#include <array>
#include <concepts>
#include <cstdint>
#include <iosfwd>
#include <limits>
#include <string>

namespace adamant {

/// Binary floating point with exactly p bits of significand, p = 113, 256 or 512, and exponents to 2^±(2^30 − 1).
///
/// Every operation and function is correctly rounded, to nearest and ties to even, by MPFR; infinities, NaN and
/// signed zeros as in IEEE 754. Nothing of MPFR is seen here: a unit that computes with these numbers calls
/// functions, and compiles none of the arithmetic. A value is its limbs: no allocation, copied as bytes.
template <unsigned p>
class BinFloat {
 public:
  static constexpr std::size_t limb_count = (p + 63) / 64;
  /// The significand, lowest first; its leading bit is the uppermost one.
  using Limbs = std::array<std::uint64_t, limb_count>;

  BinFloat() = default;
  template <std::integral I>
  BinFloat(I x) : BinFloat(of(static_cast<Wide<I>>(x))) {}  // NOLINT: literals, as Eigen needs
  BinFloat(double x);                                       // NOLINT(google-explicit-constructor)
  /// Rounded; from fewer bits exact.
  template <unsigned q>
    requires(q != p)
  explicit BinFloat(const BinFloat<q>& x);
  explicit BinFloat(mpz_srcptr integer);
  /// A decimal number, rounded once. Throws std::invalid_argument on anything else.
  explicit BinFloat(const std::string& decimal);
  /// ±limbs·2^(exponent − 64 limb_count), the leading bit set and the bits beyond p zero.
  static BinFloat of_limbs(const Limbs& limbs, long exponent, bool negative);

  const Limbs& limbs() const { return limbs_; }
  /// e where |x| = f·2^e with 1/2 ≤ f < 1; of finite numbers other than 0.
  long exponent() const { return exponent_; }
  bool negative() const { return kind_ < 0; }

  explicit operator double() const;
  /// With so many significant digits, or as many as it takes to read it back.
  std::string str(int digits = 0) const;

  BinFloat operator-() const;
  BinFloat& operator+=(const BinFloat& b) { return *this = *this + b; }
  BinFloat& operator-=(const BinFloat& b) { return *this = *this - b; }
  BinFloat& operator*=(const BinFloat& b) { return *this = *this * b; }
  BinFloat& operator/=(const BinFloat& b) { return *this = *this / b; }
  friend BinFloat operator+(const BinFloat& a, const BinFloat& b) { return sum(a, b); }
  friend BinFloat operator-(const BinFloat& a, const BinFloat& b) { return difference(a, b); }
  friend BinFloat operator*(const BinFloat& a, const BinFloat& b) { return product(a, b); }
  friend BinFloat operator/(const BinFloat& a, const BinFloat& b) { return quotient(a, b); }

  /// Every comparison with NaN is false.
  friend bool operator==(const BinFloat& a, const BinFloat& b) { return equal(a, b); }
  friend bool operator<(const BinFloat& a, const BinFloat& b) { return less(a, b); }
  friend bool operator>(const BinFloat& a, const BinFloat& b) { return less(b, a); }
  friend bool operator<=(const BinFloat& a, const BinFloat& b) { return less_or_equal(a, b); }
  friend bool operator>=(const BinFloat& a, const BinFloat& b) { return less_or_equal(b, a); }

  friend bool isfinite(const BinFloat& x) { return x.kind_ * x.kind_ > infinite * infinite; }
  friend bool isnan(const BinFloat& x) { return x.kind_ == nan; }
  friend bool isinf(const BinFloat& x) { return x.kind_ * x.kind_ == infinite * infinite; }
  friend BinFloat abs(const BinFloat& x) { return x.negative() ? -x : x; }
  friend BinFloat fabs(const BinFloat& x) { return abs(x); }
  friend BinFloat sqrt(const BinFloat& x) { return root(x); }
  friend BinFloat exp(const BinFloat& x) { return exponential(x); }
  friend BinFloat log(const BinFloat& x) { return logarithm(x); }
  friend BinFloat pow(const BinFloat& x, const BinFloat& y) { return power_of(x, y); }
  friend BinFloat asin(const BinFloat& x) { return arc_sine(x); }
  friend BinFloat acos(const BinFloat& x) { return arc_cosine(x); }
  friend BinFloat ldexp(const BinFloat& x, int k) { return scaled(x, k); }
  friend BinFloat frexp(const BinFloat& x, int* exponent) { return fraction(x, exponent); }
  friend std::ostream& operator<<(std::ostream& out, const BinFloat& x) { return write(out, x); }

 private:
  friend std::numeric_limits<BinFloat>;
  template <unsigned q>
  friend class BinFloat;
  template <unsigned q>
  friend class View;

  // MPFR's names for what a number is; negative for negative ones.
  static constexpr int nan = 0, infinite = 1, zero = 2, regular = 3;

  template <std::integral I>
  using Wide = std::conditional_t<std::is_signed_v<I>, std::int64_t, std::uint64_t>;
  static BinFloat of(std::int64_t x);
  static BinFloat of(std::uint64_t x);
  static BinFloat special(int kind);

  static BinFloat sum(const BinFloat& a, const BinFloat& b);
  static BinFloat difference(const BinFloat& a, const BinFloat& b);
  static BinFloat product(const BinFloat& a, const BinFloat& b);
  static BinFloat quotient(const BinFloat& a, const BinFloat& b);
  static bool equal(const BinFloat& a, const BinFloat& b);
  static bool less(const BinFloat& a, const BinFloat& b);
  static bool less_or_equal(const BinFloat& a, const BinFloat& b);
  static BinFloat root(const BinFloat& x);
  static BinFloat exponential(const BinFloat& x);
  static BinFloat logarithm(const BinFloat& x);
  static BinFloat power_of(const BinFloat& x, const BinFloat& y);
  static BinFloat arc_sine(const BinFloat& x);
  static BinFloat arc_cosine(const BinFloat& x);
  static BinFloat scaled(const BinFloat& x, int k);
  static BinFloat fraction(const BinFloat& x, int* exponent);
  static std::ostream& write(std::ostream& out, const BinFloat& x);

  Limbs limbs_{};
  long exponent_ = 0;
  int kind_ = zero;
};

extern template class BinFloat<113>;
extern template class BinFloat<256>;
extern template class BinFloat<512>;

using Real113 = BinFloat<113>;
using Real256 = BinFloat<256>;
using Real512 = BinFloat<512>;

}  // namespace adamant

template <unsigned p>
struct std::numeric_limits<adamant::BinFloat<p>> {
  using Number = adamant::BinFloat<p>;
  static constexpr bool is_specialized = true, is_signed = true, is_integer = false;
  static constexpr bool is_exact = false, is_bounded = true, is_modulo = false, is_iec559 = false;
  static constexpr bool has_infinity = true, has_quiet_NaN = true, has_signaling_NaN = false;
  static constexpr float_denorm_style has_denorm = denorm_absent;
  static constexpr bool has_denorm_loss = false, traps = false, tinyness_before = false;
  static constexpr float_round_style round_style = round_to_nearest;
  static constexpr int radix = 2, digits = static_cast<int>(p);
  static constexpr int digits10 = static_cast<int>((p - 1) * 30103L / 100000);
  static constexpr int max_digits10 = static_cast<int>(p * 30103L / 100000) + 2;
  static constexpr int max_exponent = (1 << 30) - 1, min_exponent = 1 - (1 << 30) + 1;

  static Number min() { return ldexp(Number(1), min_exponent - 1); }
  static Number max() { return ldexp(Number(2) - epsilon(), max_exponent - 1); }
  static Number lowest() { return -max(); }
  static Number epsilon() { return ldexp(Number(1), 1 - digits); }
  static Number round_error() { return ldexp(Number(1), -1); }
  static Number infinity() { return Number::special(Number::infinite); }
  static Number quiet_NaN() { return Number::special(Number::nan); }
  static Number denorm_min() { return min(); }
};
