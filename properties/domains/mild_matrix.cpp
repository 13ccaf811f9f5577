#include "properties/domains/mild_matrix.hpp"

#include "properties/domains/draws.hpp"

namespace adamant {
namespace {

bool between(const Dyadic& a, double low, double high) {
  const double size = std::abs(a.as<double>());
  return size >= low && size <= high;
}

bool is_mild(const SpectralMatrix& x) {
  return is_spectral_matrix(x) && x.k() >= 2 &&
         std::adjacent_find(x.sigma.entries.begin(), x.sigma.entries.end()) ==
             x.sigma.entries.end() &&
         std::all_of(x.sigma.entries.begin(), x.sigma.entries.end(),
                     [](const Dyadic& a) { return between(a, 0.5, 1.5); }) &&
         std::all_of(x.H.entries.begin(), x.H.entries.end(),
                     [](const Dyadic& a) { return between(a, 0.125, 1); });
}
bool is_mild_and_full(const SpectralMatrix& x) { return is_mild(x) && x.r() == x.k(); }
bool is_mild_and_low(const SpectralMatrix& x) { return is_mild(x) && x.r() < x.k(); }

SpectralMatrix draw_of_rank(Random& random, Index m, Index n, Index r) {
  SpectralMatrix x;
  x.eta = draws::positive_fraction(random);
  x.U = draws::orthogonal(random, m);
  x.V = draws::orthogonal(random, n);
  x.sigma = DyadicMatrix(r, 1);
  std::int64_t k = 12;
  for (Index i = 0; i < r; ++i) {
    k = random.between(4 + (r - 1 - i), k);
    x.sigma(i, 0) = {k--, -3};
  }
  x.H = DyadicMatrix(m, n);
  for (Dyadic& a : x.H.entries) a = {random.between(1, 8) * (random.chance(1, 2) ? 1 : -1), -3};
  return x;
}

SpectralMatrix draw_full(Random& random, int) {
  const Index m = random.between(2, 4), n = random.between(2, 4);
  return draw_of_rank(random, m, n, std::min(m, n));
}
SpectralMatrix draw_low(Random& random, int) {
  const Index m = random.between(2, 4), n = random.between(2, 4);
  return draw_of_rank(random, m, n, random.between(1, std::min(m, n) - 1));
}

}  // namespace

constinit const DomainOf<SpectralMatrix> mild_matrices =
    domain<SpectralMatrix, draw_full, is_mild_and_full>(
        "mild matrices",
        "W = U diag(sigma) V' of rank min(m, n) >= 2, 1/2 <= sigma <= 3/2 distinct");
constinit const DomainOf<SpectralMatrix> mild_matrices_of_low_rank = domain<
    SpectralMatrix, draw_low, is_mild_and_low>(
    "mild matrices of low rank",
    "W = U diag(sigma) V' of rank below min(m, n), 1/2 <= sigma <= 3/2 distinct, 1/8 <= |H| <= 1");

}  // namespace adamant
