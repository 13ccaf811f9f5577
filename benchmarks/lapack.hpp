#pragma once

#include "scalar/matrix.hpp"
#include "spectral/fast_polar.hpp"

#include <vector>

namespace adamant::benchmarks {

/// polar(W) = U Vᵀ the way most programs do it: LAPACK's SVD of a copy, one product. Nothing is allocated
/// after the first call. Square W.
class LapackPolar {
 public:
  enum class Driver { gesdd, gesvd };
  /// ld ≥ n; a power of two is what n×n arrays without gaps have, and costs dgesdd up to two fifths.
  LapackPolar(Driver driver, Index n, Index ld);
  PolarNorms operator()(const double* W, double* Q);

 private:
  void svd();

  Driver driver_;
  int n_, ld_, lwork_ = -1;
  std::vector<double> A_, U_, Vt_, sigma_, work_;
  std::vector<int> iwork_;
};

/// C = A B or Aᵀ B for n×n matrices without gaps, added to C where `add`.
void dgemm(Index n, const double* A, bool transposed, const double* B, double* C, bool add);

/// Operations a microsecond of one thread in dgemm at n = 512, the median of a few.
double dgemm_rate();

void use_one_blas_thread();

}  // namespace adamant::benchmarks
