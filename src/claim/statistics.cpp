#include "claim/statistics.hpp"

#include "scalar/require.hpp"

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace adamant {
namespace {

using Binomial = boost::math::binomial_distribution<>;
const double infinity = std::numeric_limits<double>::infinity();

void require_level(const char* who, double level) {
  require(level > 0 && level < 1, who, "level", level, "0 < level < 1");
}

std::vector<double> sorted(const char* who, std::span<const double> x) {
  std::vector<double> s(x.begin(), x.end());
  for (const double value : s)
    require(!std::isnan(value), who, "a value", value, "no NaN: a failure is +infinity");
  std::sort(s.begin(), s.end());
  return s;
}

}  // namespace

Interval clopper_pearson(int successes, int n, double level) {
  require(n >= 0, "clopper_pearson", "n", n, "n >= 0");
  require(successes >= 0 && successes <= n, "clopper_pearson", "successes", successes,
          "0 <= successes <= n");
  require_level("clopper_pearson", level);
  if (n == 0) return {0, 1};
  const double tail = (1 - level) / 2;
  return {successes == 0 ? 0 : Binomial::find_lower_bound_on_p(n, successes, tail),
          successes == n ? 1 : Binomial::find_upper_bound_on_p(n, successes, tail)};
}

Interval median_interval(std::span<const double> x, double level) {
  require_level("median_interval", level);
  const std::vector<double> s = sorted("median_interval", x);
  const int n = static_cast<int>(s.size());
  if (n == 0) return {-infinity, infinity};
  const Binomial below(n, 0.5);
  int j = 0;  // the largest with P(B < j) ≤ (1 − level)/2
  while (j < (n + 1) / 2 && cdf(below, j) <= (1 - level) / 2) ++j;
  if (j == 0) return {-infinity, infinity};
  return {s[static_cast<std::size_t>(j - 1)], s[static_cast<std::size_t>(n - j)]};
}

double median(std::span<const double> x) {
  const std::vector<double> s = sorted("median", x);
  require(!s.empty(), "median", "the number of values", s.size(), "at least 1");
  const double low = s[(s.size() - 1) / 2], high = s[s.size() / 2];
  return low == high ? low : low / 2 + high / 2;
}

double sign_test(int wins, int losses) {
  require(wins >= 0 && losses >= 0, "sign_test", "a count", std::min(wins, losses), ">= 0");
  if (wins == losses) return 1;
  return std::min(1.0, 2 * cdf(Binomial(wins + losses, 0.5), std::min(wins, losses)));
}

double mann_whitney(std::span<const double> a, std::span<const double> b) {
  double u = 0;
  for (const double x : a)
    for (const double y : b) u += y > x ? 1 : y == x ? 0.5 : 0;
  // count[j][k]: arrangements of the a so far and j of the b with k such pairs.
  const std::size_t m = a.size(), n = b.size();
  std::vector<std::vector<double>> count(n + 1, std::vector<double>(m * n + 1));
  for (std::size_t j = 0; j <= n; ++j) count[j][0] = 1;
  for (std::size_t i = 1; i <= m; ++i)
    for (std::size_t j = 1; j <= n; ++j) {
      // The largest is of b, above all i of the a; or it is of a.
      std::vector<double> next = count[j];
      for (std::size_t k = i; k <= m * n; ++k) next[k] += count[j - 1][k - i];
      count[j] = std::move(next);
    }
  double above = 0, all = 0;
  for (std::size_t k = 0; k <= m * n; ++k) {
    all += count[n][k];
    if (static_cast<double>(k) >= u) above += count[n][k];
  }
  return above / all;
}

Wins paired_wins(std::span<const double> a, std::span<const double> b, double factor) {
  require(a.size() == b.size(), "paired_wins", "the number of b", b.size(), "that of a");
  require(factor >= 1, "paired_wins", "factor", factor, "factor >= 1");
  Wins wins;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] * factor < b[i]) {
      ++wins.a;
    } else if (b[i] * factor < a[i]) {
      ++wins.b;
    } else {
      ++wins.ties;
    }
  }
  return wins;
}

