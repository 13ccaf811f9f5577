#pragma once

#include "spectral/simd.hpp"

/// Dense linear algebra on one matrix in strips of a few rows. A strip's columns follow each other, so that it is at
/// once what a register tile reads in order as a first factor and what it broadcasts from as a second one; and every
/// step of a factorisation is a product A Bᵀ. Dimensions are multiples of strip_cols.
namespace adamant {
namespace {

constexpr int strip_vectors = lanes == 2 ? 4 : 3;
constexpr int strip_cols = lanes;
constexpr Size strip_rows = strip_vectors * lanes;
static_assert(strip_rows % strip_cols == 0);

/// Entry (i, k) is at (i / strip_rows)·strip_rows·depth + k·strip_rows + i % strip_rows.
struct Strips {
  double* data;
  Size depth;

  double* at(Size i, Size k) const {
    return data + i / strip_rows * strip_rows * depth + k * strip_rows + i % strip_rows;
  }
  double& operator()(Size i, Size k) const { return *at(i, k); }
  static Size count(Size rows, Size depth) {
    return (rows + strip_rows - 1) / strip_rows * strip_rows * depth;
  }
};

inline Size in_tiles(Size n) { return (n + strip_cols - 1) / strip_cols * strip_cols; }

/// `vectors`·lanes rows of a strip by strip_cols columns.
template <int vectors>
struct StripTile {
  V c[strip_cols][vectors];

  void clear() {
#pragma GCC unroll 8
    for (int j = 0; j < strip_cols; ++j)
#pragma GCC unroll 8
      for (int i = 0; i < vectors; ++i) c[j][i] = V{};
  }
  void read(const double* from) {
#pragma GCC unroll 8
    for (int j = 0; j < strip_cols; ++j)
#pragma GCC unroll 8
      for (int i = 0; i < vectors; ++i) c[j][i] = load(from + j * strip_rows + i * lanes);
  }
  void write(double* to) const {
#pragma GCC unroll 8
    for (int j = 0; j < strip_cols; ++j)
#pragma GCC unroll 8
      for (int i = 0; i < vectors; ++i) store(to + j * strip_rows + i * lanes, c[j][i]);
  }
  void scale(double f) {
    const V x = all(f);
#pragma GCC unroll 8
    for (int j = 0; j < strip_cols; ++j)
#pragma GCC unroll 8
      for (int i = 0; i < vectors; ++i) c[j][i] *= x;
  }
  /// c ← f·c + g·(what is at `from`).
  void mix(double f, double g, const double* from) {
    const V x = all(f), y = all(g);
#pragma GCC unroll 8
    for (int j = 0; j < strip_cols; ++j)
#pragma GCC unroll 8
      for (int i = 0; i < vectors; ++i)
        c[j][i] = x * c[j][i] + y * load(from + j * strip_rows + i * lanes);
  }

  /// ± Σ_k a_k b_kᵀ: column k of a strip, and strip_cols numbers at b + k·down, `right` apart.
  template <int sign>
  [[gnu::always_inline]] void accumulate(Size inner, const double* a, const double* b, Size down,
                                         Size right) {
    for (Size k = 0; k < inner; ++k, a += strip_rows, b += down) {
      V x[vectors];
#pragma GCC unroll 8
      for (int i = 0; i < vectors; ++i) x[i] = load(a + i * lanes);
#pragma GCC unroll 8
      for (int j = 0; j < strip_cols; ++j) {
        const V y = all(b[j * right]);
#pragma GCC unroll 8
        for (int i = 0; i < vectors; ++i) {
          if constexpr (sign < 0) {
            c[j][i] -= x[i] * y;
          } else {
            c[j][i] += x[i] * y;
          }
        }
      }
    }
  }

