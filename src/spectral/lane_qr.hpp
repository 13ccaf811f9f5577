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
      if (k + w < n) apply(k, w, A.block(k, k + w), n - k - w, true);
    }
  }

  /// Q B over B, m×cols.
  void multiply(Lanes B, Size cols) const {
    for (Size k = (n - 1) / 4 * 4; k >= 0; k -= 4)
      apply(k, least(4, n - k), B.block(k, 0), cols, false);
  }

 private:
  /// The reflector of column k + j, applied to the rest of its block.
  V reflector(Size k, Size j, Size w) const {
    const Size c = k + j;
    V square = V{};
    for (Size i = c + 1; i < m; ++i) square += A(i, c) * A(i, c);
    const V alpha = A(c, c);
    const V norm = root(alpha * alpha + square);
    const V beta = alpha > 0.0 ? -norm : norm;
    const I nothing = square == 0.0;
    const V tau = nothing ? V{} : (beta - alpha) / beta;
    const V scale = nothing ? V{} : 1.0 / (alpha - beta);
    for (Size i = k; i < c; ++i) H(i, c) = V{};
    H(c, c) = all(1.0);
    for (Size i = c + 1; i < m; ++i) H(i, c) = A(i, c) * scale;
    A(c, c) = nothing ? alpha : beta;
    for (Size q = c + 1; q < k + w; ++q) {
      V dot = A(c, q);
      for (Size i = c + 1; i < m; ++i) dot += H(i, c) * A(i, q);
      dot *= tau;
      A(c, q) -= dot;
      for (Size i = c + 1; i < m; ++i) A(i, q) -= H(i, c) * dot;
    }
    return tau;
  }

  void form_T(Size k, Size w, const V* tau) const {
    V* t = T + k * 4;
    for (Size j = 0; j < w; ++j) {
      V g[4];
      for (Size i = 0; i < j; ++i) {
        g[i] = V{};
        for (Size r = k + j; r < m; ++r) g[i] += H(r, k + i) * H(r, k + j);
      }
      for (Size i = 0; i < j; ++i) {
        V s = V{};
        for (Size c = i; c < j; ++c) s += t[i + 4 * c] * g[c];
        t[i + 4 * j] = -tau[j] * s;
      }
      t[j + 4 * j] = tau[j];
    }
  }

  /// (I − H T Hᵀ) B, or with Tᵀ, over B of m − k rows.
  void apply(Size k, Size w, Lanes B, Size cols, bool transposed) const {
    const Lanes h = H.block(k, k), x{work, 1, 4};
    const V* t = T + k * 4;
    product<Into::set>(w, cols, m - k, h.transposed(), B, x);
    for (Size j = 0; j < cols; ++j) {
      V y[4];
      for (Size i = 0; i < w; ++i) {
        y[i] = V{};
        for (Size c = transposed ? 0 : i; c < (transposed ? i + 1 : w); ++c)
          y[i] += (transposed ? t[c + 4 * i] : t[i + 4 * c]) * x(c, j);
      }
      for (Size i = 0; i < w; ++i) x(i, j) = y[i];
    }
    product<Into::subtract>(m - k, cols, w, h, x, B);
  }
};

/// S = R⁻¹ of the upper triangular R; below S's blocks of four on the diagonal nothing is written.
inline void invert_upper(Size n, Lanes R, Lanes S) {
  for (Size k = 0; k < n; k += 4) {
    const Size w = least(4, n - k);
    for (Size j = 0; j < w; ++j) {
      const V r = 1.0 / R(k + j, k + j);
      S(k + j, k + j) = r;
      for (Size i = j + 1; i < w; ++i) S(k + i, k + j) = V{};
      for (Size i = j - 1; i >= 0; --i) {
        V s = V{};
        for (Size c = i + 1; c <= j; ++c) s -= R(k + i, k + c) * S(k + c, k + j);
        S(k + i, k + j) = s * S(k + i, k + i);
      }
    }
    for (Size i = 0; i < k; i += 4) {
      V x[16];
      const Lanes X{x, 1, 4};
      product<Into::set>(4, w, k - i, S.block(i, i), R.block(i, k), X);
      for (Size j = 0; j < w; ++j)
        for (Size r = 0; r < 4; ++r) {
          V s = V{};
          for (Size c = 0; c <= j; ++c) s -= X(r, c) * S(k + c, k + j);
          S(i + r, k + j) = s;
        }
    }
  }
}

}  // namespace
}  // namespace adamant
