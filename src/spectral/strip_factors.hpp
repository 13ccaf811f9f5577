#pragma once

#include "spectral/strip_products.hpp"

namespace adamant {
namespace {

constexpr Size tile_square = strip_cols * strip_cols;

/// The inverse of a lower triangle, row after row; `entry(i, c)` reads it.
template <class Entry>
inline void invert_tile(Entry entry, double* inverse) {
  for (int i = 0; i < strip_cols; ++i) {
    const double r = 1.0 / entry(i, i);
    for (int j = 0; j < i; ++j) {
      double sum = 0.0;
      for (int c = j; c < i; ++c) sum += entry(i, c) * inverse[c * strip_cols + j];
      inverse[i * strip_cols + j] = -sum * r;
    }
    inverse[i * strip_cols + i] = r;
    for (int j = i + 1; j < strip_cols; ++j) inverse[i * strip_cols + j] = 0.0;
  }
}

/// A = L Lᵀ over the lower triangle, strip by strip; and the transpose and the inverses of the diagonal tiles, so that
/// solving is products only.
struct StripCholesky {
  Size n;
  Strips L, transposed;
  double* inverses;  ///< n·strip_cols
  double* row;       ///< one strip

  double* inverse(Size j) const { return inverses + j * strip_cols; }

  [[gnu::noinline]] void factor() const {
    for_each_strip(n, [&](auto tile, Size i) {
      double* a = L.at(i, 0);
      const Size height = least(strip_rows, n - i), end = i + height;
      for (Size k = 0; k < end; k += strip_depth)
        for (Size j = k; j < end; j += strip_cols) {
          const Size known = least(least(strip_depth, i - k), j - k);
          tile.read(a + j * strip_rows);
          tile.template accumulate<-1>(known, a + k * strip_rows, L.at(j, k), strip_rows, 1);
          if (j < least(i, k + strip_depth)) tile.times_upper(inverse(j));
          tile.write(a + j * strip_rows);
        }
      diagonal(a + i * strip_rows, height);
      for (Size j = i; j < i + height; j += strip_cols)
        invert_tile([&](int r, int c) { return L(j + r, j + c); }, inverse(j));
    });
    strip_transpose(n, L, transposed, [](Size i) { return i; });
  }

  /// X ← old·X + solved·X (L Lᵀ)⁻¹, n rows.
  [[gnu::noinline]] void solve(Strips X, double old, double solved) const {
    for_each_strip(n, [&](auto tile, Size i) {
      double* x = X.at(i, 0);
      for (Size k = 0; k < n; k += strip_depth)
        for (Size j = k; j < n; j += strip_cols) {
          tile.read((k == 0 ? x : row) + j * strip_rows);
          tile.template accumulate<-1>(least(strip_depth, j - k), row + k * strip_rows, L.at(j, k),
                                       strip_rows, 1);
          if (j < k + strip_depth) tile.times_upper(inverse(j));
          tile.write(row + j * strip_rows);
        }
      for (Size end = n; end > 0; end -= strip_depth)
        for (Size j = end - strip_cols; j >= 0; j -= strip_cols) {
          const Size k = j + strip_cols > end - strip_depth ? j + strip_cols : end - strip_depth;
          tile.read(row + j * strip_rows);
          tile.template accumulate<-1>(end - k, row + k * strip_rows, transposed.at(j, k),
                                       strip_rows, 1);
          if (j < end - strip_depth) {
            tile.write(row + j * strip_rows);
            continue;
          }
          tile.times_lower(inverse(j));
          tile.write(row + j * strip_rows);
          tile.mix(solved, old, x + j * strip_rows);
          tile.write(x + j * strip_rows);
        }
    });
  }

