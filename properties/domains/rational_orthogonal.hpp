#pragma once

#include "properties/fields.hpp"

namespace adamant {

/// unit·entries: an orthogonal matrix over the rationals, orthogonal up to round-off at a tier.
struct RationalOrthogonal {
  Fraction unit{1, 1};
  DyadicMatrix entries;
};

namespace draws {

/// A permutation with signs.
RationalOrthogonal signed_permutation(Random& random, Index n);

/// The same after up to three rotations by the angles of (3, 4, 5), (5, 12, 13) and (8, 15, 17).
RationalOrthogonal rational_orthogonal(Random& random, Index n);

}  // namespace draws

/// unit·A has AᵀA = I, exactly.
bool is_orthogonal(const Fraction& unit, const DyadicMatrix& A);

/// unit·A has one entry ±1 in each row and column and zeros elsewhere.
bool is_signed_permutation(const Fraction& unit, const DyadicMatrix& A);

}  // namespace adamant
