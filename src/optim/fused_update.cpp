#include "optim/fused_update.hpp"

namespace adamant {

UpdateKernel update_kernel(Isa isa) {
  return isa == Isa::avx512 ? update_avx512 : isa == Isa::avx2 ? update_avx2 : update_baseline;
}

UpdateStep update_step(const FusedMethod& method, long t, double factor) {
  UpdateStep step{};
  step.m_correction = step.v_correction = 1;
  if (const auto* gd = std::get_if<GradientDescent<double>>(&method)) {
    step.rule = UpdateRule::gradient_descent;
    step.eta = gd->eta;
  } else if (const auto* ball = std::get_if<HeavyBall<double>>(&method)) {
    step.rule = UpdateRule::heavy_ball;
    step.eta = ball->eta;
    step.beta1 = ball->mu;
  } else {
    const auto& adam = std::get<Adam<double>>(method);
    step.rule = UpdateRule::adam;
    step.eta = adam.eta;
    step.beta1 = adam.beta1;
    step.beta2 = adam.beta2;
    step.epsilon = adam.epsilon;
    step.m_correction = 1 - power(adam.beta1, t);
    step.v_correction = 1 - power(adam.beta2, t);
  }
  step.eta *= factor;
  return step;
}

void set_penalty(UpdateStep& step, std::size_t lane, PenaltyKind penalty, double lambda,
                 const PolarNorms& polar) {
  step.on_polar[lane] = step.on_iterate[lane] = 0;
  const double F = polar.frobenius;
  if (penalty == PenaltyKind::nuclear) {
    step.on_polar[lane] = lambda;
  } else if (penalty == PenaltyKind::ratio && F > 0) {
    step.on_polar[lane] = lambda / F;
    step.on_iterate[lane] = lambda * (polar.nuclear / F / F / F);
  }
}

}  // namespace adamant
