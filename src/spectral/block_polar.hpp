#pragma once

#include "spectral/halley.hpp"
#include "spectral/kernels.hpp"
#include "spectral/strip_factors.hpp"

namespace adamant {
namespace {

/// The polar factor of one m×n matrix, m ≥ n, by the steps of LanePolar. Beyond n rows and columns the square matrices
/// are the identity, which is its own polar factor.
class BlockPolar {
 public:
  static Size workspace(Size m, Size n) {
    Size total = 0;
    BlockPolar(m, n, nullptr).take_all([&](Size count) {
      total += count;
      return static_cast<double*>(nullptr);
    });
    return total;
  }

  BlockPolar(Size m, Size n, double* memory)
      : m_(m), n_(n), deep_(in_tiles(m)), wide_(in_tiles(n)) {
    if (memory == nullptr) return;
    take_all([&](Size count) {
      double* p = memory;
      memory += count;
      return p;
    });
  }

  /// W and Q by strides, so that a wide matrix is a tall one.
  LaneNorms run(const double* W, double* Q, Size down, Size right) {
    const double scale = copy_scaled(W, down, right);
    const double F = __builtin_sqrt(square_sum(W_, deep_, n_));
    const StripQr qr{deep_, n_, A_, T_, z_};
    clear(R_);
    qr.factor(R_);
    for (Size j = n_; j < wide_; ++j) R_(j, j) = 1.0;
    double lower = newton_step();
    if (!(lower > 0.0)) return {0.0, F / scale, __builtin_inf(), __builtin_inf()};
    for (int step = 0; step < 12; ++step) {
      lower = halley(lower);
      if (1.0 - lower < nearly_orthogonal) break;
    }
    newton_schulz(2.0 / (1.0 + lower));
    qr.multiply(wide_, Q_);
    copy_out(Q, down, right);
    return report(scale, F);
  }

 private:
  template <class Take>
  void take_all(Take take) {
    const auto strips = [&](Size depth) {
      return Strips{take(Strips::count(wide_, depth)), depth};
    };
    const Size most = deep_ > wide_ ? deep_ : wide_;
    W_ = strips(deep_);
    A_ = strips(deep_);
    Q_ = strips(most);
    R_ = strips(wide_);
    X_ = strips(wide_);
    G_ = strips(wide_);
    T_ = take(strip_rows * (wide_ + strip_rows));
    z_ = take(2 * strip_rows * strip_rows);
    inverses_ = take(strip_cols * wide_);
    row_ = take(strip_rows * wide_);
    probe_ = take(6 * most * lanes + 2 * (wide_ + strip_rows));
  }

  /// Strips of Wᵀ, scaled to a largest entry in [1, 2), into W and A.
  double copy_scaled(const double* W, Size down, Size right) {
    for (Size j = 0; j < wide_; j += strip_cols)
      for (Size i = 0; i < deep_; i += strip_cols) {
        if (down == 1 && i + strip_cols <= m_ && j + strip_cols <= n_) {
          transpose_tile(W + i + j * right, right, W_.at(j, i), strip_rows);
          continue;
        }
        double* to = W_.at(j, i);
        for (Size r = i; r < i + strip_cols; ++r, to += strip_rows)
          for (Size c = j; c < j + strip_cols; ++c)
            to[c - j] = r < m_ && c < n_ ? W[r * down + c * right] : 0.0;
      }
    for (Size s = wide_; s % strip_rows != 0; s += strip_cols)
      for (Size i = 0; i < deep_; ++i) store(W_.at(s, i), V{});
    const Size count = Strips::count(wide_, deep_);
    I largest = I{};
    for (Size e = 0; e < count; e += lanes) {
      const I bits = reinterpret_cast<I>(load(W_.data + e)) & (I{} + 0x7fffffffffffffffLL);
      largest = bits > largest ? bits : largest;
    }
    long long exponent = 0;
    for (int q = 0; q < lanes; ++q) exponent = exponent > largest[q] ? exponent : largest[q];
    const long long flipped = 2046 - (exponent >> 52);
    const long long bits = (flipped > 1 ? flipped : 1) << 52;
    double scale;
    __builtin_memcpy(&scale, &bits, 8);
    for (Size e = 0; e < count; e += lanes) {
      const V w = load(W_.data + e) * scale;
      store(W_.data + e, w);
      store(A_.data + e, w);
    }
    return scale;
  }

