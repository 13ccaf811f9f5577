#include "properties/domains/draws.hpp"

namespace adamant::draws {

Dyadic dyadic(Random& random, int spread) {
  if (random.chance(1, 10)) return {};
  const Dyadic x = positive(random, spread);
  return random.chance(1, 2) ? x : Dyadic{-x.mantissa, x.exponent};
}

Dyadic positive(Random& random, int spread) {
  const std::int64_t k = random.between(1, random.chance(1, 2) ? 9 : 63);
  if (random.chance(1, 2)) return {k, 0};
  return {k, static_cast<int>(random.between(-spread, spread))};
}

Index dimension(Random& random, int size, Index usual, Index largest) {
  if (random.chance(1, 10)) return random.between(1, largest);
  return random.between(1, std::clamp<Index>(1 + size * usual / 40, 1, usual));
}

DyadicMatrix matrix(Random& random, Index m, Index n, int spread) {
  DyadicMatrix A(m, n);
  for (Dyadic& x : A.entries) x = dyadic(random, spread);
  return A;
}

DyadicOrthogonal orthogonal(Random& random, Index n) {
  DyadicOrthogonal Q{n, {}};
  for (auto reflections = random.chance(1, 6) ? 0 : random.between(1, 3); reflections > 0 && n > 1;
       --reflections) {
    std::int64_t support = 2;
    while (2 * support <= n && random.chance(2, 3)) support *= 2;
    std::vector<int> v(static_cast<std::size_t>(n), 0);
    while (support > 0) {
      int& x = v[static_cast<std::size_t>(random.between(0, n - 1))];
      if (x != 0) continue;
      x = random.chance(1, 2) ? 1 : -1;
      --support;
    }
    Q.reflectors.push_back(std::move(v));
  }
  return Q;
}

Pattern pattern(Random& random, Index m, Index n) {
  Pattern p{m, n, std::vector<bool>(static_cast<std::size_t>(m * n), false)};
  const auto kind = random.between(0, 11);
  const auto share = random.between(20, 80);
  const Index row = random.between(0, m - 1), column = random.between(0, n - 1);
  for (Index i = 0; i < m; ++i) {
    for (Index j = 0; j < n; ++j) {
      const bool uniform = random.between(0, 99) < share;
      bool seen = uniform;
      if (kind == 0) seen = true;
      if (kind == 1) seen = i == j;
      if (kind == 2) seen = uniform && i != row;
      if (kind == 3) seen = uniform && j != column;
      if (kind == 4) seen = (i < (m + 1) / 2) == (j < (n + 1) / 2);
      if (kind == 5) seen = i == row || j == column;
      if (kind == 6) seen = false;
      p.observed[static_cast<std::size_t>(i * n + j)] = seen;
    }
  }
  return p;
}

Fraction beta(Random& random) {
  static constexpr Fraction usual[] = {
      {0, 1}, {1, 2},      {9, 10}, {81, 100},          {99, 100}, {3, 5},
      {1, 4}, {999, 1000}, {1, 3},  {1048575, 1048576}, {1, 10},   {95, 100}};
  if (random.chance(1, 2)) return random.pick(usual);
  return {random.between(0, 63), 64};
}

Fraction positive_fraction(Random& random) {
  return {random.between(1, 16), random.between(1, 16)};
}

}  // namespace adamant::draws
