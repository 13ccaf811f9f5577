#pragma once

namespace adamant {

/// An unevaluated sum high + low, |low| ≤ u|high|: about 106 bits, of one number or of a vector of them. No
/// fused operation, so the same bits everywhere. Every function has internal linkage: units for different
/// instructions share none. Source  dekker1971floating.
template <class T>
struct PairOf {
  T high{}, low{};
};
using DoublePair = PairOf<double>;

template <class T>
static inline PairOf<T> two_sum(T a, T b) {
  const T s = a + b, t = s - a;
  return {s, (a - (s - t)) + (b - t)};
}
template <class T>
static inline PairOf<T> quick_two_sum(T a, T b) {
  const T s = a + b;
  return {s, b - (s - a)};
}
template <class T>
static inline PairOf<T> two_product(T a, T b) {
  constexpr double splitter = 0x1p27 + 1;
  const T p = a * b, c = splitter * a, d = splitter * b;
  const T a1 = c - (c - a), a2 = a - a1, b1 = d - (d - b), b2 = b - b1;
  return {p, ((a1 * b1 - p) + a1 * b2 + a2 * b1) + a2 * b2};
}
template <class T>
static inline PairOf<T> operator-(PairOf<T> x) {
  return {-x.high, -x.low};
}
template <class T>
static inline PairOf<T> operator+(PairOf<T> x, PairOf<T> y) {
  const PairOf<T> s = two_sum(x.high, y.high), t = two_sum(x.low, y.low);
  const PairOf<T> r = quick_two_sum(s.high, s.low + t.high);
  return quick_two_sum(r.high, r.low + t.low);
}
template <class T>
static inline PairOf<T> operator-(PairOf<T> x, PairOf<T> y) {
  return x + -y;
}
template <class T>
static inline PairOf<T> operator*(PairOf<T> x, PairOf<T> y) {
  const PairOf<T> p = two_product(x.high, y.high);
  return quick_two_sum(p.high, p.low + (x.high * y.low + x.low * y.high));
}
template <class T>
static inline PairOf<T> operator/(PairOf<T> x, PairOf<T> y) {
  const T q = x.high / y.high;
  const PairOf<T> r = x - PairOf<T>{q} * y;
  const T q2 = r.high / y.high;
  const PairOf<T> r2 = r - PairOf<T>{q2} * y;
  const PairOf<T> sum = quick_two_sum(q, q2);
  return sum + PairOf<T>{r2.high / y.high};
}
template <class T>
static inline PairOf<T> half(PairOf<T> x) {
  return {x.high / 2, x.low / 2};
}

}  // namespace adamant
