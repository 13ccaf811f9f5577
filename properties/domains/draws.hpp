#pragma once

#include "properties/fields.hpp"

namespace adamant::draws {

/// k·2^e: small integers mostly, exponents log-uniform in ±spread otherwise; 0 in one case of ten.
Dyadic dyadic(Random& random, int spread);
/// The same without zero, and positive.
Dyadic positive(Random& random, int spread);

/// Ten times in a hundred up to `largest`, otherwise up to `usual`; grows with the size.
Index dimension(Random& random, int size, Index usual, Index largest);

DyadicMatrix matrix(Random& random, Index m, Index n, int spread);

/// Up to three reflections of order n; none in one case of six, so that Q = I comes up.
DyadicOrthogonal orthogonal(Random& random, Index n);

/// Uniform, or full, empty of a row or column, diagonal, block-diagonal, a tree.
Pattern pattern(Random& random, Index m, Index n);

/// One of 0, 1/2, 9/10, 99/100, 999/1000, 3/5, 1 − 2^-20 and the squares of some, or k/64.
Fraction beta(Random& random);

/// p/q with 1 ≤ p, q ≤ 16.
Fraction positive_fraction(Random& random);

}  // namespace adamant::draws
