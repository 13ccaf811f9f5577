#include "lab/local_certificate.hpp"

#include "spectral/svd.hpp"

namespace adamant {
namespace {

/// The entries on Omega of an orthonormal basis of T, a column each: u_i v_jᵀ for i ≤ r, then u_k v_iᵀ for k > r.
/// The first of each i with j = i is column i n + i.
Matrix<double> tangent_basis_on(const Mask& Omega, const ThinSvd<double>& svd, Index r) {
  const Index n = svd.U.rows();
  Matrix<double> M(Omega.count(), 2 * n * r - r * r);
  Index row = 0;
  for (Index b = 0; b < n; ++b)
    for (Index a = 0; a < n; ++a) {
      if (!Omega(a, b)) continue;
      Index column = 0;
      for (Index i = 0; i < r; ++i)
        for (Index j = 0; j < n; ++j) M(row, column++) = svd.U(a, i) * svd.V(b, j);
      for (Index k = r; k < n; ++k)
        for (Index i = 0; i < r; ++i) M(row, column++) = svd.U(a, k) * svd.V(b, i);
      ++row;
    }
  return M;
}

Matrix<double> spread_over(const Mask& Omega, const Vector<double>& values) {
  Matrix<double> A = Matrix<double>::Zero(Omega.rows(), Omega.cols());
  Index row = 0;
  for (Index b = 0; b < A.cols(); ++b)
    for (Index a = 0; a < A.rows(); ++a)
      if (Omega(a, b)) A(a, b) = values(row++);
  return A;
}

}  // namespace

LocalCertificate least_squares_certificate(const CompletionCase& x, Index r, PenaltyKind penalty) {
  const Index n = x.truth.rows();
  require(x.truth.cols() == n, "least_squares_certificate", "the columns of W*", x.truth.cols(),
          "as many as rows");
  require(r >= 1 && r <= n, "least_squares_certificate", "r", r, "1 <= r <= n");
  require(penalty != PenaltyKind::none, "least_squares_certificate", "the penalty", 0,
          "the nuclear norm or the ratio");
  const auto svd = thin_svd_lapack(x.truth);
  const Matrix<double> M = tangent_basis_on(x.Omega, svd, r);
  if (M.rows() < M.cols()) return {std::numeric_limits<double>::infinity(), 0};
  const auto of_M = thin_svd_lapack(M);
  const double least = of_M.sigma(M.cols() - 1);
  if (least <= 0) return {std::numeric_limits<double>::infinity(), 0};

  const auto sigma = svd.sigma.head(r);
  const double tau = sigma.squaredNorm() / sigma.sum();
  Vector<double> d = Vector<double>::Zero(M.cols());
  for (Index i = 0; i < r; ++i)
    d(i * n + i) = penalty == PenaltyKind::ratio ? 1 - sigma(i) / tau : 1;
  const Vector<double> pulled = (of_M.V.transpose() * d).cwiseQuotient(of_M.sigma);
  const Matrix<double> Lambda = spread_over(x.Omega, of_M.U * pulled);
  const auto U = svd.U.rightCols(n - r), V = svd.V.rightCols(n - r);
  if (r == n) return {0, least};
  return {thin_svd_lapack(U.transpose() * Lambda * V).sigma(0), least};
}

}  // namespace adamant
