#pragma once

#include "claim/zoo.hpp"
#include "report/console.hpp"

namespace adamant {

/// Which claims catch which mutants.
struct KillMatrix {
  std::vector<const Claim*> claims;
  std::vector<Parts> called;  ///< by each of them
  std::vector<MutantRecord> rows;
  std::vector<std::string> reference_fails;  ///< ids of claims that are not as wanted without a bug
  std::span<const Unbreakable> unbreakable;

  int survivors() const;
  /// Mutants that at most `claims` claims catch: what those claims are needed for.
  int caught_by_at_most(int claims) const;
  /// Claims that want to hold and catch no bug of the mathematics, with the reason: that they call
  /// nothing that is on trial, or what is said of them. An empty reason is a fault of the zoo.
  std::vector<Unbreakable> idle_claims() const;
  int idle_without_a_reason() const;
  /// Lists of mutants of one file that the same claims catch, each longer than one, without those that
  /// say why.
  std::vector<std::vector<const Mutant*>> same_rows() const;
  /// No mutant survives and the reference fails nothing.
  bool clean() const { return survivors() == 0 && reference_fails.empty(); }
};

/// What follows the rows on the console.
std::string kill_summary(const KillMatrix& matrix);

/// The document of `mutants --json`, schema adamant/mutants/3.
std::string kill_matrix_json(const KillMatrix& matrix);

/// The table of properties/mutants/killers.cpp as this matrix suggests it. What a mutant must be killed by stays;
/// added are all killers of a mutant that has at most three and names none, the two rarest where there are
/// more, and every claim that is named nowhere, with the mutant that has the fewest killers beside it.
std::string killers_source(const KillMatrix& matrix);

/// The matrix drawn: a row a mutant, a column a claim, a mark where the claim catches the mutant, filled
/// darker where it must.
std::string kill_matrix_svg(const KillMatrix& matrix);

}  // namespace adamant
