#include "claim/statistics.hpp"
#include "scalar/splitmix.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <functional>

namespace adamant {
namespace {

const double infinity = std::numeric_limits<double>::infinity();

/// P(B = k) for B binomial(n, p), by the product: a second route to Boost's.
double binomial(int n, int k, double p) {
  double q = 1;
  for (int i = 1; i <= k; ++i) q *= p * (n - k + i) / i;
  return q * std::pow(1 - p, n - k);
}

/// The exact probability that the interval of k successes in n contains p.
double coverage(const std::function<Interval(int, int)>& interval, int n, double p) {
  double total = 0;
  for (int k = 0; k <= n; ++k)
    if (interval(k, n).contains(p)) total += binomial(n, k, p);
  return total;
}

TEST(Statistics, ClopperPearsonCoversEveryRate) {
  const auto exact = [](int k, int n) { return clopper_pearson(k, n, 0.95); };
  for (const int n : {1, 2, 8, 32})
    for (int i = 1; i < 200; ++i) EXPECT_GE(coverage(exact, n, i / 200.0), 0.95 - 1e-12) << n;
}

/// What is planted must be seen: each of these gives an interval that is too short somewhere.
TEST(Statistics, CoverageCatchesPlantedIntervals) {
  using Planted = std::function<Interval(int, int)>;
  const std::array<Planted, 4> planted{
      [](int k, int n) {  // Wald's
        const double p = double(k) / n, h = 1.96 * std::sqrt(p * (1 - p) / n);
        return Interval{p - h, p + h};
      },
      [](int k, int n) { return clopper_pearson(k, n, 0.90); },  // tails not halved
      [](int k, int n) {                                         // k − 1 for k
        return clopper_pearson(std::max(0, k - 1), n, 0.95);
      },
      [](int k, int n) {  // the ends swapped between success and failure
        const Interval i = clopper_pearson(n - k, n, 0.95);
        return Interval{i.lower, i.upper};
      }};
  for (const Planted& interval : planted) {
    double worst = 1;
    for (int i = 1; i < 200; ++i) worst = std::min(worst, coverage(interval, 32, i / 200.0));
    EXPECT_LT(worst, 0.93);
  }
}

TEST(Statistics, ClopperPearsonAtItsEnds) {
  EXPECT_NEAR(clopper_pearson(0, 1000, 0.95).upper, 1 - std::pow(0.025, 1.0 / 1000), 1e-12);
  EXPECT_NEAR(clopper_pearson(32, 32, 0.90).lower, std::pow(0.05, 1.0 / 32), 1e-12);
  EXPECT_EQ(clopper_pearson(0, 5, 0.95).lower, 0);
  EXPECT_EQ(clopper_pearson(5, 5, 0.95).upper, 1);
  EXPECT_EQ(clopper_pearson(0, 0, 0.95).upper, 1);
  EXPECT_THROW(clopper_pearson(3, 2, 0.95), std::invalid_argument);
  EXPECT_THROW(clopper_pearson(1, 2, 1), std::invalid_argument);
}

/// The share of `draws` in which the interval of a sample contains the median of the distribution.
double median_coverage(int n, double truth, const std::function<double(SplitMix&)>& draw,
                       const std::function<Interval(const std::vector<double>&)>& interval) {
  SplitMix random(20);
  int inside = 0;
  const int draws = 4000;
  for (int k = 0; k < draws; ++k) {
    std::vector<double> x;
    for (int i = 0; i < n; ++i) x.push_back(draw(random));
    inside += interval(x).contains(truth);
  }
  return double(inside) / draws;
}

TEST(Statistics, MedianIntervalCoversSkewedAndHeavyTails) {
  const auto interval = [](const std::vector<double>& x) { return median_interval(x, 0.95); };
  const auto normal = [](SplitMix& r) { return r.normal(); };
  const auto lognormal = [](SplitMix& r) { return std::exp(3 * r.normal()); };
  const auto cauchy = [](SplitMix& r) { return std::tan(3.14159265358979 * (r.uniform() - 0.5)); };
  const double three_sigma = 3 * std::sqrt(0.95 * 0.05 / 4000);
  for (const int n : {6, 8, 32}) {
    EXPECT_GE(median_coverage(n, 0, normal, interval), 0.95 - three_sigma);
    EXPECT_GE(median_coverage(n, 1, lognormal, interval), 0.95 - three_sigma);
    EXPECT_GE(median_coverage(n, 0, cauchy, interval), 0.95 - three_sigma);
  }
  // Planted: the mean's interval where the median is meant, and an index too many.
  const auto mean = [](const std::vector<double>& x) { return mean_interval(x, 0.95); };
  EXPECT_LT(median_coverage(32, 1, lognormal, mean), 0.9);
  const auto narrow = [](const std::vector<double>& x) { return median_interval(x, 0.88); };
  EXPECT_LT(median_coverage(32, 0, normal, narrow), 0.95 - three_sigma);
}

TEST(Statistics, MedianIntervalIsTheTabulatedOne) {
  std::vector<double> x;
  for (int i = 1; i <= 32; ++i) x.push_back(i);
  EXPECT_EQ(median_interval(x, 0.95).lower, 10);
  EXPECT_EQ(median_interval(x, 0.95).upper, 23);
  x.resize(5);
  EXPECT_EQ(median_interval(x, 0.95).lower, -infinity);  // 2/2^5 > .05: five values do not tell
  x.push_back(6);
  EXPECT_EQ(median_interval(x, 0.95).lower, 1);
  EXPECT_EQ(median(x), 3.5);
}

TEST(Statistics, FailuresAreInfinitiesAndNanIsMisuse) {
  const std::vector<double> x{1, 2, infinity, infinity, infinity, infinity, 3};
  EXPECT_EQ(median(x), infinity);
  EXPECT_EQ(median_interval(x, 0.9).upper, infinity);
  EXPECT_THROW(median(std::vector<double>{1, std::nan("")}), std::invalid_argument);
  const Wins wins = paired_wins(std::vector{1.0, infinity, infinity, 1.0, 1.04},
                                std::vector{infinity, 1.0, infinity, 1.04, 1.0}, 1.05);
  EXPECT_EQ(wins.a, 1);
  EXPECT_EQ(wins.b, 1);
  EXPECT_EQ(wins.ties, 3);
}

TEST(Statistics, SignTestIsExact) {
  EXPECT_NEAR(sign_test(8, 0), 2 / 256.0, 1e-15);
  EXPECT_NEAR(sign_test(1, 7), 18 / 256.0, 1e-14);
  EXPECT_EQ(sign_test(4, 4), 1);
  EXPECT_EQ(sign_test(0, 0), 1);
  for (const int n : {8, 32}) {  // under H_0, P(p ≤ a) ≤ a
    for (const double a : {0.001, 0.01, 0.05, 0.3}) {
      double rejected = 0;
      for (int k = 0; k <= n; ++k) rejected += sign_test(k, n - k) <= a ? binomial(n, k, 0.5) : 0;
      EXPECT_LE(rejected, a);
    }
  }
}

TEST(Statistics, PairedRateIntervalCovers) {
  SplitMix random(21);
  for (const auto& [a_only, b_only] : {std::pair{0.1, 0.1}, {0.4, 0.0}, {0.5, 0.3}, {0.02, 0.05}}) {
    int inside = 0;
    for (int k = 0; k < 2000; ++k) {
      int a = 0, b = 0;
      for (int i = 0; i < 16; ++i) {
        const double u = random.uniform();
        a += u < a_only;
        b += u >= a_only && u < a_only + b_only;
      }
      inside += paired_rate_interval(a, b, 16, 0.95).contains(a_only - b_only);
    }
    EXPECT_GE(inside / 2000.0, 0.95 - 0.015);
  }
  EXPECT_EQ(paired_rate_interval(0, 0, 0, 0.95).upper, 1);
}

TEST(Statistics, TostRejectsAtItsLevel) {
  SplitMix random(22);
  int wrong = 0, right = 0;
  for (int k = 0; k < 4000; ++k) {
    std::vector<double> at_margin, centred;
    for (int i = 0; i < 32; ++i) {
      at_margin.push_back(0.3 + 0.2 * random.normal());
      centred.push_back(0.2 * random.normal());
    }
    wrong += tost(at_margin, 0.3, 0.05).within == true;
    right += tost(centred, 0.3, 0.05).within == true;
  }
  EXPECT_LE(wrong / 4000.0, 0.05 + 0.01);
  EXPECT_GE(right / 4000.0, 0.99);
  // Not different is not equivalent: a small sample shows neither.
  EXPECT_FALSE(tost(std::vector{-0.1, 0.1, 0.0, 0.05}, 0.3, 0.05).within.has_value());
  EXPECT_EQ(tost(std::vector<double>(32, 1.0), 0.3, 0.05).within, false);
}

TEST(Statistics, HolmControlsTheFamily) {
  const auto adjusted = holm(std::vector{0.01, 0.04, 0.03, 0.005});
  EXPECT_DOUBLE_EQ(adjusted[3], 0.02);
  EXPECT_DOUBLE_EQ(adjusted[0], 0.03);
  EXPECT_DOUBLE_EQ(adjusted[2], 0.06);
  EXPECT_DOUBLE_EQ(adjusted[1], 0.06);  // monotone
  SplitMix random(23);
  int any = 0, any_unadjusted = 0;
  for (int k = 0; k < 4000; ++k) {
    std::vector<double> p;
    for (int i = 0; i < 10; ++i) p.push_back(random.uniform());
    const auto q = holm(p);
    any += *std::min_element(q.begin(), q.end()) <= 0.05;
    any_unadjusted += *std::min_element(p.begin(), p.end()) <= 0.05;
  }
  EXPECT_LE(any / 4000.0, 0.06);
  EXPECT_GE(any_unadjusted / 4000.0, 0.35);
}

TEST(Statistics, SprtKeepsWaldsErrors) {
  const Sprt test{0.5, 0.9, 0.05, 0.05};
  SplitMix random(24);
  for (const bool truth : {false, true}) {
    int wrong = 0;
    for (int k = 0; k < 2000; ++k) {
      int successes = 0, n = 0;
      while (test.decide(successes, n) == Sequential::open) {
        successes += random.uniform() < (truth ? test.p_1 : test.p_0);
        ++n;
      }
      wrong += (test.decide(successes, n) == Sequential::accepts_p_1) != truth;
    }
    EXPECT_LE(wrong / 2000.0, 0.05 / 0.95 + 0.015);
  }
  EXPECT_THROW((Sprt{0.9, 0.5, 0.05, 0.05}.decide(1, 1)), std::invalid_argument);
}

TEST(Statistics, KendallTau) {
  EXPECT_DOUBLE_EQ(kendall_tau(std::vector<double>{1, 2, 3, 4}), 1);
  EXPECT_DOUBLE_EQ(kendall_tau(std::vector<double>{4, 3, 2, 1}), -1);
  EXPECT_DOUBLE_EQ(kendall_tau(std::vector<double>{1, 1, 1}), 0);
  EXPECT_NEAR(kendall_tau(std::vector<double>{1, 3, 2, 4}), 4.0 / 6, 1e-15);
}

/// Of 3 and 3 numbers there are 20 arrangements, of 9 and 9 there are 48620.
TEST(Statistics, MannWhitneyCountsArrangements) {
  const std::vector<double> low{1, 2, 3}, high{4, 5, 6};
  EXPECT_DOUBLE_EQ(mann_whitney(low, high), 1.0 / 20);
  EXPECT_DOUBLE_EQ(mann_whitney(high, low), 1.0);
  EXPECT_DOUBLE_EQ(mann_whitney(std::vector<double>{1, 2, 4}, std::vector<double>{3, 5, 6}),
                   2.0 / 20);
  std::vector<double> a, b;
  for (int k = 0; k < 9; ++k) {
    a.push_back(k);
    b.push_back(100 + k);
  }
  EXPECT_DOUBLE_EQ(mann_whitney(a, b), 1.0 / 48620);
  EXPECT_GE(mann_whitney(a, a), 0.5);
  EXPECT_EQ(mann_whitney({}, a), 1);
}

}  // namespace
}  // namespace adamant
