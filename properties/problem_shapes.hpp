#pragma once

#include "properties/domains/completion_run.hpp"
#include "properties/domains/gradient_step.hpp"
#include "properties/domains/line_start.hpp"
#include "properties/domains/quadratic_run.hpp"
#include "properties/domains/spectral_matrix.hpp"
#include "properties/shapes.hpp"

namespace adamant {

namespace symbols {
Made<GradientStep> gradient_step(int n);
Made<GradientStep> gradient_step_without_zero(int n);
Made<QuadraticRun> quadratic(int n);
Made<QuadraticRun> quadratic_line(int T);
Made<QuadraticRun> positive_definite_quadratic(int n);
Made<SpectralMatrix> spectral_matrix(int k);
Made<SpectralMatrix> low_rank_matrix(int k);
Made<SpectralMatrix> contraction(int k);
Made<SpectralMatrix> of_unequal_sigma(int k);
Made<CompletionRun> completion(int n);
Made<LineStart> line_start(int T);
}  // namespace symbols

/// eta > 0, and a gradient and another displacement of n coordinates.
inline constexpr ShapeOf<GradientStep> symbolic_steps =
    shape<GradientStep, symbols::gradient_step>(gradient_steps, "n", 1, 3, 2);
/// Neither of the two is 0.
inline constexpr ShapeOf<GradientStep> symbolic_steps_without_zero =
    shape<GradientStep, symbols::gradient_step_without_zero>(gradient_steps_without_zero, "n", 1, 3,
                                                             2);
/// A symmetric H of n rows, b, a start, a momentum and a step size; two steps.
inline constexpr ShapeOf<QuadraticRun> symbolic_quadratics =
    shape<QuadraticRun, symbols::quadratic>(quadratics, "n", 1, 3, 2);
/// The same with the leading minors of H positive (Sylvester).
inline constexpr ShapeOf<QuadraticRun> symbolic_positive_definite_quadratics =
    shape<QuadraticRun, symbols::positive_definite_quadratic>(positive_definite_quadratics, "n", 1,
                                                              2, 2);
/// The same on a line, T steps.
inline constexpr ShapeOf<QuadraticRun> symbolic_quadratic_lines =
    shape<QuadraticRun, symbols::quadratic_line>(quadratics, "T", 1, 5, 2);
/// W = U diag(sigma) V' of full rank k, 4×k or k×k, on dyadic frames without a zero; H and eta are symbols.
inline constexpr ShapeOf<SpectralMatrix> symbolic_spectra =
    shape<SpectralMatrix, symbols::spectral_matrix>(full_rank_matrices, "k", 1, 4, 2);
/// Rank k in 4×4.
inline constexpr ShapeOf<SpectralMatrix> symbolic_low_rank =
    shape<SpectralMatrix, symbols::low_rank_matrix>(low_rank_matrices, "k", 1, 3, 2);
/// The same with eta ≤ 1.
inline constexpr ShapeOf<SpectralMatrix> symbolic_contractions =
    shape<SpectralMatrix, symbols::contraction>(low_rank_contractions, "k", 1, 3, 2);
/// sigma_1 > sigma_k, from k = 2 on.
inline constexpr ShapeOf<SpectralMatrix> symbolic_unequal_spectra =
    shape<SpectralMatrix, symbols::of_unequal_sigma>(matrices_of_unequal_sigma, "k", 2, 4, 2);
/// n×n matrices, everything but the diagonal and one corner being observed.
inline constexpr ShapeOf<CompletionRun> symbolic_completions =
    shape<CompletionRun, symbols::completion>(completion_runs, "n", 2, 3, 2);
/// A start on the line and T steps.
inline constexpr ShapeOf<LineStart> symbolic_line_starts =
    shape<LineStart, symbols::line_start>(line_starts, "T", 1, 4, 2);

}  // namespace adamant
