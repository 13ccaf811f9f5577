#pragma once

#include <stdexcept>

namespace adamant {

/// What is known about a statement on numbers of which only an interval is known.
enum class Truth { no, unknown, yes };

constexpr Truth truth(bool condition) { return condition ? Truth::yes : Truth::no; }

/// Kleene's connectives. Both sides are evaluated: nothing is skipped.
constexpr Truth operator!(Truth a) {
  return a == Truth::yes ? Truth::no : a == Truth::no ? Truth::yes : Truth::unknown;
}
constexpr Truth operator&&(Truth a, Truth b) { return a < b ? a : b; }
constexpr Truth operator||(Truth a, Truth b) { return a < b ? b : a; }

/// Thrown where code must branch on what is unknown: more precision, or a smaller interval, may tell.
struct Undecidable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The condition as a bool, for the few places where generic code branches; `what` names the question.
constexpr bool decide(bool condition, const char*) { return condition; }
inline bool decide(Truth condition, const char* what) {
  if (condition == Truth::unknown) throw Undecidable(what);
  return condition == Truth::yes;
}

/// Eigen's products ask whether an exact factor is zero this way.
inline bool operator||(bool a, Truth b) { return a || decide(b, "a condition"); }

}  // namespace adamant
