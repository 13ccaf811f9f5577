#pragma once

#include "optim/fused_update.hpp"
#include "problem/completion.hpp"

namespace adamant {

/// What was seen at the iterate W_t that the last step left; l and the norms cost nothing extra.
struct CompletionNorms {
  double loss = 0;       ///< l(W_t)
  double nuclear = 0;    ///< ‖W_t‖_*; 0 without a penalty
  double frobenius = 0;  ///< ‖W_t‖_F; 0 without a penalty
};

/// Many completion runs of one shape side by side, one seed a lane: W_{t+1} = W_t + U_t with U_t the method's
/// update for the gradient of l(W) + lambda R(W).
///
///     CompletionBatch run(problems, starts, Adam<double>{}, PenaltyKind::ratio);
///     for (long t = 0; t < T; ++t) run.step(lambda);
///     run.W(seed);  run.norms(seed);
///
/// Requires  problems and starts of one shape and number, at least one; finite numbers; lambda finite; else
///           std::invalid_argument.
/// Undefined the ratio at W = 0: its gradient is taken as 0 there.
/// Accuracy  as PolarBatch; a step agrees with that of the method's own pure step to rounding.
class CompletionBatch {
 public:
  CompletionBatch(std::span<const Completion<double>> problems,
                  std::span<const Matrix<double>> starts, const FusedMethod& method,
                  PenaltyKind penalty, Isa isa = best_isa());

  /// One step of every run; `factor` multiplies eta, as a schedule does.
  void step(double lambda, double factor = 1);

  Index size() const { return static_cast<Index>(norms_.size()); }
  long t() const { return t_; }
  Matrix<double> W(Index seed) const;
  const CompletionNorms& norms(Index seed) const { return norms_[static_cast<std::size_t>(seed)]; }
  /// Runs in which an SVD had to stand in for the polar factor, summed over the steps.
  long fallbacks() const { return fallbacks_; }

 private:
  struct Group {
    AlignedDoubles Y, observed, W, m, v;
  };
  void step_group(std::size_t g, double lambda, UpdateStep& update);

  FusedMethod method_;
  PenaltyKind penalty_;
  Index m_, n_;
  PolarBatch polar_;
  UpdateKernel kernel_;
  std::vector<Group> groups_;
  std::vector<double> curvature_;
  AlignedDoubles Q_;
  std::vector<CompletionNorms> norms_;
  long t_ = 0;
  long fallbacks_ = 0;
};

}  // namespace adamant
