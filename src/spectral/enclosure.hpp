#pragma once

#include "scalar/ball.hpp"
#include "spectral/svd.hpp"

#include <optional>
#include <string>

namespace adamant {

/// A value that is proved, or the reason why it is undecided: never a guess.
template <class T>
struct Enclosed {
  std::optional<T> value;
  std::string why_not;

  explicit operator bool() const { return value.has_value(); }
  const T& operator*() const { return *value; }
  const T* operator->() const { return &*value; }
};

/// What is certain about the singular values of W, and the approximate SVD it was proved from.
struct Spectrum {
  Vector<Ball> sigma;   ///< k = min(m, n) of them, descending
  Ball nuclear;         ///< ‖W‖_*
  Ball frobenius;       ///< ‖W‖_F
  Ball spectral;        ///< ‖W‖_2
  ThinSvd<Ball> start;  ///< exact numbers, close to an SVD of W
  int bits = 0;         ///< of the SVD it starts from

  /// How many sigma are certainly positive: rank(W) is at least that. Never "at most": no interval
  /// excludes a small positive sigma.
  Index rank_at_least() const;
};

/// Enclosures of the spectrum of W, whose entries are balls: it holds for every matrix in them.
///
/// With D = diag(t) ≥ 0 and U, V any matrices, alpha ≥ ‖UᵀU − I‖_F, beta ≥ ‖VᵀV − I‖_F, both below 1, and
/// e ≥ ‖W − U D Vᵀ‖_F (Ostrowski for U D Vᵀ, Weyl for the rest):
///
///   t_i √((1 − alpha)(1 − beta)) − e ≤ sigma_i(W) ≤ t_i √((1 + alpha)(1 + beta)) + e
///
/// Shape     any; an empty W has no sigma and norms 0.
/// Undecided an entry of W without a bound; or, of the second form, radii above 2^-accuracy ‖W‖_F also from
///           an SVD in 512 bits.
/// Cost      one SVD in 53, 113, 256 or 512 bits and five products of balls.
Enclosed<Spectrum> enclose_spectrum(const Matrix<Ball>& W, const ThinSvd<Ball>& start);
Enclosed<Spectrum> enclose_spectrum(const Matrix<Ball>& W, int accuracy);

/// polar(W) = U Vᵀ of a W of full rank, every entry within one bound of the product of the start's factors.
///
/// With W of m ≥ n, Q = U Vᵀ, H = V D Vᵀ (positive definite: t_n > 0 and beta < 1), delta ≥ ‖QᵀQ − I‖_F and
/// e ≥ ‖W − Q H‖_F + delta ‖H‖_F:
///
///   ‖polar(W) − Q‖_F ≤ delta + 2 e / (sigma_n(W) + max(0, sigma_n(W) − e))
///
/// docs/theory/enclosures.md has the proof, for rectangular W too.
///
/// Undecided where sigma_k is not certainly positive: at a lower rank always.
Enclosed<Matrix<Ball>> enclose_polar(const Matrix<Ball>& W, const Spectrum& spectrum);

/// grad of ‖W‖_* and of rho = ‖W‖_*/‖W‖_F at full rank; undecided as enclose_polar is.
Enclosed<Matrix<Ball>> enclose_nuclear_gradient(const Matrix<Ball>& W, int accuracy);
Enclosed<Matrix<Ball>> enclose_ratio_gradient(const Matrix<Ball>& W, int accuracy);

/// What the optimisers and penalties may be given as the SVD of W: enclosed sigma at the working
/// precision, and U and V of which nothing is claimed. Throws Undecidable.
ThinSvd<Ball> thin_svd(const Matrix<Ball>& W);

/// polar(W) at the working precision. Throws Undecidable where it is undecided.
std::optional<Matrix<Ball>> polar_enclosed(const Matrix<Ball>& W);

}  // namespace adamant
