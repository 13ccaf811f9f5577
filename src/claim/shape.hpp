#pragma once

#include "claim/instance.hpp"
#include "scalar/symbolic.hpp"

namespace adamant {

/// What a proof may assume, in words and as a formula.
struct Hypothesis {
  std::string name;
  Formula condition;
};

/// An instance whose numbers are symbols, and what is assumed of them.
struct SymbolicInstance {
  Instance x;
  std::vector<Hypothesis> given;
};

/// How the instances of a domain look on symbols, one for each size: the number of steps, of coordinates, of
/// singular values. Everything that is not a size is a symbol, or a stated number.
struct Shape {
  const Domain* domain;
  std::string_view axis;  ///< the letter of what grows: "T", "n", "k"
  int first = 1;
  int most = 3;   ///< the largest size that `prove` tries
  int quick = 2;  ///< the one that `check` proves
  SymbolicInstance (*at)(int size);
  /// The instance with numbers for its symbols; std::invalid_argument where a number has no place in it.
  Instance (*fill)(const Instance& symbolic, const Assignment& values);
};

template <class T>
struct ShapeOf : Shape {};

}  // namespace adamant