  /// Q from strips of Qᵀ.
  void copy_out(double* Q, Size down, Size right) const {
    for (Size j = 0; j < n_; j += strip_cols)
      for (Size i = 0; i < m_; i += strip_cols) {
        if (down == 1 && i + strip_cols <= m_ && j + strip_cols <= n_) {
          transpose_tile(Q_.at(j, i), strip_rows, Q + i + j * right, right);
          continue;
        }
        const double* from = Q_.at(j, i);
        for (Size r = i; r < least(i + strip_cols, m_); ++r, from += strip_rows)
          for (Size c = j; c < least(j + strip_cols, n_); ++c)
            Q[r * down + c * right] = from[c - j];
      }
  }

  /// Σ of the squares of the first `columns` columns, in strips of `rows` rows.
  static double square_sum(Strips B, Size columns, Size rows) {
    V sum[strip_vectors] = {};
    for (Size s = 0; s < rows; s += strip_rows) {
      const double* b = B.at(s, 0);
      for (Size k = 0; k < columns; ++k, b += strip_rows)
        for (int i = 0; i < strip_vectors; ++i) {
          const V x = load(b + i * lanes);
          sum[i] += x * x;
        }
    }
    double total = 0.0;
    for (const V& part : sum)
      for (int q = 0; q < lanes; ++q) total += part[q];
    return total;
  }

  double newton_step() {
    clear(X_);
    strip_invert(wide_, R_, X_, inverses_);
    const double upper = __builtin_sqrt(square_sum(R_, n_, wide_)),
                 inverse = __builtin_sqrt(square_sum(X_, n_, wide_));
    const double condition = upper * inverse;
    if (!(condition <= largest_condition)) return 0.0;
    const double gamma = __builtin_sqrt(inverse / upper), root = __builtin_sqrt(condition);
    const double bound = 0.5 * (root + 1.0 / root);
    const double f = 0.5 * gamma / bound, g = 0.5 / (gamma * bound);
    for (Size e = 0; e < Strips::count(wide_, wide_); e += lanes)
      store(X_.data + e, f * load(R_.data + e) + g * load(X_.data + e));
    for (Size j = n_; j < wide_; ++j) X_(j, j) = 1.0;
    return 1.0 / bound;
  }

  /// Strips of Xᵀ, into Q, which is free until the end.
  Strips transposed_X() {
    const Strips Y{Q_.data, wide_};
    strip_transpose(wide_, X_, Y, [&](Size) { return wide_; });
    return Y;
  }

  double halley(double lower) {
    const HalleyStep step = halley_step(lower);
    const Strips Y = transposed_X();
    const auto end = [&](Size i) { return lower_end(i, wide_); };
    strip_products(wide_, wide_, Y, Y, row_, end, [&](auto& tile, Size i, Size j) {
      tile.scale(step.c);
      tile.write(G_.at(i, j));
    });
    for (Size j = 0; j < wide_; ++j) G_(j, j) += 1.0;
    const StripCholesky cholesky{wide_, G_, R_, inverses_, row_};
    cholesky.factor();
    cholesky.solve(X_, step.b / step.c, step.a - step.b / step.c);
    return step.lower;
  }

  /// Strips of Qᵀ, Q = X (I + P), P = R/2 + 3R²/8, R = I − XᵀX, after X ← factor·X.
  void newton_schulz(double factor) {
    for (Size e = 0; e < Strips::count(wide_, wide_); e += lanes)
      store(X_.data + e, load(X_.data + e) * factor);
    for (Size j = n_; j < wide_; ++j) X_(j, j) = 1.0;
    Strips Y = transposed_X();
    const auto end = [&](Size i) { return lower_end(i, wide_); };
    strip_products(wide_, wide_, Y, Y, row_, end, [&](auto& tile, Size i, Size j) {
      tile.scale(-1.0);
      tile.write(G_.at(i, j));
    });
    for (Size j = 0; j < wide_; ++j) G_(j, j) += 1.0;
    strip_mirror(wide_, G_);
    strip_products(wide_, wide_, G_, G_, row_, end, [&](auto& tile, Size i, Size j) {
      tile.mix(0.375, 0.5, G_.at(i, j));
      tile.write(R_.at(i, j));
    });
    strip_mirror(wide_, R_);
    // Where W is tall the strips of Qᵀ are deeper than those of Xᵀ.
    if (deep_ > wide_) {
      copy(Y, G_);
      Y = G_;
    }
    const auto whole = [&](Size) { return wide_; };
    strip_products(wide_, wide_, R_, X_, row_, whole, [&](auto& tile, Size i, Size j) {
      tile.mix(1.0, 1.0, Y.at(i, j));
      tile.write(Q_.at(i, j));
    });
    for (Size s = 0; s < wide_; s += strip_rows)
      for (Size k = wide_; k < deep_; ++k)
        for (int i = 0; i < strip_vectors; ++i) store(Q_.at(s, k) + i * lanes, V{});
  }

