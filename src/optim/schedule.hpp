#pragma once

#include <cmath>

namespace adamant {

/// The factor on eta at step t of T, t = 0, …, T − 1: constant, or constant for T/2 steps and then
/// geometric down to 1/1000.
enum class StepSchedule { constant, decay };

inline double step_factor(StepSchedule schedule, long t, long T) {
  if (schedule == StepSchedule::constant || 2 * t <= T || T < 2) return 1;
  return std::pow(1e-3, static_cast<double>(2 * t - T) / static_cast<double>(T));
}

/// lambda at step t of T, geometric from `from` to `to`.
struct Anneal {
  double from = 1;
  double to = 1;

  double at(long t, long T) const {
    if (T < 2) return from;
    return from * std::pow(to / from, static_cast<double>(t) / static_cast<double>(T - 1));
  }
};

}  // namespace adamant
