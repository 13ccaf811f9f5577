#pragma once

#include "spectral/block_products.hpp"

namespace adamant {
namespace {

/// A = L Lᵀ over the lower triangle, in block columns; the inverse of each diagonal block is kept, so that
/// solving is products only.
struct BlockCholesky {
  Size n, width;  ///< width ≤ 64, a multiple of 8
  Block A;
  double* inverses;  ///< width·(width + 8) for each block column: D = L_kk⁻¹, row i in column i
  Block panel;       ///< n×width

  Block inverse_rows(Size k) const {
    return {inverses + k / width * width * (width + 8), width + 8};
  }

  void factor() const {
    for (Size k = 0; k < n; k += width) {
      const Size w = least(width, n - k), below = n - k - w;
      block_product<Store::subtract>(n - k, w, k, A.block(k, 0), transposed(A.block(k, 0)),
                                     A.block(k, k));
      diagonal(A.block(k, k), w);
      const Block D = inverse_rows(k), L = A.block(k, k);
      invert_triangle(
          w, [&](Size i, Size c) { return L(i, c); }, D);
      if (below == 0) continue;
      const Block under = A.block(k + w, k);
      for (Size j = 0; j < w; ++j)
        for (Size i = 0; i < below; i += lanes) store(panel.at(i, j), load(under.at(i, j)));
      block_product<Store::set>(below, w, w, panel, as_is(D), under);
    }
  }

  /// Y = Y (L Lᵀ)⁻¹, m rows; panel has room for m rows.
  void solve(Size m, Block Y) const {
    for (Size k = 0; k < n; k += width)
      times(m, least(width, n - k), k, Y, Y, transposed(A.block(k, 0)), as_is(inverse_rows(k)),
            Y.block(0, k));
    for (Size k = (n - 1) / width * width; k >= 0; k -= width) {
      const Size w = least(width, n - k), after = k + w;
      times(m, w, n - after, Y, Y.block(0, after), as_is(A.block(after, k)),
            transposed(inverse_rows(k)), Y.block(0, k));
    }
  }

 private:
  /// part = (part − known·L) D.
  void times(Size m, Size w, Size inner, Block, Block known, Strided L, Strided D,
             Block part) const {
    if (inner > 0) block_product<Store::subtract>(m, w, inner, known, L, part);
    for (Size j = 0; j < w; ++j)
      for (Size i = 0; i < m; i += lanes) store(panel.at(i, j), load(part.at(i, j)));
    block_product<Store::set>(m, w, w, panel, D, part);
  }

  static void diagonal(Block L, Size w) {
    for (Size c = 0; c < w; ++c) {
      for (Size i = c / lanes * lanes; i < w; i += lanes) {
        V even = load(L.at(i, c)), odd = V{};
        Size j = 0;
        for (; j + 2 <= c; j += 2) {
          even -= load(L.at(i, j)) * L(c, j);
          odd -= load(L.at(i, j + 1)) * L(c, j + 1);
        }
        if (j < c) even -= load(L.at(i, j)) * L(c, j);
        store(L.at(i, c), even + odd);
      }
      const double r = 1.0 / __builtin_sqrt(L(c, c));
      for (Size i = c / lanes * lanes; i < w; i += lanes) store(L.at(i, c), load(L.at(i, c)) * r);
    }
  }
};

/// S = R⁻¹ of an upper triangle; S is zero below its diagonal blocks where it was.
inline void block_invert_upper(Size n, Size width, Block R, Block S, Block panel, Block rows) {
  for (Size k = 0; k < n; k += width) {
    const Size w = least(width, n - k);
    // Read from the last row and column up, an upper triangle is a lower one.
    invert_triangle(
        w, [&](Size i, Size c) { return R(k + w - 1 - i, k + w - 1 - c); }, rows);
    for (Size j = 0; j < w; ++j)
      for (Size i = 0; i < w; ++i) S(k + i, k + j) = i <= j ? rows(w - 1 - j, w - 1 - i) : 0.0;
    for (Size i = 0; i < k; i += width)
      block_product<Store::set>(width, w, k - i, S.block(i, i), as_is(R.block(i, k)),
                                panel.block(i, 0));
    if (k == 0) continue;
    block_product<Store::set>(k, w, w, panel, as_is(S.block(k, k)), S.block(0, k));
    for (Size j = k; j < k + w; ++j)
      for (Size i = 0; i < k; i += lanes) store(S.at(i, j), -load(S.at(i, j)));
  }
}

/// A = Q R by Householder reflectors in blocks, Q = Π (I − H T Hᵀ); R over the upper triangle of A, the
/// vectors with their ones and zeros into H.
struct BlockQr {
  Size m, n, width;  ///< width a multiple of 8
  Block A, H;
  double* T;   ///< width·(width + 8) for each block
  Block flat;  ///< width×m: the vectors of a block, transposed
  Block x, y;  ///< width×n

