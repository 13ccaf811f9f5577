#pragma once

#include "claim/claim.hpp"
#include "claim/rules.hpp"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace adamant {

struct Settings {
  int cases = 100;
  std::uint64_t seed = 20200617;
  std::vector<int> tiers{ladder_bits.begin(), ladder_bits.end()};
  bool proofs = true;     ///< false: only where a claim has no other evidence
  int max_shrinks = 500;  ///< instances tried while simplifying a counterexample
  Rules rules{};
  /// Called with the token of every case before it runs, so that a crash leaves it behind.
  std::function<void(const std::string& token)> before_case{};
  /// Tokens to be replayed before any random case.
  std::vector<std::string> worst_cases{};
};

/// What one kind of evidence came to.
struct EvidenceRecord {
  EvidenceKind kind = EvidenceKind::none;
  Status status = Status::undecided;
  std::string reason;
  std::string domain;
  int cases = 0;      ///< instances that satisfied the hypotheses, replayed ones included
  int vacuous = 0;    ///< of these, the ones where nothing was compared
  int discarded = 0;  ///< instances outside the hypotheses
  int undecided = 0;
  std::map<int, double> excess;  ///< by bits, the largest c_p; exact evidence has none
  double slack = std::numeric_limits<double>::infinity();
  std::string scope;
  std::string worst;           ///< the instance with the largest excess
  std::string counterexample;  ///< the simplest one found, exact
  std::string token;           ///< `adamant repro` runs it again
  int shrinks = 0;
};

struct ClaimRecord {
  const Claim* claim = nullptr;
  Status status = Status::undecided;
  std::string reason;
  std::vector<EvidenceRecord> evidence;
  std::vector<EvidenceRecord> without;  ///< empty, or the one for the dropped hypothesis
  bool as_wanted = false;
};

/// Tries one claim. The result depends on the claim, on what is on trial and on the settings alone, not
/// on which other claims are tried.
ClaimRecord try_claim(const Claim& claim, const OnTrial& on_trial, const Settings& settings);

/// One case again. The token is `ID.k:instance` for the k-th evidence, or `ID.w:instance`.
/// Throws std::invalid_argument with one line where the token does not fit the claims.
struct Replay {
  const Claim* claim;
  const Evidence* evidence;
  std::string instance;
  Judgement judgement;
  std::vector<TierFinding> tiers;  ///< empty for exact evidence
  Finding exact;
};
Replay replay(std::string_view token, std::span<const Group> groups, const OnTrial& on_trial,
              const Settings& settings);

}  // namespace adamant
