#pragma once

#include "spectral/isa.hpp"

#include <cstddef>

namespace adamant {

/// The rows of a matrix come in panels of eight: entry (i, j) of panel i/8 at 8j + i mod 8. Rows beyond its own
/// are zero. So a vector is rows of one column, and the strip of a factor that a product reads, all its digits,
/// lies in one piece.
constexpr std::ptrdiff_t panel_rows = 8;

/// C = A B or C + A B over digits (Sliced): A n×inner, B inner×columns, C n×columns.
struct DigitProduct {
  std::ptrdiff_t panels, inner, columns;
  std::ptrdiff_t slices;  ///< of C
  const double* A;
  std::ptrdiff_t A_panel;         ///< doubles from one panel to the next
  std::ptrdiff_t A_first, A_end;  ///< its digits that may be other than zero
  const double* B;                ///< as `pack` leaves it, from B_packed slices
  std::ptrdiff_t B_packed, B_end;
  double* C;
  std::ptrdiff_t C_panel;
  bool add;
  bool lower;  ///< what is above the diagonal may be left out
};

/// n×n arrays in panels, of pairs of doubles: the high parts, then as many low parts.
struct CorrectionTerms {
  std::ptrdiff_t n, panels;
  const double *sigma, *shift;  ///< pairs, one for each row of the panels
  const double* diagonal;       ///< the digits of T_ii, those of a slice side by side
  std::ptrdiff_t slices;
  const double *T, *T_t, *R, *S;
  double hidden;      ///< what T, R and S hide: over a gap, no more than this is nothing
  double noise;       ///< least coupling of two singular values
  double close;       ///< a gap that is a cluster whatever couples it
  double *F_t, *G_t;  ///< written: the transposed corrections, zero on the diagonal
  double* gap;        ///< written: s_i − s_j
};

struct CorrectionReport {
  double largest;                          ///< of F and G; NaN where one of them is not finite
  double largest_T, largest_R, largest_S;  ///< off the diagonal
  double least_gap;                        ///< of pairs that are no cluster, at most 1
  bool clustered;  ///< there is a pair whose entries of F and G are not written
};

/// What a correction leaves, to first order: T + FᵀD + DG off the diagonal, R − F − Fᵀ, S − G − Gᵀ.
struct LeftoverTerms {
  std::ptrdiff_t n, panels;
  const double* t;  ///< D: pairs, one for each row of the panels
  const double *T, *R, *S, *F, *F_t, *G, *G_t;
  double *left_T, *left_R, *left_S;  ///< written: upper bounds of the magnitudes
};

/// How many digits of a correction are taken off exactly: those of a pair of doubles.
constexpr std::ptrdiff_t pair_digits = 6;

/// T ← T + FᵀD + DG, UᵀU ← UᵀU + F + Fᵀ, VᵀV ← VᵀV + G + Gᵀ in digits, D the diagonal of T: what a correction
/// leaves to first order, for another one. F and G are cut to digits `first` to first + pair_digits − 1.
struct TakeOffTerms {
  std::ptrdiff_t n, panels, slices, first;
  const double* diagonal;  ///< as in CorrectionTerms
  const double *F, *F_t, *G, *G_t;
  double *T, *gram_U, *gram_V;
  std::ptrdiff_t panel;  ///< of T and the other two
};

/// A pair of singular values is a cluster where its gap is at most this many times what couples it.
constexpr double cluster_factor = 64;

/// The many-bit kernels of one unit compiled for one set of instructions. Each gives the same bits on every
/// path: sums are of exact integers or in one order, and nothing rounded is fused.
struct DigitKernels {
  /// X, or X transposed, as right factor of a product: groups of columns, each with its slices from the last
  /// to the first, so that one long product is one weight.
  void (*pack)(std::ptrdiff_t inner, std::ptrdiff_t columns, std::ptrdiff_t slices, const double* X,
               std::ptrdiff_t panel, bool transposed, double* packed);
  void (*product)(const DigitProduct& product);

  /// The leading 100 bits or so of every entry times `sign`.
  void (*leading_pairs)(std::ptrdiff_t panels, std::ptrdiff_t columns, std::ptrdiff_t slices,
                        const double* X, std::ptrdiff_t panel, double sign, double* pairs);
  /// Pairs below 2^(−22 first − 1) in magnitude into digits `first` to end − 1; up to 1 where first = 0, for the
  /// uppermost digit may be twice as large as the others.
  void (*deposit)(std::ptrdiff_t panels, std::ptrdiff_t columns, const double* pairs, double* X,
                  std::ptrdiff_t panel, std::ptrdiff_t first, std::ptrdiff_t end);
  /// The same onto what the digits are.
  void (*add_deposit)(std::ptrdiff_t panels, std::ptrdiff_t columns, const double* pairs, double* X,
                      std::ptrdiff_t panel, std::ptrdiff_t first, std::ptrdiff_t end);

  CorrectionReport (*correct)(const CorrectionTerms& terms);
  void (*leftover)(const LeftoverTerms& terms);
  void (*take_off)(const TakeOffTerms& terms);

  /// The SVD by one-sided Jacobi rotations (Hestenes): A V = U diag(norms), n columns of stride ≥ n rows, a
  /// multiple of 8, with zeros below row n. A becomes U, V is written. False where it does not converge.
  bool (*hestenes)(std::ptrdiff_t n, std::ptrdiff_t stride, double* A, double* V, double* norms);
};

extern const DigitKernels* const digit_kernels_baseline;
extern const DigitKernels* const digit_kernels_avx2;
extern const DigitKernels* const digit_kernels_avx512;

/// Throws std::invalid_argument where this processor does not have them.
const DigitKernels& digit_kernels(Isa isa);

}  // namespace adamant
