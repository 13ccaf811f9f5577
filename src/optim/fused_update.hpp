#pragma once

#include "optim/adam.hpp"
#include "optim/gradient_descent.hpp"
#include "optim/heavy_ball.hpp"
#include "optim/penalty_kind.hpp"
#include "optim/update_kernels.hpp"
#include "spectral/fast_polar.hpp"

#include <variant>

namespace adamant {

/// The methods that have a fused update.
using FusedMethod = std::variant<GradientDescent<double>, HeavyBall<double>, Adam<double>>;

/// The kernel of a path; the path must be one that this processor has.
UpdateKernel update_kernel(Isa isa);

/// The coefficients of step t = 1, 2, …; `factor` multiplies eta. Those of the problems are left 0.
UpdateStep update_step(const FusedMethod& method, long t, double factor);

/// lambda ∇R at the iterate that `polar` was measured at, as coefficients of Q and of W in one lane.
void set_penalty(UpdateStep& step, std::size_t lane, PenaltyKind penalty, double lambda,
                 const PolarNorms& polar);

}  // namespace adamant
