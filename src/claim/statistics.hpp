#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace adamant {

/// A closed interval of numbers; its ends may be infinite.
struct Interval {
  double lower;
  double upper;

  bool contains(double x) const { return lower <= x && x <= upper; }
  bool overlaps(const Interval& other) const {
    return lower <= other.upper && other.lower <= upper;
  }
};

/// The interval for a rate of which `successes` in n independent trials were seen, exact in the sense that it
/// covers the rate with probability at least `level` whatever the rate is.
///
/// Range     within [0, 1]; [0, 1] for n = 0.
/// Requires  0 ≤ successes ≤ n, 0 < level < 1; otherwise std::invalid_argument.
/// Source    clopper1934use.
Interval clopper_pearson(int successes, int n, double level);

/// The interval [x_(j), x_(n+1−j)] of order statistics for the median of a distribution, of whatever shape:
/// the narrowest that covers with probability at least `level`. Ends are ±infinity where n is too small.
///
/// Failures are +infinity in x and are ordered as such; NaN is misuse (std::invalid_argument).
/// Source    david2003order, section 7.1.
Interval median_interval(std::span<const double> x, double level);

/// The middle of x, the mean of the two middle ones for even n; +infinity where a failure is needed for it.
double median(std::span<const double> x);

/// P(|B − n/2| ≥ |wins − n/2|) for B binomial(n, 1/2), n = wins + losses: the exact two-sided sign test.
/// 1 for n = 0.
double sign_test(int wins, int losses);

/// P(U ≥ u) where u counts the pairs with b_j > a_i, ties half: the exact one-sided test of Mann and Whitney that b
/// tends to be the larger. Under the hypothesis every arrangement of the ranks is equally likely.
///
/// 1 where a or b is empty. Exact without ties between a and b; with ties, of the arrangement without them.
/// Source    mann1947test.
double mann_whitney(std::span<const double> a, std::span<const double> b);

/// Of pairs (a_i, b_i) in which smaller is better: where a is the smaller by more than `factor`, where b is,
/// and the rest. Two failures (infinities) are a tie.
struct Wins {
  int a = 0;
  int b = 0;
  int ties = 0;
};
Wins paired_wins(std::span<const double> a, std::span<const double> b, double factor);

/// The interval for the difference of two paired rates p_a − p_b, from the two kinds of discordant pairs:
/// each has its Clopper–Pearson interval at (1 + level)/2, so that both cover together with `level`.
Interval paired_rate_interval(std::span<const bool> a, std::span<const bool> b, double level);
Interval paired_rate_interval(int a_only, int b_only, int n, double level);

/// Two one-sided tests of equivalence at `alpha` each: the median of x is certainly within (−margin, margin)
/// (true), certainly outside (false), or neither is shown. The interval is that of the median at 1 − 2 alpha.
/// Source    schuirmann1987comparison, with the sign test in place of Student's.
struct Equivalence {
  Interval interval;
  std::optional<bool> within;
};
Equivalence tost(std::span<const double> x, double margin, double alpha);

/// Holm's step-down adjustment: the adjusted p_i, to be compared with alpha itself, keeps the probability of
/// any false rejection in the family below alpha.      Source  holm1979simple.
std::vector<double> holm(std::span<const double> p);

/// Wald's sequential test of a rate: p = p_0 against p = p_1 > p_0 with errors alpha (of accepting p_1 under
/// p_0) and beta. Wald's bounds guarantee alpha/(1 − beta) and beta/(1 − alpha).
///
/// Requires  0 < p_0 < p_1 < 1, 0 < alpha, beta < 1/2; otherwise std::invalid_argument.
/// Source    wald1945sequential.
enum class Sequential { open, accepts_p_0, accepts_p_1 };
struct Sprt {
  double p_0;
  double p_1;
  double alpha;
  double beta;

  void check() const;
  Sequential decide(int successes, int n) const;
};

/// Kendall's tau-b of a sequence against its index; 0 where all values are equal or there are fewer than two.
/// Source    kendall1945treatment.
double kendall_tau(std::span<const double> x);

/// The interval of a mean by Student's t; for the Monte Carlo parts, whose means are of very many draws.
Interval mean_interval(std::span<const double> x, double level);

}  // namespace adamant
