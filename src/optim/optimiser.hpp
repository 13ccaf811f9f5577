#pragma once

#include "scalar/elementary.hpp"
#include "scalar/matrix.hpp"
#include "scalar/require.hpp"

#include <any>
#include <concepts>
#include <memory>
#include <vector>

namespace adamant {

/// What a step returns: the update U_t (so W_{t+1} = W_t + U_t) and the next state.
template <class S, class State>
struct Step {
  Matrix<S> U;
  State state;
};

/// A first-order method: an aggregate of hyper-parameters, an explicit State, and a pure step.
template <class O>
concept FirstOrder = requires(const O& o, const Matrix<typename O::Scalar>& A,
                              const typename O::State& s) {
  o.check();
  { o.init(A) } -> std::same_as<typename O::State>;
  { o.step(A, s) } -> std::same_as<Step<typename O::Scalar, typename O::State>>;
};

/// One that asks for its gradient elsewhere than at W.
template <class O>
concept LooksAhead = FirstOrder<O> &&
    requires(const O& o, const Matrix<typename O::Scalar>& W, const typename O::State& s) {
  { o.query(W, s) } -> std::same_as<Matrix<typename O::Scalar>>;
};

/// Any first-order method as a value, for code that meets it at run time. The state stays explicit.
template <class S>
class Method {
 public:
  using State = std::any;

  /// Throws std::invalid_argument where a hyper-parameter is out of its range.
  template <FirstOrder O>
  Method(O optimiser) : model_(std::make_shared<Model<O>>(std::move(optimiser))) {  // NOLINT
    static_cast<const Model<O>&>(*model_).optimiser.check();
  }

  State init(const Matrix<S>& W) const { return model_->init(W); }
  Step<S, State> step(const Matrix<S>& G, const State& state) const {
    return model_->step(G, state);
  }
  /// Where the gradient of step t is taken; W itself for a method that does not look ahead.
  Matrix<S> query(const Matrix<S>& W, const State& state) const { return model_->query(W, state); }

 private:
  struct Interface {
    virtual ~Interface() = default;
    virtual State init(const Matrix<S>& W) const = 0;
    virtual Step<S, State> step(const Matrix<S>& G, const State& state) const = 0;
    virtual Matrix<S> query(const Matrix<S>& W, const State& state) const = 0;
  };

  template <class O>
  struct Model final : Interface {
    using OwnState = typename O::State;
    explicit Model(O o) : optimiser(std::move(o)) {}
    State init(const Matrix<S>& W) const override { return optimiser.init(W); }
    Step<S, State> step(const Matrix<S>& G, const State& state) const override {
      auto next = optimiser.step(G, *std::any_cast<OwnState>(&state));
      return {std::move(next.U), State(std::move(next.state))};
    }
    Matrix<S> query(const Matrix<S>& W, const State& state) const override {
      if constexpr (LooksAhead<O>) {
        return optimiser.query(W, *std::any_cast<OwnState>(&state));
      } else {
        return W;
      }
    }
    O optimiser;
  };

  std::shared_ptr<const Interface> model_;
};

}  // namespace adamant
