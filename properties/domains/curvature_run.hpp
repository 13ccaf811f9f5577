#pragma once

#include "problem/quadratic.hpp"
#include "properties/fields.hpp"

namespace adamant {

/// A quadratic of known curvatures around a known minimiser, f(x) = ‖s ∘ Qᵀ(x − centre)‖²/2: H =
/// Q diag(s²) Qᵀ with dyadic orthogonal Q, so L = max s², and √(L/mu) is rational. With it the start
/// x_0 = centre + start, a step size eta/L, a knee for Huber losses and a number of steps.
struct CurvatureRun {
  std::int64_t T = 1;
  Fraction eta{1, 1};  ///< in units of 1/L
  Fraction knee{1, 1};
  DyadicOrthogonal Q;
  DyadicMatrix s;       ///< n×1, the roots of the curvatures
  DyadicMatrix centre;  ///< n×1
  DyadicMatrix start;   ///< n×1, relative to the centre

  static constexpr auto fields() {
    return std::tuple{field("T", &CurvatureRun::T),
                      field("eta", &CurvatureRun::eta),
                      field("knee", &CurvatureRun::knee),
                      field("Q", &CurvatureRun::Q, "n"),
                      field("s", &CurvatureRun::s, "n1"),
                      field("centre", &CurvatureRun::centre, "n1"),
                      field("start", &CurvatureRun::start, "n1")};
  }
  Index n() const { return s.rows; }
  std::vector<std::string> features() const;
};

/// eta > 0, knee > 0, s ≥ 0 and not all zero.
extern const DomainOf<CurvatureRun> convex_quadratics;

/// The same with eta ≤ 1: L is at least the largest curvature.
extern const DomainOf<CurvatureRun> convex_quadratics_at_short_steps;

/// s > 0, so mu = min s² > 0.
extern const DomainOf<CurvatureRun> strongly_convex_quadratics;

/// s > 0 and eta < 2.
extern const DomainOf<CurvatureRun> strongly_convex_quadratics_at_stable_steps;

}  // namespace adamant
