#pragma once

#include "scalar/matrix.hpp"
#include "spectral/digit_kernels.hpp"
#include "spectral/digit_memory.hpp"
#include "spectral/double_pair.hpp"

namespace adamant {

/// A matrix of fixed-point numbers cut into signed digits, each an integer in a double:
///
///   x = Σ_k d_k 2^(−22(k+1)),  |d_k| ≤ 2^21 for k > 0, so |x| ≤ 1 has |d_0| ≤ 2^22.
///
/// A product of two digits beyond the first is at most 2^42, and a sum of inner·slices ≤ 2048 such products an
/// integer up to 2^53 (Ozaki's scheme): a matrix product over digits is exact in double, whatever the order of
/// its sums. Rows are in panels (digit_kernels.hpp), the slices of a panel behind each other.
///
/// Source  ozaki2012error.
class Sliced {
 public:
  static constexpr int bits = 22;
  static constexpr Index largest_sum = 2048;

  Sliced() = default;
  /// All zero. Room for as many slices as it is made with.
  Sliced(Index rows, Index columns, Index slices);
  Sliced(Index n, Index slices) : Sliced(n, n, slices) {}

  Index rows() const { return rows_; }
  Index columns() const { return columns_; }
  Index slices() const { return slices_; }
  Index panels() const { return (rows_ + panel_rows - 1) / panel_rows; }
  Index panel_size() const { return capacity_ * columns_ * panel_rows; }
  double* data() { return digits_.data(); }
  const double* data() const { return digits_.data(); }
  double& digit(Index k, Index i, Index j) { return digits_[at(k, i, j)]; }
  double digit(Index k, Index i, Index j) const { return digits_[at(k, i, j)]; }

  /// More slices (zeros), up to its room, or fewer (cut off).
  void resize(Index slices);
  Sliced transposed() const;
  /// Digits back into their range, carries upwards as far as slice `first`.
  void carry(Index first = 0);
  /// Digits first to end − 1 become zero.
  void clear(Index first, Index end);
  /// Adds the double x to the entry, as far as the slices reach.
  void deposit(Index i, Index j, double x);

 private:
  std::size_t at(Index k, Index i, Index j) const {
    return static_cast<std::size_t>(i / panel_rows * panel_size() +
                                    (k * columns_ + j) * panel_rows + i % panel_rows);
  }

  Index rows_ = 0, columns_ = 0, slices_ = 0, capacity_ = 0;
  AlignedArray digits_;
};

/// The right factor of a product, packed once for as many as there are.
class PackedDigits {
 public:
  PackedDigits() = default;
  /// Room for inner×columns of so many slices.
  PackedDigits(Index inner, Index columns, Index slices);

  void pack(const DigitKernels& kernels, const Sliced& B, bool transposed);

  Index slices() const { return slices_; }
  Index columns() const { return columns_; }
  const double* data() const { return digits_.data(); }

 private:
  Index inner_ = 0, columns_ = 0, slices_ = 0;
  AlignedArray digits_;
};

enum class Keep { all, lower };

/// C = A B to as many slices as C has; what is cut off is below inner·slices·2^(1 − 22·slices) in each entry.
/// With Keep::lower nothing is known of C above the diagonal.
void multiply(const DigitKernels& kernels, const Sliced& A, const PackedDigits& B, Sliced& C,
              Keep keep = Keep::all);
/// C ← C + A B, the leading `skip` slices of A zero.
void add_product(const DigitKernels& kernels, const Sliced& A, Index skip, const PackedDigits& B,
                 Sliced& C);
/// A B to as many slices as the shorter has.
Sliced multiply(const DigitKernels& kernels, const Sliced& A, const Sliced& B);

/// The leading 100 bits or so of one entry.
DoublePair leading_pair(const Sliced& A, Index i, Index j);
/// The same of A_ij − x, x = ±Σ_k digit(k) 2^(−22(k+1)), cancelled before it is rounded.
template <class Digit>
DoublePair leading_difference(const Sliced& A, Index i, Index j, Digit digit) {
  DoublePair sum;
  double unit = 0x1p-22;
  for (Index k = 0; k < A.slices(); ++k, unit *= 0x1p-22) {
    const DoublePair s = two_sum(sum.high, (A.digit(k, i, j) - digit(k)) * unit);
    sum = {s.high, sum.low + s.low};
  }
  return quick_two_sum(sum.high, sum.low);
}

}  // namespace adamant
