#pragma once

#include "lab/experiment.hpp"

namespace adamant {

/// The outcomes of an entrant, in the order of the seeds.
using Outcomes = std::vector<Outcome>;

/// What a part's estimator gives.
struct Estimate {
  double value = 0;
  Interval interval{0, 0};
  int n = 0;                      ///< seeds, or pairs, that went in
  std::optional<double> p_value;  ///< of win_share: two-sided, not yet adjusted
};

/// "eu<=0.01&rank<=2" of one outcome; false for a failure and for a value that is not there. Empty: true for
/// whatever finished. Throws std::invalid_argument for any other text.
bool happens(const std::string& event, const Outcome& outcome);

/// The metric of each outcome; +infinity for a failure.
std::vector<double> values_of(const std::string& metric, const Outcomes& outcomes);

/// The part's estimator over the outcomes of its entrants, which share their seeds.
Estimate estimate(const Part& part, const std::vector<Outcomes>& outcomes);

/// Confirmed where the interval is within `claimed`, refuted where they do not meet, undecided else, or where
/// there was nothing to estimate from.
Verdict verdict_of(const Estimate& estimate, const Interval& claimed);

}  // namespace adamant