  /// c ← c D⁻ᵀ for a lower triangle D of which the inverse is given, row after row.
  [[gnu::always_inline]] void times_upper(const double* inverse) {
#pragma GCC unroll 8
    for (int q = strip_cols - 1; q >= 0; --q) {
      const V d = all(inverse[q * strip_cols + q]);
#pragma GCC unroll 8
      for (int i = 0; i < vectors; ++i) c[q][i] *= d;
#pragma GCC unroll 8
      for (int p = 0; p < q; ++p) {
        const V f = all(inverse[q * strip_cols + p]);
#pragma GCC unroll 8
        for (int i = 0; i < vectors; ++i) c[q][i] += c[p][i] * f;
      }
    }
  }
  /// c ← c D⁻¹.
  [[gnu::always_inline]] void times_lower(const double* inverse) {
#pragma GCC unroll 8
    for (int q = 0; q < strip_cols; ++q) {
      const V d = all(inverse[q * strip_cols + q]);
#pragma GCC unroll 8
      for (int i = 0; i < vectors; ++i) c[q][i] *= d;
#pragma GCC unroll 8
      for (int p = q + 1; p < strip_cols; ++p) {
        const V f = all(inverse[p * strip_cols + q]);
#pragma GCC unroll 8
        for (int i = 0; i < vectors; ++i) c[q][i] += c[p][i] * f;
      }
    }
  }
};

/// run(StripTile<vectors>, i) for the strips of `rows` rows, in tiles; the last may have fewer vectors.
template <class Run>
[[gnu::always_inline]] inline void for_each_strip(Size rows, Run run) {
  Size i = 0;
  for (; i + strip_rows <= rows; i += strip_rows) run(StripTile<strip_vectors>{}, i);
  const Size left = (rows - i) / lanes;
  if (left == 3) run(StripTile<3>{}, i);
  if (left == 2) run(StripTile<2>{}, i);
  if (left == 1) run(StripTile<1>{}, i);
}

/// So many columns of a strip of either factor stay in the first-level cache.
constexpr Size strip_depth = 128;

/// finish(tile, i, j) for the tiles of A Bᵀ with j < columns(i), A and B having `inner` columns; row has room for one
/// strip of the result.
template <class Columns, class Finish>
[[gnu::always_inline]] inline void strip_products(Size rows, Size inner, Strips A, Strips B,
                                                  double* row, Columns columns, Finish finish) {
  for_each_strip(rows, [&](auto tile, Size i) {
    const Size end = columns(i);
    for (Size k = 0; k < inner; k += strip_depth) {
      const Size part = least(strip_depth, inner - k);
      for (Size j = 0; j < end; j += strip_cols) {
        if (k == 0) {
          tile.clear();
        } else {
          tile.read(row + j * strip_rows);
        }
        tile.template accumulate<1>(part, A.at(i, k), B.at(j, k), strip_rows, 1);
        if (k + part == inner) {
          finish(tile, i, j);
        } else {
          tile.write(row + j * strip_rows);
        }
      }
    }
  });
}

/// Where a symmetric product of n rows ends in the strip at row i: its diagonal block is whole.
inline Size lower_end(Size i, Size n) { return least(i + strip_rows, n); }

#if defined(__AVX2__)
/// Four rows of four numbers `from` apart to four columns `to` apart.
inline void transpose_four(const double* a, Size from, double* b, Size to) {
  const __m256d p = _mm256_loadu_pd(a), q = _mm256_loadu_pd(a + from),
                r = _mm256_loadu_pd(a + 2 * from), s = _mm256_loadu_pd(a + 3 * from);
  const __m256d e = _mm256_unpacklo_pd(p, q), f = _mm256_unpackhi_pd(p, q),
                g = _mm256_unpacklo_pd(r, s), h = _mm256_unpackhi_pd(r, s);
  _mm256_storeu_pd(b, _mm256_permute2f128_pd(e, g, 0x20));
  _mm256_storeu_pd(b + to, _mm256_permute2f128_pd(f, h, 0x20));
  _mm256_storeu_pd(b + 2 * to, _mm256_permute2f128_pd(e, g, 0x31));
  _mm256_storeu_pd(b + 3 * to, _mm256_permute2f128_pd(f, h, 0x31));
}
#endif

/// A strip_cols×strip_cols square, transposed.
inline void transpose_tile(const double* a, Size from, double* b, Size to) {
#if defined(__AVX2__)
  for (Size i = 0; i < strip_cols; i += 4)
    for (Size j = 0; j < strip_cols; j += 4)
      transpose_four(a + i * from + j, from, b + j * to + i, to);
#else
  for (Size i = 0; i < strip_cols; ++i)
    for (Size j = 0; j < strip_cols; ++j) b[j * to + i] = a[i * from + j];
#endif
}

/// B(j, i) = A(i, j), j < columns(i), for `rows` rows in tiles.
template <class Columns>
inline void strip_transpose(Size rows, Strips A, Strips B, Columns columns) {
  for (Size i = 0; i < rows; i += strip_cols)
    for (Size j = 0; j < columns(i); j += strip_cols)
      transpose_tile(A.at(i, j), strip_rows, B.at(j, i), strip_rows);
}

/// The upper triangle of a symmetric matrix from the lower.
inline void strip_mirror(Size n, Strips C) {
  strip_transpose(n, C, C, [](Size i) { return i; });
  for (Size i = 0; i < n; i += strip_cols)
    for (Size r = 0; r < strip_cols; ++r)
      for (Size c = r + 1; c < strip_cols; ++c) C(i + r, i + c) = C(i + c, i + r);
}

}  // namespace
}  // namespace adamant
