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

/// One table a subject, gathered by all_mutants().
std::span<const Mutant> adam_mutants();
std::span<const Mutant> optimiser_mutants();
std::span<const Mutant> penalty_mutants();
std::span<const Mutant> completion_mutants();
std::span<const Mutant> harness_mutants();

/// The claims that call something on trial and that no mutant breaks, each with its reason.
std::span<const Unbreakable> unbreakable_claims();

}  // namespace adamant
