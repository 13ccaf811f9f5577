#include "spectral/refine.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace adamant {
namespace {

/// A pair of singular values is a cluster where its gap is below this many times what couples it.
constexpr double cluster_factor = 64;

Sliced sliced(const Matrix<double>& A, Index slices) {
  Sliced result(A.rows(), slices);
  for (Index j = 0; j < A.cols(); ++j)
    for (Index i = 0; i < A.rows(); ++i) result.deposit(i, j, A(i, j));
  return result;
}

/// I − A.
Sliced identity_minus(Sliced A) {
  for (Index k = 0; k < A.slices(); ++k)
    for (Index e = 0; e < A.stride() * A.n(); ++e) A.slice(k)[e] = -A.slice(k)[e];
  for (Index i = 0; i < A.n(); ++i) A.digit(0, i, i) += 0x1p22;
  return A;
}

/// Scaled by the largest: squares of 2^-512 would vanish.
double frobenius(const std::vector<DoublePair>& pairs) {
  double largest = 0, sum = 0;
  for (const DoublePair& x : pairs) largest = std::max(largest, std::abs(x.high));
  if (largest == 0) return 0;
  for (const DoublePair& x : pairs) sum += (x.high / largest) * (x.high / largest);
  return largest * std::sqrt(sum);
}

/// One measurement, the correction that follows from it, and whether a cluster must be turned.
class Step {
 public:
  /// `noise` bounds the error of an entry of T, R and S; a block below `negligible` is diagonal.
  Step(const RefinedSvd& svd, double noise, double negligible)
      : n_(svd.T.n()),
        stride_(svd.T.stride()),
        slices_(svd.T.slices()),
        noise_(noise),
        negligible_(negligible),
        T_(off_diagonal_pairs(svd.T)),
        R_(off_diagonal_pairs(svd.R)),
        S_(off_diagonal_pairs(svd.S)),
        F(n_, slices_),
        G(n_, slices_) {
    for (Index i = 0; i < n_; ++i) {
      const DoublePair r = half(leading_pair(svd.R, i, i)), s = half(leading_pair(svd.S, i, i));
      diagonal_R_.push_back(r);
      diagonal_S_.push_back(s);
      sigma_.push_back(leading_pair(svd.T, i, i) / (DoublePair{1, 0} - r - s));
    }
    // Not the difference of two sigma_: of a cluster that would be rounding.
    gap_.resize(T_.size());
    const auto correction = [&](Index i) {
      const auto e = static_cast<std::size_t>(i);
      return sigma_[e] * (diagonal_R_[e] + diagonal_S_[e]);
    };
    for (Index j = 0; j < n_; ++j)
      for (Index i = 0; i < j; ++i) {
        gap_[at(i, j)] = diagonal_difference(svd.T, i, j) + (correction(i) - correction(j));
        gap_[at(j, i)] = -gap_[at(i, j)];
      }
  }

  double off_diagonal() const { return frobenius(T_); }
  double departure(bool of_U) const {
    return std::hypot(frobenius(of_U ? R_ : S_), 2 * frobenius(of_U ? diagonal_R_ : diagonal_S_));
  }

  void find_clusters() {
    root_.resize(static_cast<std::size_t>(n_));
    std::iota(root_.begin(), root_.end(), Index{0});
    for (Index j = 0; j < n_; ++j)
      for (Index i = 0; i < j; ++i)
        if (gap(i, j) <= cluster_factor * coupling(i, j)) join(i, j);
    for (Index j = 0; j < n_; ++j)
      for (Index i = 0; i < j; ++i)
        if (find(i) != find(j)) least_gap_ = std::min(least_gap_, gap(i, j));
  }

  void correct() {
    std::vector<DoublePair> f(T_.size()), g(T_.size());
    for (Index j = 0; j < n_; ++j)
      for (Index i = 0; i < n_; ++i) {
        const std::size_t e = at(i, j);
        if (i == j) {
          f[e] = diagonal_R_[static_cast<std::size_t>(i)];
          g[e] = diagonal_S_[static_cast<std::size_t>(i)];
        } else {
          pair(i, j, f[e], g[e]);
        }
        if (!std::isfinite(f[e].high + f[e].low + g[e].high + g[e].low)) largest_ = 1;
        largest_ = std::max({largest_, std::abs(f[e].high), std::abs(g[e].high)});
      }
    if (largest_ >= 0.25) {
      largest_ = 1;
      return;
    }
    const Index first =
        largest_ == 0
            ? 0
            : std::max<Index>(0, static_cast<Index>(-std::log2(largest_) / Sliced::bits) - 1);
    for (Index j = 0; j < n_; ++j)
      for (Index i = 0; i < n_; ++i) {
        const std::size_t e = at(i, j);
        F.deposit(i, j, f[e].high, first);
        F.deposit(i, j, f[e].low, first);
        G.deposit(i, j, g[e].high, first);
        G.deposit(i, j, g[e].low, first);
      }
    turn_clusters(f, g);
  }

