#pragma once

#include "spectral/lane_products.hpp"

namespace adamant {
namespace {

/// A = Q R by Householder reflectors in blocks of four, Q = Π (I − H T Hᵀ). A is m×n, m ≥ n: R over its
/// upper triangle, the vectors (with their ones and zeros) into H, m×n, the T after each other into T.
struct LaneQr {
  Size m, n;
  Lanes A, H;
  V* T;     ///< 16 for each block
  V* work;  ///< 4·n

  void factor() const {
    for (Size k = 0; k < n; k += 4) {
      const Size w = least(4, n - k);
      V tau[4];
      for (Size j = 0; j < w; ++j) tau[j] = reflector(k, j, w);
      form_T(k, w, tau);
      if (k + w < n) apply<true>(k, w, A.block(k, k + w), n - k - w);
    }
  }

  /// Q B over B, m×cols.
  void multiply(Lanes B, Size cols) const {
    for (Size k = (n - 1) / 4 * 4; k >= 0; k -= 4)
      apply<false>(k, least(4, n - k), B.block(k, 0), cols);
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
    for (Size e = 4 * w; e < 16; ++e) t[e] = V{};
  }

  /// (I − H T Hᵀ) B, or with Tᵀ, over B of m − k rows.
  template <bool transposed>
  void apply(Size k, Size w, Lanes B, Size cols) const {
    const Lanes h = H.block(k, k), x{work, 1, 4};
    const V* t = T + k * 4;
    product<Into::set>(cols, w, m - k, B.transposed(), h, x.transposed());
    for (Size i = w; i < 4; ++i)
      for (Size j = 0; j < cols; ++j) x(i, j) = V{};
    for (Size j = 0; j < cols; ++j) {
      V y[4];
#pragma GCC unroll 4
      for (int i = 0; i < 4; ++i) {
        y[i] = t[5 * i] * x(i, j);
#pragma GCC unroll 4
        for (int c = transposed ? 0 : i + 1; c < (transposed ? i : 4); ++c)
          y[i] += (transposed ? t[c + 4 * i] : t[i + 4 * c]) * x(c, j);
      }
#pragma GCC unroll 4
      for (int i = 0; i < 4; ++i) x(i, j) = y[i];
    }
    product<Into::subtract>(m - k, cols, w, h, x, B);
  }
};

/// The lower triangle of S = R⁻ᵀ, and zeros above it as far as blocks of four on the diagonal reach; inverses as of
/// cholesky.
[[gnu::noinline]] inline void invert_upper(Size n, Lanes R, Lanes S, V* inverses) {
  const auto with_columns = [&](Size k, auto run) {
    switch (n - k) {
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
  };
  for (Size k = 0; k < n; k += 4)
    with_columns(k, [&](auto cols) {
      const Lanes L = R.block(k, k).transposed();
      for (int j = 0; j < cols.count; ++j) inverses[4 * k + 5 * j] = 1.0 / L(j, j);
      invert_lower<cols.count>(L, inverses + 4 * k);
    });
  for_rows(0, n, [&](auto rows, Size i) {
    const Size end = least(n, (i + rows.count + 3) / 4 * 4);
    for (Size j = 0; j < end; ++j)
      for (int r = 0; r < rows.count; ++r) S(i + r, j) = all(i + r == j ? 1.0 : 0.0);
    for (Size k = (end - 1) / 4 * 4; k >= 0; k -= 4)
      with_columns(k, [&](auto cols) {
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
