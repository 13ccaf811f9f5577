#pragma once

#include "properties/implementation.hpp"

namespace adamant {

/// The definition behind reference_implementation, included by one unit for each scalar.
template <Scalar S>
Implementation<S> reference_implementation() {
  Implementation<S> the{
      .gradient_descent = [](const GradientDescent<S>& p) { return Method<S>(p); },
      .heavy_ball = [](const HeavyBall<S>& p) { return Method<S>(p); },
      .nesterov = [](const Nesterov<S>& p) { return Method<S>(p); },
      .nesterov_reparametrised = [](const NesterovReparametrised<S>& p) { return Method<S>(p); },
      .adagrad = [](const AdaGrad<S>& p) { return Method<S>(p); },
      .rmsprop = [](const RmsProp<S>& p) { return Method<S>(p); },
      .rmsprop_corrected = [](const RmsPropCorrected<S>& p) { return Method<S>(p); },
      .adam = [](const Adam<S>& p) { return Method<S>(p); },
      .adam_epsilon_hat = [](const AdamEpsilonHat<S>& p) { return Method<S>(p); },
      .adam_epsilon_inside = [](const AdamEpsilonInside<S>& p) { return Method<S>(p); },
      .adam_uncorrected = [](const AdamUncorrected<S>& p) { return Method<S>(p); },
      .sign_descent = [](const SignDescent<S>& p) { return Method<S>(p); },
      .greedy_coordinate_descent = [](const GreedyCoordinateDescent<S>& p) { return Method<S>(p); },
      .normalised_gradient_descent =
          [](const NormalisedGradientDescent<S>& p) { return Method<S>(p); },
      .nesterov_sequence = [](const NesterovSequence<S>& p) { return Method<S>(p); },
      .adagrad_norm = [](const AdaGradNorm<S>& p) { return Method<S>(p); },
      .amsgrad = [](const AmsGrad<S>& p) { return Method<S>(p); },
      .amsgrad_uncorrected_max = [](const AmsGradUncorrectedMax<S>& p) { return Method<S>(p); },
      .amsgrad_uncorrected = [](const AmsGradUncorrected<S>& p) { return Method<S>(p); },
      .adamw = [](const AdamW<S>& p) { return Method<S>(p); },
      .adamw_fixed_decay = [](const AdamWFixedDecay<S>& p) { return Method<S>(p); },
      .adam_l2 = [](const AdamL2<S>& p) { return Method<S>(p); },
      .scalar_adam = [](const ScalarAdam<S>& p) { return Method<S>(p); },
      .block_adam = [](const BlockAdam<S>& p) { return Method<S>(p); },
      .block_gradient_descent = [](const BlockGradientDescent<S>& p) { return Method<S>(p); },
      .feasible_descent = [](const FeasibleDescent<S>& p) { return Method<S>(p); },
      .projected_descent = [](const ProjectedDescent<S>& p) { return Method<S>(p); },
      .muon = [](const Muon<S>& p) { return Method<S>(p); },
      .muon_nesterov = [](const MuonNesterov<S>& p) { return Method<S>(p); },
      .spectral_descent = nullptr,
      .shampoo = nullptr,
      .newton_step = nullptr,
      .thin_svd = nullptr,
      .polar = nullptr,
      .ratio_value = [](const ThinSvd<S>& svd) { return NuclearToFrobeniusRatio<S>{}.value(svd); },
      .ratio_gradient =
          [](const ThinSvd<S>& svd, const S& tolerance) {
            return NuclearToFrobeniusRatio<S>{}.gradient(svd, tolerance);
          },
      .nuclear_gradient =
          [](const ThinSvd<S>& svd, const S& tolerance) {
            return *NuclearNorm<S>{}.gradient(svd, tolerance);
          },
      .effective_rank = nullptr,
      .completion_loss = [](const Completion<S>& f, const Matrix<S>& W) { return f.value(W); },
      .completion_gradient = [](const Completion<S>& f,
                                const Matrix<S>& W) { return f.gradient(W); },
      .absolute_gradient = [](const LossCompletion<S, AbsoluteLoss<S>>& f,
                              const Matrix<S>& W) { return f.gradient(W); },
      .quartic_gradient = [](const LossCompletion<S, QuarticLoss<S>>& f,
                             const Matrix<S>& W) { return f.gradient(W); },
      .huber_loss_gradient = [](const LossCompletion<S, HuberLoss<S>>& f,
                                const Matrix<S>& W) { return f.gradient(W); },
      .absolute_proximal = [](const S& e,
                              const S& eta) { return AbsoluteLoss<S>{}.proximal(e, eta); },
      .quadratic_value = [](const Quadratic<S>& f, const Matrix<S>& x) { return f.value(x); },
      .quadratic_gradient = [](const Quadratic<S>& f, const Matrix<S>& x) { return f.gradient(x); },
      .heavy_ball_cycle_value = [](const Matrix<S>& x) { return HeavyBallCycle<S>{}.value(x); },
      .heavy_ball_cycle_gradient =
          [](const Matrix<S>& x) { return HeavyBallCycle<S>{}.gradient(x); },
      .huber_value = [](const Huber<S>& f, const Matrix<S>& x) { return f.value(x); },
      .huber_gradient = [](const Huber<S>& f, const Matrix<S>& x) { return f.gradient(x); },
      .hyperbola_value = [](const Matrix<S>& x) { return Hyperbola<S>{}.value(x); },
      .hyperbola_gradient = [](const Matrix<S>& x) { return Hyperbola<S>{}.gradient(x); },
      .hyperbola_hessian = [](const Matrix<S>& x) { return Hyperbola<S>{}.hessian(x); },
      .nesterov_worst_value = [](const NesterovWorst<S>& f,
                                 const Matrix<S>& x) { return f.value(x); },
      .nesterov_worst_gradient = [](const NesterovWorst<S>& f,
                                    const Matrix<S>& x) { return f.gradient(x); },
      .end_to_end = end_to_end<S>,
      .layer_gradients = layer_gradients<S>,
  };
  if constexpr (Real<S>) {
    the.spectral_descent = [](const SpectralDescent<S>& p) { return Method<S>(p); };
    the.shampoo = [](const Shampoo<S>& p) { return Method<S>(p); };
    the.thin_svd = thin_svd<S>;
    the.polar = polar_newton<S>;
  }
  if constexpr (!Exact<S> && !Symbolic<S>) the.effective_rank = effective_rank<S>;
  if constexpr (Enclosing<S>) {
    the.thin_svd = static_cast<ThinSvd<Ball> (*)(const Matrix<Ball>&)>(thin_svd);
    the.polar = polar_enclosed;
  } else {
    the.newton_step = [](const Matrix<S>& H, const Matrix<S>& g) { return Newton<S>{}.step(H, g); };
  }
  return the;
}

}  // namespace adamant
