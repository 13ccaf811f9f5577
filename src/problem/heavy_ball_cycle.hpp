#pragma once

#include "problem/objective.hpp"

namespace adamant {

/// A 1-strongly convex, 25-smooth function on which heavy ball, tuned for such functions, goes round in
/// a cycle of three instead of converging to the minimiser 0. Entry by entry:
///
///   f'(x) = 25x  (x < 1),    x + 24  (1 ≤ x < 2),    25x − 24  (x ≥ 2)
///
/// Source    lessard2016analysis.      Claims  B6.
template <class S>
struct HeavyBallCycle {
  S value(const Matrix<S>& x) const {
    return x
        .unaryExpr([](const S& a) {
          const S outer = ratio<S>(25, 2) * a * a;
          const S middle = a * a / S(2) + integer<S>(24) * a - integer<S>(12);
          return select<S>(
              a < S(1), outer,
              select<S>(a < S(2), middle, outer - integer<S>(24) * a + integer<S>(36)));
        })
        .sum();
  }
  Matrix<S> gradient(const Matrix<S>& x) const {
    return x.unaryExpr([](const S& a) {
      const S outer = integer<S>(25) * a;
      return select<S>(a < S(1), outer,
                       select<S>(a < S(2), a + integer<S>(24), outer - integer<S>(24)));
    });
  }
};

}  // namespace adamant
