#pragma once

#include "spectral/digit_products.hpp"
#include "spectral/double_pair.hpp"

/// Pairs of doubles and digits, on vectors of entries. No order of a sum depends on their width.
namespace adamant {
namespace {

using Pairs = PairOf<V>;

inline V magnitude(V x) { return x < 0 ? -x : x; }
inline V greater(V a, V b) { return a > b ? a : b; }
inline V smaller(V a, V b) { return a < b ? a : b; }

inline double greatest(V x) {
  double most = x[0];
  for (int r = 1; r < lanes; ++r) most = x[r] > most ? x[r] : most;
  return most;
}

/// The pair at `e` of an array of `size` of them.
inline Pairs load_pairs(const double* x, Size size, Size e) {
  return {load(x + e), load(x + size + e)};
}
inline Pairs broadcast_pair(const double* x, Size size, Size e) {
  return {all(x[e]), all(x[size + e])};
}
inline void store_pairs(double* x, Size size, Size e, Pairs y) {
  store(x + e, y.high);
  store(x + size + e, y.low);
}

/// Adds the next digit of an entry, in units of its weight.
inline void add_digit(Pairs& sum, V digit) {
  const Pairs s = two_sum(sum.high, digit);
  sum = {s.high, sum.low + s.low};
}

inline void leading_pairs(Size panels, Size columns, Size slices, const double* X, Size panel,
                          double sign, double* pairs) {
  const Size slice = panel_rows * columns, size = panels * slice;
  for (Size p = 0; p < panels; ++p)
    for (Size e = 0; e < slice; e += lanes) {
      Pairs sum{};
      double unit = sign / digit_radix;
      for (Size k = 0; k < slices; ++k, unit *= 1 / digit_radix)
        add_digit(sum, load(X + p * panel + k * slice + e) * unit);
      store_pairs(pairs, size, p * slice + e, quick_two_sum(sum.high, sum.low));
    }
}

inline double digit_scale(Size k) {
  double scale = digit_radix;
  for (; k > 0; --k) scale *= digit_radix;
  return scale;
}

/// The digit of x that 1/up weighs, taken off x.
inline V next_digit(Pairs& x, double up) {
  const V digit = nearest_integer(x.high * up);
  x = quick_two_sum(x.high - digit * (1 / up), x.low);
  return digit;
}

template <bool add>
void deposit(Size panels, Size columns, const double* pairs, double* X, Size panel, Size first,
             Size end) {
  const Size slice = panel_rows * columns, size = panels * slice;
  const double scale = digit_scale(first);
  for (Size p = 0; p < panels; ++p)
    for (Size e = 0; e < slice; e += lanes) {
      Pairs x = load_pairs(pairs, size, p * slice + e);
      double up = scale;
      for (Size k = first; k < end; ++k, up *= digit_radix) {
        double* const to = X + p * panel + k * slice + e;
        const V digit = next_digit(x, up);
        store(to, add ? load(to) + digit : digit);
      }
    }
}

/// The first digits of an entry of F or G.
struct PairDigits {
  V digit[pair_digits];

  PairDigits(Pairs x, double up) {
    for (Size a = 0; a < pair_digits; ++a, up *= digit_radix) digit[a] = next_digit(x, up);
  }
};

/// Adds `term(k)` to digit k of an entry, k from `slices` down, and carries.
template <class Term>
inline void add_digits(Size slices, double* x, Size slice, Term term) {
  V carry{};
  for (Size k = slices; k >= 0; --k) {
    const V sum = (k < slices ? load(x + k * slice) : V{}) + term(k) + carry;
    carry = k == 0 ? V{} : nearest_integer(sum * (1 / digit_radix));
    if (k < slices) store(x + k * slice, sum - carry * digit_radix);
  }
}

}  // namespace
}  // namespace adamant
