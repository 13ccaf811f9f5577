#pragma once

#include "claim/mutant.hpp"
#include "report/console.hpp"

namespace adamant {

/// Which claims catch which mutants.
struct KillMatrix {
  std::vector<const Claim*> claims;
  std::vector<MutantRecord> rows;
  std::vector<std::string> reference_fails;  ///< ids of claims that are not as wanted without a bug

  int survivors() const;
  /// Mutants that at most `claims` claims catch: what those claims are needed for.
  int caught_by_at_most(int claims) const;
  /// Claims that want to hold and catch no bug of the mathematics. A bug of the court turns all of them
  /// red and says nothing about any.
  std::vector<const Claim*> idle_claims() const;
  /// Lists of mutants of one file that the same claims catch, each list longer than one.
  std::vector<std::vector<const Mutant*>> same_rows() const;
};

/// A bug in the court, not in what it tries.
bool is_of_the_court(const Mutant& mutant);

/// What follows the rows on the console.
std::string kill_summary(const KillMatrix& matrix);

/// The document of `mutants --json`, schema adamant/mutants/2.
std::string kill_matrix_json(const KillMatrix& matrix);

/// The matrix drawn: a row a mutant, a column a claim, a mark where the claim catches the mutant, filled
/// darker where it must.
std::string kill_matrix_svg(const KillMatrix& matrix);

}  // namespace adamant
