#pragma once

#include "spectral/digit_elements.hpp"

/// The correction of U and V and what it leaves, on vectors of entries.
namespace adamant {
namespace {

inline void take_off(const TakeOffTerms& x) {
  const Size slice = panel_rows * x.n, rows = panel_rows * x.panels, size = x.panels * slice;
  const double up = digit_scale(x.first);
  const auto gram_term = [&](const PairDigits& a, const PairDigits& b) {
    return [&](Size k) {
      const Size d = k - x.first;
      return d < 0 || d >= pair_digits ? V{} : a.digit[d] + b.digit[d];
    };
  };
  for (Size p = 0; p < x.panels; ++p)
    for (Size j = 0; j < x.n; ++j)
      for (Size r = 0; r < panel_rows; r += lanes) {
        const Size within = panel_rows * j + r, e = p * slice + within, row = panel_rows * p + r;
        const PairDigits F(load_pairs(x.F, size, e), up), F_t(load_pairs(x.F_t, size, e), up),
            G(load_pairs(x.G, size, e), up), G_t(load_pairs(x.G_t, size, e), up);
        add_digits(x.slices, x.gram_U + p * x.panel + within, slice, gram_term(F, F_t));
        add_digits(x.slices, x.gram_V + p * x.panel + within, slice, gram_term(G, G_t));
        // Digit a of F times digit b of D has the weight of digit a + b + 1.
        add_digits(x.slices, x.T + p * x.panel + within, slice, [&](Size k) {
          V sum{};
          for (Size a = 0; a < pair_digits; ++a) {
            const Size b = k - 1 - x.first - a;
            if (b < 0 || b >= x.slices) continue;
            const double* digits = x.diagonal + b * rows;
            sum = add_product(sum, F_t.digit[a], all(digits[j]));
            sum = add_product(sum, load(digits + row), G.digit[a]);
          }
          return sum;
        });
      }
}

/// s_i − s_j for the rows from `row` on, cancelled before it is rounded; then what T_ii lacks of s_i.
inline Pairs gap_below(const CorrectionTerms& c, Size row, Size j) {
  const Size rows = panel_rows * c.panels;
  Pairs sum{};
  double unit = 1 / digit_radix;
  for (Size k = 0; k < c.slices; ++k, unit *= 1 / digit_radix) {
    const double* digits = c.diagonal + k * rows;
    add_digit(sum, (load(digits + row) - digits[j]) * unit);
  }
  return quick_two_sum(sum.high, sum.low) +
         (load_pairs(c.shift, rows, row) - broadcast_pair(c.shift, rows, j));
}

inline V rows_from(Size row) {
  V x{};
  for (int r = 0; r < lanes; ++r) x[r] = static_cast<double>(row + r);
  return x;
}

/// Of terms that cancel, their rounding is at most this share.
constexpr double pair_rounding = 0x1p-100;

inline CorrectionReport correct(const CorrectionTerms& c) {
  const Size n = c.n, rows = panel_rows * c.panels, size = rows * n;
  const Pairs one{all(1.0), V{}};
  V largest{}, largest_T{}, largest_R{}, largest_S{}, least_gap = all(1.0), doubt{};
  I clustered{};
  for (Size p = 0; p < c.panels; ++p)
    for (Size j = 0; j < n; ++j)
      for (Size row = panel_rows * p; row < panel_rows * (p + 1); row += lanes) {
        const Size e = panel_rows * (p * n + j) + row - panel_rows * p;
        const Pairs si = load_pairs(c.sigma, rows, row), sj = broadcast_pair(c.sigma, rows, j);
        const Pairs T = load_pairs(c.T, size, e), T_t = load_pairs(c.T_t, size, e),
                    R = load_pairs(c.R, size, e), S = load_pairs(c.S, size, e);
        const Pairs gap = gap_below(c, row, j);
        store(c.gap + e, gap.high);

        const V i = rows_from(row), none{};
        const I inside = (i != static_cast<double>(j)) & (i < static_cast<double>(n));
        const V t = inside ? greater(magnitude(T.high), magnitude(T_t.high)) : none,
                of_R = inside ? magnitude(R.high) : none, of_S = inside ? magnitude(S.high) : none;
        const V top = greater(magnitude(si.high), magnitude(sj.high));
        const V coupling = greater(greater(t, all(c.noise)), top * greater(of_R, of_S));
        const V distance = magnitude(gap.high);
        const I close = inside & (distance <= greater(cluster_factor * coupling, all(c.close))),
                apart = inside & ~close;
        clustered |= close;
        largest_T = greater(largest_T, t);
        largest_R = greater(largest_R, of_R);
        largest_S = greater(largest_S, of_S);
        least_gap = apart ? smaller(least_gap, distance) : least_gap;

        // F_ji and G_ji: what U and V lack of orthogonality, what turns them alike, what turns them apart.
        const Pairs sum = si + sj;
        const Pairs over_sum = one / Pairs{apart ? sum.high : one.high, apart ? sum.low : none},
                    over_gap = one / Pairs{apart ? gap.high : one.high, apart ? gap.low : none};
        const Pairs r = half(R), s = half(S);
        const Pairs mixed = half(T + T_t) + sum * half(r + s);
        const I told = magnitude(mixed.high) > greater(all(c.hidden), pair_rounding * coupling);
        const Pairs alike = Pairs{told ? mixed.high : none, told ? mixed.low : none} * over_gap,
                    differ = (gap * half(r - s) - half(T - T_t)) * over_sum;
        const Pairs f = r + (alike + differ), g = s + (alike - differ);
        const Pairs F{apart ? f.high : none, apart ? f.low : none},
            G{apart ? g.high : none, apart ? g.low : none};
        store_pairs(c.F_t, size, e, F);
        store_pairs(c.G_t, size, e, G);
        largest = greater(largest, greater(magnitude(F.high), magnitude(G.high)));
        doubt += (F.high - F.high) + (F.low - F.low) + (G.high - G.high) + (G.low - G.low);
      }
  bool any = false;
  double sum_of_doubts = 0;
  for (int r = 0; r < lanes; ++r) {
    any = any || clustered[r] != 0;
    sum_of_doubts += doubt[r];
  }
  return {greatest(largest) + sum_of_doubts,
          greatest(largest_T),
          greatest(largest_R),
          greatest(largest_S),
          -greatest(-least_gap),
          any};
}

/// |a + b + c|, and 2^-97 of its terms for every rounding on the way to them.
inline V bound_of_sum(Pairs a, Pairs b, Pairs c) {
  return magnitude((a + b + c).high) * (1 + 0x1p-40) +
         0x1p-97 * (magnitude(a.high) + magnitude(b.high) + magnitude(c.high));
}

inline void leftover(const LeftoverTerms& x) {
  const Size n = x.n, rows = panel_rows * x.panels, size = rows * n;
  for (Size p = 0; p < x.panels; ++p)
    for (Size j = 0; j < n; ++j)
      for (Size row = panel_rows * p; row < panel_rows * (p + 1); row += lanes) {
        const Size e = panel_rows * (p * n + j) + row - panel_rows * p;
        const Pairs F_t = load_pairs(x.F_t, size, e), G = load_pairs(x.G, size, e);
        const Pairs by_F = F_t * broadcast_pair(x.t, rows, j),
                    by_G = load_pairs(x.t, rows, row) * G;
        const V T = bound_of_sum(load_pairs(x.T, size, e), by_F, by_G);
        // T_ii itself moves; what is left of it is rounding.
        const V moved = 0x1p-97 * (magnitude(by_F.high) + magnitude(by_G.high));
        store(x.left_T + e, rows_from(row) == static_cast<double>(j) ? moved : T);
        store(x.left_R + e,
              bound_of_sum(load_pairs(x.R, size, e), -F_t, -load_pairs(x.F, size, e)));
        store(x.left_S + e,
              bound_of_sum(load_pairs(x.S, size, e), -G, -load_pairs(x.G_t, size, e)));
      }
}

}  // namespace
}  // namespace adamant
