#pragma once

#include "optim/adam.hpp"

namespace adamant {

/// Adam with decoupled weight decay: W shrinks beside Adam's step, and the moments never see it.
///
///   U_t = A_t − eta weight_decay W_t,     A_t the update of Adam fed G_t
///
/// Shape     W, G, U are m×n; the step sees the iterate W_t.
/// Scale     U(cG) = U(G) at the same W, for c > 0 when epsilon = 0.
/// Requires  weight_decay ≥ 0, the rest as Adam; otherwise std::invalid_argument.
/// Undefined as Adam.
/// Variants  AdamWFixedDecay (decay not multiplied by eta), AdamL2 (coupled: the decay enters the gradient).
/// Source    loshchilov2019decoupled; with eta as a factor, as PyTorch has it.      Claims  A10 D13.
template <class S>
struct AdamW : Adam<S> {
  S weight_decay = ratio<S>(1, 100);

  void check() const {
    Adam<S>::check();
    require(weight_decay >= S(0), "AdamW", "weight_decay", weight_decay, "weight_decay >= 0");
  }
  Step<S, AdamState<S>> step(const Matrix<S>& G, const Matrix<S>& W,
                             const AdamState<S>& state) const {
    auto next = Adam<S>::step(G, state);
    next.U -= S(this->eta * weight_decay) * W;
    return next;
  }
};

/// AdamW with a decay of its own rate, whatever eta is: the paper's lambda at a constant schedule.
///
///   U_t = A_t − weight_decay W_t
///
/// Scale, Requires, Undefined  as AdamW.      Source  loshchilov2019decoupled, Algorithm 2.      Claims  D13.
template <class S>
struct AdamWFixedDecay : Adam<S> {
  S weight_decay = ratio<S>(1, 100000);

  void check() const { AdamW<S>{*this, weight_decay}.check(); }
  Step<S, AdamState<S>> step(const Matrix<S>& G, const Matrix<S>& W,
                             const AdamState<S>& state) const {
    auto next = Adam<S>::step(G, state);
    next.U -= weight_decay * W;
    return next;
  }
};

/// Adam on f(W) + weight_decay ‖W‖²/2: the decay is part of the gradient, and of the moments.
///
///   U_t = the update of Adam fed G_t + weight_decay W_t
///
/// Scale     none, unless weight_decay W = 0.
/// Requires, Undefined  as AdamW.      Source  loshchilov2019decoupled, Algorithm 2; PyTorch's Adam.      Claims  D13.
template <class S>
struct AdamL2 : Adam<S> {
  S weight_decay = ratio<S>(1, 100);

  void check() const { AdamW<S>{*this, weight_decay}.check(); }
  Step<S, AdamState<S>> step(const Matrix<S>& G, const Matrix<S>& W,
                             const AdamState<S>& state) const {
    return Adam<S>::step(G + weight_decay * W, state);
  }
};

}  // namespace adamant
