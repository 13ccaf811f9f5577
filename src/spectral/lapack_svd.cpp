#include "scalar/elementary.hpp"
#include "scalar/require.hpp"
#include "spectral/fast_polar.hpp"
#include "spectral/norms.hpp"
#include "spectral/svd.hpp"

#include <cmath>
#include <string>

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

PolarSvd::PolarSvd(Index m, Index n) : m_(m), n_(n) {
  const Index k = std::min(m, n);
  A_ = AlignedDoubles(ld() * n);
  U_ = AlignedDoubles(ld() * k);
  Vt_ = AlignedDoubles((k + 8) * n);
  sigma_ = Vector<double>(k);
  integers_.resize(static_cast<std::size_t>(8 * k));
  double best = 0;
  work_length_ = -1;
  (void)call_dgesdd(&best);
  work_length_ = static_cast<int>(best);
  work_ = AlignedDoubles(work_length_);
}

int PolarSvd::call_dgesdd(double* work) {
  const int m = static_cast<int>(m_), n = static_cast<int>(n_), ldu = static_cast<int>(ld()),
            ldvt = static_cast<int>(sigma_.size() + 8);
  int info = 0;
  dgesdd_("S", &m, &n, A_.data(), &ldu, sigma_.data(), U_.data(), &ldu, Vt_.data(), &ldvt, work,
          &work_length_, integers_.data(), &info);
  return info;
}

PolarSvd::Norms PolarSvd::decompose(const double* W, Index stride) {
  if (openblas_set_num_threads != nullptr) openblas_set_num_threads(1);
  double largest = 0;
  for (Index e = 0; e < m_ * n_; ++e) {
    require(is_finite(W[e * stride]), "thin_svd_lapack", "an entry of W", W[e * stride], "finite");
    largest = std::max(largest, std::abs(W[e * stride]));
  }
  // dgesdd's own scaling loses digits of subnormal numbers.
  int exponent = 0;
  (void)std::frexp(largest, &exponent);
  const int half = exponent / 2, rest = exponent - half;
  const double down = std::ldexp(1.0, -half), further = std::ldexp(1.0, -rest);
  double square = 0;
  for (Index j = 0; j < n_; ++j)
    for (Index i = 0; i < m_; ++i) {
      const double a = W[(i + j * m_) * stride] * down * further;
      A_[i + j * ld()] = a;
      square += a * a;
    }
  const int info = call_dgesdd(work_.data());
  if (info != 0)
    throw std::runtime_error("dgesdd did not converge (info " + std::to_string(info) + ")");
  const double up = std::ldexp(1.0, half), again = std::ldexp(1.0, rest);
  sigma_ = sigma_ * up * again;
  return {nuclear_norm(sigma_), std::sqrt(square) * up * again};
}

ThinSvd<double> PolarSvd::svd(const Matrix<double>& W) {
  (void)decompose(W.data(), 1);
  const Index k = sigma_.size();
  return {Eigen::Map<const Matrix<double>>(U_.data(), ld(), k).topRows(m_), sigma_,
          Eigen::Map<const Matrix<double>>(Vt_.data(), k + 8, n_).topRows(k).transpose()};
}

PolarNorms PolarSvd::operator()(const double* W, double* Q, Index stride) {
  const auto rank = [&](const Vector<double>& sigma) {
    return numerical_rank<double>(sigma, rank_tolerance<double>(m_, n_));
  };
  try {
    const Norms norms = decompose(W, stride);
    const int m = static_cast<int>(m_), n = static_cast<int>(n_),
              r = static_cast<int>(rank(sigma_)), ldu = static_cast<int>(ld()),
              ldvt = static_cast<int>(sigma_.size() + 8), ldq = stride == 1 ? m : ldu;
    const double one = 1, zero = 0;
    dgemm_("N", "N", &m, &n, &r, &one, U_.data(), &ldu, Vt_.data(), &ldvt, &zero,
           stride == 1 ? Q : A_.data(), &ldq);
    if (stride != 1)
      for (Index j = 0; j < n_; ++j)
        for (Index i = 0; i < m_; ++i) Q[(i + j * m_) * stride] = A_[i + j * ld()];
    return {norms.nuclear, norms.frobenius, true};
  } catch (const std::runtime_error&) {
    Matrix<double> A(m_, n_);
    for (Index e = 0; e < A.size(); ++e) A.data()[e] = W[e * stride];
    const ThinSvd<double> svd = thin_svd<double>(A);
    const Index r = rank(svd.sigma);
    const Matrix<double> P = svd.U.leftCols(r) * svd.V.leftCols(r).transpose();
    for (Index e = 0; e < A.size(); ++e) Q[e * stride] = P.data()[e];
    return {nuclear_norm(svd.sigma), frobenius_norm<double>(A), true};
  }
}

ThinSvd<double> thin_svd_lapack(const Matrix<double>& W) {
  if (W.size() == 0)
    return {Matrix<double>(W.rows(), 0), Vector<double>(0), Matrix<double>(W.cols(), 0)};
  return PolarSvd(W.rows(), W.cols()).svd(W);
}

}  // namespace adamant
