#pragma once

namespace adamant {

/// An unevaluated sum high + low, |low| ≤ u|high|: about 106 bits. No fused operation, so the same bits
/// everywhere. Source  dekker1971floating.
struct DoublePair {
  double high = 0, low = 0;
};

inline DoublePair two_sum(double a, double b) {
  const double s = a + b, t = s - a;
  return {s, (a - (s - t)) + (b - t)};
}
inline DoublePair quick_two_sum(double a, double b) {
  const double s = a + b;
  return {s, b - (s - a)};
}
inline DoublePair two_product(double a, double b) {
  constexpr double splitter = 0x1p27 + 1;
  const double p = a * b, c = splitter * a, d = splitter * b;
  const double a1 = c - (c - a), a2 = a - a1, b1 = d - (d - b), b2 = b - b1;
  return {p, ((a1 * b1 - p) + a1 * b2 + a2 * b1) + a2 * b2};
}
inline DoublePair operator-(DoublePair x) { return {-x.high, -x.low}; }
inline DoublePair operator+(DoublePair x, DoublePair y) {
  const DoublePair s = two_sum(x.high, y.high), t = two_sum(x.low, y.low);
  const DoublePair r = quick_two_sum(s.high, s.low + t.high);
  return quick_two_sum(r.high, r.low + t.low);
}
inline DoublePair operator-(DoublePair x, DoublePair y) { return x + -y; }
inline DoublePair operator*(DoublePair x, DoublePair y) {
  const DoublePair p = two_product(x.high, y.high);
  return quick_two_sum(p.high, p.low + (x.high * y.low + x.low * y.high));
}
inline DoublePair operator/(DoublePair x, DoublePair y) {
  const double q = x.high / y.high;
  const DoublePair r = x - DoublePair{q, 0} * y;
  const double q2 = r.high / y.high;
  const DoublePair r2 = r - DoublePair{q2, 0} * y;
  const DoublePair sum = quick_two_sum(q, q2);
  return sum + DoublePair{r2.high / y.high, 0};
}
inline DoublePair half(DoublePair x) { return {x.high / 2, x.low / 2}; }

}  // namespace adamant
