#pragma once

#include "spectral/block_factors.hpp"
#include "spectral/halley.hpp"
#include "spectral/kernels.hpp"

namespace adamant {
namespace {

/// The polar factor of one m×n matrix, m ≥ n, by the steps of LanePolar.
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
      : m_(m), n_(n), width_(n <= 96 ? 32 : 64), qr_width_(n <= 320 ? 16 : 32) {
    if (memory == nullptr) return;
    take_all([&](Size count) {
      double* p = memory;
      memory += count;
      return p;
    });
  }

  /// W and Q by strides, so that a wide matrix is a tall one.
  LaneNorms run(const double* W, double* Q, Size down, Size right) {
    clear_padding();
    const double scale = copy_scaled(W, down, right);
    const double F = __builtin_sqrt(square_sum(m_, n_, A_));
    const BlockQr qr{m_, n_, qr_width_, A_, H_, T_, flat_, x_, y_};
    qr.factor();
    double lower = newton_step();
    if (!(lower > 0.0)) return {0.0, F / scale, __builtin_inf(), __builtin_inf()};
    for (int step = 0; step < 12; ++step) {
      lower = halley(lower);
      if (1.0 - lower < nearly_orthogonal) break;
    }
    newton_schulz(2.0 / (1.0 + lower));
    for (Size j = 0; j < n_; ++j)
      for (Size i = n_; i < m_; ++i) A_(i, j) = 0.0;
    qr.multiply(A_, n_);
    for (Size j = 0; j < n_; ++j)
      for (Size i = 0; i < m_; ++i) Q[i * down + j * right] = A_(i, j);
    return report(W, down, right, scale, F);
  }

 private:
  template <class Take>
  void take_all(Take take) {
    const auto block = [&](Size rows, Size cols) {
      const Size ld = padded(rows);
      return Block{take(ld * cols), ld};
    };
    const Size blocks = (n_ + width_ - 1) / width_, qr_blocks = (n_ + qr_width_ - 1) / qr_width_;
    A_ = block(m_, n_);
    H_ = block(m_, n_);
    X_ = block(n_, n_);
    G_ = block(n_, n_);
    S_ = block(n_, n_);
    panel_ = block(n_, width_);
    flat_ = {take((qr_width_ + 8) * m_), qr_width_ + 8};
    x_ = {take((qr_width_ + 8) * (n_ > qr_width_ ? n_ : qr_width_)), qr_width_ + 8};
    y_ = {take((qr_width_ + 8) * (n_ > qr_width_ ? n_ : qr_width_)), qr_width_ + 8};
    T_ = take(qr_blocks * qr_width_ * (qr_width_ + 8));
    inverses_ = take(blocks * width_ * (width_ + 8));
    probe_ = take(8 * padded(m_));
  }

  void clear_padding() {
    const auto clear = [](Block B, Size rows, Size cols) {
      for (Size j = 0; j < cols; ++j)
        for (Size i = rows; i < B.ld; ++i) B(i, j) = 0.0;
    };
    clear(A_, m_, n_);
    clear(H_, m_, n_);
    clear(X_, n_, n_);
    clear(G_, n_, n_);
    clear(S_, n_, n_);
  }

  double copy_scaled(const double* W, Size down, Size right) {
    unsigned long long largest = 0;
    for (Size j = 0; j < n_; ++j)
      for (Size i = 0; i < m_; ++i) {
        unsigned long long bits;
        __builtin_memcpy(&bits, W + i * down + j * right, 8);
        bits &= 0x7fffffffffffffffULL;
        largest = bits > largest ? bits : largest;
      }
    const long long flipped = 2046 - static_cast<long long>(largest >> 52);
    const unsigned long long bits = static_cast<unsigned long long>(flipped > 1 ? flipped : 1)
                                    << 52;
    double scale;
    __builtin_memcpy(&scale, &bits, 8);
    for (Size j = 0; j < n_; ++j)
      for (Size i = 0; i < m_; ++i) A_(i, j) = W[i * down + j * right] * scale;
    return scale;
  }

  static double square_sum(Size m, Size n, Block B) {
    V sum = V{};
    for (Size j = 0; j < n; ++j)
      for (Size i = 0; i < m; i += lanes) sum += load(B.at(i, j)) * load(B.at(i, j));
    double total = 0.0;
    for (int q = 0; q < lanes; ++q) total += sum[q];
    return total;
  }

  double newton_step() {
    block_invert_upper(n_, width_, A_, G_, panel_, {inverses_, width_ + 8});
    double r = 0.0, s = 0.0;
    for (Size j = 0; j < n_; ++j)
      for (Size i = 0; i <= j; ++i) {
        r += A_(i, j) * A_(i, j);
        s += G_(i, j) * G_(i, j);
      }
    const double upper = __builtin_sqrt(r), inverse = __builtin_sqrt(s);
    const double condition = upper * inverse;
    if (!(condition <= largest_condition)) return 0.0;
    const double gamma = __builtin_sqrt(inverse / upper), root = __builtin_sqrt(condition);
    const double bound = 0.5 * (root + 1.0 / root);
    const double f = 0.5 * gamma / bound, g = 0.5 / (gamma * bound);
    for (Size j = 0; j < n_; ++j)
      for (Size i = j + 1; i < n_; ++i) G_(i, j) = 0.0;
    block_transpose(n_, n_, G_, X_);
    for (Size j = 0; j < n_; ++j) {
      for (Size i = 0; i < j; ++i) X_(i, j) = f * A_(i, j);
      X_(j, j) = f * A_(j, j) + g * X_(j, j);
      for (Size i = j + 1; i < n_; ++i) X_(i, j) *= g;
    }
    return 1.0 / bound;
  }

