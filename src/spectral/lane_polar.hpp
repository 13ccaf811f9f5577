#pragma once

#include "spectral/halley.hpp"
#include "spectral/kernels.hpp"
#include "spectral/lane_qr.hpp"

namespace adamant {
namespace {

/// Polar factors of as many m×n matrices as there are lanes, m ≥ n: Householder QR, one optimally scaled
/// Newton step on R (a triangular inverse, hence without pivots), dynamically weighted Halley steps by
/// Cholesky, a Newton–Schulz step of order three.
class LanePolar {
 public:
  /// Vectors of workspace.
  static Size workspace(Size m, Size n) {
    return 2 * (m | 1) * n + 2 * (n | 1) * n + 16 * ((n + 3) / 4) + 8 * n + 8 * (m + n) + 64;
  }

  LanePolar(Size m, Size n, V* memory) : m_(m), n_(n) {
    const auto take = [&](Size count) {
      V* p = memory;
      memory += count;
      return p;
    };
    A_ = {take((m | 1) * n), 1, m | 1};
    H_ = {take((m | 1) * n), 1, m | 1};
    X_ = {take((n | 1) * n), 1, n | 1};
    G_ = {take((n | 1) * n), 1, n | 1};
    T_ = take(16 * ((n + 3) / 4));
    work_ = take(4 * n);
    inverses_ = take(4 * n);
    probe_ = take(8 * (m + n));
  }

  void run(Lanes W, Lanes Q, LaneNorms* norms) {
    const V scale = copy_scaled(W);
    const V F = root(square_sum(m_, n_, A_));
    const LaneQr qr{m_, n_, A_, H_, T_};
    qr.factor();
    double lower = newton_step();
    if (lower > 0.0) {
      for (int step = 0; step < 12; ++step) {
        lower = halley(lower);
        if (1.0 - lower < nearly_orthogonal) break;
      }
      newton_schulz(2.0 / (1.0 + lower));
      for (Size j = 0; j < n_; ++j)
        for (Size i = n_; i < m_; ++i) A_(i, j) = V{};
      qr.multiply(A_, n_);
      for (Size j = 0; j < n_; ++j)
        for (Size i = 0; i < m_; ++i) Q(i, j) = A_(i, j);
    }
    report(W, Q, scale, F, lower > 0.0, norms);
  }

 private:
  V copy_scaled(Lanes W) {
    I part[4] = {};
    for (Size j = 0; j < n_; ++j)
      for (Size i = 0; i < m_; ++i) {
        const I bits = reinterpret_cast<I>(W(i, j)) & (I{} + 0x7fffffffffffffffLL);
        part[i & 3] = bits > part[i & 3] ? bits : part[i & 3];
      }
    I largest = part[0];
    for (const I& bits : part) largest = bits > largest ? bits : largest;
    const I flipped = 2046 - (largest >> 52);
    const V scale = reinterpret_cast<V>((flipped > 1 ? flipped : I{} + 1) << 52);
    for (Size j = 0; j < n_; ++j)
      for (Size i = 0; i < m_; ++i) A_(i, j) = W(i, j) * scale;
    return scale;
  }

  static V square_sum(Size m, Size n, Lanes B) {
    V sum[4] = {};
    for (Size j = 0; j < n; ++j)
      for (Size i = 0; i < m; ++i) sum[i & 3] += B(i, j) * B(i, j);
    return (sum[0] + sum[1]) + (sum[2] + sum[3]);
  }

  /// X = (γR + R⁻ᵀ/γ)/2, divided by its largest possible singular value; the least possible one then, of
  /// all lanes that are well enough conditioned. 0 where none is.
  double newton_step() {
    invert_upper(n_, A_, X_, inverses_);
    V r[2] = {}, s[2] = {};
    for (Size j = 0; j < n_; ++j) {
      for (Size i = 0; i <= j; ++i) r[i & 1] += A_(i, j) * A_(i, j);
      for (Size i = j; i < n_; ++i) s[i & 1] += X_(i, j) * X_(i, j);
    }
    const V upper = root(r[0] + r[1]), inverse = root(s[0] + s[1]), condition = upper * inverse;
    const I good = condition <= largest_condition;
    const V gamma = root(inverse / upper);
    const V bound = 0.5 * (root(condition) + 1.0 / root(condition));
    const V f = 0.5 * gamma / bound, g = 0.5 / (gamma * bound);
    for (Size j = 0; j < n_; ++j) {
      for (Size i = 0; i < j; ++i) X_(i, j) = good ? f * A_(i, j) : V{};
      X_(j, j) = good ? f * A_(j, j) + g * X_(j, j) : all(1.0);
      for (Size i = j + 1; i < n_; ++i) X_(i, j) = good ? g * X_(i, j) : V{};
    }
    double worst = 0.0;
    for (int lane = 0; lane < lanes; ++lane)
      if (good[lane] && bound[lane] > worst) worst = bound[lane];
    usable_ = good;
    return worst > 0.0 ? 1.0 / worst : 0.0;
  }

