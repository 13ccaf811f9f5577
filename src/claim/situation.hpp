#pragma once

#include "claim/signs.hpp"
#include "scalar/symbolic.hpp"

#include <map>
#include <span>

namespace adamant {

/// What exact arithmetic on polynomials knows where some comparisons hold: nothing in them is a choice.
///
/// A bound is built into the symbols: x > 0 makes x a positive variable, 0 ≤ x < 1 makes it s/(1 + s), and
/// v ≥ w makes it w + s, where s ≥ 0 is new. Roots are taken apart, so that equal ones are equal.
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

  static std::optional<Fact> fact_of(Formula literal);
  void absorb();
  bool absorb(Fact& fact, bool simple);
  bool squared(const Polynomial& p, Is is, Fact& fact);
  bool bound(const Polynomial& p, Is is, Formula literal, bool simple);
  bool vanish(const Polynomial& p, Is is);
  bool contradicts(const Polynomial& p, Is is);
  bool follows(const Polynomial& p, Is is);
  void put(slong variable, const Quotient& value);

  Quotient read(Term x);
  Quotient made(Term x);
  Quotient root_of(const Quotient& x);
  Polynomial root_of(const Polynomial& square);
  Polynomial absolute(const Polynomial& f);
  Quotient reduced(const Quotient& q);
  Polynomial numerator_of(Term x);
  Polynomial without_positive_factors(const Polynomial& p, Is is);

  ExactRules rules_;
  std::vector<Fact> facts_;
  std::vector<Term> terms_;                ///< the symbols, by their variables
  std::map<std::int32_t, slong> symbols_;  ///< the variable of each symbol, by its node
  Ring ring_;
  Signs signs_;
  std::map<slong, Quotient> values_;  ///< of the variables that are none any more
  std::map<std::int32_t, Quotient> known_;
  bool impossible_ = false;
  std::optional<Formula> wished_;
};

}  // namespace adamant
