#pragma once

#include "properties/fields.hpp"

namespace adamant {

/// Two points of the line and a number of steps.
struct LineStart {
  std::int64_t T = 1;
  Fraction x{1, 1};
  Fraction y{1, 1};

  static constexpr auto fields() {
    return std::tuple{field("T", &LineStart::T), field("x", &LineStart::x),
                      field("y", &LineStart::y)};
  }
  std::vector<std::string> features() const;
};

/// 1 ≤ T ≤ 60.
extern const DomainOf<LineStart> line_starts;

/// x within 1/32 of 792/1225 and y within 1/32 of 2592/1225: the present and the last iterate of a heavy
/// ball that is near its cycle.
extern const DomainOf<LineStart> starts_near_the_cycle;

}  // namespace adamant
