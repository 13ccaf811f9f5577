#pragma once

#include "claim/claim.hpp"
#include "claim/proof.hpp"
#include "report/console.hpp"
#include "report/record.hpp"

namespace adamant {

/// One proof of a claim: what it came to at each size that was tried, the smallest first.
struct ProofOfClaim {
  const Claim* claim = nullptr;
  int evidence = 0;  ///< the place in the claim's list
  std::vector<ProofRecord> sizes{};

  bool by_induction() const { return !sizes.empty() && sizes.front().by_induction; }
  /// The last size at which the claim was decided; nullptr where there is none. That a reading to be refuted
  /// holds at a small size decides nothing.
  const ProofRecord* decided() const;
  /// The status that the claim is wanted to have, at a size.
  bool as_wanted() const;
  bool undecided() const { return decided() == nullptr; }
  /// "all", "all reals, T <= 3"; empty where nothing is proved.
  std::string scope() const;
  /// The largest size of 2 or more, or of an induction, that is proved in that way too; nullptr for none.
  const ProofRecord* also(bool ProofRecord::*way) const;
  /// "solver, polynomials to T = 2, Coq to T = 2": what the proof stands on.
  std::string legs() const;
};

/// What tells a planted bug from the reference.
struct MutantProof {
  enum class Verdict { told_apart, same, undecided, not_asked };

  std::string mutant;
  Verdict verdict = Verdict::not_asked;  ///< it changes no part that is asked about
  std::string part{};
  std::string by{};    ///< solver, or draw: the bug is planted in rationals and not on symbols
  std::string axis{};  ///< of the size, where the solver was asked
  int size = 0;        ///< the largest that was asked about
  std::string input{};
  std::string how{};  ///< what becomes of the input, or why it is not decided
};

std::string_view name_of(MutantProof::Verdict verdict);

/// One difference on its way from a worker process.
std::string difference_bytes(const MutantProof& difference);
MutantProof difference_from(std::string_view bytes);

/// A line for each planted bug, and how many are told apart.
std::string differences_table(std::span<const MutantProof> differences, double seconds);

/// One proof on its way from a worker process.
std::string proof_bytes(const ProofOfClaim& proof);
void read_proof_bytes(std::string_view bytes, ProofOfClaim& proof);

/// The document of `prove --json`, schema adamant/prove/1.
std::string prove_json(const Context& context, std::span<const ProofOfClaim> proofs,
                       std::span<const MutantProof> differences = {});

/// One claim of `prove`, a line, with its hypotheses under it and the frontier where it was met.
std::string prove_line(const ProofOfClaim& proof, Colour colour);

/// The end of `prove`: how many are proved, at which scope, on how many legs.
std::string prove_summary(std::span<const ProofOfClaim> proofs, double seconds);

}  // namespace adamant
