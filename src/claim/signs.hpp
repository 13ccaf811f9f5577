#pragma once

#include "claim/polynomial.hpp"
#include "claim/second_leg.hpp"

#include <stdexcept>

namespace adamant {

enum class Sign { unknown, not_negative, positive };

/// A choice is in the way, or it grows too long.
struct NoPolynomial : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The signs of variables, and what follows for polynomials in them.
///
/// A polynomial is ≥ 0 where its terms are, where its factors are, where its coefficients before the powers of
/// some x ≥ 0 are, or where a square can be completed: a x² + b x + c ≥ 0 wherever a, c and 4ac − b² are. Roots are
/// variables r ≥ 0 whose square is replaced by what they are the root of.
class Signs {
 public:
  /// The first `variables` of the ring are taken; the others are for `fresh`, and from the last one for roots.
  Signs(const Ring& ring, slong variables, const ExactRules& rules);

  Sign of(slong x) const { return signs_[static_cast<std::size_t>(x)]; }
  slong taken() const { return taken_; }
  slong fresh(Sign sign);
  /// Forgets the roots.
  void start_again();

  bool is_positive(const Polynomial& p) { return has_sign(p, true, 0); }
  bool is_not_negative(const Polynomial& p) { return has_sign(p, false, 0); }
  /// As a sum of terms that are not negative.
  bool by_terms(const Polynomial& p, bool strictly) const;

  /// The variable r ≥ 0 with that square.
  Polynomial root_variable(const Polynomial& square);
  bool has_root(const Polynomial& p) const;
  /// Without powers of roots above the first.
  Polynomial reduced(Polynomial p) const;

 private:
  struct Root {
    slong variable;
    Polynomial square;
  };

  bool has_sign(const Polynomial& p, bool strictly, int depth);
  bool by_factors(const Polynomial& p, bool strictly, int depth);
  bool by_coefficients(const Polynomial& p, slong x, bool strictly, int depth);
  bool by_a_square(const Polynomial& p, slong x, bool strictly, int depth);
  bool by_a_root(const Polynomial& p, const Root& root, bool strictly, int depth);

  const Ring& ring_;
  ExactRules rules_;
  std::vector<Sign> signs_;
  std::vector<Root> roots_;
  slong taken_;
  int work_ = 0;
};

}  // namespace adamant
