#pragma once

#include "claim/evidence.hpp"
#include "claim/shape.hpp"
#include "claim/solver.hpp"

namespace adamant {

/// An instance on which a statement fails without rounding, and how.
struct Witness {
  std::string instance;
  std::string failure;
};

/// What a solver's solution comes to as an instance.
class Witnesses {
 public:
  /// `replayed` false: the solution is believed, which only a wrong rule of proof asks for.
  Witnesses(const Evidence& evidence, const OnTrial& on_trial, const SymbolicInstance& instance,
            Solver& solver, bool replayed)
      : evidence_(evidence),
        on_trial_(on_trial),
        instance_(instance),
        solver_(solver),
        replayed_(replayed) {}

  /// The symbols that matter.
  void speak_of(std::vector<std::string> symbols) { symbols_ = std::move(symbols); }
  /// The solution that was found last. Of what the statement does not read the value does not matter: 1/2 is in
  /// every range.
  Assignment values();
  std::string text_of(const Assignment& all) const;
  /// After `satisfiable`: rational values of the same kind, in small numbers, on which the statement fails, or
  /// has no value where that counts.
  std::optional<Witness> confirm(bool undefined_counts);
  /// Without the solver: of small numbers drawn for the symbols, the first for which `given` holds and the statement
  /// fails, or has no value where that counts.
  std::optional<Witness> draw(Formula given, bool undefined_counts) const;

 private:
  Assignment all_at_half() const;
  std::optional<Witness> replay(const Assignment& all, bool undefined_counts) const;
  bool fix_each(Assignment& all);

  const Evidence& evidence_;
  const OnTrial& on_trial_;
  const SymbolicInstance& instance_;
  Solver& solver_;
  bool replayed_;
  std::vector<std::string> symbols_;
};

}  // namespace adamant