  double halley(double lower) {
    const HalleyStep step = halley_step(lower);
    block_transpose(n_, n_, X_, S_);
    block_lower_product(n_, n_, S_, as_is(X_), G_);
    for (Size j = 0; j < n_; ++j) {
      for (Size i = j / lanes * lanes; i < n_; i += lanes)
        store(G_.at(i, j), load(G_.at(i, j)) * step.c);
      G_(j, j) += 1.0;
    }
    const BlockCholesky cholesky{n_, width_, G_, inverses_, panel_};
    cholesky.factor();
    for (Size j = 0; j < n_; ++j)
      for (Size i = 0; i < n_; i += lanes) store(S_.at(i, j), load(X_.at(i, j)));
    cholesky.solve(n_, S_);
    const V old = all(step.b / step.c), solved = all(step.a - step.b / step.c);
    for (Size j = 0; j < n_; ++j)
      for (Size i = 0; i < n_; i += lanes)
        store(X_.at(i, j), old * load(X_.at(i, j)) + solved * load(S_.at(i, j)));
    return step.lower;
  }

  void newton_schulz(double factor) {
    for (Size j = 0; j < n_; ++j)
      for (Size i = 0; i < n_; i += lanes) store(X_.at(i, j), load(X_.at(i, j)) * factor);
    block_transpose(n_, n_, X_, S_);
    block_lower_product(n_, n_, S_, as_is(X_), G_);
    for (Size j = 0; j < n_; ++j) {
      G_(j, j) -= 1.0;
      for (Size i = j / lanes * lanes; i < n_; i += lanes) store(G_.at(i, j), -load(G_.at(i, j)));
    }
    block_mirror(n_, G_);
    block_lower_product(n_, n_, G_, as_is(G_), S_);
    block_mirror(n_, S_);
    for (Size j = 0; j < n_; ++j)
      for (Size i = 0; i < n_; i += lanes) {
        store(S_.at(i, j), 0.5 * load(G_.at(i, j)) + 0.375 * load(S_.at(i, j)));
        store(A_.at(i, j), load(X_.at(i, j)));
      }
    block_product<Store::add>(n_, n_, n_, X_, as_is(S_), A_);
  }

  /// out(j, p) = Σ_i B(i, j) v(i, p), p < 2.
  static void dots(Size m, Size n, Block B, Block v, Block out) {
    for (Size j = 0; j < n; ++j) {
      V a = V{}, b = V{};
      for (Size i = 0; i < m; i += lanes) {
        const V x = load(B.at(i, j));
        a += x * load(v.at(i, 0));
        b += x * load(v.at(i, 1));
      }
      double s = 0.0, t = 0.0;
      for (int q = 0; q < lanes; ++q) {
        s += a[q];
        t += b[q];
      }
      out(j, 0) = s;
      out(j, 1) = t;
    }
  }

  LaneNorms report(const double* W, Size down, Size right, double scale, double F) {
    const Block w = H_, &q = A_;
    double nuclear = 0.0;
    for (Size j = 0; j < n_; ++j) {
      for (Size i = 0; i < m_; ++i) w(i, j) = W[i * down + j * right] * scale;
      V sum = V{};
      for (Size i = 0; i < m_; i += lanes) sum += load(w.at(i, j)) * load(q.at(i, j));
      for (int k = 0; k < lanes; ++k) nuclear += sum[k];
    }
    const Size ld = padded(m_);
    const Block x{probe_, ld}, y{probe_ + 2 * ld, ld}, z{probe_ + 4 * ld, ld},
        d{probe_ + 6 * ld, ld};
    for (Size i = 0; i < 8 * ld; ++i) probe_[i] = 0.0;
    unsigned long long seed = 0x9e3779b97f4a7c15ULL;
    for (Size p = 0; p < 2; ++p)
      for (Size i = 0; i < n_; ++i) {
        seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
        x(i, p) = (seed >> 63) != 0 ? 1.0 : -1.0;
      }
    block_product<Store::set>(m_, 2, n_, w, as_is(x), y);
    block_product<Store::set>(m_, 2, n_, q, as_is(x), z);
    const auto distance = [&](Block a, Block b) {
      double sum = 0.0;
      for (Size p = 0; p < 2; ++p)
        for (Size i = 0; i < n_; ++i) sum += (a(i, p) - b(i, p)) * (a(i, p) - b(i, p));
      return __builtin_sqrt(0.5 * sum);
    };
    dots(m_, n_, q, z, d);
    const double departure = distance(d, x);
    dots(m_, n_, w, z, d);
    dots(m_, n_, q, y, x);
    return {nuclear / scale, F / scale, distance(d, x) / F, departure};
  }

  Size m_, n_, width_, qr_width_;
  Block A_{}, H_{}, X_{}, G_{}, S_{}, panel_{}, flat_{}, x_{}, y_{};
  double *T_ = nullptr, *inverses_ = nullptr, *probe_ = nullptr;
};

}  // namespace
}  // namespace adamant
