#include "properties/domains/spectral_matrix.hpp"

#include "properties/domains/draws.hpp"
#include "scalar/ball.hpp"
#include "scalar/term.hpp"

namespace adamant {
namespace {

double value(const Dyadic& x) { return x.as<double>(); }

}  // namespace

bool is_spectral_matrix(const SpectralMatrix& x) {
  if (x.m() < 1 || x.n() < 1 || x.r() < 1 || x.r() > x.k() || x.sigma.cols != 1 || x.eta.p <= 0)
    return false;
  if (x.H.rows != x.m() || x.H.cols != x.n()) return false;
  if (value(x.sigma(x.r() - 1, 0)) <= 0) return false;
  return std::is_sorted(x.sigma.entries.begin(), x.sigma.entries.end(),
                        [](const Dyadic& a, const Dyadic& b) { return value(a) > value(b); });
}

namespace {

bool has_full_rank(const SpectralMatrix& x) { return is_spectral_matrix(x) && x.r() == x.k(); }
bool has_low_rank(const SpectralMatrix& x) { return is_spectral_matrix(x) && x.r() < x.k(); }
bool has_unequal_sigma(const SpectralMatrix& x) {
  return is_spectral_matrix(x) && !(x.sigma.entries.front() == x.sigma.entries.back());
}
bool has_full_rank_and_unequal_sigma(const SpectralMatrix& x) {
  return has_unequal_sigma(x) && x.r() == x.k();
}
bool is_short_step(const SpectralMatrix& x) {
  return is_spectral_matrix(x) && x.eta.p < 2 * x.eta.q;
}
bool is_contraction(const SpectralMatrix& x) { return has_low_rank(x) && x.eta.p <= x.eta.q; }

struct Shape {
  Index m, n;
};

/// A dyadic orthogonal matrix of order below 4 is a signed permutation, so half of the shapes have no
/// smaller side.
Shape shape(Random& random, int size) {
  if (random.chance(1, 2)) return {random.between(4, 6), random.between(4, 6)};
  return {draws::dimension(random, size, 6, 10), draws::dimension(random, size, 6, 10)};
}

SpectralMatrix draw_of_rank(Random& random, Index m, Index n, Index r) {
  SpectralMatrix x;
  x.eta = draws::positive_fraction(random);
  x.U = draws::orthogonal(random, m);
  x.V = draws::orthogonal(random, n);
  x.sigma = DyadicMatrix(r, 1);
  const bool equal = random.chance(1, 6), clustered = random.chance(1, 4);
  for (Dyadic& s : x.sigma.entries) {
    s = {random.between(1, 31), static_cast<int>(random.between(-6, 4))};
    if (equal || (clustered && random.chance(1, 2))) s = x.sigma.entries.front();
  }
  std::sort(x.sigma.entries.begin(), x.sigma.entries.end(),
            [](const Dyadic& a, const Dyadic& b) { return value(a) > value(b); });
  x.H = draws::matrix(random, m, n, 4);
  return x;
}

SpectralMatrix draw(Random& random, int size) {
  const auto [m, n] = shape(random, size);
  return draw_of_rank(random, m, n, random.between(1, std::min(m, n)));
}

SpectralMatrix draw_full(Random& random, int size) {
  const auto [m, n] = shape(random, size);
  return draw_of_rank(random, m, n, std::min(m, n));
}

SpectralMatrix draw_low(Random& random, int size) {
  const auto [m, n] = shape(random, size);
  const Index k = std::max<Index>(std::min(m, n), 2);
  return draw_of_rank(random, std::max(m, k), std::max(n, k), random.between(1, k - 1));
}

SpectralMatrix with_unequal_sigma(SpectralMatrix x) {
  if (!has_unequal_sigma(x)) x.sigma.entries.front().mantissa *= 3;
  return x;
}

SpectralMatrix draw_unequal(Random& random, int size) {
  const auto [m, n] = shape(random, size);
  const Index k = std::max<Index>(std::min(m, n), 2);
  return with_unequal_sigma(
      draw_of_rank(random, std::max(m, k), std::max(n, k), random.between(2, k)));
}

SpectralMatrix draw_full_unequal(Random& random, int size) {
  const auto [m, n] = shape(random, size);
  const Index k = std::max<Index>(std::min(m, n), 2);
  return with_unequal_sigma(draw_of_rank(random, std::max(m, k), std::max(n, k), k));
}

SpectralMatrix draw_short_step(Random& random, int size) {
  SpectralMatrix x = draw(random, size);
  x.eta = {random.between(1, 31), 16};
  return x;
}

SpectralMatrix draw_contraction(Random& random, int size) {
  SpectralMatrix x = draw_low(random, size);
  x.eta = {random.between(1, 16), 16};
  return x;
}

}  // namespace

std::vector<std::string> SpectralMatrix::features() const {
  std::vector<std::string> list;
  list.push_back(m() == n() ? "square" : m() > n() ? "tall" : "wide");
  list.push_back(r() == k() ? "full rank" : "rank-deficient");
  if (r() == 1) list.push_back("rank one");
  if (k() == 1) list.push_back("a vector");
  if (std::adjacent_find(sigma.entries.begin(), sigma.entries.end()) != sigma.entries.end())
    list.push_back("repeated sigma");
  if (r() > 1 && sigma(0, 0) == sigma(r() - 1, 0)) list.push_back("all sigma equal");
  if (kappa<double>() > 1024) list.push_back("kappa > 2^10");
  if (U.reflectors.empty() && V.reflectors.empty()) list.push_back("diagonal");
  return list;
}

constinit const DomainOf<SpectralMatrix> spectral_matrices =
    domain<SpectralMatrix, draw, is_spectral_matrix>(
        "spectral matrices", "W = U diag(sigma) V' with a known SVD, rank at least 1");
constinit const DomainOf<SpectralMatrix> full_rank_matrices =
    domain<SpectralMatrix, draw_full, has_full_rank>(
        "full-rank matrices", "W = U diag(sigma) V' with a known SVD, rank min(m, n)");
constinit const DomainOf<SpectralMatrix> low_rank_matrices =
    domain<SpectralMatrix, draw_low, has_low_rank>(
        "low-rank matrices", "W = U diag(sigma) V' with a known SVD, rank below min(m, n)");
constinit const DomainOf<SpectralMatrix> matrices_of_unequal_sigma =
    domain<SpectralMatrix, draw_unequal, has_unequal_sigma>(
        "matrices of unequal sigma",
        "W = U diag(sigma) V' with a known SVD, two non-zero sigma differ");
constinit const DomainOf<SpectralMatrix> full_rank_of_unequal_sigma =
    domain<SpectralMatrix, draw_full_unequal, has_full_rank_and_unequal_sigma>(
        "full-rank matrices of unequal sigma",
        "W = U diag(sigma) V' with a known SVD, rank min(m, n) >= 2, two sigma differ");
constinit const DomainOf<SpectralMatrix> short_spectral_steps =
    domain<SpectralMatrix, draw_short_step, is_short_step>(
        "short spectral steps", "W = U diag(sigma) V' with a known SVD, 0 < eta < 2");
constinit const DomainOf<SpectralMatrix> low_rank_contractions =
    domain<SpectralMatrix, draw_contraction, is_contraction>(
        "low-rank contractions", "W = U diag(sigma) V' of rank below min(m, n), 0 < eta <= 1");

template <Scalar S>
ThinSvd<S> SpectralMatrix::svd() const {
  Vector<S> s = Vector<S>::Zero(k());
  s.head(r()) = sigma.as<S>().col(0);
  return {U.as<S>().leftCols(k()), s, V.as<S>().leftCols(k())};
}

template <Scalar S>
Matrix<S> SpectralMatrix::W() const {
  return svd<S>().product();
}

template ThinSvd<double> SpectralMatrix::svd<double>() const;
template Matrix<double> SpectralMatrix::W<double>() const;
template ThinSvd<Real113> SpectralMatrix::svd<Real113>() const;
template Matrix<Real113> SpectralMatrix::W<Real113>() const;
template ThinSvd<Real256> SpectralMatrix::svd<Real256>() const;
template Matrix<Real256> SpectralMatrix::W<Real256>() const;
template ThinSvd<Real512> SpectralMatrix::svd<Real512>() const;
template Matrix<Real512> SpectralMatrix::W<Real512>() const;
template ThinSvd<Rational> SpectralMatrix::svd<Rational>() const;
template Matrix<Rational> SpectralMatrix::W<Rational>() const;
template ThinSvd<Surd> SpectralMatrix::svd<Surd>() const;
template Matrix<Surd> SpectralMatrix::W<Surd>() const;
template ThinSvd<Ball> SpectralMatrix::svd<Ball>() const;
template Matrix<Ball> SpectralMatrix::W<Ball>() const;
template ThinSvd<Term> SpectralMatrix::svd<Term>() const;
template Matrix<Term> SpectralMatrix::W<Term>() const;

}  // namespace adamant
