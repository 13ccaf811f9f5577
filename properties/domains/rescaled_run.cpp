#include "properties/domains/rescaled_run.hpp"

#include "properties/domains/draws.hpp"

#include <cmath>

namespace adamant {
namespace {

bool is_positive(const DyadicMatrix& A, Index m, Index n) {
  return A.rows == m && A.cols == n &&
         std::all_of(A.entries.begin(), A.entries.end(),
                     [](const Dyadic& x) { return x.mantissa > 0; });
}

bool is_rescaled(const RescaledRun& x) {
  return is_gradient_sequence(x) && is_positive(x.C, x.rows(), x.cols()) &&
         is_positive(x.s, static_cast<Index>(x.G.size()), 1);
}

RescaledRun draw_rescaled(Random& random, int size) {
  RescaledRun x{draw_gradient_sequence(random, size), {}, {}};
  x.C = DyadicMatrix(x.rows(), x.cols());
  x.s = DyadicMatrix(static_cast<Index>(x.G.size()), 1);
  for (DyadicMatrix* factors : {&x.C, &x.s})
    for (Dyadic& f : factors->entries) f = draws::positive(random, 20);
  return x;
}

/// The binary exponents of the entries, with and without the factor c.
struct Exponents {
  int lowest = 0, highest = 0;
};

int exponent(const Dyadic& x) { return x.exponent + std::ilogb(static_cast<double>(x.mantissa)); }

Exponents exponents(const GradientRun& x) {
  const int j = std::ilogb(static_cast<double>(x.c.p) / static_cast<double>(x.c.q));
  Exponents e{std::numeric_limits<int>::max(), std::numeric_limits<int>::min()};
  for (const DyadicMatrix& A : x.G) {
    for (const Dyadic& g : A.entries) {
      if (g.mantissa == 0) continue;
      e.lowest = std::min(e.lowest, exponent(g) + std::min(j, 0));
      e.highest = std::max(e.highest, exponent(g) + std::max(j, 0));
    }
  }
  return e.lowest > e.highest ? Exponents{} : e;
}

/// The exponents that the squares and both running means leave room for. A difference in m may cancel
/// down to its last bit, a sum in v does not.
Exponents room(const GradientRun& x) {
  const auto decay = [&](const Fraction& beta) {
    const double b = static_cast<double>(beta.p) / static_cast<double>(beta.q);
    return std::log2(1 - b) + (b > 0 ? static_cast<double>(x.T() - 1) * std::log2(b) : 0);
  };
  const double of_v = (-1022 - decay(x.beta2)) / 2, of_m = -1022 + 53 - decay(x.beta1);
  return {static_cast<int>(std::ceil(std::max(of_v, of_m))) + 1, 510};
}

bool is_power_of_two(std::int64_t k) { return k > 0 && (k & (k - 1)) == 0; }

bool is_normal(const GradientRun& x) {
  if (!is_gradient_sequence(x) || !is_power_of_two(x.c.p) || !is_power_of_two(x.c.q)) return false;
  const Exponents e = exponents(x), limits = room(x);
  return limits.lowest <= e.lowest && e.highest <= limits.highest;
}

/// As wide as the range allows: everywhere in it, and at both of its ends.
GradientRun draw_normal(Random& random, int size) {
  GradientRun x = draw_gradient_sequence(random, size);
  const std::int64_t factor = std::int64_t(1) << random.between(1, 62);
  x.c = random.chance(1, 2) ? Fraction{factor, 1} : Fraction{1, factor};
  const Exponents e = exponents(x), limits = room(x);
  const int least = limits.lowest - e.lowest, most = limits.highest - e.highest;
  const int shift = random.chance(1, 3)   ? least
                    : random.chance(1, 2) ? most
                                          : static_cast<int>(random.between(least, most));
  for (DyadicMatrix& A : x.G)
    for (Dyadic& g : A.entries)
      if (g.mantissa != 0) g.exponent += shift;
  return x;
}

bool has_constant_magnitude(const GradientRun& x) {
  const auto same = [](const Dyadic& a, const Dyadic& b) {
    return a == b || a == Dyadic{-b.mantissa, b.exponent};
  };
  return is_gradient_run(x) && x.epsilon.p > 0 && x.c.p > 0 &&
         std::all_of(x.G.begin(), x.G.end(), [&](const DyadicMatrix& A) {
           return std::equal(A.entries.begin(), A.entries.end(), x.G.front().entries.begin(), same);
         });
}

GradientRun draw_constant_magnitude(Random& random, int size) {
  GradientRun x = draw_gradient_sequence(random, size);
  x.epsilon = random.chance(1, 4) ? Fraction{1, 100000000} : draws::positive_fraction(random);
  for (DyadicMatrix& A : x.G) {
    A = x.G.front();
    for (Dyadic& g : A.entries)
      if (random.chance(1, 2)) g.mantissa = -g.mantissa;
  }
  return x;
}

}  // namespace

constinit const DomainOf<RescaledRun> rescaled_sequences =
    domain<RescaledRun, draw_rescaled, is_rescaled>(
        "rescaled sequences",
        "a gradient sequence, with factors C > 0 for its coordinates and s > 0 for its steps");
constinit const DomainOf<GradientRun> normal_sequences =
    domain<GradientRun, draw_normal, is_normal>(
        "normal sequences",
        "a gradient sequence with c = 2^j, no square or mean of squares subnormal or infinite");
constinit const DomainOf<GradientRun> sequences_of_constant_magnitude =
    domain<GradientRun, draw_constant_magnitude, has_constant_magnitude>(
        "sequences of constant magnitude",
        "|G_1| = ... = |G_T|, signs at will, epsilon > 0, c > 0");

}  // namespace adamant