Interval paired_rate_interval(int a_only, int b_only, int n, double level) {
  require(a_only >= 0 && b_only >= 0 && a_only + b_only <= n, "paired_rate_interval",
          "the number of discordant pairs", a_only + b_only, "at most n");
  const Interval a = clopper_pearson(a_only, n, (1 + level) / 2);
  const Interval b = clopper_pearson(b_only, n, (1 + level) / 2);
  return {a.lower - b.upper, a.upper - b.lower};
}

Interval paired_rate_interval(std::span<const bool> a, std::span<const bool> b, double level) {
  require(a.size() == b.size(), "paired_rate_interval", "the number of b", b.size(), "that of a");
  int a_only = 0, b_only = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    a_only += a[i] && !b[i];
    b_only += b[i] && !a[i];
  }
  return paired_rate_interval(a_only, b_only, static_cast<int>(a.size()), level);
}

Equivalence tost(std::span<const double> x, double margin, double alpha) {
  require(margin > 0, "tost", "margin", margin, "margin > 0");
  require(alpha > 0 && alpha < 0.5, "tost", "alpha", alpha, "0 < alpha < 1/2");
  Equivalence result{median_interval(x, 1 - 2 * alpha), std::nullopt};
  if (result.interval.lower > -margin && result.interval.upper < margin) result.within = true;
  if (result.interval.lower >= margin || result.interval.upper <= -margin) result.within = false;
  return result;
}

std::vector<double> holm(std::span<const double> p) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t i, std::size_t j) { return p[i] < p[j]; });
  std::vector<double> adjusted(p.size());
  double largest = 0;
  for (std::size_t k = 0; k < order.size(); ++k) {
    largest = std::max(largest, static_cast<double>(p.size() - k) * p[order[k]]);
    adjusted[order[k]] = std::min(1.0, largest);
  }
  return adjusted;
}

void Sprt::check() const {
  require(0 < p_0 && p_0 < p_1 && p_1 < 1, "Sprt", "p_0", p_0, "0 < p_0 < p_1 < 1");
  require(0 < alpha && alpha < 0.5 && 0 < beta && beta < 0.5, "Sprt", "alpha", alpha,
          "0 < alpha, beta < 1/2");
}

Sequential Sprt::decide(int successes, int n) const {
  check();
  const double ratio =
      successes * std::log(p_1 / p_0) + (n - successes) * std::log((1 - p_1) / (1 - p_0));
  if (ratio >= std::log((1 - beta) / alpha)) return Sequential::accepts_p_1;
  if (ratio <= std::log(beta / (1 - alpha))) return Sequential::accepts_p_0;
  return Sequential::open;
}

double kendall_tau(std::span<const double> x) {
  double agreement = 0, unequal = 0;
  for (std::size_t j = 1; j < x.size(); ++j)
    for (std::size_t i = 0; i < j; ++i) {
      agreement += (x[i] < x[j]) - (x[j] < x[i]);
      unequal += x[i] != x[j];
    }
  const double n = static_cast<double>(x.size());
  return unequal == 0 ? 0 : agreement / std::sqrt(unequal * (n * (n - 1) / 2));
}

Interval mean_interval(std::span<const double> x, double level) {
  require_level("mean_interval", level);
  const double n = static_cast<double>(x.size());
  if (x.size() < 2) return {-infinity, infinity};
  const double mean = std::accumulate(x.begin(), x.end(), 0.0) / n;
  double squares = 0;
  for (const double value : x) squares += (value - mean) * (value - mean);
  const double t = quantile(complement(boost::math::students_t(n - 1), (1 - level) / 2));
  const double half = t * std::sqrt(squares / (n - 1) / n);
  return {mean - half, mean + half};
}

}  // namespace adamant
