#pragma once

#include "lab/cell.hpp"
#include "optim/method_names.hpp"
#include "optim/penalty_kind.hpp"
#include "optim/schedule.hpp"
#include "problem/completion.hpp"

namespace adamant {

/// One seed's completion problem with what is known of it.
struct CompletionCase {
  Matrix<double> truth;  ///< W*
  Mask Omega;
  Matrix<double> Y;  ///< W*, or W* with noise; matters on Omega only
  Matrix<double> W_0;
};

/// The problem of a seed: W* = A Bᵀ/√r with m×r and n×r normal factors, |Omega| = round(p·m·n) entries
/// without replacement or `observed` of them, noise of `sigma` times the root mean square of W*.
///
/// Words  n, r; m (n); p or observed; sigma (0); frobenius: ‖W*‖_F is scaled to it;
///        start: zero-fill (default), gaussian:STD, perturbed:STD (zero fill, and noise beside Omega).
CompletionCase completion_case(const Words& with, std::uint64_t seed);

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
  Anneal<double> lambda;
  StepSchedule schedule;
  long T;
  LossForm loss;
  std::string basis, project, record;
  long bits;
  double eta;
};

/// ∇l at W.
Matrix<double> loss_gradient(LossForm loss, const CompletionCase& x, const Matrix<double>& W);

/// Where W stands: eu, eo, error = ‖W − W*‖_F/‖W*‖_F, moved = ‖P'(W − W_0)‖_F/‖P'(W*)‖_F, erank, rank (above
/// a hundredth of sigma_1), rho, nuclear.
std::map<std::string, double> errors_at(const CompletionCase& x, const Matrix<double>& W);

}  // namespace adamant
