#pragma once

#include "scalar/matrix.hpp"
#include "spectral/double_pair.hpp"
#include "spectral/kernels.hpp"

#include <vector>

namespace adamant {

/// An n×n matrix of fixed-point numbers cut into signed digits, each an integer in a double:
///
///   x = Σ_k d_k 2^(−22(k+1)),  |d_k| ≤ 2^21 for k > 0, so |x| ≤ 1 has |d_0| ≤ 2^22.
///
/// A product of two digits is below 2^44, and a sum of n·slices ≤ 2048 such products an integer below 2^53
/// (Ozaki's scheme): a matrix product over digits is exact in double, whatever the order of its sums.
///
/// Source  ozaki2012error.
class Sliced {
 public:
  static constexpr int bits = 22;
  static constexpr Index largest_sum = 2048;

  Sliced() = default;
  Sliced(Index n, Index slices);

  Index n() const { return n_; }
  Index slices() const { return slices_; }
  Index stride() const { return stride_; }
  double* slice(Index k) { return digits_.data() + k * stride_ * n_; }
  const double* slice(Index k) const { return digits_.data() + k * stride_ * n_; }
  double& digit(Index k, Index i, Index j) { return slice(k)[i + j * stride_]; }
  double digit(Index k, Index i, Index j) const { return slice(k)[i + j * stride_]; }

  /// More slices (zeros) or fewer (cut off).
  void resize(Index slices);
  Sliced transposed() const;
  /// Digits back into their range, carries upwards.
  void carry();
  void add(const Sliced& other);
  /// Adds the double x to the entry, as far as the slices reach, from slice `first` on.
  void deposit(Index i, Index j, double x, Index first = 0);

 private:
  Index n_ = 0, slices_ = 0, stride_ = 0;
  std::vector<double> digits_;
};

/// A B to as many slices as the shorter has; what is cut off is below n·slices·2^(1 − 22·slices) in each
/// entry. The leading `skip` slices of B must be zero.
Sliced multiply(const SpectralKernels& kernels, const Sliced& A, const Sliced& B, Index skip = 0);

/// How many leading slices are zero in every entry.
Index leading_zeros(const Sliced& A);

/// The leading 100 bits or so of the largest entries off the diagonal, and as much of the others as is not
/// smaller than their last bit; entry (i, j) at i + j·stride. The diagonal is left out.
std::vector<DoublePair> off_diagonal_pairs(const Sliced& A);
/// The same of one entry.
DoublePair leading_pair(const Sliced& A, Index i, Index j);
/// A_ii − A_jj, cancelled before it is rounded.
DoublePair diagonal_difference(const Sliced& A, Index i, Index j);

}  // namespace adamant
