#pragma once

#include "spectral/lane_products.hpp"

namespace adamant {
namespace {

/// A = Q R by Householder reflectors in blocks of four, Q = Π (I − H T Hᵀ). A is m×n, m ≥ n: R over its
/// upper triangle, the vectors (with their ones and zeros) into H, m×n, the T after each other into T.
struct LaneQr {
  Size m, n;
  Lanes A, H;
  V* T;  ///< 16 for each block

  void factor() const {
    for (Size k = 0; k < n; k += 4) {
      const Size w = least(4, n - k);
      V tau[4];
      for (Size j = 0; j < w; ++j) tau[j] = reflector(k, j, w);
      form_T(k, w, tau);
      if (k + w < n) apply<true, 4>(k, A.block(k, k + 4), n - k - 4);
    }
  }

  /// Q B over B, m×cols.
  void multiply(Lanes B, Size cols) const {
    for (Size k = (n - 1) / 4 * 4; k >= 0; k -= 4)
      with_columns(n - k, [&](auto w) { apply<false, w.count>(k, B.block(k, 0), cols); });
  }

 private:
  /// The reflector of column k + j, applied to the `after` columns after it.
  template <int after>
  [[gnu::noinline]] V reflector(Size k, Size j) const {
    const Size c = k + j;
    V square = V{}, dot[after + 1] = {};
    for (Size i = c + 1; i < m; ++i) {
      const V a = A(i, c);
      square += a * a;
#pragma GCC unroll 4
      for (int q = 0; q < after; ++q) dot[q] += a * A(i, c + 1 + q);
    }
    const V alpha = A(c, c);
    const V norm = root(alpha * alpha + square);
    const V beta = alpha > 0.0 ? -norm : norm;
    const I nothing = square == 0.0;
    const V tau = nothing ? V{} : (beta - alpha) / beta;
    const V scale = nothing ? V{} : 1.0 / (alpha - beta);
    for (int q = 0; q < after; ++q) {
      dot[q] = tau * (A(c, c + 1 + q) + scale * dot[q]);
      A(c, c + 1 + q) -= dot[q];
    }
    A(c, c) = nothing ? alpha : beta;
    for (Size i = k; i < c; ++i) H(i, c) = V{};
    H(c, c) = all(1.0);
    for (Size i = c + 1; i < m; ++i) {
      const V h = A(i, c) * scale;
      H(i, c) = h;
#pragma GCC unroll 4
      for (int q = 0; q < after; ++q) A(i, c + 1 + q) -= h * dot[q];
    }
    return tau;
  }

  V reflector(Size k, Size j, Size w) const {
    switch (w - j - 1) {
      case 3:
        return reflector<3>(k, j);
      case 2:
        return reflector<2>(k, j);
      case 1:
        return reflector<1>(k, j);
      default:
        return reflector<0>(k, j);
    }
  }

  void form_T(Size k, Size w, const V* tau) const {
    V* t = T + k * 4;
    V products[16];
    const Lanes h = H.block(k, k), g{products, 1, 4};
    product<Into::set>(w, w, m - k, h.transposed(), h, g);
    for (Size j = 0; j < w; ++j) {
      for (Size i = 0; i < j; ++i) {
        V s = V{};
        for (Size c = i; c < j; ++c) s += t[i + 4 * c] * g(c, j);
        t[i + 4 * j] = -tau[j] * s;
      }
      t[j + 4 * j] = tau[j];
    }
  }

  /// (I − H T Hᵀ) B, or with Tᵀ, over B of m − k rows, for the w reflectors from k on.
  template <bool transposed, int w>
  void apply(Size k, Lanes B, Size cols) const {
    Size j = 0;
    for (; j + 3 <= cols; j += 3) apply_to<transposed, w, 3>(k, B.at(0, j), B.right);
    if (cols - j == 2) apply_to<transposed, w, 2>(k, B.at(0, j), B.right);
    if (cols - j == 1) apply_to<transposed, w, 1>(k, B.at(0, j), B.right);
  }

  /// A few columns, `right` apart, which the second pass finds in the first-level cache.
  template <bool transposed, int w, int cols>
  [[gnu::noinline]] void apply_to(Size k, V* b, Size right) const {
    const V* h = H.at(k, k);
    const V* t = T + k * 4;
    V x[cols][w] = {}, y[cols][w];
    for (Size i = 0; i < m - k; ++i)
#pragma GCC unroll 4
      for (int p = 0; p < w; ++p) {
        const V f = h[i + p * H.right];
#pragma GCC unroll 4
        for (int c = 0; c < cols; ++c) x[c][p] += f * b[i + c * right];
      }
#pragma GCC unroll 4
    for (int c = 0; c < cols; ++c)
#pragma GCC unroll 4
      for (int p = 0; p < w; ++p) {
        y[c][p] = t[5 * p] * x[c][p];
#pragma GCC unroll 4
        for (int q = transposed ? 0 : p + 1; q < (transposed ? p : w); ++q)
          y[c][p] += (transposed ? t[q + 4 * p] : t[p + 4 * q]) * x[c][q];
      }
    for (Size i = 0; i < m - k; ++i) {
      V sum[cols];
#pragma GCC unroll 4
      for (int c = 0; c < cols; ++c) sum[c] = b[i + c * right];
#pragma GCC unroll 4
      for (int p = 0; p < w; ++p) {
        const V f = h[i + p * H.right];
#pragma GCC unroll 4
        for (int c = 0; c < cols; ++c) sum[c] -= f * y[c][p];
      }
#pragma GCC unroll 4
      for (int c = 0; c < cols; ++c) b[i + c * right] = sum[c];
    }
  }
};

/// The lower triangle of S = R⁻ᵀ, and zeros above it as far as blocks of four on the diagonal reach; inverses as of
/// cholesky.
[[gnu::noinline]] inline void invert_upper(Size n, Lanes R, Lanes S, V* inverses) {
  for (Size k = 0; k < n; k += 4)
    with_columns(n - k, [&](auto cols) {
      const Lanes L = R.block(k, k).transposed();
      for (int j = 0; j < cols.count; ++j) inverses[4 * k + 5 * j] = 1.0 / L(j, j);
      invert_lower<cols.count>(L, inverses + 4 * k);
    });
  for_rows(0, n, [&](auto rows, Size i) {
    const Size end = least(n, (i + rows.count + 3) / 4 * 4);
    for (Size j = 0; j < end; ++j)
      for (int r = 0; r < rows.count; ++r) S(i + r, j) = all(i + r == j ? 1.0 : 0.0);
    for (Size k = (end - 1) / 4 * 4; k >= 0; k -= 4)
      with_columns(n - k, [&](auto cols) {
        const Size after = k + cols.count;
        const Lanes C = S.block(i, k);
        solve_tile<false, rows.count, cols.count>(end - after, S.block(i, after),
                                                  R.block(k, after).transposed(), inverses + 4 * k,
                                                  C, [&](int r, int c, V v) { C(r, c) = v; });
      });
  });
}

}  // namespace
}  // namespace adamant
