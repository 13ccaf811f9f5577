#pragma once

#include "problem/quadratic.hpp"
#include "properties/fields.hpp"

namespace adamant {

/// A quadratic with Hessian H (n×n, symmetric) and linear term b, a start x, another point d, a step
/// size, a momentum and a number of steps.
struct QuadraticRun {
  Fraction eta{1, 1};
  Fraction mu{0, 1};
  std::int64_t T = 1;
  DyadicMatrix H;
  DyadicMatrix b;  ///< n×1
  DyadicMatrix x;  ///< n×1
  DyadicMatrix d;  ///< n×1

  static constexpr auto fields() {
    return std::tuple{field("eta", &QuadraticRun::eta),   field("mu", &QuadraticRun::mu),
                      field("T", &QuadraticRun::T),       field("H", &QuadraticRun::H, "nn"),
                      field("b", &QuadraticRun::b, "n1"), field("x", &QuadraticRun::x, "n1"),
                      field("d", &QuadraticRun::d, "n1")};
  }
  Index n() const { return H.rows; }
  std::vector<std::string> features() const;

  template <Scalar S>
  Quadratic<S> objective() const {
    return {H.as<S>(), b.as<S>()};
  }
};

/// H symmetric, eta > 0, 0 ≤ mu < 1, T ≥ 1.
extern const DomainOf<QuadraticRun> quadratics;

/// H positive definite, by exact elimination.
extern const DomainOf<QuadraticRun> positive_definite_quadratics;

/// H − I and 25 I − H positive semidefinite, by exact elimination; eta ≤ 1/25.
extern const DomainOf<QuadraticRun> quadratics_between_1_and_25;

}  // namespace adamant