 private:
  /// Column q of the block is at q·strip_rows. The roots come last, where none waits for another.
  static void diagonal(double* block, Size height) {
    for (Size q = 0; q < height; ++q) {
      const double* pivot = block + q * strip_rows;
      const double r = 1.0 / pivot[q];
      for (Size p = q + 1; p < height; ++p) {
        const V f = all(pivot[p] * r);
        for (int i = 0; i < strip_vectors; ++i) {
          double* at = block + p * strip_rows + i * lanes;
          store(at, load(at) - load(pivot + i * lanes) * f);
        }
      }
    }
    for (Size q = 0; q < height; ++q) {
      double* column = block + q * strip_rows;
      const V r = all(1.0 / __builtin_sqrt(column[q]));
      for (int i = 0; i < strip_vectors; ++i)
        store(column + i * lanes, load(column + i * lanes) * r);
    }
  }
};

/// The lower triangle of S = R⁻ᵀ for an upper triangle R, strip by strip; inverses has n·strip_cols numbers.
[[gnu::noinline]] inline void strip_invert(Size n, Strips R, Strips S, double* inverses) {
  for (Size j = 0; j < n; j += strip_cols)
    invert_tile([&](int r, int c) { return R(j + c, j + r); }, inverses + j * strip_cols);
  for_each_strip(n, [&](auto tile, Size i) {
    double* s = S.at(i, 0);
    const Size end = lower_end(i, n);
    for (Size j = end - strip_cols; j >= 0; j -= strip_cols) {
      const Size after = j + strip_cols;
      tile.clear();
      if (j >= i)
        for (int q = 0; q < strip_cols; ++q) {
          const Size r = j + q - i;
          tile.c[q][r / lanes][r % lanes] = 1.0;
        }
      tile.template accumulate<-1>(end - after, s + after * strip_rows, R.at(j, after), strip_rows,
                                   1);
      tile.times_lower(inverses + j * strip_cols);
      tile.write(s + j * strip_rows);
    }
  });
}

/// A = Q R by Householder reflectors in blocks of a strip's columns, Q = Π (I − H T Hᵀ). Everything by columns: strips
/// of Aᵀ, m deep, of which those of H take the place.
struct StripQr {
  Size m, n;  ///< n ≤ m columns; rows in tiles, those beyond the matrix zero
  Strips A;   ///< in_tiles(n) rows, zero beyond n
  double* T;  ///< strip_rows² for each strip
  double* z;  ///< 2·strip_rows²

  /// R over the upper triangle of R, whose tiles below the diagonal stay as they are.
  [[gnu::noinline]] void factor(Strips R) const {
    for (Size k = 0; k < n; k += strip_rows) {
      panel(k, least(strip_rows, n - k), R);
      for_each_strip(in_tiles(n), [&](auto tile, Size s) {
        if (s > k) apply<false>(tile, k, A.at(s, 0));
      });
    }
  }

  /// Q B over B, given by strips of Bᵀ, m deep and `rows` of them.
  [[gnu::noinline]] void multiply(Size rows, Strips B) const {
    for_each_strip(rows, [&](auto tile, Size s) {
      for (Size k = (n - 1) / strip_rows * strip_rows; k >= 0; k -= strip_rows)
        apply<true>(tile, k, B.at(s, 0));
    });
  }

 private:
  double* T_of(Size k) const { return T + k * strip_rows; }

  /// The first w columns of the strip at column k, from row k on: R out, H over it, and T.
  void panel(Size k, Size w, Strips R) const {
    double* a = A.at(k, 0);
    double tau[strip_rows] = {};
    alignas(64) double dots[strip_rows], factors[strip_rows], right_of[2 * strip_rows];
    for (Size q = 0; q < 2 * strip_rows; ++q) right_of[q] = q < strip_rows ? 0.0 : 1.0;
    reflect<0>(a, k, -1, 0.0, dots, dots);
    for (Size c = 0; c < w; ++c) {
      double* top = a + (k + c) * strip_rows;
      const double alpha = top[c], square = dots[c];
      double beta = alpha, scale = 1.0;
      if (square != 0.0) {
        const double norm = __builtin_sqrt(alpha * alpha + square);
        beta = alpha > 0.0 ? -norm : norm;
        scale = 1.0 / (alpha - beta);
        tau[c] = (beta - alpha) / beta;
      }
      for (int i = 0; i < strip_vectors; ++i) {
        const V t = load(top + i * lanes);
        const V f = tau[c] * load(right_of + strip_rows - 1 - c + i * lanes) *
                    (t + scale * load(dots + i * lanes));
        store(factors + i * lanes, f);
        store(top + i * lanes, t - f);
      }
      top[c] = beta;
      switch ((c + 1) / lanes) {
        case 0:
          reflect<0>(a, k + c + 1, c, scale, factors, dots);
          break;
        case 1:
          reflect<1>(a, k + c + 1, c, scale, factors, dots);
          break;
        case 2:
          reflect<2>(a, k + c + 1, c, scale, factors, dots);
          break;
        default:
          reflect<strip_vectors - 1>(a, k + c + 1, c, scale, factors, dots);
      }
    }
    for (Size q = 0; q < w; q += strip_cols)
      for (Size i = 0; i <= k + q; i += strip_cols)
        transpose_tile(a + i * strip_rows + q, strip_rows, R.at(i, k + q), strip_rows);
    for (Size q = 0; q < w; ++q)
      for (Size i = q + 1; i < (q / strip_cols + 1) * strip_cols; ++i) R(k + i, k + q) = 0.0;
    for (Size q = 0; q < w; ++q) {
      for (Size i = 0; i < q; ++i) a[(k + i) * strip_rows + q] = 0.0;
      a[(k + q) * strip_rows + q] = 1.0;
    }
    form_T(k, tau);
  }

