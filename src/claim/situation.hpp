#pragma once

#include "claim/polynomial.hpp"
#include "claim/second_leg.hpp"
#include "scalar/symbolic.hpp"

#include <map>
#include <span>

namespace adamant {

enum class Sign { unknown, not_negative, positive };

/// What exact arithmetic on polynomials knows where some comparisons hold: nothing in them is a choice.
///
/// A bound is built into the symbols: x > 0 makes x a positive variable, 0 ≤ x < 1 makes it s/(1 + s), and
/// v ≥ w makes it w + s, where s ≥ 0 is new. A root is a variable r ≥ 0 whose square is replaced by a polynomial
/// without square factors, so equal roots are equal. A polynomial is ≥ 0 where its terms are, where its factors
/// are, or where a square can be completed: a x² + b x + c ≥ 0 wherever a, c and 4ac − b² are.
class Situation {
 public:
  /// What the literals say, and `goals` may be asked about.
  Situation(std::span<const Formula> literals, std::span<const Formula> goals,
            const ExactRules& rules);

  /// The comparisons contradict one another.
  bool is_impossible() const { return impossible_; }
  /// Whether a comparison, or its negation, is shown.
  bool shows(Formula literal);
  /// A comparison that would help if it were known, one way or the other.
  const std::optional<Formula>& wished() const { return wished_; }

 private:
  enum class Is { positive, not_negative, zero, nonzero };
  struct Fact {
    Formula literal;
    Term difference;
    Is is;
    bool done = false;  ///< it is built into the symbols, or follows
  };
  struct Root {
    slong variable;
    Polynomial square;
  };

  static std::optional<Fact> fact_of(Formula literal);
  void absorb();
  bool absorb(Fact& fact, bool simple);
  bool bound(const Polynomial& p, Is is, Formula literal, bool simple);
  bool vanish(const Polynomial& p, Is is);
  bool contradicts(const Polynomial& p, Is is);
  bool follows(const Polynomial& p, Is is);
  void put(slong variable, const Quotient& value);
  slong fresh(Sign sign);

  Quotient read(Term x);
  Quotient made(Term x);
  Quotient root_of(const Quotient& x);
  Polynomial root_of(const Polynomial& square);
  Polynomial root_variable(const Polynomial& square);
  Polynomial absolute(const Polynomial& f);
  Quotient reduced(const Quotient& q);
  Polynomial reduced(Polynomial p);
  Polynomial numerator_of(Term x);
  Polynomial without_positive_factors(const Polynomial& p, Is is);

  bool is_positive(const Polynomial& p) { return has_sign(p, true, 0); }
  bool is_not_negative(const Polynomial& p) { return has_sign(p, false, 0); }
  bool has_sign(const Polynomial& p, bool strictly, int depth);
  bool by_terms(const Polynomial& p, bool strictly) const;
  bool by_factors(const Polynomial& p, bool strictly, int depth);
  bool by_coefficients(const Polynomial& p, slong x, bool strictly, int depth);
  bool by_a_square(const Polynomial& p, slong x, bool strictly, int depth);
  bool by_a_root(const Polynomial& p, const Root& root, bool strictly, int depth);
  bool has_root(const Polynomial& p) const;

  ExactRules rules_;
  std::vector<Fact> facts_;
  std::vector<Term> terms_;  ///< the symbols, by their variables
  std::map<std::int32_t, slong> symbols_;  ///< the variable of each symbol, by its node
  Ring ring_;
  std::vector<Sign> signs_;
  std::map<slong, Quotient> values_;  ///< of the variables that are none any more
  std::map<std::int32_t, Quotient> known_;
  std::vector<Root> roots_;
  slong next_ = 0;
  int work_ = 0;
  bool impossible_ = false;
  std::optional<Formula> wished_;
};

}  // namespace adamant