  /// X ← X (b/c I + (a − b/c)(I + c XᵀX)⁻¹); the new lower bound.
  double halley(double lower) {
    const HalleyStep step = halley_step(lower);
    lower_product(n_, n_, X_.transposed(), X_,
                  [&](Size i, Size j, V v) { G_(i, j) = step.c * v + (i == j ? 1.0 : 0.0); });
    cholesky(n_, G_, inverses_);
    const double old = step.b / step.c, solved = step.a - old;
    for_rows(0, n_, [&](auto rows, Size i) {
      solve_rows<rows.count>(n_, G_, inverses_, X_.block(i, 0), old, solved, work_);
    });
    return step.lower;
  }

  /// A = X (I + R/2 + 3R²/8), R = I − XᵀX, with factor·X for X.
  void newton_schulz(double factor) {
    const Lanes R{A_.data, 1, n_ | 1};
    lower_product(n_, n_, X_.transposed(), X_, [&](Size i, Size j, V v) {
      R(j, i) = R(i, j) = (i == j ? 1.0 : 0.0) - factor * factor * v;
    });
    lower_product(n_, n_, R, R, [&](Size i, Size j, V v) {
      const V p = 0.5 * R(i, j) + 0.375 * v;
      G_(j, i) = G_(i, j) = factor * (i == j ? 1.0 + p : p);
    });
    product<Into::set>(n_, n_, n_, X_, G_, A_);
  }

  /// ⟨Q, W⟩, ‖W‖_F, and two probes x = ±1 of how far QᵀW is from symmetric and Q from orthogonal.
  void report(Lanes W, Lanes Q, V scale, V F, bool computed, LaneNorms* norms) {
    V nuclear = V{}, asymmetry = all(__builtin_inf()), departure = all(__builtin_inf());
    if (computed) {
      const Lanes x{probe_, 1, n_}, y{x.at(0, 2), 1, m_}, d{y.at(0, 4), 1, n_},
          e{d.at(0, 2), 1, n_};
      unsigned long long seed = 0x9e3779b97f4a7c15ULL;
      for (Size i = 0; i < 2 * n_; ++i) {
        seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
        x.data[i] = all((seed >> 63) != 0 ? 1.0 : -1.0);
      }
      for (Size i = 0; i < 4 * m_; ++i) y.data[i] = V{};
      Size j = 0;
      for (; j + 2 <= n_; j += 2) probe_columns<2>(W, Q, scale, j, x, y, nuclear);
      for (; j < n_; ++j) probe_columns<1>(W, Q, scale, j, x, y, nuclear);
      for (j = 0; j + 2 <= n_; j += 2) probe_rows<2>(W, Q, scale, j, y, d);
      for (; j < n_; ++j) probe_rows<1>(W, Q, scale, j, y, d);
      for (Size i = 0; i < 2 * n_; ++i) e.data[i] = x.data[i] - e.data[i];
      const double half = 0.5;
      asymmetry = root(half * square_sum(n_, 2, d)) / F;
      departure = root(half * square_sum(n_, 2, e));
    }
    for (int lane = 0; lane < lanes; ++lane) {
      norms[lane] = {nuclear[lane] / scale[lane], F[lane] / scale[lane], asymmetry[lane],
                     departure[lane]};
      if (!usable_[lane]) norms[lane].asymmetry = norms[lane].departure = __builtin_inf();
    }
  }

  /// Adds column j and the next of W x and Q x, two probes each, to the four columns of y.
  template <int cols>
  void probe_columns(Lanes W, Lanes Q, V scale, Size j, Lanes x, Lanes y, V& nuclear) const {
    V sum[cols] = {};
    for (Size i = 0; i < m_; ++i) {
      V at[4];
      for (int p = 0; p < 4; ++p) at[p] = y(i, p);
      for (int c = 0; c < cols; ++c) {
        const V w = W(i, j + c) * scale, q = Q(i, j + c);
        sum[c] += w * q;
        for (int p = 0; p < 2; ++p) {
          at[p] += w * x(j + c, p);
          at[2 + p] += q * x(j + c, p);
        }
      }
      for (int p = 0; p < 4; ++p) y(i, p) = at[p];
    }
    for (const V& part : sum) nuclear += part;
  }

  /// Row j and the next of QᵀW x − WᵀQ x and of QᵀQ x, into the first and the last two columns of d.
  template <int cols>
  void probe_rows(Lanes W, Lanes Q, V scale, Size j, Lanes y, Lanes d) const {
    V sum[cols][4] = {};
    for (Size i = 0; i < m_; ++i)
      for (int c = 0; c < cols; ++c) {
        const V w = W(i, j + c) * scale, q = Q(i, j + c);
        for (int p = 0; p < 2; ++p) {
          sum[c][p] += q * y(i, p) - w * y(i, 2 + p);
          sum[c][2 + p] += q * y(i, 2 + p);
        }
      }
    for (int c = 0; c < cols; ++c)
      for (int p = 0; p < 4; ++p) d(j + c, p) = sum[c][p];
  }

  Size m_, n_;
  Lanes A_, H_, X_, G_;
  V *T_, *work_, *inverses_, *probe_;
  I usable_ = {};
};

}  // namespace
}  // namespace adamant
