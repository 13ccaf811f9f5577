#pragma once

#include "properties/domains/rescaled_run.hpp"
#include "properties/shapes.hpp"

namespace adamant {

namespace symbols {
/// T gradients of one coordinate: eta > 0, betas in [0, 1), not beta2 = 0 < beta1; what the shapes below narrow.
Made<GradientRun> gradient_run(int T);
Made<GradientRun> sequences(int T);
Made<GradientRun> with_epsilon(int T);
Made<GradientRun> of_any_epsilon(int T);
Made<GradientRun> at_equal_betas(int T);
Made<GradientRun> constant(int T);
Made<GradientRun> runs(int T);
Made<GradientRun> without_zeros(int T);
Made<RescaledRun> rescaled(int T);
}  // namespace symbols

/// T gradients of one coordinate; eta, both betas, c and every gradient are symbols, and epsilon = 0.
inline constexpr ShapeOf<GradientRun> symbolic_sequences =
    shape<GradientRun, symbols::sequences>(gradient_sequences, "T", 1, 4, 2);
/// The same with epsilon > 0.
inline constexpr ShapeOf<GradientRun> symbolic_sequences_with_epsilon =
    shape<GradientRun, symbols::with_epsilon>(gradient_sequences_with_epsilon, "T", 1, 4, 2);
/// The same with epsilon ≥ 0.
inline constexpr ShapeOf<GradientRun> symbolic_sequences_of_any_epsilon =
    shape<GradientRun, symbols::of_any_epsilon>(gradient_runs, "T", 1, 4, 2);
/// epsilon ≥ 0 and beta1 = beta2.
inline constexpr ShapeOf<GradientRun> symbolic_sequences_at_equal_betas =
    shape<GradientRun, symbols::at_equal_betas>(gradient_runs, "T", 1, 4, 2);
/// epsilon = 0 and G_1 = … = G_T = g ≠ 0.
inline constexpr ShapeOf<GradientRun> symbolic_constant_gradients =
    shape<GradientRun, symbols::constant>(constant_gradients, "T", 1, 4, 2);
/// epsilon = 0, beta2 > 0, and no gradient is 0.
inline constexpr ShapeOf<GradientRun> symbolic_sequences_without_zeros =
    shape<GradientRun, symbols::without_zeros>(gradient_sequences_without_zeros, "T", 1, 4, 2);
/// epsilon = 0, c of either sign.
inline constexpr ShapeOf<GradientRun> symbolic_runs =
    shape<GradientRun, symbols::runs>(gradient_runs, "T", 1, 4, 2);
/// Gradient sequences with a positive factor for each coordinate and for each step.
inline constexpr ShapeOf<RescaledRun> symbolic_rescaled_sequences =
    shape<RescaledRun, symbols::rescaled>(rescaled_sequences, "T", 1, 3, 2);

}  // namespace adamant
