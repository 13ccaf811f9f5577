#include "scalar/elementary.hpp"
#include "scalar/require.hpp"
#include "spectral/fast_polar.hpp"
#include "spectral/norms.hpp"
#include "spectral/svd.hpp"

#include <cmath>
#include <string>
#include <vector>

extern "C" {
void dgesdd_(const char* jobz, const int* m, const int* n, double* a, const int* lda, double* s,
             double* u, const int* ldu, double* vt, const int* ldvt, double* work, const int* lwork,
             int* iwork, int* info);
void dgemm_(const char* transa, const char* transb, const int* m, const int* n, const int* k,
            const double* alpha, const double* a, const int* lda, const double* b, const int* ldb,
            const double* beta, double* c, const int* ldc);
/// Present in OpenBLAS only; one thread is faster than two at the sizes of a trace.
[[gnu::weak]] void openblas_set_num_threads(int threads);
}

namespace adamant {

namespace {

/// U (m×k), sigma and Vᵀ (k×n) with columns that are eight entries longer than they need be: where columns are a
/// power of two apart, dgesdd is up to 1.4 times slower.
struct PaddedSvd {
  int m, n, k, ld, ldvt;
  Matrix<double> U, Vt;
  Vector<double> sigma;
};

PaddedSvd padded_svd(const Matrix<double>& W) {
  const int m = static_cast<int>(W.rows()), n = static_cast<int>(W.cols()), k = std::min(m, n);
  for (Index i = 0; i < W.size(); ++i)
    require(is_finite(W.data()[i]), "thin_svd_lapack", "an entry of W", W.data()[i], "finite");
  if (openblas_set_num_threads != nullptr) openblas_set_num_threads(1);

  PaddedSvd svd{
      m, n, k, m + 8, k + 8, Matrix<double>(m + 8, k), Matrix<double>(k + 8, n), Vector<double>(k)};
  // dgesdd's own scaling loses digits of subnormal numbers.
  int exponent = 0;
  (void)std::frexp(W.cwiseAbs().maxCoeff(), &exponent);
  const int half = exponent / 2, rest = exponent - half;
  Matrix<double> A(svd.ld, n);
  A.topRows(m) = W * std::ldexp(1.0, -half) * std::ldexp(1.0, -rest);
  std::vector<int> iwork(static_cast<std::size_t>(8 * k));
  std::vector<double> work(1);
  int lwork = -1, info = 0;
  const auto call = [&] {
    dgesdd_("S", &m, &n, A.data(), &svd.ld, svd.sigma.data(), svd.U.data(), &svd.ld, svd.Vt.data(),
            &svd.ldvt, work.data(), &lwork, iwork.data(), &info);
  };
  call();
  lwork = static_cast<int>(work[0]);
  work.resize(static_cast<std::size_t>(lwork));
  call();
  if (info != 0)
    throw std::runtime_error("dgesdd did not converge (info " + std::to_string(info) + ")");
  svd.sigma = svd.sigma * std::ldexp(1.0, half) * std::ldexp(1.0, rest);
  return svd;
}

}  // namespace

ThinSvd<double> thin_svd_lapack(const Matrix<double>& W) {
  if (W.size() == 0)
    return {Matrix<double>(W.rows(), 0), Vector<double>(0), Matrix<double>(W.cols(), 0)};
  const PaddedSvd svd = padded_svd(W);
  return {svd.U.topRows(svd.m), svd.sigma, svd.Vt.topRows(svd.k).transpose()};
}

PolarNorms polar_by_svd(const Matrix<double>& W, Matrix<double>& Q) {
  const auto rank = [&](const Vector<double>& sigma) {
    return numerical_rank<double>(sigma, rank_tolerance<double>(W.rows(), W.cols()));
  };
  Q.resize(W.rows(), W.cols());
  try {
    const PaddedSvd svd = padded_svd(W);
    const int r = static_cast<int>(rank(svd.sigma));
    const double one = 1, zero = 0;
    dgemm_("N", "N", &svd.m, &svd.n, &r, &one, svd.U.data(), &svd.ld, svd.Vt.data(), &svd.ldvt,
           &zero, Q.data(), &svd.m);
    return {nuclear_norm(svd.sigma), frobenius_norm<double>(W), true};
  } catch (const std::runtime_error&) {
    const ThinSvd<double> svd = thin_svd<double>(W);
    const Index r = rank(svd.sigma);
    Q.noalias() = svd.U.leftCols(r) * svd.V.leftCols(r).transpose();
    return {nuclear_norm(svd.sigma), frobenius_norm<double>(W), true};
  }
}

}  // namespace adamant
