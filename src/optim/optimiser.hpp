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

/// One whose step depends on where it stands too, as decoupled weight decay and projections do.
template <class O>
concept SeesIterate = requires(const O& o, const Matrix<typename O::Scalar>& A,
                               const typename O::State& s) {
  o.check();
  { o.init(A) } -> std::same_as<typename O::State>;
  { o.step(A, A, s) } -> std::same_as<Step<typename O::Scalar, typename O::State>>;
};

template <class O>
concept Optimiser = FirstOrder<O> || SeesIterate<O>;

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
  template <Optimiser O>
  Method(O optimiser) : model_(std::make_shared<Model<O>>(std::move(optimiser))) {  // NOLINT
    static_cast<const Model<O>&>(*model_).optimiser.check();
  }

  State init(const Matrix<S>& W) const { return model_->init(W); }
  /// The step at the iterate W; std::invalid_argument where G has another shape.
  Step<S, State> step(const Matrix<S>& G, const Matrix<S>& W, const State& state) const {
    require_same_shape(W, G, "Method::step", "the shape of G");
    return model_->step(G, W, state);
  }
  /// The same where W does not matter; std::invalid_argument where it does.
  Step<S, State> step(const Matrix<S>& G, const State& state) const {
    if (sees_iterate())
      misuse("Method::step", "W", "absent", "the iterate: the step depends on it");
    return model_->step(G, G, state);
  }
  bool sees_iterate() const { return model_->sees_iterate(); }
  /// Where the gradient of step t is taken; W itself for a method that does not look ahead.
  Matrix<S> query(const Matrix<S>& W, const State& state) const { return model_->query(W, state); }

 private:
  struct Interface {
    virtual ~Interface() = default;
    virtual State init(const Matrix<S>& W) const = 0;
    virtual Step<S, State> step(const Matrix<S>& G, const Matrix<S>& W,
                                const State& state) const = 0;
    virtual bool sees_iterate() const = 0;
    virtual Matrix<S> query(const Matrix<S>& W, const State& state) const = 0;
  };

  template <class O>
  struct Model final : Interface {
    using OwnState = typename O::State;
    explicit Model(O o) : optimiser(std::move(o)) {}
    State init(const Matrix<S>& W) const override { return optimiser.init(W); }
    Step<S, State> step(const Matrix<S>& G, [[maybe_unused]] const Matrix<S>& W,
                        const State& state) const override {
      const OwnState& own = *std::any_cast<OwnState>(&state);
      auto next = [&] {
        if constexpr (SeesIterate<O>) {
          return optimiser.step(G, W, own);
        } else {
          return optimiser.step(G, own);
        }
      }();
      return {std::move(next.U), State(std::move(next.state))};
    }
    bool sees_iterate() const override { return SeesIterate<O>; }
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
