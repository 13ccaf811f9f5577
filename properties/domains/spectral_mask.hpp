#pragma once

#include "problem/completion.hpp"
#include "properties/domains/spectral_matrix.hpp"

namespace adamant {

/// The entries of A that are not 0.
Mask support_of(const Matrix<Rational>& A);

/// Omega of a matrix W that is its own zero fill: the entries of W that are not 0.
inline Mask support(const SpectralMatrix& x) { return support_of(x.W<Rational>()); }

/// A truth W* = W + P_complement(H) whose zero fill is W, with its SVD.
template <Scalar S>
Completion<S> completion_of(const SpectralMatrix& x) {
  const Mask Omega = support(x);
  return {x.W<S>() + P_complement<S>(Omega, x.H.as<S>()), Omega};
}

/// Lambda = U_r diag(d) V_rᵀ + eta U_⊥ V_⊥ᵀ over the pairs r < i ≤ k: a dual certificate of norm eta across the
/// null spaces, for the direction D = U_r diag(d) V_rᵀ of a penalty at W.
template <Scalar S>
Matrix<S> dual_certificate(const SpectralMatrix& x, const Vector<S>& d) {
  const ThinSvd<S> svd = x.svd<S>();
  Vector<S> all = Vector<S>::Constant(x.k(), x.eta.as<S>());
  all.head(x.r()) = d;
  return svd.U * all.asDiagonal() * svd.V.transpose();
}

/// d of the nuclear norm, 1, and of F times the ratio, 1 − sigma_i/tau.
template <Scalar S>
Vector<S> nuclear_direction(const SpectralMatrix& x) {
  return Vector<S>::Constant(x.r(), S(1));
}
template <Scalar S>
Vector<S> ratio_direction(const SpectralMatrix& x) {
  const Vector<S> sigma = x.sigma.as<S>().col(0);
  return nuclear_direction<S>(x) - sigma * S(sigma.sum() / sigma.squaredNorm());
}

/// W has an entry that is 0 where its polar factor is not, and one where H is not.
extern const DomainOf<SpectralMatrix> spectral_zero_fills;

/// The same with rank(W) = m = n.
extern const DomainOf<SpectralMatrix> regular_zero_fills;

/// rank(W) < min(m, n), 0 < eta < 1.
extern const DomainOf<SpectralMatrix> dual_certificates;

/// The same with eta > 1.
extern const DomainOf<SpectralMatrix> overlong_certificates;

}  // namespace adamant
