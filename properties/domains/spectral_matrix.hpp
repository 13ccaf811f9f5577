#pragma once

#include "properties/fields.hpp"
#include "spectral/svd.hpp"

namespace adamant {

/// W = U diag(sigma, 0) Vᵀ with dyadic orthogonal U (m×m), V (n×n) and r ≤ min(m, n) positive dyadic
/// sigma in descending order: a matrix whose SVD is known exactly at every tier. With it a second
/// matrix H of the same shape (a direction, or a point elsewhere) and a step size.
struct SpectralMatrix {
  Fraction eta{1, 1};
  DyadicOrthogonal U;
  DyadicMatrix sigma;  ///< r×1
  DyadicOrthogonal V;
  DyadicMatrix H;

  static constexpr auto fields() {
    return std::tuple{field("eta", &SpectralMatrix::eta), field("U", &SpectralMatrix::U, "m"),
                      field("sigma", &SpectralMatrix::sigma, "r1"),
                      field("V", &SpectralMatrix::V, "n"), field("H", &SpectralMatrix::H, "mn")};
  }
  Index m() const { return U.n; }
  Index n() const { return V.n; }
  Index k() const { return std::min(m(), n()); }
  Index r() const { return sigma.rows; }
  std::vector<std::string> features() const;

  /// The thin SVD as it was built: U is m×k, sigma has k entries (the last k − r zero), V is n×k.
  template <Scalar S>
  ThinSvd<S> svd() const;
  template <Scalar S>
  Matrix<S> W() const;
  /// sigma_1/sigma_r: what the claims about W state as its condition number.
  template <Scalar S>
  S kappa() const {
    return S(sigma(0, 0).as<S>() / sigma(r() - 1, 0).as<S>());
  }
};

/// Shapes that fit, r ≥ 1 positive sigma in descending order, eta > 0.
bool is_spectral_matrix(const SpectralMatrix& x);

/// r ≥ 1, so W ≠ 0; every shape, rank and multiplicity.
extern const DomainOf<SpectralMatrix> spectral_matrices;

/// r = min(m, n).
extern const DomainOf<SpectralMatrix> full_rank_matrices;

/// 1 ≤ r < min(m, n): where a statement about the spans of W is not empty.
extern const DomainOf<SpectralMatrix> low_rank_matrices;

/// sigma_1 > sigma_r, so r ≥ 2: where the inequalities between ranks are strict.
extern const DomainOf<SpectralMatrix> matrices_of_unequal_sigma;

/// The same at full rank, r = min(m, n) ≥ 2.
extern const DomainOf<SpectralMatrix> full_rank_of_unequal_sigma;

/// eta < 2.
extern const DomainOf<SpectralMatrix> short_spectral_steps;

/// r < min(m, n) and eta ≤ 1: eta is the norm of something that lives on the null spaces of W.
extern const DomainOf<SpectralMatrix> low_rank_contractions;

}  // namespace adamant
