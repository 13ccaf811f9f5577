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

constexpr int tile_rows = 4;
constexpr int tile_cols = lanes == 8 ? 4 : 2;

template <Into into, int rows, int cols>
[[gnu::always_inline]] inline void product_tile(Size inner, Lanes A, Lanes B, Lanes C) {
  V c[rows][cols];
  for (int i = 0; i < rows; ++i)
    for (int j = 0; j < cols; ++j) c[i][j] = into == Into::set ? V{} : C(i, j);
  const V* a = A.data;
  const V* b = B.data;
  for (Size k = 0; k < inner; ++k, a += A.right, b += B.down) {
    V x[rows];
    for (int i = 0; i < rows; ++i) x[i] = a[i * A.down];
    for (int j = 0; j < cols; ++j) {
      const V y = b[j * B.right];
      for (int i = 0; i < rows; ++i) {
        if constexpr (into == Into::subtract) {
          c[i][j] -= x[i] * y;
        } else {
          c[i][j] += x[i] * y;
        }
      }
    }
  }
  for (int i = 0; i < rows; ++i)
    for (int j = 0; j < cols; ++j) C(i, j) = c[i][j];
}

template <Into into, int rows>
inline void product_row(Size n, Size inner, Lanes A, Lanes B, Lanes C) {
  Size j = 0;
  for (; j + tile_cols <= n; j += tile_cols)
    product_tile<into, rows, tile_cols>(inner, A, B.block(0, j), C.block(0, j));
  if (tile_cols > 2 && j + 2 <= n) {
    product_tile<into, rows, 2>(inner, A, B.block(0, j), C.block(0, j));
    j += 2;
  }
  for (; j < n; ++j) product_tile<into, rows, 1>(inner, A, B.block(0, j), C.block(0, j));
}

/// C = A B, C += A B or C -= A B; A is m×inner, B inner×n.
template <Into into>
[[gnu::noinline]] void product(Size m, Size n, Size inner, Lanes A, Lanes B, Lanes C) {
  for (Size j = 0; j < n; j += tile_cols) {
    const Size cols = least(tile_cols, n - j);
    Size i = 0;
    for (; i + tile_rows <= m; i += tile_rows)
      product_row<into, tile_rows>(cols, inner, A.block(i, 0), B.block(0, j), C.block(i, j));
    for (; i < m; ++i)
      product_row<into, 1>(cols, inner, A.block(i, 0), B.block(0, j), C.block(i, j));
  }
}

/// The lower triangle of the symmetric C = A B or C -= A B (blocks of 4 on the diagonal in full).
template <Into into>
void lower_product(Size n, Size inner, Lanes A, Lanes B, Lanes C) {
  for (Size j = 0; j < n; j += 4)
    product<into>(n - j, least(4, n - j), inner, A.block(j, 0), B.block(0, j), C.block(j, j));
}

/// The upper triangle from the lower.
inline void mirror(Size n, Lanes C) {
  for (Size j = 0; j < n; ++j)
    for (Size i = j + 1; i < n; ++i) C(j, i) = C(i, j);
}

/// The Cholesky factor over the lower triangle of A; a lane that is not positive definite becomes NaN.
/// reciprocal[i] = 1 / L(i, i).
inline void cholesky(Size n, Lanes A, V* reciprocal) {
  for (Size k = 0; k < n; k += 4) {
    const Size w = least(4, n - k);
    if (k > 0)
      product<Into::subtract>(n - k, w, k, A.block(k, 0), A.block(k, 0).transposed(),
                              A.block(k, k));
    for (Size j = k; j < k + w; ++j) {
      const V d = root(A(j, j));
      const V r = 1.0 / d;
      A(j, j) = d;
      reciprocal[j] = r;
      for (Size i = j + 1; i < n; ++i) A(i, j) *= r;
      for (Size c = j + 1; c < k + w; ++c) {
        const V f = A(c, j);
        for (Size i = c; i < n; ++i) A(i, c) -= A(i, j) * f;
      }
    }
  }
}

/// Y (L Lᵀ)⁻¹ over Y, `rows` ≤ 4 rows of it.
template <int rows>
inline void solve_rows(Size n, Lanes L, const V* reciprocal, Lanes Y) {
  for (Size k = 0; k < n; k += 4) {
    const Size w = least(4, n - k);
    if (k > 0)
      product_row<Into::subtract, rows>(w, k, Y, L.block(k, 0).transposed(), Y.block(0, k));
    for (Size j = k; j < k + w; ++j)
      for (int i = 0; i < rows; ++i) {
        V y = Y(i, j);
        for (Size c = k; c < j; ++c) y -= Y(i, c) * L(j, c);
        Y(i, j) = y * reciprocal[j];
      }
  }
  for (Size k = (n - 1) / 4 * 4; k >= 0; k -= 4) {
    const Size w = least(4, n - k), after = k + w;
    if (after < n)
      product_row<Into::subtract, rows>(w, n - after, Y.block(0, after), L.block(after, k),
                                        Y.block(0, k));
    for (Size j = k + w - 1; j >= k; --j)
      for (int i = 0; i < rows; ++i) {
        V y = Y(i, j);
        for (Size c = j + 1; c < k + w; ++c) y -= Y(i, c) * L(c, j);
        Y(i, j) = y * reciprocal[j];
      }
  }
}

}  // namespace
}  // namespace adamant
