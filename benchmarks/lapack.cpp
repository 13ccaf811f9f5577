#include "benchmarks/lapack.hpp"

#include <time.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

extern "C" {
void dgesdd_(const char* jobz, const int* m, const int* n, double* a, const int* lda, double* s,
             double* u, const int* ldu, double* vt, const int* ldvt, double* work, const int* lwork,
             int* iwork, int* info);
void dgesvd_(const char* jobu, const char* jobvt, const int* m, const int* n, double* a,
             const int* lda, double* s, double* u, const int* ldu, double* vt, const int* ldvt,
             double* work, const int* lwork, int* info);
void dgemm_(const char* transa, const char* transb, const int* m, const int* n, const int* k,
            const double* alpha, const double* a, const int* lda, const double* b, const int* ldb,
            const double* beta, double* c, const int* ldc);
[[gnu::weak]] void openblas_set_num_threads(int threads);
}

namespace adamant::benchmarks {
namespace {

std::vector<double> zeros(Index rows, Index cols) {
  return std::vector<double>(static_cast<std::size_t>(rows * cols));
}

double thread_microseconds() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) * 1e6 + static_cast<double>(t.tv_nsec) * 1e-3;
}

}  // namespace

LapackPolar::LapackPolar(Driver driver, Index n, Index ld)
    : driver_(driver),
      n_(static_cast<int>(n)),
      ld_(static_cast<int>(ld)),
      A_(zeros(ld, n)),
      U_(zeros(ld, n)),
      Vt_(zeros(ld, n)),
      sigma_(zeros(n, 1)),
      work_(1),
      iwork_(static_cast<std::size_t>(8 * n)) {
  svd();
  lwork_ = static_cast<int>(work_[0]);
  work_.resize(static_cast<std::size_t>(lwork_));
}

void LapackPolar::svd() {
  int info = 0;
  if (driver_ == Driver::gesdd) {
    dgesdd_("S", &n_, &n_, A_.data(), &ld_, sigma_.data(), U_.data(), &ld_, Vt_.data(), &ld_,
            work_.data(), &lwork_, iwork_.data(), &info);
  } else {
    dgesvd_("S", "S", &n_, &n_, A_.data(), &ld_, sigma_.data(), U_.data(), &ld_, Vt_.data(), &ld_,
            work_.data(), &lwork_, &info);
  }
  if (info != 0) throw std::runtime_error("LAPACK's SVD did not converge");
}

PolarNorms LapackPolar::operator()(const double* W, double* Q) {
  double square = 0, nuclear = 0;
  for (Index j = 0; j < n_; ++j)
    for (Index i = 0; i < n_; ++i) {
      const double w = W[i + j * n_];
      A_[static_cast<std::size_t>(i + j * ld_)] = w;
      square += w * w;
    }
  svd();
  for (const double sigma : sigma_) nuclear += sigma;
  const double one = 1, zero = 0;
  dgemm_("N", "N", &n_, &n_, &n_, &one, U_.data(), &ld_, Vt_.data(), &ld_, &zero, Q, &n_);
  return {nuclear, std::sqrt(square), true};
}

void dgemm(Index n, const double* A, bool transposed, const double* B, double* C, bool add) {
  const int size = static_cast<int>(n);
  const double one = 1, beta = add ? 1 : 0;
  dgemm_(transposed ? "T" : "N", "N", &size, &size, &size, &one, A, &size, B, &size, &beta, C,
         &size);
}

double dgemm_rate() {
  constexpr Index n = 512;
  const std::vector<double> A(n * n, 0.5), B(n * n, 0.25);
  std::vector<double> C(n * n), us;
  for (int k = 0; k < 15; ++k) {
    const double start = thread_microseconds();
    dgemm(n, A.data(), false, B.data(), C.data(), false);
    us.push_back(thread_microseconds() - start);
  }
  std::sort(us.begin(), us.end());
  return 2.0 * n * n * n / us[us.size() / 2];
}

void use_one_blas_thread() {
  if (openblas_set_num_threads != nullptr) openblas_set_num_threads(1);
}

}  // namespace adamant::benchmarks
