#pragma once

#include "claim/evidence.hpp"
#include "optim/adagrad.hpp"
#include "optim/adagrad_norm.hpp"
#include "optim/adam.hpp"
#include "optim/amsgrad.hpp"
#include "optim/block.hpp"
#include "optim/gradient_descent.hpp"
#include "optim/greedy_coordinate_descent.hpp"
#include "optim/heavy_ball.hpp"
#include "optim/muon.hpp"
#include "optim/nesterov.hpp"
#include "optim/nesterov_sequence.hpp"
#include "optim/newton.hpp"
#include "optim/normalised_gradient_descent.hpp"
#include "optim/projected.hpp"
#include "optim/rmsprop.hpp"
#include "optim/scalar_adam.hpp"
#include "optim/shampoo.hpp"
#include "optim/sign_descent.hpp"
#include "optim/spectral_descent.hpp"
#include "optim/trajectory.hpp"
#include "optim/weight_decay.hpp"
#include "penalty/nuclear.hpp"
#include "penalty/ratio.hpp"
#include "problem/completion.hpp"
#include "problem/factorised.hpp"
#include "problem/heavy_ball_cycle.hpp"
#include "problem/huber.hpp"
#include "problem/hyperbola.hpp"
#include "problem/nesterov_worst.hpp"
#include "problem/quadratic.hpp"
#include "problem/residual_loss.hpp"
#include "scalar/term.hpp"
#include "spectral/enclosure.hpp"
#include "spectral/polar.hpp"

namespace adamant {

/// What is on trial, seen at scalar S: every optimiser, penalty, problem and kernel that a claim speaks
/// of, behind a pointer, so that claims and mutants compile additively. A claim calls `the.adam(…)`,
/// never Adam itself.
template <class S>
struct Implementation {
  Method<S> (*gradient_descent)(const GradientDescent<S>&);
  Method<S> (*heavy_ball)(const HeavyBall<S>&);
  Method<S> (*nesterov)(const Nesterov<S>&);
  Method<S> (*nesterov_reparametrised)(const NesterovReparametrised<S>&);
  Method<S> (*adagrad)(const AdaGrad<S>&);
  Method<S> (*rmsprop)(const RmsProp<S>&);
  Method<S> (*rmsprop_corrected)(const RmsPropCorrected<S>&);
  Method<S> (*adam)(const Adam<S>&);
  Method<S> (*adam_epsilon_hat)(const AdamEpsilonHat<S>&);
  Method<S> (*adam_epsilon_inside)(const AdamEpsilonInside<S>&);
  Method<S> (*adam_uncorrected)(const AdamUncorrected<S>&);
  Method<S> (*sign_descent)(const SignDescent<S>&);
  Method<S> (*greedy_coordinate_descent)(const GreedyCoordinateDescent<S>&);
  Method<S> (*normalised_gradient_descent)(const NormalisedGradientDescent<S>&);
  Method<S> (*nesterov_sequence)(const NesterovSequence<S>&);
  Method<S> (*adagrad_norm)(const AdaGradNorm<S>&);
  Method<S> (*amsgrad)(const AmsGrad<S>&);
  Method<S> (*amsgrad_uncorrected_max)(const AmsGradUncorrectedMax<S>&);
  Method<S> (*amsgrad_uncorrected)(const AmsGradUncorrected<S>&);
  Method<S> (*adamw)(const AdamW<S>&);
  Method<S> (*adamw_fixed_decay)(const AdamWFixedDecay<S>&);
  Method<S> (*adam_l2)(const AdamL2<S>&);
  Method<S> (*scalar_adam)(const ScalarAdam<S>&);
  Method<S> (*block_adam)(const BlockAdam<S>&);
  Method<S> (*block_gradient_descent)(const BlockGradientDescent<S>&);
  Method<S> (*feasible_descent)(const FeasibleDescent<S>&);
  Method<S> (*projected_descent)(const ProjectedDescent<S>&);
  Method<S> (*muon)(const Muon<S>&);
  Method<S> (*muon_nesterov)(const MuonNesterov<S>&);
  /// Null where S is no tier: these take an SVD or eigenvalues.
  Method<S> (*spectral_descent)(const SpectralDescent<S>&);
  Method<S> (*shampoo)(const Shampoo<S>&);
  std::optional<Matrix<S>> (*newton_step)(const Matrix<S>& H, const Matrix<S>& g);

  /// Null over exact scalars, which have no singular values of their own. Over balls sigma is enclosed and
  /// nothing is claimed of U and V; what cannot be certified throws Undecidable.
  ThinSvd<S> (*thin_svd)(const Matrix<S>& W);
  std::optional<Matrix<S>> (*polar)(const Matrix<S>& W);

  std::optional<S> (*ratio_value)(const ThinSvd<S>& svd);
  std::optional<Matrix<S>> (*ratio_gradient)(const ThinSvd<S>& svd, const S& tolerance);
  Matrix<S> (*nuclear_gradient)(const ThinSvd<S>& svd, const S& tolerance);
  /// Null over exact scalars, which have no logarithm.
  S (*effective_rank)(const Vector<S>& sigma);

  S (*completion_loss)(const Completion<S>& f, const Matrix<S>& W);
  Matrix<S> (*completion_gradient)(const Completion<S>& f, const Matrix<S>& W);
  Matrix<S> (*absolute_gradient)(const LossCompletion<S, AbsoluteLoss<S>>& f, const Matrix<S>& W);
  Matrix<S> (*quartic_gradient)(const LossCompletion<S, QuarticLoss<S>>& f, const Matrix<S>& W);
  Matrix<S> (*huber_loss_gradient)(const LossCompletion<S, HuberLoss<S>>& f, const Matrix<S>& W);
  S (*absolute_proximal)(const S& e, const S& eta);
  S (*quadratic_value)(const Quadratic<S>& f, const Matrix<S>& x);
  Matrix<S> (*quadratic_gradient)(const Quadratic<S>& f, const Matrix<S>& x);
  S (*heavy_ball_cycle_value)(const Matrix<S>& x);
  Matrix<S> (*heavy_ball_cycle_gradient)(const Matrix<S>& x);
  S (*huber_value)(const Huber<S>& f, const Matrix<S>& x);
  Matrix<S> (*huber_gradient)(const Huber<S>& f, const Matrix<S>& x);
  S (*hyperbola_value)(const Matrix<S>& x);
  Matrix<S> (*hyperbola_gradient)(const Matrix<S>& x);
  Matrix<S> (*hyperbola_hessian)(const Matrix<S>& x);
  S (*nesterov_worst_value)(const NesterovWorst<S>& f, const Matrix<S>& x);
  Matrix<S> (*nesterov_worst_gradient)(const NesterovWorst<S>& f, const Matrix<S>& x);
  Matrix<S> (*end_to_end)(const Layers<S>& W);
  Layers<S> (*layer_gradients)(const Layers<S>& W, const Matrix<S>& G);
};

/// The project's own optimisers, penalties, problems and kernels.
template <Scalar S>
Implementation<S> reference_implementation();

struct OnTrial {
  Implementation<double> at_53;
  Implementation<Real113> at_113;
  Implementation<Real256> at_256;
  Implementation<Real512> at_512;
  Implementation<Surd> exact;
  Implementation<Ball> balls;
  Implementation<Term> symbols;

  /// Calls f with the implementation at each scalar: how a mutant is planted at all of them.
  template <class F>
  void at_every_scalar(F f) {
    f(at_53);
    f(at_113);
    f(at_256);
    f(at_512);
    f(exact);
    f(balls);
    f(symbols);
  }
};

OnTrial reference();

}  // namespace adamant
