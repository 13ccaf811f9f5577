#pragma once

#include "benchmarks/lapack.hpp"
#include "optim/completion_run.hpp"

namespace adamant::benchmarks {

/// CompletionRun with LAPACK's SVD in place of the polar factor's own kernel; the rest is the same. Adam
/// and the ratio; square problems.
class LapackRun {
 public:
  LapackRun(const Completion<double>& problem, const Matrix<double>& start, Index ld);
  void step(double lambda, double factor = 1);
  double* Q() { return Q_.data(); }
  double nuclear() const { return nuclear_; }

 private:
  Index lanes_, vectors_;
  LapackPolar polar_;
  UpdateKernel kernel_;
  AlignedDoubles Y_, observed_, W_, m_, v_, Q_;
  double nuclear_ = 0;
  long t_ = 0;
};

}  // namespace adamant::benchmarks
