#pragma once

#include "scalar/formula.hpp"
#include "scalar/truth.hpp"

#include <stdexcept>
#include <string>

namespace adamant {

/// Misuse has one wording: which function, which argument, its value, what was expected.
[[noreturn]] inline void misuse(const char* function, const char* argument,
                                const std::string& value, const char* expectation) {
  throw std::invalid_argument(std::string(function) + ": " + argument + " is " + value +
                              ", expected " + expectation);
}

/// Throws std::invalid_argument unless `condition`; the value is shown to six digits.
template <class S>
void require(bool condition, const char* function, const char* argument, const S& value,
             const char* expectation) {
  if (condition) return;
  if constexpr (requires { value.str(6); }) {
    misuse(function, argument, value.str(6), expectation);
  } else if constexpr (requires { value.text(); }) {
    misuse(function, argument, value.text(), expectation);
  } else if constexpr (requires { value.str(); }) {
    misuse(function, argument, value.str(), expectation);
  } else {
    misuse(function, argument, std::to_string(value), expectation);
  }
}

/// The same where only an interval of the value may be known; Undecidable where it does not tell.
template <class S>
void require(Truth condition, const char* function, const char* argument, const S& value,
             const char* expectation) {
  require(decide(condition, expectation), function, argument, value, expectation);
}

/// The same on symbols: not decided here but asked of the hypotheses, as an obligation of the run.
void require_of_symbols(Formula condition, const char* function, const char* argument,
                        const char* expectation);
template <class S>
void require(Formula condition, const char* function, const char* argument, const S&,
             const char* expectation) {
  require_of_symbols(condition, function, argument, expectation);
}

template <class A, class B>
void require_same_shape(const A& a, const B& b, const char* function, const char* argument) {
  if (a.rows() == b.rows() && a.cols() == b.cols()) return;
  const auto shape = [](auto m, auto n) { return std::to_string(m) + "x" + std::to_string(n); };
  misuse(function, argument, shape(b.rows(), b.cols()), shape(a.rows(), a.cols()).c_str());
}

}  // namespace adamant
