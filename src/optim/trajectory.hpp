#pragma once

#include "optim/optimiser.hpp"

namespace adamant {

/// U_1, …, U_T of a method that is fed a given sequence of gradients, whatever it does with them, from
/// W_0. The iterate is carried along only where the method sees it.
template <class S>
std::vector<Matrix<S>> updates(const Method<S>& method, const std::vector<Matrix<S>>& G,
                               Matrix<S> W);

/// The same from W_0 = 0.
template <class S>
std::vector<Matrix<S>> updates(const Method<S>& method, const std::vector<Matrix<S>>& G);

/// W_0, W_1, …, W_T of the closed loop W_{t+1} = W_t + U_t, U_t from gradient(query(W_t)).
template <class S, class Gradient>
std::vector<Matrix<S>> trajectory(const Method<S>& method, const Matrix<S>& W_0,
                                  const Gradient& gradient, long T) {
  std::vector<Matrix<S>> W{W_0};
  auto state = method.init(W_0);
  for (long t = 0; t < T; ++t) {
    auto next = method.step(gradient(method.query(W.back(), state)), W.back(), state);
    W.push_back(W.back() + next.U);
    state = std::move(next.state);
  }
  return W;
}

}  // namespace adamant
