#include "properties/domains/rotated_run.hpp"

#include "properties/domains/draws.hpp"
#include "properties/domains/rational_orthogonal.hpp"

namespace adamant {
namespace {

bool below_one(const Fraction& x) { return x.p >= 0 && x.p < x.q; }

bool is_run(const RotatedRun& x) {
  const auto same_shape = [&](const DyadicMatrix& A) {
    return A.rows == x.m() && A.cols == x.n() && A.rows > 0 && A.cols > 0;
  };
  return !x.G.empty() && std::all_of(x.G.begin(), x.G.end(), same_shape) && same_shape(x.c) &&
         std::all_of(x.c.entries.begin(), x.c.entries.end(),
                     [](const Dyadic& a) { return a.mantissa > 0; }) &&
         x.eta.p > 0 && below_one(x.beta1) && below_one(x.beta2) && x.epsilon.p >= 0 &&
         is_orthogonal(x.unit_Q, x.Q) && is_orthogonal(x.unit_R, x.R);
}
bool is_sequence(const RotatedRun& x) {
  return is_run(x) && x.epsilon.p == 0 && (x.beta2.p > 0 || x.beta1.p == 0);
}
bool is_permuted(const RotatedRun& x) {
  return is_sequence(x) && is_signed_permutation(x.unit_Q, x.Q) &&
         is_signed_permutation(x.unit_R, x.R);
}

RotatedRun with_bases(RotatedRun x, RationalOrthogonal Q, RationalOrthogonal R) {
  x.unit_Q = Q.unit;
  x.Q = std::move(Q.entries);
  x.unit_R = R.unit;
  x.R = std::move(R.entries);
  return x;
}

/// Everything but the bases, which are set to I.
RotatedRun draw_rest(Random& random, int size) {
  RotatedRun x;
  x.eta = draws::positive_fraction(random);
  x.beta1 = draws::beta(random);
  x.beta2 = draws::beta(random);
  if (x.beta2.p == 0) x.beta1 = {0, 1};
  const Index m = draws::dimension(random, size, 4, 5), n = draws::dimension(random, size, 3, 5);
  x.Q = DyadicMatrix(m, m);
  x.R = DyadicMatrix(n, n);
  x.c = DyadicMatrix(m, n);
  for (Dyadic& a : x.c.entries) a = draws::positive(random, 6);
  for (auto t = random.between(1, 1 + size / 20); t > 0; --t)
    x.G.push_back(draws::matrix(random, m, n, 3));
  return x;
}

RotatedRun draw(Random& random, int size) {
  const RotatedRun x = draw_rest(random, size);
  return with_bases(x, draws::rational_orthogonal(random, x.m()),
                    draws::rational_orthogonal(random, x.n()));
}

RotatedRun draw_any(Random& random, int size) {
  RotatedRun x = draw(random, size);
  if (random.chance(1, 2)) x.epsilon = draws::positive_fraction(random);
  return x;
}

RotatedRun draw_permuted(Random& random, int size) {
  const RotatedRun x = draw_rest(random, size);
  return with_bases(x, draws::signed_permutation(random, x.m()),
                    draws::signed_permutation(random, x.n()));
}

}  // namespace

std::vector<std::string> RotatedRun::features() const {
  std::vector<std::string> list;
  list.push_back(m() > n() ? "tall" : m() < n() ? "wide" : "square");
  list.push_back(T() == 1 ? "T = 1" : "T > 1");
  list.push_back(is_signed_permutation(unit_Q, Q) ? "Q a signed permutation" : "Q turns");
  list.push_back(is_signed_permutation(unit_R, R) ? "R a signed permutation" : "R turns");
  return list;
}

constinit const DomainOf<RotatedRun> turned_gradients_with_any_epsilon =
    domain<RotatedRun, draw_any, is_run>(
        "turned gradients with any epsilon",
        "Q'Q = I, R'R = I, c > 0, eta > 0, betas in [0, 1), epsilon >= 0");
constinit const DomainOf<RotatedRun> turned_gradients = domain<RotatedRun, draw, is_sequence>(
    "turned gradients", "Q'Q = I, R'R = I, c > 0, epsilon = 0, beta2 in (0, 1) or both betas 0");
constinit const DomainOf<RotatedRun> permuted_gradients =
    domain<RotatedRun, draw_permuted, is_permuted>(
        "permuted gradients", "Q and R permutations with signs, c > 0, epsilon = 0");

}  // namespace adamant
