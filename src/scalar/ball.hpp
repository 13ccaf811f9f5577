#pragma once

#include "scalar/coefficient_products.hpp"
#include "scalar/elementary.hpp"
#include "scalar/truth.hpp"

#if __has_include(<flint/arb.h>)
#include <flint/arb.h>
#else
#include <arb.h>
#endif

#include <string>
#include <string_view>

namespace adamant {

/// The bits that operations on balls work at in this thread while the object lives; 128 without one.
/// More bits give smaller balls, never other truths.
class BallPrecision {
 public:
  explicit BallPrecision(int bits);
  ~BallPrecision();
  BallPrecision(const BallPrecision&) = delete;
  BallPrecision& operator=(const BallPrecision&) = delete;
  static int bits();

 private:
  int before_;
};

/// A real number of which an interval is known: midpoint and radius, by Arb, rounded outwards.
///
/// Whatever real numbers the operands are, the result of an operation contains the result for them.
/// Comparisons answer with a Truth, so that no branch is taken on what is not known.
///
/// Undefined  a division by an interval with 0, the root of one with negative numbers: indeterminate(),
///            which contains every number and decides nothing.
/// Source     johansson2017arb.
class Ball {
 public:
  Ball() { arb_init(x_); }
  Ball(int k) : Ball() {
    arb_set_si(x_, k);
  }  // NOLINT(google-explicit-constructor): as Eigen needs
  explicit Ball(std::int64_t k) : Ball() { arb_set_si(x_, k); }
  /// Rounded outwards to the working precision.
  explicit Ball(const Rational& x);
  /// Exactly x, whatever the working precision; indeterminate where x is not finite.
  template <Real S>
  explicit Ball(const S& x);
  Ball(const Ball& b) : Ball() { arb_set(x_, b.x_); }
  Ball(Ball&& b) noexcept : Ball() { arb_swap(x_, b.x_); }
  Ball& operator=(const Ball& b);
  Ball& operator=(Ball&& b) noexcept;
  ~Ball() { arb_clear(x_); }

  /// The number that a decimal text such as -12.5e-3 stands for; std::invalid_argument otherwise.
  static Ball from_decimal(std::string_view text);
  /// Every real number.
  static Ball indeterminate();
  /// The least interval with all of a and b.
  static Ball hull(const Ball& a, const Ball& b);

  bool exact() const { return arb_is_exact(x_) != 0; }  ///< one number
  bool finite() const { return arb_is_finite(x_) != 0; }
  bool contains(const Ball& b) const { return arb_contains(x_, b.x_) != 0; }
  bool contains(const Rational& q) const;
  bool overlaps(const Ball& b) const { return arb_overlaps(x_, b.x_) != 0; }

  /// The ends, the middle and half of the width, each a ball of radius 0; ends and radius outwards.
  Ball lower() const;
  Ball upper() const;
  Ball midpoint() const;
  Ball radius() const;
  /// The ends as doubles, rounded outwards.
  double lower_double() const;
  double upper_double() const;
  /// About the midpoint, for a start that is certified later: at most 2 u from it, relatively.
  template <Real S>
  S approximate() const;
  /// [1.41421356 +/- 3.8e-9]: contains the ball.
  std::string text(int digits = 17) const;

  Ball operator-() const;
  Ball& operator+=(const Ball& b);
  Ball& operator-=(const Ball& b);
  Ball& operator*=(const Ball& b);
  Ball& operator/=(const Ball& b);
  friend Ball operator+(Ball a, const Ball& b) { return a += b; }
  friend Ball operator-(Ball a, const Ball& b) { return a -= b; }
  friend Ball operator*(const Ball& a, const Ball& b);
  friend Ball operator/(Ball a, const Ball& b) { return a /= b; }

  friend Truth operator<(const Ball& a, const Ball& b);
  friend Truth operator>(const Ball& a, const Ball& b) { return b < a; }
  friend Truth operator<=(const Ball& a, const Ball& b);
  friend Truth operator>=(const Ball& a, const Ball& b) { return b <= a; }
  friend Truth operator==(const Ball& a, const Ball& b);
  friend Truth operator!=(const Ball& a, const Ball& b) { return !(a == b); }

  friend Ball sqrt(const Ball& a);
  friend Ball abs(const Ball& a);
  friend Ball exp(const Ball& a);
  friend Ball log(const Ball& a);
  friend Ball pow(const Ball& a, unsigned long k);
  friend Ball min(const Ball& a, const Ball& b);
  friend Ball max(const Ball& a, const Ball& b);
  friend bool isfinite(const Ball& a) { return a.finite(); }
  /// log2 of the largest |x| in the ball, rounded up; −∞ at 0, +∞ where there is none.
  friend double log2_magnitude(const Ball& a);

 private:
  /// Adds 2^exponent·chunk, exactly; the next chunk of the midpoint, taken from it.
  void add_chunk(double chunk, long exponent);
  double take_chunk(long exponent);
  long exponent() const;

  arb_t x_;
};

inline std::string to_text(const Ball& x) { return x.text(); }

template <Real S>
Ball::Ball(const S& x) : Ball() {
  using std::frexp;
  if (!is_finite(x)) {
    *this = indeterminate();
    return;
  }
  int exponent = 0;
  S rest = frexp(x, &exponent);
  while (!is_zero(rest)) {
    const double chunk = static_cast<double>(rest);
    add_chunk(chunk, exponent);
    rest -= S(chunk);
  }
}

template <Real S>
S Ball::approximate() const {
  using std::ldexp;
  Ball rest = midpoint();
  const long exponent = rest.exponent();
  S x(0);
  for (int taken = 0; taken <= bits<S> + 53; taken += 53) x += S(rest.take_chunk(exponent));
  return ldexp(x, static_cast<int>(exponent));
}

/// a where the condition certainly holds, b where it certainly fails, all of both where it is unknown.
template <Enclosing S>
S select(Truth condition, const S& a, const S& b) {
  return condition == Truth::yes ? a : condition == Truth::no ? b : S::hull(a, b);
}

/// Certainly 0.
template <Enclosing S>
bool is_zero(const S& x) {
  return (x == S(0)) == Truth::yes;
}

template <Enclosing S>
bool is_finite(const S& x) {
  return x.finite();
}

template <Enclosing S>
S magnitude(const S& x) {
  return abs(x);
}

template <Enclosing S>
S minimum(const S& a, const S& b) {
  return min(a, b);
}

template <Enclosing S>
S maximum(const S& a, const S& b) {
  return max(a, b);
}

template <Enclosing S>
S power(S x, long k) {
  return pow(x, static_cast<unsigned long>(k));
}

/// 0 where a is certainly 0, whatever b: then both 0/b and the convention 0/0 := 0 give it.
template <Enclosing S>
S quotient_or_zero(const S& a, const S& b) {
  return is_zero(a) ? S(0) : S(a / b);
}

template <>
inline constexpr bool coefficient_products<Ball> = true;

}  // namespace adamant

template <>
struct Eigen::NumTraits<adamant::Ball> : Eigen::GenericNumTraits<adamant::Ball> {
  using Real = adamant::Ball;
  using NonInteger = adamant::Ball;
  using Nested = adamant::Ball;
  using Literal = adamant::Ball;
  enum {
    IsComplex = 0,
    IsInteger = 0,
    IsSigned = 1,
    RequireInitialization = 1,
    ReadCost = 4,
    AddCost = 32,
    MulCost = 64
  };
  static Real epsilon() { return 0; }
  static Real dummy_precision() { return 0; }
  static int digits10() { return 0; }
};
