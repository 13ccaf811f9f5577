#pragma once

#include "properties/fields.hpp"

namespace adamant {

/// One gradient, a step size, and another displacement to compare the step with.
struct GradientStep {
  Fraction eta{1, 1};
  DyadicMatrix G;
  DyadicMatrix D;

  static constexpr auto fields() {
    return std::tuple{field("eta", &GradientStep::eta), field("G", &GradientStep::G, "mn"),
                      field("D", &GradientStep::D, "mn")};
  }
  std::vector<std::string> features() const;
};

/// eta > 0, G and D of one shape.
extern const DomainOf<GradientStep> gradient_steps;

/// The same with G ≠ 0 and D ≠ 0.
extern const DomainOf<GradientStep> gradient_steps_without_zero;

}  // namespace adamant