  void factor() const {
    for (Size k = 0; k < n; k += width) {
      const Size w = least(width, n - k);
      double tau[64];
      for (Size j = 0; j < w; ++j) tau[j] = reflector(k, j, w);
      form_T(k, w, tau);
      if (k + w < n) apply(k, w, A.block(k, k + w), n - k - w, true);
    }
  }

  /// Q B over B, m×cols.
  void multiply(Block B, Size cols) const {
    for (Size k = (n - 1) / width * width; k >= 0; k -= width) {
      const Size w = least(width, n - k);
      block_transpose(m - k, w, H.block(k, k), flat);
      apply(k, w, B.block(k, 0), cols, false);
    }
  }

 private:
  Block T_of(Size k) const { return {T + k / width * width * (width + 8), width + 8}; }

  double reflector(Size k, Size j, Size w) const {
    const Size c = k + j;
    V square = V{};
    for (Size i = c + 1; i < m; i += lanes) square += load(A.at(i, c)) * load(A.at(i, c));
    double sum = 0.0;
    for (int q = 0; q < lanes; ++q) sum += square[q];
    const double alpha = A(c, c);
    for (Size i = k; i < c; ++i) H(i, c) = 0.0;
    H(c, c) = 1.0;
    if (sum == 0.0) {
      for (Size i = c + 1; i < m; ++i) H(i, c) = 0.0;
      return 0.0;
    }
    const double norm = __builtin_sqrt(alpha * alpha + sum);
    const double beta = alpha > 0.0 ? -norm : norm, scale = 1.0 / (alpha - beta);
    const double tau = (beta - alpha) / beta;
    for (Size i = c + 1; i < m; i += lanes) store(H.at(i, c), load(A.at(i, c)) * scale);
    A(c, c) = beta;
    Size q = c + 1;
    for (; q + 4 <= k + w; q += 4) reflect<4>(c, q, tau);
    for (; q < k + w; ++q) reflect<1>(c, q, tau);
    return tau;
  }

  template <int cols>
  void reflect(Size c, Size q, double tau) const {
    V dot[cols] = {};
    for (Size i = c + 1; i < m; i += lanes) {
      const V h = load(H.at(i, c));
      for (int p = 0; p < cols; ++p) dot[p] += h * load(A.at(i, q + p));
    }
    V f[cols];
    for (int p = 0; p < cols; ++p) {
      double sum = A(c, q + p);
      for (int r = 0; r < lanes; ++r) sum += dot[p][r];
      A(c, q + p) -= tau * sum;
      f[p] = all(tau * sum);
    }
    for (Size i = c + 1; i < m; i += lanes) {
      const V h = load(H.at(i, c));
      for (int p = 0; p < cols; ++p) store(A.at(i, q + p), load(A.at(i, q + p)) - h * f[p]);
    }
  }

  void form_T(Size k, Size w, const double* tau) const {
    const Block t = T_of(k);
    block_transpose(m - k, w, H.block(k, k), flat);
    block_product<Store::set>(w, w, m - k, flat, as_is(H.block(k, k)), x);
    for (Size j = 0; j < w; ++j) {
      for (Size i = 0; i < j; ++i) {
        double s = 0.0;
        for (Size c = i; c < j; ++c) s += t(i, c) * x(c, j);
        t(i, j) = -tau[j] * s;
      }
      t(j, j) = tau[j];
      for (Size i = j + 1; i < t.ld; ++i) t(i, j) = 0.0;
    }
  }

  /// (I − H T Hᵀ) B, or with Tᵀ, over B of m − k rows; flat holds the block's Hᵀ.
  void apply(Size k, Size w, Block B, Size cols, bool transpose) const {
    const Block t = T_of(k);
    double flipped[64 * 72];
    Block left = t;
    if (transpose) {
      left = {flipped, 72};
      for (Size j = 0; j < w; ++j)
        for (Size i = 0; i < (w + 7) / 8 * 8; ++i) left(i, j) = i < w ? t(j, i) : 0.0;
    }
    block_product<Store::set>(w, cols, m - k, flat, as_is(B), x);
    block_product<Store::set>(w, cols, w, left, as_is(x), y);
    block_product<Store::subtract>(m - k, cols, w, H.block(k, k), as_is(y), B);
  }
};

}  // namespace
}  // namespace adamant
