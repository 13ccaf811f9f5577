#pragma once

#include "scalar/elementary.hpp"

namespace adamant {

/// The factor on eta at step t of T, t = 0, …, T − 1: constant, or constant for T/2 steps and then
/// geometric down to 1/1000.
enum class StepSchedule { constant, decay };

template <Real S>
S step_factor(StepSchedule schedule, long t, long T) {
  if (schedule == StepSchedule::constant || 2 * t <= T) return S(1);
  using std::pow;
  return pow(ratio<S>(1, 1000), ratio<S>(2 * t - T, T));
}

/// lambda at step t of T, geometric from `from` at the first step to `to` at the last; constant where
/// they are equal.
template <Real S>
struct Anneal {
  S from = S(1);
  S to = S(1);

  S at(long t, long T) const {
    if (from == to || T < 2) return from;
    using std::pow;
    return from * pow(S(to / from), ratio<S>(t, T - 1));
  }
};

}  // namespace adamant
