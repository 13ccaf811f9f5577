#pragma once

#include "scalar/coefficient_products.hpp"

#include <gmp.h>

#include <Eigen/Core>

#include <compare>
#include <concepts>
#include <cstdint>
#include <iosfwd>
#include <string>

namespace adamant {

class Rational;
struct Division;

/// A whole number of any size, on GMP; every operation is a function of one unit, as for BinFloat.
class Integer {
 public:
  Integer() { mpz_init(x_); }
  template <std::integral I>
  Integer(I k) : Integer() {  // NOLINT(google-explicit-constructor): literals
    if constexpr (std::is_signed_v<I>) {
      mpz_set_si(x_, k);
    } else {
      mpz_set_ui(x_, k);
    }
  }
  /// Its decimal digits; std::invalid_argument on anything else.
  explicit Integer(const std::string& digits);
  Integer(const Integer& b) { mpz_init_set(x_, b.x_); }
  Integer(Integer&& b) noexcept : Integer() { mpz_swap(x_, b.x_); }
  Integer& operator=(const Integer& b);
  Integer& operator=(Integer&& b) noexcept;
  ~Integer() { mpz_clear(x_); }

  mpz_srcptr get() const { return x_; }
  int sign() const { return mpz_sgn(x_); }
  std::string str() const;
  explicit operator double() const;
  /// Throws std::overflow_error where it does not fit.
  explicit operator std::int64_t() const;

  Integer operator-() const;
  Integer& operator+=(const Integer& b);
  Integer& operator-=(const Integer& b);
  Integer& operator*=(const Integer& b);
  Integer& operator<<=(unsigned long bits);
  friend Integer operator+(Integer a, const Integer& b) { return std::move(a += b); }
  friend Integer operator-(Integer a, const Integer& b) { return std::move(a -= b); }
  friend Integer operator*(Integer a, const Integer& b) { return std::move(a *= b); }
  friend Integer operator<<(Integer a, unsigned long bits) { return std::move(a <<= bits); }
  friend bool operator==(const Integer& a, const Integer& b) { return mpz_cmp(a.x_, b.x_) == 0; }
  friend std::strong_ordering operator<=>(const Integer& a, const Integer& b) {
    return mpz_cmp(a.x_, b.x_) <=> 0;
  }
  friend Integer abs(const Integer& a) { return a.sign() < 0 ? -a : a; }

 private:
  friend class Rational;
  friend Integer numerator(const Rational& a);
  friend Integer denominator(const Rational& a);
  friend Integer pow(const Integer& a, unsigned long k);
  friend Integer root(const Integer& a);
  friend Division divide(const Integer& a, const Integer& b);
  mpz_t x_;
};

/// a^k.
Integer pow(const Integer& a, unsigned long k);
/// ⌊√a⌋, a ≥ 0.
Integer root(const Integer& a);
bool is_square(const Integer& a);
/// a = quotient·b + remainder, rounded towards 0; b ≠ 0.
struct Division {
  Integer quotient, remainder;
};
Division divide(const Integer& a, const Integer& b);
/// How many bits |a| has; 0 has none.
long bit_count(const Integer& a);
bool is_odd(const Integer& a);

/// A number of Q in lowest terms, on GMP. It has no square root: what needs one lives in Surd.
class Rational {
 public:
  Rational() { mpq_init(x_); }
  template <std::integral I>
  Rational(I k) : Rational() {  // NOLINT(google-explicit-constructor): literals, as Eigen needs
    if constexpr (std::is_signed_v<I>) {
      mpq_set_si(x_, k, 1);
    } else {
      mpq_set_ui(x_, k, 1);
    }
  }
  explicit Rational(double x);
  explicit Rational(const Integer& k);
  /// q ≠ 0.
  Rational(const Integer& p, const Integer& q);
  /// p or p/q in decimal digits; std::invalid_argument on anything else.
  explicit Rational(const std::string& text);
  Rational(const Rational& b);
  Rational(Rational&& b) noexcept : Rational() { mpq_swap(x_, b.x_); }
  Rational& operator=(const Rational& b);
  Rational& operator=(Rational&& b) noexcept;
  ~Rational() { mpq_clear(x_); }

  mpq_srcptr get() const { return x_; }
  int sign() const { return mpq_sgn(x_); }
  std::string str() const;
  explicit operator double() const;

  Rational operator-() const;
  Rational& operator+=(const Rational& b);
  Rational& operator-=(const Rational& b);
  Rational& operator*=(const Rational& b);
  /// b ≠ 0; std::overflow_error otherwise.
  Rational& operator/=(const Rational& b);
  friend Rational operator+(Rational a, const Rational& b) { return std::move(a += b); }
  friend Rational operator-(Rational a, const Rational& b) { return std::move(a -= b); }
  friend Rational operator*(Rational a, const Rational& b) { return std::move(a *= b); }
  friend Rational operator/(Rational a, const Rational& b) { return std::move(a /= b); }
  friend bool operator==(const Rational& a, const Rational& b) {
    return mpq_equal(a.x_, b.x_) != 0;
  }
  friend std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
    return mpq_cmp(a.x_, b.x_) <=> 0;
  }
  friend Rational abs(const Rational& a) { return a.sign() < 0 ? -a : a; }
  friend Integer numerator(const Rational& a);
  friend Integer denominator(const Rational& a);
  friend std::ostream& operator<<(std::ostream& out, const Rational& a);

 private:
  mpq_t x_;
};

/// r ≥ 0 with r² = q, where a rational one exists.
bool has_rational_root(const Rational& q);
Rational rational_root(const Rational& q);

/// p/q, q ≠ 0.
Rational fraction(std::int64_t p, std::int64_t q);
/// 2^k.
Rational exact_power_of_two(int k);

template <>
inline constexpr bool coefficient_products<Rational> = true;

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
