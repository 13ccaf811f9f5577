#pragma once

#include "properties/gradient_shapes.hpp"
#include "properties/implementation.hpp"
#include "properties/statements.hpp"
#include "properties/tables.hpp"

#include <functional>

namespace adamant {

/// D, besides those of loop_claims.
Group adam_loop_claims();
Group scale_loop_claims();

/// Induction over the steps of a method: a relation that holds at the start, and that one step from any state
/// at any time in which it holds gives again, together with the claim. Beside each stands the claim over T steps,
/// in the name that ends in _over_a_run.

/// 1×1.
inline Matrix<Term> single(const Term& x) { return Matrix<Term>::Constant(1, 1, x); }
inline Term unknown(const char* name) { return Term::symbol(name); }

/// A state of Adam's kind at the unknown time.
inline AdamState<Term> adam_state(const Term& m, const Term& v) {
  return {single(m), single(v), unknown_time};
}

/// beta^t of a beta in [0, 1) lies between 0 and 1.
inline Formula is_power(const Term& beta) {
  const Term power_of_beta = power<Term>(beta, unknown_time);
  return power_of_beta >= Term(0) && power_of_beta <= Term(1);
}

/// At any time: one gradient g1, and hyper-parameters.
inline constexpr auto any_time =
    shape<GradientRun, symbols::sequences>(gradient_sequences, "T", 1, 1, 1);
inline constexpr auto any_time_with_epsilon =
    shape<GradientRun, symbols::with_epsilon>(gradient_sequences_with_epsilon, "T", 1, 1, 1);
inline constexpr auto any_time_of_any_epsilon =
    shape<GradientRun, symbols::of_any_epsilon>(gradient_runs, "T", 1, 1, 1);
inline constexpr auto any_time_at_equal_betas =
    shape<GradientRun, symbols::at_equal_betas>(gradient_runs, "T", 1, 1, 1);
inline constexpr auto any_time_of_a_constant_gradient =
    shape<GradientRun, symbols::constant>(constant_gradients, "T", 1, 1, 1);
using Moments = AdamState<Term>;

/// m = 0 wherever v = 0, which is never negative: the quotient m/√v has a value.
inline Formula is_sound(const Moments& s) {
  return s.v(0) >= Term(0) && (s.v(0) != Term(0) || s.m(0) == Term(0));
}

inline Term gradient_of(const GradientRun& x) { return x.gradients<Term>().front()(0); }

inline Formula are_powers(const GradientRun& x) {
  return is_power(x.beta1.as<Term>()) && is_power(x.beta2.as<Term>());
}

/// The step of a method whose state is known to be a State; std::logic_error where it has another one.
template <class State>
Step<Term, State> step_of(const Method<Term>& method, const Term& g, const State& state,
                          const Term& w = Term()) {
  const std::any start = method.init(single(0));
  if (start.type() != typeid(State)) throw std::logic_error("the method has another state");
  auto next = method.step(single(g), single(w), std::any(state));
  return {next.U, std::any_cast<State>(next.state)};
}

/// What a method whose state is a State is after each of the gradients, from W = 0.
template <class State, Scalar S>
std::vector<State> states(const Method<S>& method, const std::vector<Matrix<S>>& G) {
  const Matrix<S> W = Matrix<S>::Zero(G.front().rows(), G.front().cols());
  std::any state = method.init(W);
  std::vector<State> after;
  for (const Matrix<S>& g : G) {
    state = method.step(g, W, state).state;
    after.push_back(std::any_cast<State>(state));
  }
  return after;
}

/// Of every one of T updates of one coordinate.
template <Scalar S, class Claim>
Finding of_every_update(const Method<S>& method, const GradientRun& x, Claim claim) {
  const auto U = updates<S>(method, x.gradients<S>());
  return for_every(U.size(),
                   [&](std::size_t t) { return claim(U[t - 1](0), static_cast<long>(t)); });
}

template <class State>
State start_of(const Method<Term>& method) {
  return std::any_cast<State>(method.init(single(0)));
}

/// base, and: whenever `before` holds, every part of `after` does.
inline Finding inductive(Formula base, Formula before, std::initializer_list<Formula> after) {
  Formula all_of_it = base;
  for (const Formula part : after) all_of_it = all_of_it && implies(before, part);
  return holds_that(all_of_it, "");
}

}  // namespace adamant
