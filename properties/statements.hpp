#pragma once

#include "properties/domains/gradient_run.hpp"
#include "properties/implementation.hpp"

namespace adamant {

/// Adam with the hyper-parameters of an instance.
template <Scalar S>
Adam<S> adam_of(const GradientRun& x) {
  return {.eta = x.eta.as<S>(),
          .beta1 = x.beta1.as<S>(),
          .beta2 = x.beta2.as<S>(),
          .epsilon = x.epsilon.as<S>()};
}

/// cG_1, …, cG_T.
template <Scalar S>
std::vector<Matrix<S>> scaled(std::vector<Matrix<S>> G, const S& c) {
  for (auto& A : G) A *= c;
  return G;
}

/// The longest chain of operations in T steps of an adaptive method.
inline long adaptive_operations(long T) { return 16 * T; }

/// Fed G and cG, a method gives U and U': is U' = factor·U?
template <Scalar S>
Finding responds_to_scale(const Method<S>& method, const GradientRun& x, const S& c,
                          const S& factor) {
  const auto G = x.gradients<S>();
  return eq<S>(updates<S>(method, scaled<S>(G, c)), scaled<S>(updates<S>(method, G), factor))
      .over(adaptive_operations(x.T()));
}

}  // namespace adamant
