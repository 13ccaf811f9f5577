#pragma once

#include "spectral/simd.hpp"

/// Small dense linear algebra on many matrices side by side: entry (i, j) is a vector with one lane for
/// each matrix, so a product needs no packing and any stride will do.
namespace adamant {
namespace {

/// Where entry (i, j) is, and so a matrix, its transpose and its blocks.
struct Lanes {
  V* data;
  Size down, right;

  V* at(Size i, Size j) const { return data + i * down + j * right; }
  V& operator()(Size i, Size j) const { return *at(i, j); }
  Lanes block(Size i, Size j) const { return {at(i, j), down, right}; }
  Lanes transposed() const { return {data, right, down}; }
};

enum class Into { set, add, subtract };

/// With sixteen registers: twelve sums, three entries of A, one of B.
constexpr int tile_rows = lanes == 8 ? 4 : 3;
constexpr int tile_cols = 4;

template <Into into, int rows, int cols>
[[gnu::always_inline]] inline void product_tile(Size inner, Lanes A, Lanes B, Lanes C) {
  V c[rows][cols];
#pragma GCC unroll 4
  for (int i = 0; i < rows; ++i)
#pragma GCC unroll 4
    for (int j = 0; j < cols; ++j) c[i][j] = into == Into::set ? V{} : C(i, j);
  const V* a = A.data;
  const V* b = B.data;
  for (Size k = 0; k < inner; ++k, a += A.right, b += B.down) {
    V x[rows];
#pragma GCC unroll 4
    for (int i = 0; i < rows; ++i) x[i] = a[i * A.down];
#pragma GCC unroll 4
    for (int j = 0; j < cols; ++j) {
      const V y = b[j * B.right];
#pragma GCC unroll 4
      for (int i = 0; i < rows; ++i) {
        if constexpr (into == Into::subtract) {
          c[i][j] -= x[i] * y;
        } else {
          c[i][j] += x[i] * y;
        }
      }
    }
  }
#pragma GCC unroll 4
  for (int i = 0; i < rows; ++i)
#pragma GCC unroll 4
    for (int j = 0; j < cols; ++j) C(i, j) = c[i][j];
}

/// `rows` ≤ 4 rows by at most tile_cols columns.
template <Into into, int rows>
[[gnu::always_inline]] inline void product_row(Size n, Size inner, Lanes A, Lanes B, Lanes C) {
  if (n == 4 && rows <= tile_rows) return product_tile<into, rows, 4>(inner, A, B, C);
  Size j = 0;
  for (; j + 2 <= n; j += 2) product_tile<into, rows, 2>(inner, A, B.block(0, j), C.block(0, j));
  if (j < n) product_tile<into, rows, 1>(inner, A, B.block(0, j), C.block(0, j));
}

/// C = A B, C += A B or C -= A B; A is m×inner, B inner×n.
template <Into into>
[[gnu::noinline]] void product(Size m, Size n, Size inner, Lanes A, Lanes B, Lanes C) {
  for (Size j = 0; j < n; j += tile_cols) {
    const Size cols = least(tile_cols, n - j);
    const Lanes b = B.block(0, j);
    Size i = 0;
    for (; i + tile_rows <= m && i + 4 != m; i += tile_rows)
      product_row<into, tile_rows>(cols, inner, A.block(i, 0), b, C.block(i, j));
    switch (m - i) {
      case 4:
        product_row<into, 4>(cols, inner, A.block(i, 0), b, C.block(i, j));
        break;
      case 3:
        product_row<into, 3>(cols, inner, A.block(i, 0), b, C.block(i, j));
        break;
      case 2:
        product_row<into, 2>(cols, inner, A.block(i, 0), b, C.block(i, j));
        break;
      case 1:
        product_row<into, 1>(cols, inner, A.block(i, 0), b, C.block(i, j));
    }
  }
}

template <int number>
struct Count {
  static constexpr int count = number;
};

/// run(Count<tile_rows>, i) for rows first, … of m, and with fewer for the last; four are two and two, for a single
/// row would wait for its sums.
template <class Run>
[[gnu::always_inline]] inline void for_rows(Size first, Size m, Run run) {
  Size i = first;
  for (; i + tile_rows <= m && (tile_rows == 4 || i + 4 != m); i += tile_rows)
    run(Count<tile_rows>{}, i);
  if (m - i == 4) {
    run(Count<2>{}, i);
    i += 2;
  }
  if (m - i == 3) run(Count<3>{}, i);
  if (m - i == 2) run(Count<2>{}, i);
  if (m - i == 1) run(Count<1>{}, i);
}

/// run(Count<least(left, 4)>): the columns of a block.
template <class Run>
[[gnu::always_inline]] inline void with_columns(Size left, Run run) {
  switch (left) {
    case 3:
      run(Count<3>{});
      break;
    case 2:
      run(Count<2>{});
      break;
    case 1:
      run(Count<1>{});
      break;
    default:
      run(Count<4>{});
  }
}

/// finish(i, j, c) for the entries i ≥ j of a symmetric C = A B, and for some above the diagonal.
template <class Finish>
[[gnu::always_inline]] inline void lower_product(Size n, Size inner, Lanes A, Lanes B,
                                                 Finish finish) {
  const auto columns = [&](auto cols, Size j) {
    for_rows(j, n, [&](auto rows, Size i) {
      V c[rows.count * cols.count];
      product_tile<Into::set, rows.count, cols.count>(inner, A.block(i, 0), B.block(0, j),
                                                      {c, 1, rows.count});
#pragma GCC unroll 4
      for (int q = 0; q < cols.count; ++q)
#pragma GCC unroll 4
        for (int r = 0; r < rows.count; ++r) finish(i + r, j + q, c[r + q * rows.count]);
    });
  };
  for (Size j = 0; j < n; j += 4) with_columns(n - j, [&](auto cols) { columns(cols, j); });
}

/// The inverse of the lower triangle L, cols×cols, its entry (q, p) at 4q + p; of the diagonal it is there already.
template <int cols>
[[gnu::always_inline]] inline void invert_lower(Lanes L, V* inverse) {
#pragma GCC unroll 4
  for (int i = 1; i < cols; ++i)
#pragma GCC unroll 4
    for (int j = 0; j < i; ++j) {
      V sum = L(i, j) * inverse[5 * j];
#pragma GCC unroll 4
      for (int c = j + 1; c < i; ++c) sum += L(i, c) * inverse[4 * c + j];
      inverse[4 * i + j] = -sum * inverse[5 * i];
    }
}

/// The Cholesky factor of cols×cols over the lower triangle, and its inverse. The roots come last, where none waits
/// for another.
template <int cols>
[[gnu::always_inline]] inline void factor_lower(Lanes D, V* inverse) {
  V c[cols][cols], r[cols];
#pragma GCC unroll 4
  for (int j = 0; j < cols; ++j)
#pragma GCC unroll 4
    for (int i = j; i < cols; ++i) c[j][i] = D(i, j);
#pragma GCC unroll 4
  for (int j = 0; j < cols; ++j) {
    r[j] = 1.0 / c[j][j];
#pragma GCC unroll 4
    for (int q = j + 1; q < cols; ++q) {
      const V f = c[j][q] * r[j];
#pragma GCC unroll 4
      for (int i = q; i < cols; ++i) c[q][i] -= c[j][i] * f;
    }
  }
#pragma GCC unroll 4
  for (int j = 0; j < cols; ++j) {
    inverse[5 * j] = root(r[j]);
#pragma GCC unroll 4
    for (int i = j; i < cols; ++i) D(i, j) = c[j][i] * inverse[5 * j];
  }
  invert_lower<cols>(D, inverse);
}

/// (C − A B) D⁻ᵀ, or (C − A B) D⁻¹, in registers, then `finish`; the inverse of D as above.
template <bool transpose, int rows, int cols, class Finish>
[[gnu::always_inline]] inline void solve_tile(Size inner, Lanes A, Lanes B, const V* inverse,
                                              Lanes C, Finish finish) {
  V c[cols][rows];
#pragma GCC unroll 4
  for (int j = 0; j < cols; ++j)
#pragma GCC unroll 4
    for (int i = 0; i < rows; ++i) c[j][i] = C(i, j);
  const V* a = A.data;
  const V* b = B.data;
  for (Size k = 0; k < inner; ++k, a += A.right, b += B.down) {
    V x[rows];
#pragma GCC unroll 4
    for (int i = 0; i < rows; ++i) x[i] = a[i * A.down];
#pragma GCC unroll 4
    for (int j = 0; j < cols; ++j) {
      const V y = b[j * B.right];
#pragma GCC unroll 4
      for (int i = 0; i < rows; ++i) c[j][i] -= x[i] * y;
    }
  }
#pragma GCC unroll 4
  for (int step = 0; step < cols; ++step) {
    const int q = transpose ? cols - 1 - step : step;
    const V d = inverse[5 * q];
#pragma GCC unroll 4
    for (int i = 0; i < rows; ++i) c[q][i] *= d;
#pragma GCC unroll 4
    for (int p = transpose ? 0 : q + 1; p < (transpose ? q : cols); ++p) {
      const V f = transpose ? inverse[4 * q + p] : inverse[4 * p + q];
#pragma GCC unroll 4
      for (int i = 0; i < rows; ++i) c[q][i] += c[p][i] * f;
    }
  }
#pragma GCC unroll 4
  for (int j = 0; j < cols; ++j)
#pragma GCC unroll 4
    for (int i = 0; i < rows; ++i) finish(i, j, c[j][i]);
}

/// The columns k, …, k + cols of the Cholesky factor below.
template <int cols>
[[gnu::noinline]] void cholesky_columns(Size n, Size k, Lanes A, V* inverse) {
  const Lanes D = A.block(k, k), left = A.block(k, 0);
  product<Into::subtract>(cols, cols, k, left, left.transposed(), D);
  factor_lower<cols>(D, inverse);
  for_rows(k + cols, n, [&](auto rows, Size i) {
    const Lanes C = A.block(i, k);
    solve_tile<true, rows.count, cols>(k, A.block(i, 0), left.transposed(), inverse, C,
                                       [&](int r, int c, V v) { C(r, c) = v; });
  });
}

/// The Cholesky factor over the lower triangle of A; a lane that is not positive definite becomes NaN. Of the inverses
/// of the diagonal's blocks of four, 4n vectors.
inline void cholesky(Size n, Lanes A, V* inverses) {
  for (Size k = 0; k < n; k += 4)
    with_columns(n - k,
                 [&](auto cols) { cholesky_columns<cols.count>(n, k, A, inverses + 4 * k); });
}

/// X ← old·X + solved·X (L Lᵀ)⁻¹ for `rows` rows; y has room for them.
template <int rows>
[[gnu::noinline]] void solve_rows(Size n, Lanes L, const V* inverses, Lanes X, double old,
                                  double solved, V* y) {
  const Lanes Y{y, 1, rows};
  const auto forward = [&](auto cols, Size k) {
    solve_tile<true, rows, cols.count>(k, Y, L.block(k, 0).transposed(), inverses + 4 * k,
                                       X.block(0, k), [&](int i, int j, V v) { Y(i, k + j) = v; });
  };
  const auto backward = [&](auto cols, Size k) {
    const Size after = k + cols.count;
    solve_tile<false, rows, cols.count>(n - after, Y.block(0, after), L.block(after, k),
                                        inverses + 4 * k, Y.block(0, k), [&](int i, int j, V v) {
                                          Y(i, k + j) = v;
                                          X(i, k + j) = old * X(i, k + j) + solved * v;
                                        });
  };
  for (Size k = 0; k < n; k += 4) with_columns(n - k, [&](auto cols) { forward(cols, k); });
  for (Size k = (n - 1) / 4 * 4; k >= 0; k -= 4)
    with_columns(n - k, [&](auto cols) { backward(cols, k); });
}

}  // namespace
}  // namespace adamant
