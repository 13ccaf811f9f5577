#include "lab/estimate.hpp"

#include "scalar/decimal.hpp"
#include "scalar/require.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace adamant {
namespace {

const double infinity = std::numeric_limits<double>::infinity();

bool compares(const std::string& text, const Outcome& outcome) {
  const bool at_most = text.find("<=") != text.npos;
  const auto sign = text.find(at_most ? "<=" : ">=");
  require_text(sign != text.npos, "an event", text, "NAME<=NUMBER or NAME>=NUMBER");
  const double bound = number({{"bound", text.substr(sign + 2)}}, "bound");
  const auto found = outcome.values.find(text.substr(0, sign));
  if (outcome.end != RunEnd::finished || found == outcome.values.end()) return false;
  return at_most ? found->second <= bound : found->second >= bound;
}

int count(const std::string& event, const Outcomes& outcomes) {
  return static_cast<int>(std::count_if(outcomes.begin(), outcomes.end(),
                                        [&](const Outcome& o) { return happens(event, o); }));
}

/// The outcomes at the seeds for which `given` happens in the first entrant.
std::vector<Outcomes> those_given(const std::string& given, const std::vector<Outcomes>& all) {
  if (given.empty()) return all;
  std::vector<Outcomes> kept(all.size());
  for (std::size_t i = 0; i < all.front().size(); ++i)
    if (happens(given, all.front()[i]))
      for (std::size_t k = 0; k < all.size(); ++k) kept[k].push_back(all[k][i]);
  return kept;
}

Estimate rate(const std::string& event, const Outcomes& x, double level) {
  const int n = static_cast<int>(x.size()), hits = count(event, x);
  return {n == 0 ? 0 : static_cast<double>(hits) / n, clopper_pearson(hits, n, level), n, {}};
}

Estimate rate_difference(const std::string& event, const Outcomes& a, const Outcomes& b,
                         double level) {
  int a_only = 0, b_only = 0;
  const int n = static_cast<int>(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    const bool in_a = happens(event, a[i]), in_b = happens(event, b[i]);
    a_only += in_a && !in_b;
    b_only += in_b && !in_a;
  }
  return {n == 0 ? 0 : static_cast<double>(a_only - b_only) / n,
          paired_rate_interval(a_only, b_only, n, level),
          n,
          {}};
}

Estimate largest_rate(const std::string& event, const std::vector<Outcomes>& all, double level) {
  const double each = 1 - (1 - level) / static_cast<double>(all.size());
  Estimate largest = rate(event, all.front(), each);
  for (const Outcomes& x : all) {
    const Estimate other = rate(event, x, each);
    largest.value = std::max(largest.value, other.value);
    largest.interval.lower = std::max(largest.interval.lower, other.interval.lower);
    largest.interval.upper = std::max(largest.interval.upper, other.interval.upper);
  }
  return largest;
}

Estimate median_of(const std::vector<double>& x, double level) {
  if (x.empty()) return {0, {-infinity, infinity}, 0, {}};
  return {median(x), median_interval(x, level), static_cast<int>(x.size()), {}};
}

/// log10(a_i/b_i); ±infinity where one of the two failed or is 0, and 0 where both did.
std::vector<double> log_ratios(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < a.size(); ++i)
    ratios.push_back(a[i] == b[i] ? 0 : std::log10(a[i]) - std::log10(b[i]));
  return ratios;
}

Estimate win_share(const std::vector<double>& a, const std::vector<double>& b, double level) {
  const Wins wins = paired_wins(a, b, 1.05);
  const int n = wins.a + wins.b;
  return {n == 0 ? 0.5 : static_cast<double>(wins.a) / n, clopper_pearson(wins.a, n, level), n,
          sign_test(wins.a, wins.b)};
}

Estimate mean_of(const std::vector<double>& x, double level) {
  const double n = static_cast<double>(x.size());
  for (const double value : x)
    if (!std::isfinite(value)) return {infinity, {-infinity, infinity}, static_cast<int>(n), {}};
  if (x.empty()) return {0, {-infinity, infinity}, 0, {}};
  return {std::accumulate(x.begin(), x.end(), 0.0) / n,
          mean_interval(x, level),
          static_cast<int>(n),
          {}};
}

}  // namespace

bool happens(const std::string& event, const Outcome& outcome) {
  if (event.empty()) return outcome.end == RunEnd::finished;
  bool all = true;
  for (const std::string& comparison : split(event, '&'))
    all = compares(comparison, outcome) && all;
  return all;
}

std::vector<double> values_of(const std::string& metric, const Outcomes& outcomes) {
  std::vector<double> values;
  for (const Outcome& o : outcomes) {
    const auto found = o.values.find(metric);
    const bool there = o.end == RunEnd::finished && found != o.values.end();
    values.push_back(there ? found->second : infinity);
  }
  return values;
}

Estimate estimate(const Part& part, const std::vector<Outcomes>& outcomes) {
  const auto x = those_given(part.given, outcomes);
  const auto metric = [&](std::size_t k) { return values_of(part.metric, x[k]); };
  switch (part.estimator) {
    case Estimator::rate:
      return rate(part.event, x[0], part.level);
    case Estimator::rate_difference:
      return rate_difference(part.event, x[0], x[1], part.level);
    case Estimator::largest_rate:
      return largest_rate(part.event, x, part.level);
    case Estimator::median:
      return median_of(metric(0), part.level);
    case Estimator::log_ratio:
      return median_of(log_ratios(metric(0), metric(1)), part.level);
    case Estimator::win_share:
      return win_share(metric(0), metric(1), part.level);
    case Estimator::mean:
      return mean_of(metric(0), part.level);
  }
  return {};
}

Verdict verdict_of(const Estimate& estimate, const Interval& claimed) {
  const Interval& seen = estimate.interval;
  if (estimate.n == 0) return Verdict::undecided;
  if (seen.lower >= claimed.lower && seen.upper <= claimed.upper) return Verdict::confirmed;
  if (!seen.overlaps(claimed)) return Verdict::refuted;
  return Verdict::undecided;
}

}  // namespace adamant
