#include "scalar/elementary.hpp"
#include "scalar/require.hpp"
#include "spectral/svd.hpp"

#include <cmath>
#include <string>
#include <vector>

extern "C" {
void dgesdd_(const char* jobz, const int* m, const int* n, double* a, const int* lda, double* s,
             double* u, const int* ldu, double* vt, const int* ldvt, double* work, const int* lwork,
             int* iwork, int* info);
/// Present in OpenBLAS only; one thread is faster than two at the sizes of a trace.
[[gnu::weak]] void openblas_set_num_threads(int threads);
}

namespace adamant {

ThinSvd<double> thin_svd_lapack(const Matrix<double>& W) {
  const int m = static_cast<int>(W.rows()), n = static_cast<int>(W.cols()), k = std::min(m, n);
  if (k == 0) return {Matrix<double>(m, 0), Vector<double>(0), Matrix<double>(n, 0)};
  for (Index i = 0; i < W.size(); ++i)
    require(is_finite(W.data()[i]), "thin_svd_lapack", "an entry of W", W.data()[i], "finite");
  if (openblas_set_num_threads != nullptr) openblas_set_num_threads(1);

  // dgesdd's own scaling loses digits of subnormal numbers.
  int exponent = 0;
  (void)std::frexp(W.cwiseAbs().maxCoeff(), &exponent);
  const int half = exponent / 2, rest = exponent - half;
  Matrix<double> A = W * std::ldexp(1.0, -half) * std::ldexp(1.0, -rest), Vt(k, n);
  ThinSvd<double> svd{Matrix<double>(m, k), Vector<double>(k), Matrix<double>()};
  std::vector<int> iwork(static_cast<std::size_t>(8 * k));
  std::vector<double> work(1);
  int lwork = -1, info = 0;
  const auto call = [&] {
    dgesdd_("S", &m, &n, A.data(), &m, svd.sigma.data(), svd.U.data(), &m, Vt.data(), &k,
            work.data(), &lwork, iwork.data(), &info);
  };
  call();
  lwork = static_cast<int>(work[0]);
  work.resize(static_cast<std::size_t>(lwork));
  call();
  if (info != 0)
    throw std::runtime_error("dgesdd did not converge (info " + std::to_string(info) + ")");
  svd.V = Vt.transpose();
  svd.sigma = svd.sigma * std::ldexp(1.0, half) * std::ldexp(1.0, rest);
  return svd;
}

}  // namespace adamant
