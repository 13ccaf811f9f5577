#pragma once

#include "claim/mutant.hpp"
#include "properties/implementation.hpp"

namespace adamant {

/// The reference with a bug planted at every scalar by `plant`.
template <void (*plant)(OnTrial&)>
const OnTrial& with_bug() {
  static const OnTrial on_trial = [] {
    OnTrial bugged = reference();
    plant(bugged);
    return bugged;
  }();
  return on_trial;
}

/// One table a subject, gathered by all_mutants().
std::span<const Mutant> adam_mutants();

}  // namespace adamant
