#pragma once

#include "claim/zoo.hpp"
#include "properties/implementation.hpp"

namespace adamant {

/// The reference with a bug: `plant` is a lambda over the scalar that changes an Implementation<S>.
template <auto plant>
const OnTrial& with_bug() {
  static const OnTrial on_trial = [] {
    OnTrial bugged = reference();
    bugged.at_every_scalar(plant);
    return bugged;
  }();
  return on_trial;
}

/// For a mutant of the court, which tries the reference by other rules.
const OnTrial& no_bug();

/// An id of a claim as a template argument.
template <std::size_t n>
struct Id {
  char text[n];
  constexpr Id(const char (&id)[n]) {  // NOLINT: killed_by<"D8a", "D14"> reads as such
    for (std::size_t i = 0; i < n; ++i) text[i] = id[i];
  }
};

template <Id... ids>
inline constexpr std::array<std::string_view, sizeof...(ids)> killed_by{
    std::string_view(ids.text, sizeof(ids.text) - 1)...};

/// A method whose step is another one: `change` takes the method without a bug, G and the state.
template <class O, auto change>
struct Changed : O {
  using Scalar = typename O::Scalar;
  using State = typename O::State;

  Step<Scalar, State> step(const Matrix<Scalar>& G, const State& state) const {
    return change(static_cast<const O&>(*this), G, state);
  }
};

/// The same for a method that sees its iterate.
template <class O, auto change>
struct ChangedAtIterate : O {
  using Scalar = typename O::Scalar;
  using State = typename O::State;

  Step<Scalar, State> step(const Matrix<Scalar>& G, const Matrix<Scalar>& W,
                           const State& state) const {
    return change(static_cast<const O&>(*this), G, W, state);
  }
};

/// O with `change` for its step, in the part that `part` picks out of an Implementation, where it is not null.
template <template <class> class O, auto part, auto change>
inline constexpr auto plant_step = []<class S>(Implementation<S>& the) {
  part(the) = [](const O<S>& p) {
    if constexpr (SeesIterate<O<S>>)
      return Method<S>(ChangedAtIterate<O<S>, change>{p});
    else
      return Method<S>(Changed<O<S>, change>{p});
  };
};

/// The same at the tiers alone, for what takes an SVD or eigenvalues.
template <template <class> class O, auto part, auto change>
inline constexpr auto plant_step_at_tiers = []<class S>(Implementation<S>& the) {
  if constexpr (Real<S>) plant_step<O, part, change>(the);
};

/// One table a subject, gathered by all_mutants().
std::span<const Mutant> adam_mutants();
std::span<const Mutant> optimiser_mutants();
std::span<const Mutant> penalty_mutants();
std::span<const Mutant> completion_mutants();
std::span<const Mutant> method_mutants();
std::span<const Mutant> matrix_method_mutants();
std::span<const Mutant> memory_mutants();
std::span<const Mutant> kernel_mutants();
std::span<const Mutant> objective_mutants();
std::span<const Mutant> harness_mutants();
std::span<const Mutant> depth_mutants();

/// The claims that call something on trial and that no mutant breaks, each with its reason.
std::span<const Unbreakable> unbreakable_claims();

}  // namespace adamant
