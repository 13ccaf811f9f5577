#pragma once

#include "claim/statistics.hpp"
#include "report/record.hpp"

#include <map>

namespace adamant {

/// An arm in a part: its whole setting, what tuning chose of it, and how its runs ended.
struct EntrantRecord {
  std::string name;
  std::string setting;  ///< "eta=0.01;…"
  std::string chosen;   ///< of a tuned arm
  int runs = 0;
  int happened = 0;                     ///< runs in which the part's event happened
  double median = 0;                    ///< of the part's metric; infinite where failures reach it
  std::map<std::string, int> failures;  ///< by the way the run ended
};

/// One run at 53 and at 113 bits: whether the verdict's metrics agree.
struct PrecisionRecord {
  std::string arm;
  std::uint64_t seed = 0;
  double at_53 = 0, at_113 = 0;  ///< the part's metric
  bool agrees = false;
};

/// What a part found. Verdicts are confirmed, refuted or undecided.
struct PartRecord {
  std::string id, statement, prediction, verdict, reason, estimator;
  std::vector<EntrantRecord> arms;
  double estimate = 0;
  Interval interval{0, 0};
  Interval claimed{0, 0};
  int n = 0;
  double level = 0.95;
  std::optional<double> p_value;  ///< adjusted over the experiment's family
  std::vector<std::string> claims;
  std::vector<PrecisionRecord> precision;

  bool as_predicted() const { return verdict == prediction; }
  /// It is decided, and the other way than was expected.
  bool surprises() const {
    return verdict != "undecided" && prediction != "undecided" && verdict != prediction;
  }
};

struct ExperimentRecord {
  std::string id, name, question, source, thinned, hash;
  std::vector<PartRecord> parts;
};

/// What `measure` found.
struct Measured {
  Context context;
  std::string scale;
  std::vector<ExperimentRecord> experiments;
};

}  // namespace adamant
