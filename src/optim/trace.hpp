#pragma once

#include "optim/method_names.hpp"
#include "optim/penalty_kind.hpp"
#include "optim/schedule.hpp"
#include "problem/completion.hpp"

#include <functional>
#include <optional>

namespace adamant {

/// Completion with what is known of the truth: f(W) = l(W) + lambda R(W), l of the entries of M on Omega.
template <class S>
struct TraceProblem {
  Matrix<S> M;  ///< the truth on `known`, 0 elsewhere
  Mask
      known;  ///< contains Omega; what is known and not in Omega is hidden, and tells how good W is
  Mask Omega;
  LossScale loss = LossScale::half_sum;
  PenaltyKind penalty = PenaltyKind::ratio;

  Completion<S> completion() const { return {M, Omega, loss}; }
  Mask hidden() const { return known && !Omega; }
};

template <class S>
struct TracePlan {
  ScaledMethod<S> method;
  StepSchedule schedule = StepSchedule::constant;
  Anneal<S> lambda;
  long steps = 0;
  long every = 1;  ///< steps between two rows; the first and the last W have one always
  Index r = 0;     ///< dimension of the subspaces whose angles are measured
};

/// What is seen of W_t, and of the step from W_t to W_{t+1}: the last row has no step. H is the set of
/// hidden entries; a quantity without a value (eu where H is empty, rho at 0) is empty, never NaN.
template <class S>
struct TraceRow {
  long t = 0;
  S loss;                    ///< l(W_t)
  std::optional<S> penalty;  ///< lambda R(W_t); none for PenaltyKind::none
  S lambda;
  std::optional<S> rho;   ///< ‖W_t‖_*/‖W_t‖_F
  S nuclear;              ///< ‖W_t‖_*
  S frobenius;            ///< ‖W_t‖_F
  std::optional<S> eu;    ///< ‖H(W_t − M)‖_F/‖H(M)‖_F
  std::optional<S> eo;    ///< ‖P_Omega(W_t − M)‖_F/‖P_Omega(M)‖_F
  std::optional<S> rmse;  ///< ‖H(W_t − M)‖_F/√|H|
  std::optional<S> effective_rank;
  std::array<Index, 3> rank{};      ///< numerical, at 1/10, 1/100, 1/1000 of sigma_1
  std::optional<S> off_frame;       ///< share of ‖W_t‖² outside the frame of W_0
  std::optional<S> angle_to_start;  ///< degrees, see largest_angle
  std::optional<S> angle_to_truth;
  std::optional<S> loss_gradient;     ///< ‖∇l‖_F where step t takes its gradient
  std::optional<S> penalty_gradient;  ///< ‖lambda ∇R‖_F there
  std::optional<S> moved;             ///< ‖H(W_t − W_0)‖_F/‖H(M)‖_F
  std::optional<S> largest_update;    ///< max |U_t|
};

enum class TraceEnd {
  finished,
  interrupted,  ///< the listener wanted no more
  diverged,     ///< the next iterate, or its loss, is not finite
  no_gradient,  ///< the penalty has none: the ratio at W = 0
  no_svd        ///< LAPACK did not converge
};

template <class S>
struct TraceResult {
  TraceEnd end;
  long t;       ///< steps taken
  Matrix<S> W;  ///< W_t, finite
};

/// Called at every t with its row, or null where t has none; false ends the run.
template <class S>
using TraceListener = std::function<bool(long t, const TraceRow<S>* row)>;

/// W_{t+1} = W_t + U_t from W_0, the gradient of f taken where the method asks for it. Where W has low
/// rank the penalty's minimal subgradient is taken, with rank_tolerance.
///
/// Requires  one shape, Omega ⊆ known, steps ≥ 0, every ≥ 1; otherwise std::invalid_argument.
/// Accuracy  at 53 bits steps use FastPolar and the singular values come from LAPACK: the last digits depend
///           on the processor and the BLAS.
/// Cost      a step one SVD, at 53 bits one polar factor; a row one more SVD at 53 bits and for a look-ahead method, a row six more products and four small
///           SVDs.
template <Real S>
TraceResult<S> trace(const TraceProblem<S>& problem, const TracePlan<S>& plan, const Matrix<S>& W_0,
                     const TraceListener<S>& listener);

/// The rank at which the singular values of M fall below a hundredth of the largest; of zero fill where M
/// is not known throughout. At least 1.
template <Real S>
Index natural_rank(const TraceProblem<S>& problem);

extern template TraceResult<double> trace(const TraceProblem<double>&, const TracePlan<double>&,
                                          const Matrix<double>&, const TraceListener<double>&);
extern template TraceResult<Real113> trace(const TraceProblem<Real113>&, const TracePlan<Real113>&,
                                           const Matrix<Real113>&, const TraceListener<Real113>&);
extern template TraceResult<Real256> trace(const TraceProblem<Real256>&, const TracePlan<Real256>&,
                                           const Matrix<Real256>&, const TraceListener<Real256>&);
extern template TraceResult<Real512> trace(const TraceProblem<Real512>&, const TracePlan<Real512>&,
                                           const Matrix<Real512>&, const TraceListener<Real512>&);
extern template Index natural_rank(const TraceProblem<double>&);
extern template Index natural_rank(const TraceProblem<Real113>&);
extern template Index natural_rank(const TraceProblem<Real256>&);
extern template Index natural_rank(const TraceProblem<Real512>&);

}  // namespace adamant
