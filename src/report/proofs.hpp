#pragma once

#include "claim/claim.hpp"
#include "claim/proof.hpp"
#include "report/console.hpp"
#include "report/record.hpp"

namespace adamant {

/// One proof of a claim: what it came to at each size that was tried, the smallest first.
struct ProofOfClaim {
  const Claim* claim = nullptr;
  int evidence = 0;       ///< the place in the claim's list
  std::string against{};  ///< a mutant that stands in the reference's place; empty: none does
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
};

/// One proof on its way from a worker process.
std::string proof_bytes(const ProofOfClaim& proof);
void read_proof_bytes(std::string_view bytes, ProofOfClaim& proof);

/// The document of `prove --json`, schema adamant/prove/1.
std::string prove_json(const Context& context, std::span<const ProofOfClaim> proofs);

/// One claim of `prove`, a line, with its hypotheses under it and the frontier where it was met.
std::string prove_line(const ProofOfClaim& proof, Colour colour);

/// The end of `prove`: how many are proved, at which scope, on how many legs.
std::string prove_summary(std::span<const ProofOfClaim> proofs, double seconds);

}  // namespace adamant
