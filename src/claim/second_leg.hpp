#pragma once

#include "scalar/symbolic.hpp"

#include <limits>
#include <span>

namespace adamant {

/// How the second leg goes about it: replaceable, because it goes on trial too.
struct ExactRules {
  bool roots_are_not_negative = true;  ///< √(f²) = |f|, not f
  bool roots_square = true;            ///< r² is the radicand, not some other number
  bool strict_is_strict = true;        ///< p ≥ 0 is not p > 0
  bool divisors_have_signs = true;     ///< a/b ≥ 0 is not a ≥ 0
  bool both_ways = true;               ///< a choice is gone through both ways
  bool squares_are_completed = true;   ///< b² ≤ 4ac, not b² ≤ 8ac
  bool terms_have_signs = true;        ///< −x is not ≥ 0 because x is
  /// Seconds of this process, after which nothing more is found.
  double deadline = std::numeric_limits<double>::infinity();
};

/// A second proof that the conclusion holds wherever the formulas given do and everything in it has a value, by
/// other means than the solver's: case distinctions over the choices, and in each case exact arithmetic on
/// polynomials with rational coefficients. False says nothing but that it was not found.
bool follows_by_polynomials(std::span<const Formula> given, Formula conclusion,
                            const ExactRules& rules = {});

}  // namespace adamant
