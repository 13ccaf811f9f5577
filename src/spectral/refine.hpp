#pragma once

#include "spectral/correction.hpp"
#include "spectral/svd.hpp"

#include <optional>

namespace adamant {

/// The singular values and vectors of a square A by iterative refinement of an SVD in double.
///
/// With T = UᵀAV, R = I − UᵀU, S = I − VᵀV the step is U ← U(I + F), V ← V(I + G),
///
///   F_ij = R_ij/2 + a_ij + b_ij,  F_ii = R_ii/2,  a_ij = (T_ij + T_ji + (s_i + s_j)(R_ij + S_ij)/2)/(2(s_j − s_i)),
///   G_ij = S_ij/2 + a_ij − b_ij,  G_ii = S_ii/2,  b_ij = (T_ij − T_ji + (s_j − s_i)(R_ij − S_ij)/2)/(2(s_j + s_i)),
///
/// which squares the error: Ogita and Aishima's correction in the parts that restore orthogonality, turn U and V
/// alike and turn them apart, so that rounding over a small gap spoils nothing but a, which is zero where its
/// numerator is below what the products hide or below its own rounding. F and G are pairs of doubles that take
/// 2^96 off the error; where the digits of T, R and S know more, what F and G leave of them is computed exactly,
/// entry by entry, and gives a second pair. Where s_i and s_j are too close, a is left out, and what then
/// is left of their block is diagonalised in double. All products are exact (Sliced).
///
/// The run ends when off-diagonal T, R and S of the result are proved to be below 2^-bits: from the exact
/// products before the last step, its first order entry by entry and the rest by norms. The result itself is
/// then put to four vectors x of signs: (UᵀAV − T)x, (UᵀU − I)x and (VᵀV − I)x, in digits, must keep the bound.
///
/// Source  ogita2020iterative, ozaki2012error.
struct RefinedSvd {
  Sliced U_t, V_t;           ///< Uᵀ and Vᵀ
  Sliced T;                  ///< its diagonal alone is up to date
  std::vector<Index> order;  ///< by descending T_ii
  Leftover bound;            ///< of T − diag(T_ii) too
  int steps = 0;
};

/// None where it does not converge: then another route is needed. `bits` ≤ 512, n refinable; A with
/// entries below 1/2 in magnitude and ‖A‖_2 ≤ 1; U and V start orthogonal to about 2^-40.
std::optional<RefinedSvd> refine_svd(const DigitKernels& kernels, const Sliced& A,
                                     const Matrix<double>& U, const Matrix<double>& V, int bits);

/// The independent check: A, U, V and the diagonal of T, put to four vectors of signs, keep svd.bound. A result
/// that keeps it always passes; one that is 2√n times beyond it in the Frobenius norm is refused as a rule.
bool keeps_its_bound(const DigitKernels& kernels, const Sliced& A, const RefinedSvd& svd);

/// Slices that refine_svd needs at `bits` and n.
Index refinement_slices(int bits, Index n);

/// n·slices + 2√n ≤ 2048, n > 0: then the sums of the products are exact, and those of the check, whose vectors
/// have entries up to √n.
bool is_refinable(int bits, Index n);

/// The thin SVD by refinement, the same bits on every processor and with every BLAS; none where W is too
/// large for exact sums, zero, so small or large that digits of the result leave the range of S, or where it does
/// not converge (then thin_svd takes Jacobi's rotations). Requires finite entries.
template <Real S>
  requires(!std::same_as<S, double>)
std::optional<ThinSvd<S>> refined_svd(const Matrix<S>& W);

/// The same with proved bounds: |sigma_i − the i-th singular value of W| ≤ radius for every i, by Weyl's
/// and Ostrowski's inequalities from the exact products of the last step. W square; radius > 0. The benchmarks
/// measure it; no claim rests on it, for theirs are proved by residuals in balls (enclosure.hpp).
template <Real S>
struct CertifiedSvd {
  ThinSvd<S> svd;
  S radius;
};
template <Real S>
  requires(!std::same_as<S, double>)
std::optional<CertifiedSvd<S>> certified_svd(const Matrix<S>& W);

/// polar(W) = U Vᵀ from a refined SVD, by one more exact product; none as refined_svd, at rank < n, or
/// where W is not square.
template <Real S>
  requires(!std::same_as<S, double>)
std::optional<Matrix<S>> refined_polar(const Matrix<S>& W);

extern template std::optional<ThinSvd<Real113>> refined_svd(const Matrix<Real113>&);
extern template std::optional<CertifiedSvd<Real113>> certified_svd(const Matrix<Real113>&);
extern template std::optional<Matrix<Real113>> refined_polar(const Matrix<Real113>&);
extern template std::optional<ThinSvd<Real256>> refined_svd(const Matrix<Real256>&);
extern template std::optional<CertifiedSvd<Real256>> certified_svd(const Matrix<Real256>&);
extern template std::optional<Matrix<Real256>> refined_polar(const Matrix<Real256>&);
extern template std::optional<ThinSvd<Real512>> refined_svd(const Matrix<Real512>&);
extern template std::optional<CertifiedSvd<Real512>> certified_svd(const Matrix<Real512>&);
extern template std::optional<Matrix<Real512>> refined_polar(const Matrix<Real512>&);

}  // namespace adamant