  void clear(Strips B) const {
    for (Size e = 0; e < Strips::count(wide_, wide_); e += lanes) store(B.data + e, V{});
  }
  void copy(Strips from, Strips to) const {
    for (Size e = 0; e < Strips::count(wide_, wide_); e += lanes)
      store(to.data + e, load(from.data + e));
  }

  /// ⟨Q, W⟩, and two probes x = ±1 of how far QᵀW is from symmetric and Q from orthogonal.
  LaneNorms report(double scale, double F) {
    double* x[2] = {probe_, probe_ + wide_ + strip_rows};
    double* y =
        x[1] + wide_ +
        strip_rows;  // W x and Q x, both probes: `lanes` parts of each entry, then the first
    unsigned long long seed = 0x9e3779b97f4a7c15ULL;
    for (auto* p : x)
      for (Size i = 0; i < wide_ + strip_rows; ++i) {
        seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
        p[i] = i >= n_ ? 0.0 : (seed >> 63) != 0 ? 1.0 : -1.0;
      }
    for (Size e = 0; e < 4 * deep_ * lanes; ++e) y[e] = 0.0;
    V nuclear = V{};
    for (Size s = 0; s < n_; s += strip_rows)
      for (Size k = 0; k < deep_; ++k) {
        V sum[4];
        for (int p = 0; p < 4; ++p) sum[p] = load(y + (4 * k + p) * lanes);
        for (int i = 0; i < strip_vectors; ++i) {
          const V w = load(W_.at(s, k) + i * lanes), q = load(Q_.at(s, k) + i * lanes);
          nuclear += w * q;
          for (int p = 0; p < 2; ++p) {
            const V v = load(x[p] + s + i * lanes);
            sum[p] += w * v;
            sum[2 + p] += q * v;
          }
        }
        for (int p = 0; p < 4; ++p) store(y + (4 * k + p) * lanes, sum[p]);
      }
    for (Size e = 0; e < 4 * deep_; ++e) {
      double sum = 0.0;
      for (int q = 0; q < lanes; ++q) sum += y[e * lanes + q];
      y[e] = sum;
    }
    double asymmetry = 0.0, departure = 0.0;
    for (Size s = 0; s < n_; s += strip_rows) {
      V d[2][strip_vectors] = {}, e[2][strip_vectors];
      for (int p = 0; p < 2; ++p)
        for (int i = 0; i < strip_vectors; ++i) e[p][i] = -load(x[p] + s + i * lanes);
      for (Size k = 0; k < deep_; ++k)
        for (int i = 0; i < strip_vectors; ++i) {
          const V w = load(W_.at(s, k) + i * lanes), q = load(Q_.at(s, k) + i * lanes);
          for (int p = 0; p < 2; ++p) {
            const V z = all(y[4 * k + 2 + p]);
            e[p][i] += q * z;
            d[p][i] += w * z - q * y[4 * k + p];
          }
        }
      for (int p = 0; p < 2; ++p)
        for (Size j = s; j < least(s + strip_rows, n_); ++j) {
          const double a = d[p][(j - s) / lanes][(j - s) % lanes],
                       b = e[p][(j - s) / lanes][(j - s) % lanes];
          asymmetry += a * a;
          departure += b * b;
        }
    }
    double total = 0.0;
    for (int q = 0; q < lanes; ++q) total += nuclear[q];
    return {total / scale, F / scale, __builtin_sqrt(0.5 * asymmetry) / F,
            __builtin_sqrt(0.5 * departure)};
  }

  Size m_, n_, deep_, wide_;
  Strips W_{}, A_{}, Q_{}, R_{}, X_{}, G_{};
  double *T_ = nullptr, *z_ = nullptr, *inverses_ = nullptr, *row_ = nullptr, *probe_ = nullptr;
};

}  // namespace
}  // namespace adamant
