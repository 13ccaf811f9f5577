#pragma once

#include "spectral/simd.hpp"

/// Dense linear algebra on one matrix, vectors along the columns. Every matrix lives in a workspace with a
/// leading dimension of `padded(rows)`: a few rows more than it has, all zero, so that no loop needs a
/// masked tail, and never a power of two, so that columns do not share their cache sets.
namespace adamant {
namespace {

inline Size padded(Size rows) { return (rows + 7) / 8 * 8 + 8; }

/// Column-major.
struct Block {
  double* data;
  Size ld;

  double* at(Size i, Size j) const { return data + i + j * ld; }
  double& operator()(Size i, Size j) const { return *at(i, j); }
  Block block(Size i, Size j) const { return {at(i, j), ld}; }
};

/// A factor read one number at a time: any strides.
struct Strided {
  const double* data;
  Size down, right;

  const double* at(Size i, Size j) const { return data + i * down + j * right; }
  Strided block(Size i, Size j) const { return {at(i, j), down, right}; }
};
inline Strided as_is(Block B) { return {B.data, 1, B.ld}; }
inline Strided transposed(Block B) { return {B.data, B.ld, 1}; }

enum class Store { set, add, subtract };

constexpr int panel_vectors = 3;
constexpr int panel_cols = lanes == 8 ? 8 : 4;

template <Store to, int vectors, int cols>
[[gnu::always_inline]] inline void block_tile(Size inner, const double* a, Size lda, Strided B,
                                              Block C) {
  V c[cols][vectors];
  for (int j = 0; j < cols; ++j)
    for (int i = 0; i < vectors; ++i) c[j][i] = to == Store::set ? V{} : load(C.at(i * lanes, j));
  const double* b = B.data;
  for (Size k = 0; k < inner; ++k, a += lda, b += B.down) {
    V x[vectors];
    for (int i = 0; i < vectors; ++i) x[i] = load(a + i * lanes);
    for (int j = 0; j < cols; ++j) {
      const V y = all(b[j * B.right]);
      for (int i = 0; i < vectors; ++i) {
        if constexpr (to == Store::subtract) {
          c[j][i] -= x[i] * y;
        } else {
          c[j][i] += x[i] * y;
        }
      }
    }
  }
  for (int j = 0; j < cols; ++j)
    for (int i = 0; i < vectors; ++i) store(C.at(i * lanes, j), c[j][i]);
}

template <Store to, int cols>
inline void block_column(Size m, Size inner, Block A, Strided B, Block C) {
  Size i = 0;
  for (; i + panel_vectors * lanes <= m; i += panel_vectors * lanes)
    block_tile<to, panel_vectors, cols>(inner, A.at(i, 0), A.ld, B, C.block(i, 0));
  if (i + lanes < m) {
    block_tile<to, 2, cols>(inner, A.at(i, 0), A.ld, B, C.block(i, 0));
    i += 2 * lanes;
  }
  if (i < m) block_tile<to, 1, cols>(inner, A.at(i, 0), A.ld, B, C.block(i, 0));
}

template <Store to>
[[gnu::noinline]] void block_columns(Size m, Size n, Size inner, Block A, Strided B, Block C) {
  Size j = 0;
  for (; j + panel_cols <= n; j += panel_cols)
    block_column<to, panel_cols>(m, inner, A, B.block(0, j), C.block(0, j));
  if (j + 4 <= n) {
    block_column<to, 4>(m, inner, A, B.block(0, j), C.block(0, j));
    j += 4;
  }
  if (j + 2 <= n) {
    block_column<to, 2>(m, inner, A, B.block(0, j), C.block(0, j));
    j += 2;
  }
  if (j < n) block_column<to, 1>(m, inner, A, B.block(0, j), C.block(0, j));
}

/// Both factors copied to where the tiles read them one after another: a strip of A and four columns of B
/// fill the first-level cache. inner ≤ packed_depth.
constexpr Size packed_depth = 192, packed_cols = 128;

template <Store to>
[[gnu::noinline]] void packed_product(Size m, Size n, Size inner, Block A, Strided B, Block C) {
  constexpr Size rows = panel_vectors * lanes;
  alignas(64) double strip[packed_depth * rows], columns[packed_depth * packed_cols];
  const Size in_panels = m / rows * rows;
  for (Size first = 0; first < n; first += packed_cols) {
    const Size width = least(packed_cols, n - first), in_fours = width / 4 * 4;
    const Strided part = B.block(0, first);
    for (Size j = 0; j < in_fours; j += 4)
      for (Size k = 0; k < inner; ++k)
        for (Size q = 0; q < 4; ++q) columns[j * inner + 4 * k + q] = *part.at(k, j + q);
    for (Size i = 0; i < in_panels; i += rows) {
      for (Size k = 0; k < inner; ++k)
        for (Size q = 0; q < rows; q += lanes) store(strip + k * rows + q, load(A.at(i + q, k)));
      for (Size j = 0; j < in_fours; j += 4)
        block_tile<to, panel_vectors, 4>(inner, strip, rows, {columns + j * inner, 4, 1},
                                         C.block(i, first + j));
    }
    if (in_fours < width)
      block_columns<to>(in_panels, width - in_fours, inner, A, part.block(0, in_fours),
                        C.block(0, first + in_fours));
  }
  if (in_panels < m)
    block_columns<to>(m - in_panels, n, inner, A.block(in_panels, 0), B, C.block(in_panels, 0));
}

/// Eight lanes have registers and cache enough without a copy; so has a product that uses it a few times.
template <Store to>
inline void part_product(Size m, Size n, Size inner, Block A, Strided B, Block C) {
  if (lanes < 8 && n >= 24 && inner >= 8) {
    packed_product<to>(m, n, inner, A, B, C);
  } else {
    block_columns<to>(m, n, inner, A, B, C);
  }
}

/// C = A B, C += A B or C -= A B; A is m×inner, B inner×n. Rows up to the next multiple of the vector
/// width are written too. A in parts that stay in the second-level cache.
template <Store to>
void block_product(Size m, Size n, Size inner, Block A, Strided B, Block C) {
  constexpr Size rows = 240, depth = lanes < 8 ? packed_depth : 256;
  if (inner == 0 && to == Store::set) {
    for (Size j = 0; j < n; ++j)
      for (Size i = 0; i < m; ++i) C(i, j) = 0.0;
    return;
  }
  for (Size k = 0; k < inner; k += depth) {
    const Size part = least(depth, inner - k);
    for (Size i = 0; i < m; i += rows) {
      const Size high = least(rows, m - i);
      if (to == Store::set && k > 0) {
        part_product<Store::add>(high, n, part, A.block(i, k), B.block(k, 0), C.block(i, 0));
      } else {
        part_product<to>(high, n, part, A.block(i, k), B.block(k, 0), C.block(i, 0));
      }
    }
  }
}

}  // namespace
}  // namespace adamant
