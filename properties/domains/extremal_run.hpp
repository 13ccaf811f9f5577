#pragma once

#include "properties/fields.hpp"

namespace adamant {

/// The gradients on which Adam's last step is as long as it can be: G_i = (beta1/beta2)^{T−i}, one
/// coordinate.
struct ExtremalRun {
  Fraction eta{1, 1};
  Fraction beta1{9, 10};
  Fraction beta2{999, 1000};
  std::int64_t T = 1;

  static constexpr auto fields() {
    return std::tuple{field("eta", &ExtremalRun::eta), field("beta1", &ExtremalRun::beta1),
                      field("beta2", &ExtremalRun::beta2), field("T", &ExtremalRun::T)};
  }
  std::vector<std::string> features() const;

  template <Scalar S>
  std::vector<Matrix<S>> gradients() const {
    const S growth = beta1.as<S>() / beta2.as<S>();
    std::vector<Matrix<S>> G;
    for (std::int64_t i = 1; i <= T; ++i)
      G.push_back(Matrix<S>::Constant(1, 1, power<S>(growth, static_cast<long>(T - i))));
    return G;
  }
};

/// eta > 0, beta1 in [0, 1), beta2 in (0, 1), T ≥ 1.
extern const DomainOf<ExtremalRun> extremal_runs;

}  // namespace adamant
