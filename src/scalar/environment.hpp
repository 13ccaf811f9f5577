#pragma once

#include "scalar/strict.hpp"

#include <string>
#include <utility>
#include <vector>

namespace adamant {

/// One question put to this machine's arithmetic while the program runs.
struct Probe {
  std::string name;
  bool ok;
  std::string detail;  ///< what was expected and what was found
};

/// Whether double arithmetic is IEEE 754 here and now, as every verdict assumes: subnormals kept, NaN unordered,
/// rounding to nearest, division and square root correctly rounded (Eigen's too), no contraction to FMA, no
/// excess precision.
///
/// Variants  A flag that a library or a thread has changed since is seen by the next call.
std::vector<Probe> floating_point_environment();

/// What this program was built with and runs on, as (name, value) pairs in a fixed order.
std::vector<std::pair<std::string, std::string>> build_description();

}  // namespace adamant
