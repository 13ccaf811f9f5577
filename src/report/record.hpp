#pragma once

#include "claim/statistics.hpp"
#include "claim/trial.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace adamant {

/// Everything that may differ between two runs of one seed.
struct Context {
  std::string date;  ///< ISO 8601, UTC
  std::string host;
  std::vector<std::pair<std::string, std::string>> build;
  std::uint64_t seed = 0;
  int cases = 0;
  int jobs = 1;
  std::vector<int> tiers;
  double seconds = 0;
  bool interrupted = false;
  std::vector<std::pair<std::string, double>> timings;  ///< seconds by claim
};

/// What `check` found: plain data, rendered by the other files of this folder.
struct Run {
  Context context;
  std::vector<ClaimRecord> claims;
};

/// What the ledger keeps of one verdict.
struct LedgerVerdict {
  std::string status;
  std::vector<std::string> evidence;  ///< "exactly holds", …
  std::string scope;
  int cases = 0;
  std::uint64_t seed = 0;
  std::string date;
  std::string note;
};

struct LedgerEntry {
  std::string id;
  std::string name;
  LedgerVerdict verdict;
  std::vector<LedgerVerdict> history;  ///< the older verdicts, the latest first
};

/// What the ledger keeps of one measurement of a part of an experiment.
struct MeasuredVerdict {
  std::string verdict;  ///< confirmed, refuted, undecided
  double estimate = 0;
  Interval interval{0, 0};
  int n = 0;
  std::string scale, hash;  ///< of the preregistration
  std::string date, note;
};

struct LedgerPart {
  std::string id, statement;
  std::vector<std::string> claims;  ///< the conjectures of the catalogue that it measures
  MeasuredVerdict verdict;
  std::vector<MeasuredVerdict> history;  ///< the latest first
};

struct Ledger {
  std::vector<LedgerEntry> entries;
  std::vector<LedgerPart> parts;

  const LedgerEntry* find(std::string_view id) const {
    for (const LedgerEntry& e : entries)
      if (e.id == id) return &e;
    return nullptr;
  }
  /// The part of an experiment by its id.
  const LedgerPart* find_part(std::string_view id) const {
    for (const LedgerPart& p : parts)
      if (p.id == id) return &p;
    return nullptr;
  }
  /// The part that measures a conjecture of the catalogue.
  const LedgerPart* measurement_of(std::string_view claim) const {
    for (const LedgerPart& p : parts)
      for (const std::string& c : p.claims)
        if (c == claim) return &p;
    return nullptr;
  }
};

/// The evidence that decides a claim's status: the strongest, or the one that refuted or failed.
const EvidenceRecord* deciding(const ClaimRecord& record);

}  // namespace adamant
