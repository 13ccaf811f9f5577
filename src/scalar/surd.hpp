#pragma once

#include "scalar/coefficient_products.hpp"
#include "scalar/rational.hpp"

#include <iosfwd>
#include <string>

namespace adamant {

/// An exact number p·√q with p, q rational and q ≥ 0: the scalar of exact evidence.
///
/// Products, quotients and roots of rationals stay in this set; a sum does where the ratio of the two
/// radicands is the square of a rational. That is enough to run Adam's m̂/√v̂ and ∇ρ = P/F − N W/F³
/// without rounding, as they stand.
///
/// Undefined  division by zero and the root of a negative number: a value that is not finite.
/// Unable     a sum or a root that leaves the set: not finite either, but unable() tells the two apart.
///            Both carry their reason through everything computed from them.
/// Cost       a rational operation; sums with q ≠ 1 test one square.
class Surd {
 public:
  Surd();
  Surd(int p);  // NOLINT(google-explicit-constructor): literals 0 and 1, as Eigen needs
  explicit Surd(Rational p);
  Surd(const Surd&);
  Surd(Surd&&) noexcept;
  Surd& operator=(const Surd&);
  Surd& operator=(Surd&&) noexcept;
  ~Surd();

  static Surd undefined(const char* reason);
  static Surd unable(const char* reason);

  const Rational& factor() const { return p_; }
  const Rational& radicand() const { return q_; }
  bool finite() const { return why_ == nullptr; }
  bool unable() const { return unable_; }
  const char* reason() const { return why_ ? why_ : ""; }
  int sign() const;

  Surd operator-() const;
  Surd& operator+=(const Surd& b);
  Surd& operator-=(const Surd& b) { return *this += -b; }
  Surd& operator*=(const Surd& b);
  Surd& operator/=(const Surd& b);
  friend Surd operator+(Surd a, const Surd& b) { return a += b; }
  friend Surd operator-(Surd a, const Surd& b) { return a -= b; }
  friend Surd operator*(Surd a, const Surd& b) { return a *= b; }
  friend Surd operator/(Surd a, const Surd& b) { return a /= b; }

  /// Exact; every comparison with an undefined value is false, as for NaN.
  friend bool operator==(const Surd& a, const Surd& b);
  friend bool operator<(const Surd& a, const Surd& b);
  friend bool operator>(const Surd& a, const Surd& b) { return b < a; }
  friend bool operator<=(const Surd& a, const Surd& b) { return a < b || a == b; }
  friend bool operator>=(const Surd& a, const Surd& b) { return b <= a; }

  friend Surd sqrt(const Surd& a);
  friend Surd abs(const Surd& a) { return a.sign() < 0 ? -a : a; }
  friend bool isfinite(const Surd& a) { return a.finite(); }
  /// log2 |a| to double precision, for reports; −∞ at 0.
  friend double log2_magnitude(const Surd& a);
  friend std::ostream& operator<<(std::ostream& out, const Surd& a);
  std::string text() const;

 private:
  Rational p_ = 0;
  Rational q_ = 1;
  const char* why_ = nullptr;
  bool unable_ = false;
};

template <>
inline constexpr bool coefficient_products<Surd> = true;

}  // namespace adamant

template <>
struct Eigen::NumTraits<adamant::Surd> : Eigen::GenericNumTraits<adamant::Surd> {
  using Real = adamant::Surd;
  using NonInteger = adamant::Surd;
  using Nested = adamant::Surd;
  using Literal = adamant::Surd;
  enum {
    IsComplex = 0,
    IsInteger = 0,
    IsSigned = 1,
    RequireInitialization = 1,
    ReadCost = 8,
    AddCost = 64,
    MulCost = 64
  };
  static Real epsilon() { return 0; }
  static Real dummy_precision() { return 0; }
  static int digits10() { return 0; }
};
