#pragma once

#include "problem/objective.hpp"
#include "scalar/require.hpp"

namespace adamant {

/// The linear losses on [−1, 1] that defeat Adam: one large slope, then small ones the other way.
///
///   f_t(x) = C x  for t = 1, 1 + period, 1 + 2·period, …       f_t(x) = −x  otherwise
///
/// For C > period − 1 a cycle's sum increases in x, and x = −1 is best.
///
/// Requires  period ≥ 1; check() throws std::invalid_argument otherwise.
/// Source    reddi2018convergence: period 3 (Theorem 1), period C (Theorem 2).      Claims  D27 D28.
template <class S>
struct ReddiCycle {
  S C = S(3);
  long period = 3;

  void check() const { require(period >= 1, "ReddiCycle", "period", period, "period >= 1"); }
  /// f_t', t = 1, 2, …
  S slope(long t) const { return (t - 1) % period == 0 ? C : S(-1); }
  S value(long t, const Matrix<S>& x) const { return slope(t) * x.sum(); }
  Matrix<S> gradient(long t, const Matrix<S>& x) const {
    return Matrix<S>::Constant(x.rows(), x.cols(), slope(t));
  }
};

}  // namespace adamant
