#pragma once

#include "lab/words.hpp"
#include "optim/method_names.hpp"
#include "optim/penalty_kind.hpp"
#include "optim/schedule.hpp"
#include "problem/residual_loss.hpp"
#include "scalar/decimal.hpp"

namespace adamant {

/// The form of the loss, summed over Omega unless it is the mean; see residual_loss.hpp.
enum class LossForm {
  half_sum,
  mean,
  absolute,
  absolute_proximal,  ///< absolute, by a proximal step of eta after the method's
  huber,              ///< with delta = 1/10
  quartic,
  log_cosh
};

/// What a completion run does, read from its words.
///
/// Words  method and its hyper-parameters by name; penalty: ratio (default), nuclear, none; lambda: L or
///        FROM:TO; schedule: decay (default), constant; T; loss: half-sum (default), mean, absolute, …;
///        basis: the method sees Q_1ᵀ G Q_2 for `random` orthogonal Q, or for W_0's singular vectors
///        (`start`); project: `frame` keeps the updates in the frame of W_0; record: end (default), path,
///        alternation; bits: 53 (default), 113.
struct CompletionPlan {
  explicit CompletionPlan(const Words& with);

  std::string method;
  HyperParameters hyper;
  PenaltyKind penalty;
  std::string lambda_from, lambda_to;
  StepSchedule schedule;
  long T;
  LossForm loss;
  std::string basis, project, record;
  long bits;
  std::string eta;

  /// lambda over time, read exactly and rounded once, to the tier.
  template <Real S>
  Anneal<S> lambda() const {
    return {parse<S>(lambda_from), parse<S>(lambda_to)};
  }
};

/// ∇l at W.
template <Real S>
Matrix<S> loss_gradient(LossForm loss, const Matrix<S>& Y, const Mask& Omega, const Matrix<S>& W) {
  const auto with = [&]<class Phi>(Phi phi) {
    return LossCompletion<S, Phi>{Y, Omega, phi}.gradient(W);
  };
  switch (loss) {
    case LossForm::half_sum:
      return P_Omega<S>(Omega, W - Y);
    case LossForm::mean:
      return P_Omega<S>(Omega, W - Y) * ratio<S>(2, Omega.count());
    case LossForm::absolute:
      return with(AbsoluteLoss<S>());
    case LossForm::huber:
      return with(HuberLoss<S>{ratio<S>(1, 10)});
    case LossForm::quartic:
      return with(QuarticLoss<S>());
    case LossForm::log_cosh:
      return with(LogCoshLoss<S>());
    case LossForm::absolute_proximal:
      break;
  }
  return Matrix<S>::Zero(W.rows(), W.cols());
}

}  // namespace adamant
