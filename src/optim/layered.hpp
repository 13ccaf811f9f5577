#pragma once

#include "optim/optimiser.hpp"
#include "problem/factorised.hpp"

namespace adamant {

/// The layers of a deep linear network at t = 0, …, T: every layer runs the method with a state of its own,
/// all of them from gradients at the same layers (a simultaneous update).
///
/// `gradients` are those of f(W_N ⋯ W_1) in each layer, each layer taken at its query.
/// Claims  G2 G5 G6 G7.
template <class S, class Gradients>
std::vector<Layers<S>> layered_trajectory(const Method<S>& method, const Layers<S>& W_0,
                                          const Gradients& gradients, long T) {
  std::vector<Layers<S>> W{W_0};
  std::vector<typename Method<S>::State> states;
  for (const auto& layer : W_0) states.push_back(method.init(layer));
  for (long t = 0; t < T; ++t) {
    Layers<S> at = W.back(), next = W.back();
    for (std::size_t j = 0; j < at.size(); ++j) at[j] = method.query(at[j], states[j]);
    const Layers<S> G = gradients(at);
    for (std::size_t j = 0; j < next.size(); ++j) {
      auto step = method.step(G[j], next[j], states[j]);
      next[j] += step.U;
      states[j] = std::move(step.state);
    }
    W.push_back(std::move(next));
  }
  return W;
}

}  // namespace adamant
