#pragma once

#include "scalar/symbolic.hpp"

#include <memory>

namespace adamant {

enum class Answer { unsatisfiable, satisfiable, unknown };

/// What a solver may spend.
struct SolverLimits {
  double seconds = 10;            ///< of all questions together
  unsigned steps_a_question = 0;  ///< the solver's own deterministic count; 0: no limit
};

/// A conjunction of formulas over the reals, and whether any values of the symbols satisfy it. Z3, with a fixed
/// seed; every quotient and root is a fresh real with its defining equation, which binds only where it has a
/// value.
class Solver {
 public:
  explicit Solver(const SolverLimits& limits = {});
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