  /// Column c of the rows from `row` on becomes h, what is right of it loses h·factors; and Σ of the next column times
  /// every column, the first of these rows apart. With c = −1 only the last. Vectors before `first` are done with.
  template <int first>
  void reflect(double* a, Size row, Size c, double scale, const double* factors,
               double* dots) const {
    V sum[strip_vectors] = {}, f[strip_vectors];
    for (int i = first; i < strip_vectors; ++i) f[i] = load(factors + i * lanes);
    const bool is_last = c + 1 == strip_rows;
    const Size next = is_last ? c : c + 1;
    const V next_factor = all(factors[next]);
    for (Size r = row; r < m; ++r) {
      double* at = a + r * strip_rows;
      V h = V{}, x[strip_vectors], y = all(at[next]);
      for (int i = first; i < strip_vectors; ++i) x[i] = load(at + i * lanes);
      if (c >= 0) {
        h = all(at[c]) * scale;
        y -= h * next_factor;
        for (int i = first; i < strip_vectors; ++i) {
          x[i] -= h * f[i];
          store(at + i * lanes, x[i]);
        }
        at[c] = h[0];
      }
      if (r == row) continue;
      for (int i = first; i < strip_vectors; ++i) sum[i] += y * x[i];
    }
    for (int i = first; i < strip_vectors; ++i) store(dots + i * lanes, sum[i]);
  }

  void form_T(Size k, const double* tau) const {
    double* t = T_of(k);
    products(StripTile<strip_vectors>{}, k, A.at(k, 0));
    for (Size j = 0; j < strip_rows; ++j) {
      for (Size i = 0; i < j; ++i) {
        double s = 0.0;
        for (Size c = i; c < j; ++c) s += t[i + c * strip_rows] * z[c + j * strip_rows];
        t[i + j * strip_rows] = -tau[j] * s;
      }
      t[j + j * strip_rows] = tau[j];
      for (Size i = j + 1; i < strip_rows; ++i) t[i + j * strip_rows] = 0.0;
    }
  }

  /// z = BᵀH for a strip of Bᵀ.
  template <class Tile>
  [[gnu::always_inline]] void products(Tile tile, Size k, const double* b) const {
    for (Size r = k; r < m; r += strip_depth)
      for (Size j = 0; j < strip_rows; j += strip_cols) {
        if (r == k) {
          tile.clear();
        } else {
          tile.read(z + j * strip_rows);
        }
        tile.template accumulate<1>(least(strip_depth, m - r), b + r * strip_rows, A.at(k, r) + j,
                                    strip_rows, 1);
        tile.write(z + j * strip_rows);
      }
  }

  /// Bᵀ − BᵀH Tᵀ Hᵀ, or with T, over a strip of Bᵀ.
  template <bool by_Q, class Tile>
  [[gnu::always_inline]] void apply(Tile tile, Size k, double* b) const {
    products(tile, k, b);
    const double* t = T_of(k);
    double* y = z + strip_rows * strip_rows;
    for (Size j = 0; j < strip_rows; j += strip_cols) {
      tile.clear();
      if constexpr (by_Q) {
        tile.template accumulate<1>(strip_rows - j, z + j * strip_rows, t + j + j * strip_rows,
                                    strip_rows, 1);
      } else {
        tile.template accumulate<1>(j + strip_cols, z, t + j * strip_rows, 1, strip_rows);
      }
      tile.write(y + j * strip_rows);
    }
    for (Size r = k; r < m; r += strip_cols) {
      tile.read(b + r * strip_rows);
      tile.template accumulate<-1>(strip_rows, y, A.at(k, r), 1, strip_rows);
      tile.write(b + r * strip_rows);
    }
  }
};

}  // namespace
}  // namespace adamant
