#include "properties/domains/curvature_run.hpp"

#include "properties/domains/draws.hpp"

namespace adamant {
namespace {

bool is_convex(const CurvatureRun& x) {
  const auto is_vector = [&](const DyadicMatrix& v) { return v.rows == x.n() && v.cols == 1; };
  const auto count = [&](auto predicate) {
    return std::count_if(x.s.entries.begin(), x.s.entries.end(), predicate);
  };
  return x.T >= 1 && x.T <= 100 && x.eta.p > 0 && x.knee.p > 0 && x.n() >= 1 && x.Q.n == x.n() &&
         x.Q.well_formed() && is_vector(x.s) && is_vector(x.centre) && is_vector(x.start) &&
         count([](const Dyadic& a) { return a.mantissa < 0; }) == 0 &&
         count([](const Dyadic& a) { return a.mantissa > 0; }) > 0;
}
bool is_short(const CurvatureRun& x) { return is_convex(x) && x.eta.p <= x.eta.q; }
bool is_strongly_convex(const CurvatureRun& x) {
  return is_convex(x) && std::all_of(x.s.entries.begin(), x.s.entries.end(),
                                     [](const Dyadic& a) { return a.mantissa > 0; });
}
bool is_stable(const CurvatureRun& x) { return is_strongly_convex(x) && x.eta.p < 2 * x.eta.q; }

/// Orders up to 6; order 4 most often, the first at which a dyadic Q need not be a signed permutation.
CurvatureRun draw_strongly_convex(Random& random, int size) {
  static constexpr Fraction usual[] = {{1, 1},       {2, 1},       {1, 2},      {3, 2},
                                       {1999, 1000}, {2001, 1000}, {999, 1000}, {3, 1}};
  CurvatureRun x;
  const Index n =
      size < 10 ? random.between(1, 2) : random.pick(std::array<Index, 6>{1, 2, 4, 4, 5, 6});
  x.T = random.between(1, 2 + size / 8);
  x.eta = random.chance(1, 2) ? random.pick(usual) : Fraction{random.between(1, 48), 16};
  x.knee = draws::positive_fraction(random);
  x.Q = draws::orthogonal(random, n);
  x.s = DyadicMatrix(n, 1);
  for (Dyadic& a : x.s.entries) a = draws::positive(random, 3);
  if (n > 1 && random.chance(1, 4)) x.s.entries[0] = x.s.entries[1];
  x.centre = draws::matrix(random, n, 1, 3);
  x.start = draws::matrix(random, n, 1, 3);
  return x;
}

CurvatureRun draw_convex(Random& random, int size) {
  CurvatureRun x = draw_strongly_convex(random, size);
  for (Index i = 1; i < x.n(); ++i)
    if (random.chance(1, 5)) x.s(i, 0) = {};
  return x;
}

CurvatureRun draw_short(Random& random, int size) {
  CurvatureRun x = draw_convex(random, size);
  x.eta = random.chance(1, 2) ? Fraction{1, 1} : Fraction{random.between(1, 16), 16};
  return x;
}

CurvatureRun draw_stable(Random& random, int size) {
  static constexpr Fraction usual[] = {{1, 1}, {1, 2}, {3, 2}, {1999, 1000}, {1, 1000}};
  CurvatureRun x = draw_strongly_convex(random, size);
  x.eta = random.chance(1, 2) ? random.pick(usual) : Fraction{random.between(1, 31), 16};
  return x;
}

}  // namespace

std::vector<std::string> CurvatureRun::features() const {
  std::vector<std::string> list;
  list.push_back(n() == 1 ? "n = 1" : "n > 1");
  if (!is_strongly_convex(*this)) list.push_back("flat directions");
  if (std::all_of(s.entries.begin(), s.entries.end(),
                  [&](const Dyadic& a) { return a == s.entries[0]; }))
    list.push_back("one curvature");
  if (std::any_of(Q.reflectors.begin(), Q.reflectors.end(), [](const std::vector<int>& v) {
        return std::count(v.begin(), v.end(), 0) + 2 < static_cast<std::ptrdiff_t>(v.size());
      }))
    list.push_back("rotated");
  list.push_back(eta.p < 2 * eta.q ? "eta < 2/L" : eta.p == 2 * eta.q ? "eta = 2/L" : "eta > 2/L");
  return list;
}

constinit const DomainOf<CurvatureRun> convex_quadratics =
    domain<CurvatureRun, draw_convex, is_convex>(
        "convex quadratics", "curvatures s^2 >= 0, not all zero; step eta/L, eta > 0; knee > 0");
constinit const DomainOf<CurvatureRun> convex_quadratics_at_short_steps =
    domain<CurvatureRun, draw_short, is_short>("convex quadratics at short steps",
                                               "curvatures s^2 >= 0; step eta/L, 0 < eta <= 1");
constinit const DomainOf<CurvatureRun> strongly_convex_quadratics =
    domain<CurvatureRun, draw_strongly_convex, is_strongly_convex>(
        "strongly convex quadratics", "curvatures s^2 > 0; step eta/L, eta > 0");
constinit const DomainOf<CurvatureRun> strongly_convex_quadratics_at_stable_steps =
    domain<CurvatureRun, draw_stable, is_stable>("strongly convex quadratics at stable steps",
                                                 "curvatures s^2 > 0; step eta/L, 0 < eta < 2");

}  // namespace adamant
