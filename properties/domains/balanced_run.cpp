#include "properties/domains/balanced_run.hpp"

#include "properties/domains/draws.hpp"

namespace adamant {
namespace {

double value(const Dyadic& x) { return x.as<double>(); }

bool is_balanced(const BalancedRun& x) {
  if (x.A.size() < 2 || x.eta.p <= 0 || x.lambda.p <= 0 || x.s.cols != 1 || x.r() < 1) return false;
  for (const DyadicOrthogonal& Q : x.A)
    if (!Q.well_formed() || Q.n < x.r()) return false;
  return x.Y.rows == x.m() && x.Y.cols == x.n() && x.Omega.rows == x.m() && x.Omega.cols == x.n() &&
         value(x.s.entries.back()) > 0 &&
         std::is_sorted(x.s.entries.begin(), x.s.entries.end(),
                        [](const Dyadic& a, const Dyadic& b) { return value(a) > value(b); });
}
bool is_deep(const BalancedRun& x) { return is_balanced(x) && x.N() >= 2; }
bool is_deep_of_low_rank(const BalancedRun& x) {
  return is_deep(x) && x.r() < std::min(x.m(), x.n());
}

bool is_mild(const BalancedRun& x) {
  const auto between = [](const Dyadic& a, double low, double high) {
    return std::abs(value(a)) >= low && std::abs(value(a)) <= high;
  };
  return is_balanced(x) && x.N() <= 3 &&
         std::adjacent_find(x.s.entries.begin(), x.s.entries.end()) == x.s.entries.end() &&
         std::all_of(x.s.entries.begin(), x.s.entries.end(),
                     [&](const Dyadic& a) { return between(a, 0.5, 1.5); }) &&
         std::all_of(x.Y.entries.begin(), x.Y.entries.end(),
                     [&](const Dyadic& a) { return between(a, 0.125, 1); });
}
bool has_order(const BalancedRun& x, Index d) {
  return std::all_of(x.A.begin(), x.A.end(), [d](const DyadicOrthogonal& Q) { return Q.n == d; });
}
bool every_row_is_observed(const BalancedRun& x) {
  const Mask Omega = x.Omega.mask();
  return (Omega.rowwise().any()).all();
}
bool is_regular(const BalancedRun& x) {
  return is_mild(x) && x.r() >= 2 && has_order(x, x.r()) && every_row_is_observed(x);
}
bool is_deep_and_regular(const BalancedRun& x) { return is_regular(x) && x.N() >= 2; }
bool is_turning(const BalancedRun& x) {
  return is_mild(x) && x.N() >= 2 && has_order(x, x.n()) && x.r() < x.n() &&
         x.Omega.count() == x.m() * x.n();
}

/// k/8 for distinct k from 4 to 12, in descending order.
DyadicMatrix distinct_spectrum(Random& random, Index r) {
  DyadicMatrix s(r, 1);
  std::int64_t k = 12;
  for (Index i = 0; i < r; ++i) {
    k = random.between(4 + (r - 1 - i), std::min<std::int64_t>(k, 4 + 9 - 1 - i));
    s(i, 0) = {k--, -3};
  }
  return s;
}

DyadicMatrix without_zeros(Random& random, Index m, Index n) {
  DyadicMatrix Y(m, n);
  for (Dyadic& y : Y.entries) y = {random.between(1, 8) * (random.chance(1, 2) ? 1 : -1), -3};
  return Y;
}

BalancedRun with_parameters(Random& random) {
  BalancedRun x;
  x.eta = draws::positive_fraction(random);
  x.lambda = draws::positive_fraction(random);
  return x;
}

BalancedRun draw_of(Random& random, int size, long N, bool low_rank) {
  BalancedRun x = with_parameters(random);
  Index least = 6;
  for (long j = 0; j <= N; ++j) {
    const Index d = random.chance(1, 2) ? random.between(4, 5)
                                        : std::max<Index>(draws::dimension(random, size, 4, 6), 2);
    x.A.push_back(draws::orthogonal(random, d));
    if (j == 0 || j == N || !low_rank) least = std::min(least, d);
  }
  const Index r = random.between(1, std::max<Index>(low_rank ? least - 1 : least, 1));
  for (DyadicOrthogonal& Q : x.A)
    if (Q.n < r) Q = draws::orthogonal(random, r);
  x.s = DyadicMatrix(r, 1);
  const bool equal = random.chance(1, 6);
  for (Dyadic& a : x.s.entries)
    a = equal ? Dyadic{3, -1}
              : Dyadic{random.between(1, 9), static_cast<int>(random.between(-3, 1))};
  std::sort(x.s.entries.begin(), x.s.entries.end(),
            [](const Dyadic& a, const Dyadic& b) { return value(a) > value(b); });
  x.Y = draws::matrix(random, x.m(), x.n(), 2);
  x.Omega = draws::pattern(random, x.m(), x.n());
  return x;
}
BalancedRun draw(Random& random, int size) {
  return draw_of(random, size, random.between(1, 4), false);
}
BalancedRun draw_deep(Random& random, int size) {
  return draw_of(random, size, random.between(2, 4), false);
}
BalancedRun draw_low(Random& random, int size) {
  return draw_of(random, size, random.between(2, 4), true);
}

BalancedRun draw_mild(Random& random, long N, Index d, Index r) {
  BalancedRun x = with_parameters(random);
  for (long j = 0; j <= N; ++j) x.A.push_back(draws::orthogonal(random, d));
  x.s = distinct_spectrum(random, r);
  x.Y = without_zeros(random, d, d);
  x.Omega = {d, d, std::vector<bool>(static_cast<std::size_t>(d * d), true)};
  return x;
}
/// One entry in four is hidden, never the whole of a row.
BalancedRun draw_square(Random& random, int size, long N) {
  const Index d = size < 30 ? 2 : random.between(2, 4);
  BalancedRun x = draw_mild(random, N, d, d);
  for (Index i = 0; i < d; ++i)
    if (random.chance(1, 2))
      x.Omega.observed[static_cast<std::size_t>(i * d + random.between(0, d - 1))] = false;
  return x;
}
BalancedRun draw_regular(Random& random, int size) {
  return draw_square(random, size, random.between(1, 3));
}
BalancedRun draw_deep_and_regular(Random& random, int size) {
  return draw_square(random, size, random.between(2, 3));
}
BalancedRun draw_turning(Random& random, int) {
  const Index d = random.between(2, 4);
  return draw_mild(random, random.between(2, 3), d, random.between(1, d - 1));
}

}  // namespace

std::vector<std::string> BalancedRun::features() const {
  std::vector<std::string> list;
  list.push_back(N() == 1 ? "N = 1" : N() == 2 ? "N = 2" : "N > 2");
  list.push_back(r() == std::min(m(), n()) ? "full rank" : "rank-deficient");
  list.push_back(m() == n() ? "square" : m() > n() ? "tall" : "wide");
  if (std::adjacent_find(s.entries.begin(), s.entries.end()) != s.entries.end())
    list.push_back("repeated s");
  if (Omega.count() == 0) list.push_back("empty mask");
  return list;
}

constinit const DomainOf<BalancedRun> balanced_networks = domain<BalancedRun, draw, is_balanced>(
    "balanced networks", "W_j = A_j diag(s) A_(j-1)', A_j orthogonal, s > 0, N >= 1 layers");
constinit const DomainOf<BalancedRun> deep_balanced_networks =
    domain<BalancedRun, draw_deep, is_deep>(
        "deep balanced networks", "W_j = A_j diag(s) A_(j-1)', A_j orthogonal, s > 0, N >= 2");
constinit const DomainOf<BalancedRun> deep_networks_of_low_rank =
    domain<BalancedRun, draw_low, is_deep_of_low_rank>(
        "deep networks of low rank", "W_j = A_j diag(s) A_(j-1)', N >= 2, rank below min(m, n)");
constinit const DomainOf<BalancedRun> regular_networks =
    domain<BalancedRun, draw_regular, is_regular>(
        "regular networks", "N square balanced layers, 1/2 <= s <= 3/2 distinct, 0 < |Y| <= 1");
constinit const DomainOf<BalancedRun> deep_regular_networks =
    domain<BalancedRun, draw_deep_and_regular, is_deep_and_regular>(
        "deep regular networks",
        "N >= 2 square balanced layers, 1/2 <= s <= 3/2 distinct, 0 < |Y| <= 1");
constinit const DomainOf<BalancedRun> deep_networks_that_turn =
    domain<BalancedRun, draw_turning, is_turning>(
        "deep networks that turn",
        "N >= 2 square balanced layers of rank r < d, 1/2 <= s <= 3/2 distinct, 0 < |Y| <= 1");

}  // namespace adamant
