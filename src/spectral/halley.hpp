#pragma once

namespace adamant {
namespace {

/// The weights of the dynamically weighted Halley step x (a + b x²)/(1 + c x²) that lifts [l, 1] most,
/// and the lower end after it. Source  nakatsukasa2010optimizing.
struct HalleyStep {
  double a, b, c, lower;
};

inline HalleyStep halley_step(double l) {
  if (l > 1.0) l = 1.0;
  const double square = l * l;
  const double d = __builtin_cbrt(4.0 * (1.0 - square) / (square * square));
  const double s = __builtin_sqrt(1.0 + d);
  const double a = s + 0.5 * __builtin_sqrt(8.0 - 4.0 * d + 8.0 * (2.0 - square) / (square * s));
  const double b = 0.25 * (a - 1.0) * (a - 1.0), c = a + b - 1.0;
  return {a, b, c, l * (a + b * square) / (1.0 + c * square)};
}

/// Beyond this condition the singular value decomposition decides what is rank and what is noise.
constexpr double largest_condition = 1e10;

/// Once |1 − x²| is below this, one Newton–Schulz step of order three leaves only rounding.
constexpr double nearly_orthogonal = 2e-5;

}  // namespace
}  // namespace adamant
