#pragma once

#include "scalar/rational.hpp"

#include <flint/fmpq_mpoly.h>

#include <optional>
#include <utility>
#include <vector>

namespace adamant {

/// Q[x_0, …, x_(n−1)].
class Ring {
 public:
  explicit Ring(slong variables);
  ~Ring();
  Ring(const Ring&) = delete;
  Ring& operator=(const Ring&) = delete;
  slong variables() const { return variables_; }

  fmpq_mpoly_ctx_t context;

 private:
  slong variables_;
};

/// An element of a ring, exactly. Two that meet in an operation are of one ring.
class Polynomial {
 public:
  explicit Polynomial(const Ring& ring);
  Polynomial(const Ring& ring, const Rational& constant);
  static Polynomial variable(const Ring& ring, slong i);
  Polynomial(const Polynomial& q);
  Polynomial& operator=(const Polynomial& q);
  ~Polynomial();

  const Ring& ring() const { return *ring_; }
  bool is_zero() const;
  std::optional<Rational> constant() const;
  /// i where it is the variable x_i itself.
  std::optional<slong> generator() const;
  slong terms() const;
  slong degree(slong i) const;
  bool has(slong i) const { return degree(i) > 0; }
  /// The polynomial that stands before x_i^k.
  Polynomial coefficient(slong i, slong k) const;
  Rational term_coefficient(slong term) const;
  std::vector<slong> term_exponents(slong term) const;
  /// One of its terms, as a polynomial.
  Polynomial term(slong term) const;

  friend bool operator==(const Polynomial& a, const Polynomial& b);
  friend Polynomial operator+(const Polynomial& a, const Polynomial& b);
  friend Polynomial operator-(const Polynomial& a, const Polynomial& b);
  friend Polynomial operator*(const Polynomial& a, const Polynomial& b);
  Polynomial operator-() const { return Polynomial(*ring_) - *this; }
  Polynomial times(const Rational& q) const;
  Polynomial to_the(slong k) const;

  /// constant · ∏ base^exponent, the bases irreducible; empty where the factorisation fails.
  struct Factors {
    Rational constant;
    std::vector<std::pair<Polynomial, slong>> bases;
  };
  std::optional<Factors> factors() const;

 private:
  friend struct Quotient;
  const Ring* ring_;
  fmpq_mpoly_t p_;
};

/// up/down without a common factor; down is not the zero polynomial.
struct Quotient {
  Polynomial up, down;

  explicit Quotient(const Polynomial& whole);
  /// Reduced. Requires that down is not 0.
  Quotient(const Polynomial& up, const Polynomial& down);
  friend Quotient operator+(const Quotient& a, const Quotient& b);
  friend Quotient operator-(const Quotient& a, const Quotient& b);
  friend Quotient operator*(const Quotient& a, const Quotient& b);
};

/// p with x_i := q.
Quotient substituted(const Polynomial& p, slong i, const Quotient& q);
Quotient substituted(const Quotient& p, slong i, const Quotient& q);

}  // namespace adamant
