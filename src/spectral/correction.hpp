#pragma once

#include "spectral/sliced.hpp"
#include "spectral/svd.hpp"

#include <optional>
#include <span>
#include <vector>

namespace adamant {

/// The SVD of a square A in double by one-sided Jacobi rotations, in no order: the same bits on every processor.
/// None where they do not converge. Requires finite entries, n > 0.
std::optional<ThinSvd<double>> double_svd(const DigitKernels& kernels, const Matrix<double>& A);

/// An n×n array of pairs of doubles in panels, the high parts before the low ones.
class PanelPairs {
 public:
  explicit PanelPairs(Index n);

  Index n() const { return n_; }
  DoublePair operator()(Index i, Index j) const {
    return {values_[at(i, j)], values_[at(i, j) + size_]};
  }
  void set(Index i, Index j, DoublePair x) {
    values_[at(i, j)] = x.high;
    values_[at(i, j) + size_] = x.low;
  }
  double* data() { return values_.data(); }
  const double* data() const { return values_.data(); }
  std::span<const double> high() const { return {values_.data(), size_}; }

  void set_transposed(const PanelPairs& other);
  void mirror_lower();

 private:
  std::size_t at(Index i, Index j) const {
    return static_cast<std::size_t>((i / panel_rows * n_ + j) * panel_rows + i % panel_rows);
  }

  Index n_;
  std::size_t size_;
  AlignedArray values_;
};

/// Pairs, one for each row, the high parts before the low ones.
class RowPairs {
 public:
  explicit RowPairs(Index n);

  DoublePair operator()(Index i) const {
    const auto e = static_cast<std::size_t>(i);
    return {values_[e], values_[e + rows_]};
  }
  void set(Index i, DoublePair x) {
    const auto e = static_cast<std::size_t>(i);
    values_[e] = x.high;
    values_[e + rows_] = x.low;
  }
  const double* data() const { return values_.data(); }

 private:
  std::size_t rows_;
  AlignedArray values_;
};

/// X ← X + pairs, where X counts from digit `first` on and the sum from `begin` ≤ first, every digit in its range.
/// The pairs and the sum are below 2^(−22 begin − 1) in magnitude.
void add_pairs(const DigitKernels& kernels, const PanelPairs& pairs, Index first, Index begin,
               Sliced& X);

/// Upper bounds of the Frobenius norms of what is left of off-diagonal T, of I − UᵀU and of I − VᵀV.
struct Leftover {
  double off_diagonal, departure_U, departure_V;
};

/// The correction F, G that follows from a measured T = UᵀAV, R = I − UᵀU and S = I − VᵀV, and the turn of
/// those singular vectors whose values are too close for it (refine.hpp has the formulas). U, V, F and G are
/// transposed throughout, as the products want them.
class Correction {
 public:
  Correction(const DigitKernels& kernels, Index n);

  void read_T(const Sliced& T);
  /// Their lower triangles.
  void read_gram_U(const Sliced& gram) { read_gram(gram, R_); }
  void read_gram_V(const Sliced& gram) { read_gram(gram, S_); }

  /// |T_11| and the like.
  double largest_sigma() const;
  /// What there is without a correction.
  Leftover measured() const;
  /// `noise` is what the products may hide of an entry of T, R and S, as a rule far more than they do; no bound
  /// rests on it. A block below `negligible` is diagonal.
  void find(double noise, double negligible);

  /// A second correction, of what the first leaves to first order: T and the Gram matrices become that, by
  /// `first` and the next digits of F and G. Not where there are clusters.
  void find_again(Index first, Sliced& T, Sliced& gram_U, Sliced& gram_V);
  bool clustered() const { return report_.clustered; }

  double largest() const { return report_.largest; }
  double least_gap() const { return report_.least_gap; }
  bool turned() const { return turn_U.rows() != 0; }
  /// Of T_ii by the correction, to first order.
  DoublePair moved(Index i) const { return t_(i) * (F_t_(i, i) + G_t_(i, i)); }
  /// What the correction leaves where nothing is turned: its first order entry by entry, the rest by norms.
  Leftover leftover() const;

  const PanelPairs& F() const { return F_t_; }
  const PanelPairs& G() const { return G_t_; }
  /// Empty where nothing is turned.
  Sliced turn_U, turn_V;

 private:
  void read_off_diagonal(const Sliced& T);
  void read_gram(const Sliced& gram, PanelPairs& to);
  void correct();
  void note_largest(DoublePair x);
  double coupling(Index i, Index j) const;
  /// s_i − s_j.
  double gap(Index i, Index j) const {
    return gap_[static_cast<std::size_t>((i / panel_rows * n_ + j) * panel_rows + i % panel_rows)];
  }
  void join_clusters();
  void correct_in_cluster(Index i, Index j);
  std::vector<Index> members_of(Index root) const;
  /// What the corrected block will be; false where it is diagonal to what double can tell.
  bool block_to_turn(const std::vector<Index>& members, Matrix<double>& block, bool& at_zero) const;
  void turn_cluster(const std::vector<Index>& members);
  void turn(const std::vector<Index>& members, const PanelPairs& Q_less_one, Sliced& to) const;
  Index find_root(Index i) const;

  const DigitKernels* kernels_;
  Index n_, panels_, slices_ = 0;
  double noise_ = 0, negligible_ = 0;
  double close_ = 0;  ///< below it F would be rounding over a gap, and F² more than rounding
  PanelPairs T_, T_t_, R_, S_, F_t_, G_t_;
  RowPairs t_, sigma_, shift_;
  AlignedArray diagonal_, gap_;
  std::vector<Index> root_;
  CorrectionReport report_{};
  double sum_of_largest_ = 0;  ///< of both corrections
  double largest_T_ = 0, largest_R_ = 0;
};

}  // namespace adamant
