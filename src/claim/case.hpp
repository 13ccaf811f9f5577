#pragma once

#include "claim/trial.hpp"

namespace adamant {

/// One instance before the court.
struct CaseResult {
  Judgement judgement;
  bool discarded = false;
  bool vacuous = false;
  std::vector<TierFinding> tiers;
  Finding exact;  ///< of exact and of order evidence
};

CaseResult try_case(const Evidence& evidence, const Instance& instance, const OnTrial& on_trial,
                    const Settings& settings);

/// Random instances by RapidCheck: draws, counts, and on a refutation simplifies. `record` comes with
/// what was replayed before and is completed.
void search(const Evidence& evidence, const std::string& token_prefix, const OnTrial& on_trial,
            const Settings& settings, EvidenceRecord& record);

/// Adds one case to the record: counts, excess, slack.
void count(const CaseResult& result, const Evidence& evidence, const Instance& instance,
           EvidenceRecord& record);

}  // namespace adamant
