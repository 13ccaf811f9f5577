#include "properties/domains/quadratic_run.hpp"

#include "properties/domains/draws.hpp"

namespace adamant {
namespace {

bool is_run(const QuadraticRun& x) {
  const auto is_vector = [&](const DyadicMatrix& v) { return v.rows == x.n() && v.cols == 1; };
  if (x.n() < 1 || x.H.cols != x.n() || !is_vector(x.b) || !is_vector(x.x) || !is_vector(x.d))
    return false;
  for (Index i = 0; i < x.n(); ++i)
    for (Index j = 0; j < i; ++j)
      if (!(x.H(i, j) == x.H(j, i))) return false;
  return x.eta.p > 0 && x.mu.p >= 0 && x.mu.p < x.mu.q && x.T >= 1;
}

/// Sylvester: every pivot of elimination without exchanges is positive.
bool is_positive_definite(const QuadraticRun& x) {
  if (!is_run(x)) return false;
  Matrix<Rational> A = x.H.as<Rational>();
  for (Index k = 0; k < x.n(); ++k) {
    if (A(k, k) <= 0) return false;
    for (Index i = k + 1; i < x.n(); ++i) {
      const Rational factor = A(i, k) / A(k, k);
      for (Index j = k; j < x.n(); ++j) A(i, j) -= factor * A(k, j);
    }
  }
  return true;
}

QuadraticRun draw(Random& random, int size) {
  QuadraticRun x;
  const Index n = draws::dimension(random, size, 4, 8);
  x.eta = {1, random.between(1, 64)};
  x.mu = draws::beta(random);
  x.T = random.between(1, 1 + size / 10);
  x.H = DyadicMatrix(n, n);
  for (Index i = 0; i < n; ++i)
    for (Index j = 0; j <= i; ++j) x.H(i, j) = x.H(j, i) = draws::dyadic(random, 3);
  x.b = draws::matrix(random, n, 1, 3);
  x.x = draws::matrix(random, n, 1, 3);
  x.d = draws::matrix(random, n, 1, 3);
  return x;
}

/// H = A Aᵀ + I with integer A.
QuadraticRun draw_positive_definite(Random& random, int size) {
  QuadraticRun x = draw(random, size);
  const Index n = x.n();
  std::vector<std::int64_t> A(static_cast<std::size_t>(n * n));
  for (auto& a : A) a = random.between(-3, 3);
  for (Index i = 0; i < n; ++i) {
    for (Index j = 0; j < n; ++j) {
      std::int64_t sum = i == j ? 1 : 0;
      for (Index k = 0; k < n; ++k)
        sum += A[static_cast<std::size_t>(i * n + k)] * A[static_cast<std::size_t>(j * n + k)];
      x.H(i, j) = {sum, 0};
    }
  }
  return x;
}

}  // namespace

std::vector<std::string> QuadraticRun::features() const {
  std::vector<std::string> list;
  list.push_back(n() == 1 ? "n = 1" : "n > 1");
  list.push_back(is_positive_definite(*this) ? "positive definite" : "not positive definite");
  if (mu.p == 0) list.push_back("mu = 0");
  return list;
}

constinit const DomainOf<QuadraticRun> quadratics =
    domain<QuadraticRun, draw, is_run>("quadratics", "H symmetric, eta > 0, 0 <= mu < 1");
constinit const DomainOf<QuadraticRun> positive_definite_quadratics =
    domain<QuadraticRun, draw_positive_definite, is_positive_definite>(
        "positive definite quadratics", "H symmetric positive definite");

}  // namespace adamant
