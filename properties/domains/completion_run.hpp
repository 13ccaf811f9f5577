#pragma once

#include "problem/completion.hpp"
#include "properties/fields.hpp"

namespace adamant {

/// A completion problem: truth M (m×n), observed entries Omega, a point W, a step size, a weight and a
/// number of steps.
struct CompletionRun {
  Fraction eta{1, 1};
  Fraction lambda{1, 1};
  std::int64_t T = 1;
  Pattern Omega;
  DyadicMatrix M;
  DyadicMatrix W;

  static constexpr auto fields() {
    return std::tuple{
        field("eta", &CompletionRun::eta),   field("lambda", &CompletionRun::lambda),
        field("T", &CompletionRun::T),       field("Omega", &CompletionRun::Omega, "mn"),
        field("M", &CompletionRun::M, "mn"), field("W", &CompletionRun::W, "mn")};
  }
  std::vector<std::string> features() const;

  template <Scalar S>
  Completion<S> problem(LossScale scale = LossScale::half_sum) const {
    return {M.as<S>(), Omega.mask(), scale};
  }
};

/// eta, lambda > 0, T ≥ 1, one shape; every pattern, the empty and the full one included.
extern const DomainOf<CompletionRun> completion_runs;

/// At least one entry observed and one not.
extern const DomainOf<CompletionRun> partial_completions;

}  // namespace adamant