  double largest() const { return largest_; }
  double least_gap() const { return least_gap_; }
  bool turned() const { return turned_; }

 private:
  std::size_t at(Index i, Index j) const { return static_cast<std::size_t>(i + j * stride_); }
  DoublePair sigma(Index i) const { return sigma_[static_cast<std::size_t>(i)]; }
  double gap(Index i, Index j) const { return std::abs(gap_[at(i, j)].high); }
  /// What mixes the vectors of i and j: the largest of what T, R and S have there, of what they hide, and of
  /// what is too little to be told apart by a correction.
  double coupling(Index i, Index j) const {
    const double s = std::max(std::abs(sigma(i).high), std::abs(sigma(j).high));
    const auto size = [&](const std::vector<DoublePair>& x) {
      return std::max(std::abs(x[at(i, j)].high), std::abs(x[at(j, i)].high));
    };
    return std::max({size(T_), s * size(R_), s * size(S_), noise_, 1024 * negligible_});
  }
  Index find(Index i) const {
    while (root_[static_cast<std::size_t>(i)] != i) i = root_[static_cast<std::size_t>(i)];
    return i;
  }
  void join(Index i, Index j) { root_[static_cast<std::size_t>(find(j))] = find(i); }

  void pair(Index i, Index j, DoublePair& f, DoublePair& g) const {
    const DoublePair si = sigma(i), sj = sigma(j), sum = si + sj;
    const DoublePair r = R_[at(i, j)], s = S_[at(i, j)];
    if (find(i) != find(j)) {
      const DoublePair alpha = T_[at(i, j)] + sj * r, beta = T_[at(j, i)] + sj * s;
      // Shares first: the product of two tiny singular values would underflow.
      const DoublePair over_sum = DoublePair{1, 0} / sum,
                       over_gap = DoublePair{1, 0} / gap_[at(j, i)];
      const DoublePair share_i = si * over_sum, share_j = sj * over_sum;
      f = (alpha * share_j + beta * share_i) * over_gap;
      g = (alpha * share_i + beta * share_j) * over_gap;
      return;
    }
    f = half(r);
    g = half(s);
    if (std::abs(sum.high) <= cluster_factor * coupling(i, j)) return;
    const DoublePair k = half((T_[at(i, j)] - T_[at(j, i)]) / sum);
    f = f + k;
    g = g - k;
  }

  /// Where the corrected block of a cluster will not be diagonal, its vectors are turned so that it is, to
  /// the precision of double.
  void turn_clusters(const std::vector<DoublePair>& f, const std::vector<DoublePair>& g) {
    for (Index c = 0; c < n_; ++c) {
      if (find(c) != c) continue;
      std::vector<Index> members;
      for (Index i = 0; i < n_; ++i)
        if (find(i) == c) members.push_back(i);
      const Index size = static_cast<Index>(members.size());
      if (size < 2) continue;
      Matrix<double> block(size, size);
      double off = 0, top = 0, error = 0;
      for (Index b = 0; b < size; ++b)
        for (Index a = 0; a < size; ++a) {
          const Index i = members[static_cast<std::size_t>(a)],
                      j = members[static_cast<std::size_t>(b)];
          if (a == b) {
            block(a, a) = gap_[at(i, c)].high;
            top = std::max(top, std::abs(sigma(i).high));
            continue;
          }
          const DoublePair p = T_[at(i, j)] + f[at(j, i)] * sigma(j) + sigma(i) * g[at(i, j)];
          block(a, b) = p.high;
          off = std::max(off, std::abs(p.high));
          error = std::max({error, std::abs(f[at(i, j)].high), std::abs(g[at(i, j)].high)});
        }
      const double rounding = error * top * (error + 0x1p-100) + noise_;
      if (off <= std::max(cluster_factor * rounding, negligible_)) continue;
      const bool at_zero = top <= std::max(1024 * off, 2048 * cluster_factor * negligible_);
      if (at_zero) {
        block.diagonal().array() += sigma(c).high;
      } else {
        block = Matrix<double>((block + block.transpose()) / 2);
        block.diagonal().array() += 2 * static_cast<double>(size) * block.cwiseAbs().maxCoeff();
      }
      const ThinSvd<double> svd = thin_svd<double>(block);
      turn(members, svd.U, turn_U);
      turn(members, at_zero ? svd.V : svd.U, turn_V);
      turned_ = true;
    }
  }

