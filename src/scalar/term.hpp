#pragma once

#include "scalar/coefficient_products.hpp"
#include "scalar/elementary.hpp"
#include "scalar/formula.hpp"

#include <string>
#include <string_view>

namespace adamant {

/// A real number that is an expression in symbols: the scalar on which a statement is proved for all reals.
///
/// Equal expressions are one node, so a Term is a number of a node and copies for free. Constants are folded
/// exactly; nothing else is simplified but x + 0, 1·x and 0·x, the last only where x has a value everywhere.
///
/// Undefined  a quotient whose divisor may be 0, the root of what may be negative: not an error here. What it
///            takes for a term to have a value is asked of the hypotheses (symbolic.hpp, obligations).
class Term {
 public:
  constexpr Term() = default;
  Term(int k) : Term(Rational(k)) {}  // NOLINT(google-explicit-constructor): as Eigen needs
  explicit Term(std::int64_t k) : Term(Rational(k)) {}
  explicit Term(const Rational& q);
  /// The symbol of that name; the same name is the same symbol.
  static Term symbol(std::string_view name);
  constexpr std::int32_t id() const { return id_; }
  static constexpr Term of_node(std::int32_t id) {
    Term x;
    x.id_ = id;
    return x;
  }
  std::string text() const;

  Term operator-() const { return Term(-1) * *this; }
  Term& operator+=(Term b) { return *this = *this + b; }
  Term& operator-=(Term b) { return *this = *this - b; }
  Term& operator*=(Term b) { return *this = *this * b; }
  Term& operator/=(Term b) { return *this = *this / b; }
  friend Term operator+(Term a, Term b);
  friend Term operator-(Term a, Term b) { return a + -b; }
  friend Term operator*(Term a, Term b);
  friend Term operator/(Term a, Term b);

  friend Formula operator<(Term a, Term b);
  friend Formula operator<=(Term a, Term b);
  friend Formula operator==(Term a, Term b);
  friend Formula operator>(Term a, Term b) { return b < a; }
  friend Formula operator>=(Term a, Term b) { return b <= a; }
  friend Formula operator!=(Term a, Term b) { return !(a == b); }

  friend Term sqrt(Term a);
  friend Term abs(Term a);
  /// a where the condition holds, b elsewhere.
  friend Term choose(Formula condition, Term a, Term b);
  /// a/b, and 0 where both are 0.
  friend Term quotient_with_zero(Term a, Term b);
  friend bool isfinite(Term) { return true; }
  friend double log2_magnitude(Term) { return 0; }

 private:
  std::int32_t id_ = 0;  ///< the constant 0
};

inline std::string to_text(Term x) { return x.text(); }

template <Symbolic S>
S select(Formula condition, const S& a, const S& b) {
  return choose(condition, a, b);
}

/// Certainly 0: the constant. Elsewhere what is divided by has to be shown not to be.
template <Symbolic S>
bool is_zero(const S& x) {
  return x.id() == S().id();
}

template <Symbolic S>
bool is_finite(const S&) {
  return true;
}

template <Symbolic S>
S quotient_or_zero(const S& a, const S& b) {
  return quotient_with_zero(a, b);
}

/// A time t that is not known: `unknown_time + j` stands for t + j, where t ≥ 0 is any whole number, so that
/// one step of a loop is a step at any time.
inline constexpr long unknown_time = 1L << 40;

/// The symbol for x^t at the unknown time t; std::invalid_argument unless x is a symbol or a constant.
Term power_at_unknown_time(Term x);

/// x^k; k may be unknown_time + j.
template <Symbolic S>
S power(S x, long k) {
  S y(1);
  if (k >= unknown_time / 2) {
    y = power_at_unknown_time(x);
    k -= unknown_time;
    for (; k < 0; ++k) y = y / x;
  }
  for (; k > 0; --k) y = y * x;
  return y;
}

template <>
inline constexpr bool coefficient_products<Term> = true;

}  // namespace adamant

template <>
struct Eigen::NumTraits<adamant::Term> : Eigen::GenericNumTraits<adamant::Term> {
  using Real = adamant::Term;
  using NonInteger = adamant::Term;
  using Nested = adamant::Term;
  using Literal = adamant::Term;
  enum {
    IsComplex = 0,
    IsInteger = 0,
    IsSigned = 1,
    RequireInitialization = 1,
    ReadCost = 1,
    AddCost = 8,
    MulCost = 8
  };
  static Real epsilon() { return 0; }
  static Real dummy_precision() { return 0; }
  static int digits10() { return 0; }
};
