#pragma once

#include "optim/update_kernels.hpp"
#include "spectral/simd.hpp"

namespace adamant {
namespace {

template <UpdateRule rule>
void update_loop(UpdateStep& step, Size entries, const V* Y, const I* observed, const V* Q, V* W,
                 V* m, V* v) {
  const V curvature = load(step.curvature), p = load(step.on_polar), q = load(step.on_iterate);
  const V eta = all(step.eta), beta1 = all(step.beta1), beta2 = all(step.beta2),
          epsilon = all(step.epsilon), to_m = all(1.0 - step.beta1), to_v = all(1.0 - step.beta2),
          m_correction = all(1.0 / step.m_correction), v_correction = all(1.0 / step.v_correction);
  V square = V{};
  for (Size e = 0; e < entries; ++e) {
    const V residual = reinterpret_cast<V>(reinterpret_cast<I>(V(W[e] - Y[e])) & observed[e]);
    square += residual * residual;
    const V G = residual * curvature + (p * Q[e] - q * W[e]);
    if constexpr (rule == UpdateRule::gradient_descent) {
      W[e] -= eta * G;
    } else if constexpr (rule == UpdateRule::heavy_ball) {
      m[e] = beta1 * m[e] + G;
      W[e] -= eta * m[e];
    } else {
      m[e] = beta1 * m[e] + to_m * G;
      v[e] = beta2 * v[e] + to_v * (G * G);
      const V numerator = m[e] * m_correction;
      const V quotient = numerator / (root(v[e] * v_correction) + epsilon);
      W[e] -= eta * (numerator == 0.0 ? V{} : quotient);
    }
  }
  store(step.square, square);
}

void update(UpdateStep& step, Size entries, const double* Y, const double* observed,
            const double* Q, double* W, double* m, double* v) {
  const auto run = [&](auto loop) {
    loop(step, entries, reinterpret_cast<const V*>(Y), reinterpret_cast<const I*>(observed),
         reinterpret_cast<const V*>(Q), reinterpret_cast<V*>(W), reinterpret_cast<V*>(m),
         reinterpret_cast<V*>(v));
  };
  switch (step.rule) {
    case UpdateRule::gradient_descent:
      run(update_loop<UpdateRule::gradient_descent>);
      break;
    case UpdateRule::heavy_ball:
      run(update_loop<UpdateRule::heavy_ball>);
      break;
    case UpdateRule::adam:
      run(update_loop<UpdateRule::adam>);
      break;
  }
}

}  // namespace
}  // namespace adamant