  void turn(const std::vector<Index>& members, const Matrix<double>& Q, Sliced& to) const {
    if (to.n() == 0) {
      to = Sliced(n_, slices_);
      for (Index i = 0; i < n_; ++i) to.digit(0, i, i) = 0x1p22;
    }
    for (std::size_t b = 0; b < members.size(); ++b)
      for (std::size_t a = 0; a < members.size(); ++a) {
        to.digit(0, members[a], members[b]) = 0;
        to.deposit(members[a], members[b], Q(static_cast<Index>(a), static_cast<Index>(b)));
      }
  }

  Index n_, stride_, slices_;
  double noise_, negligible_;
  std::vector<DoublePair> T_, R_, S_, diagonal_R_, diagonal_S_, sigma_, gap_;
  std::vector<Index> root_;
  double largest_ = 0, least_gap_ = 1;
  bool turned_ = false;

 public:
  Sliced F, G, turn_U, turn_V;
};

void measure(const SpectralKernels& kernels, const Sliced& A, RefinedSvd& svd) {
  const Sliced Ut = svd.U.transposed(), Vt = svd.V.transposed();
  svd.T = multiply(kernels, Ut, multiply(kernels, A, svd.V));
  svd.R = identity_minus(multiply(kernels, Ut, svd.U));
  svd.S = identity_minus(multiply(kernels, Vt, svd.V));
}

void apply(const SpectralKernels& kernels, Sliced& U, const Sliced& F, const Sliced& turn) {
  U.add(multiply(kernels, U, F, leading_zeros(F)));
  U.carry();
  if (turn.n() != 0) U = multiply(kernels, U, turn);
}

}  // namespace

Index refinement_slices(int bits, Index n) {
  const double needed = bits + 12 + std::log2(static_cast<double>(n));
  return static_cast<Index>(std::ceil(needed / Sliced::bits));
}

std::optional<RefinedSvd> refine_svd(const SpectralKernels& kernels, const Sliced& A,
                                     const Matrix<double>& U, const Matrix<double>& V, int bits) {
  const Index n = A.n(), all = refinement_slices(bits, n);
  if (n * all > Sliced::largest_sum) return std::nullopt;
  const double size = static_cast<double>(n);
  RefinedSvd svd;
  svd.U = sliced(U, 4);
  svd.V = sliced(V, 4);
  double accuracy = 44, gap_bits = 0;  // bits that U and V have, and that the smallest gap takes
  for (svd.steps = 1; svd.steps <= 60; ++svd.steps) {
    const Index slices = std::clamp<Index>(
        static_cast<Index>(std::ceil((2 * accuracy + gap_bits + 18) / Sliced::bits)), 4, all);
    svd.U.resize(slices);
    svd.V.resize(slices);
    measure(kernels, A, svd);
    const double noise = size * static_cast<double>(slices) *
                         std::ldexp(1.0, static_cast<int>(2 - Sliced::bits * slices));
    const double sigma_1 = [&] {
      double largest = 0;
      for (Index i = 0; i < n; ++i)
        largest = std::max(largest, std::abs(leading_pair(svd.T, i, i).high));
      return largest;
    }();
    const double tolerance = std::ldexp(size, -bits);
    Step step(svd, noise, tolerance * sigma_1 / 8);
    if (slices == all) {
      const double hidden = size * noise;
      svd.off_diagonal = step.off_diagonal() + hidden;
      svd.departure_U = step.departure(true) + hidden;
      svd.departure_V = step.departure(false) + hidden;
      if (svd.off_diagonal <= tolerance * sigma_1 && svd.departure_U <= tolerance &&
          svd.departure_V <= tolerance) {
        svd.order.resize(static_cast<std::size_t>(n));
        std::iota(svd.order.begin(), svd.order.end(), Index{0});
        return svd;
      }
    }
    step.find_clusters();
    step.correct();
    const double f = step.largest();
    if (f >= 0.25) return std::nullopt;
    apply(kernels, svd.U, step.F, step.turn_U);
    apply(kernels, svd.V, step.G, step.turn_V);
    const double got = f > 0 ? -std::log2(f) : 1024;
    accuracy = std::min({2 * got - 3 - std::log2(size), got + 96,
                         static_cast<double>(Sliced::bits * slices) - std::log2(size) - 6});
    accuracy = step.turned() ? 44 : std::max(accuracy, 10.0);
    gap_bits = step.least_gap() < 0x1p-12 ? -std::log2(step.least_gap()) : 0;
  }
  return std::nullopt;
}

}  // namespace adamant
