#pragma once

#include "scalar/symbolic.hpp"

#include <memory>

namespace adamant {

enum class Answer { unsatisfiable, satisfiable, unknown };

/// What a solver may spend.
struct SolverLimits {
  double seconds = 10;  ///< of the processor, for all questions together
  double seconds_a_question = 5;
  /// The solver's own deterministic count, in place of seconds_a_question; 0: no limit.
  unsigned steps_a_question = 0;
};

/// How terms are put before the solver: replaceable, because it goes on trial.
struct Translation {
  bool root_is_not_negative = true;  ///< r ≥ 0 beside r² = x
  bool root_squares = true;          ///< r² = x at all
  bool quotient_keeps_sign = true;   ///< q b = a, not q b = |a|
  bool zero_over_zero_is_zero = true;
  bool choice_is_in_order = true;  ///< a where the condition holds
  bool less_is_strict = true;
  bool negates = true;
};

/// A conjunction of formulas over the reals, and whether any values of the symbols satisfy it. Z3, with a fixed
/// seed; every quotient and root is a fresh real with its defining equation, which binds only where it has a
/// value.
class Solver {
 public:
  explicit Solver(const SolverLimits& limits = {}, const Translation& translation = {});
  ~Solver();
  Solver(const Solver&) = delete;
  Solver& operator=(const Solver&) = delete;

  void push();
  void pop();
  void require(Formula f);
  Answer check();
  /// After `satisfiable`: the value of a symbol where it is rational, the nearest k/1024 otherwise.
  Rational value_of(const std::string& symbol, bool* exact = nullptr);
  /// What is required now, as SMT-LIB that any solver can read.
  std::string smt_lib() const;
  int questions() const;
  double seconds_left() const;

  static std::string version();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace adamant
