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

/// Elimination without exchanges: H = LDLᵀ with D ≥ 0, and a zero in D only where its column is zero.
bool is_positive_semidefinite(Matrix<Rational> A, bool strictly) {
  for (Index k = 0; k < A.rows(); ++k) {
    if (A(k, k) < 0 || (strictly && A(k, k) == 0)) return false;
    for (Index i = k + 1; i < A.rows(); ++i) {
      if (A(k, k) == 0 && A(i, k) != 0) return false;
      const Rational factor = A(k, k) == 0 ? Rational(0) : Rational(A(i, k) / A(k, k));
      for (Index j = k; j < A.rows(); ++j) A(i, j) -= factor * A(k, j);
    }
  }
  return true;
}

bool is_positive_definite(const QuadraticRun& x) {
  return is_run(x) && is_positive_semidefinite(x.H.as<Rational>(), true);
}

bool is_between_1_and_25(const QuadraticRun& x) {
  if (!is_run(x) || 25 * x.eta.p > x.eta.q) return false;
  const Matrix<Rational> H = x.H.as<Rational>(), I = Matrix<Rational>::Identity(x.n(), x.n());
  return is_positive_semidefinite(H - I, false) &&
         is_positive_semidefinite(Rational(25) * I - H, false);
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

/// H = Q diag(h) Qᵀ with h in [1, 25], both ends among them.
QuadraticRun draw_between_1_and_25(Random& random, int size) {
  QuadraticRun x = draw(random, size);
  const Index n = x.n();
  x.eta = {1, random.between(25, 64)};
  x.T = random.between(1, 1 + size / 4);
  const Matrix<double> Q = draws::orthogonal(random, n).as<double>();
  Vector<double> h(n);
  for (double& a : h)
    a = random.chance(1, 3)   ? 25
        : random.chance(1, 3) ? 1
                              : static_cast<double>(random.between(1, 25));
  const Matrix<double> H = Q * h.asDiagonal() * Q.transpose();  // dyadic throughout, hence exact
  for (Index i = 0; i < n; ++i)
    for (Index j = 0; j < n; ++j) {
      Dyadic& a = x.H(i, j);
      a = {static_cast<std::int64_t>(std::ldexp(H(i, j), 24)), -24};
      a = a.normalised();
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
constinit const DomainOf<QuadraticRun> quadratics_between_1_and_25 =
    domain<QuadraticRun, draw_between_1_and_25, is_between_1_and_25>(
        "quadratics of curvature 1 to 25", "H symmetric with eigenvalues in [1, 25], eta <= 1/25");

}  // namespace adamant
