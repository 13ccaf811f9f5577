#pragma once

#include "optim/completion_batch.hpp"

namespace adamant {

/// One completion run without an allocation a step: what CompletionBatch does for many, for shapes at which
/// one matrix fills the caches.
///
///     CompletionRun run(problem, start, Adam<double>{}, PenaltyKind::ratio);
///     for (long t = 0; t < T; ++t) run.step(lambda);
///     run.W();  run.norms();
///
/// Requires, Undefined, Accuracy  as CompletionBatch.
class CompletionRun {
 public:
  CompletionRun(const Completion<double>& problem, const Matrix<double>& start,
                const FusedMethod& method, PenaltyKind penalty, Isa isa = best_isa());

  /// One step; `factor` multiplies eta, as a schedule does.
  void step(double lambda, double factor = 1);

  long t() const { return t_; }
  Matrix<double> W() const;
  const CompletionNorms& norms() const { return norms_; }
  /// Steps in which an SVD had to stand in for the polar factor.
  long fallbacks() const { return fallbacks_; }

 private:
  FusedMethod method_;
  PenaltyKind penalty_;
  Index m_, n_, lanes_, vectors_;
  FastPolar polar_;
  UpdateKernel kernel_;
  double curvature_;
  AlignedDoubles Y_, observed_, W_, momentum_, squares_, Q_;
  CompletionNorms norms_;
  long t_ = 0;
  long fallbacks_ = 0;
};

}  // namespace adamant
