#include "properties/domains/affine_run.hpp"

#include "properties/domains/draws.hpp"
#include "properties/domains/rational_orthogonal.hpp"
#include "scalar/linear_solve.hpp"

namespace adamant {
namespace {

bool below_one(const Fraction& x) { return x.p >= 0 && x.p < x.q; }

bool is_change(const AffineRun& x) {
  const auto is_vector = [&](const DyadicMatrix& v) { return v.rows == x.n() && v.cols == 1; };
  if (x.n() < 1 || x.A.cols != x.n() || x.H.rows != x.n() || x.H.cols != x.n() || !is_vector(x.b) ||
      !is_vector(x.c) || !is_vector(x.y) || x.G.empty() ||
      !std::all_of(x.G.begin(), x.G.end(), is_vector))
    return false;
  for (Index i = 0; i < x.n(); ++i)
    for (Index j = 0; j < i; ++j)
      if (!(x.H(i, j) == x.H(j, i))) return false;
  return x.eta.p > 0 && x.unit.p > 0 && below_one(x.beta1) && below_one(x.beta2) &&
         (x.beta2.p > 0 || x.beta1.p == 0) &&
         linear_solve<Rational>(x.A.as<Rational>(), Matrix<Rational>(x.n(), 0)).has_value();
}
bool is_orthogonal_change(const AffineRun& x) { return is_change(x) && is_orthogonal(x.unit, x.A); }
bool is_signed_permutation_change(const AffineRun& x) {
  return is_change(x) && is_signed_permutation(x.unit, x.A);
}
bool is_positive_scaling(const AffineRun& x) {
  for (Index i = 0; i < x.A.rows; ++i)
    for (Index j = 0; j < x.A.cols; ++j)
      if (i == j ? x.A(i, j).mantissa <= 0 : x.A(i, j).mantissa != 0) return false;
  return is_change(x);
}

/// Everything but A.
AffineRun draw_rest(Random& random, int size) {
  AffineRun x;
  const Index n = draws::dimension(random, size, 3, 5);
  x.eta = draws::positive_fraction(random);
  x.beta1 = draws::beta(random);
  x.beta2 = draws::beta(random);
  if (x.beta2.p == 0) x.beta1 = {0, 1};
  x.A = x.H = DyadicMatrix(n, n);
  for (Index i = 0; i < n; ++i)
    for (Index j = 0; j <= i; ++j) x.H(i, j) = x.H(j, i) = draws::dyadic(random, 3);
  x.b = draws::matrix(random, n, 1, 3);
  x.c = draws::matrix(random, n, 1, 3);
  x.y = draws::matrix(random, n, 1, 3);
  for (auto t = random.between(1, 1 + size / 25); t > 0; --t)
    x.G.push_back(draws::matrix(random, n, 1, 6));
  return x;
}

AffineRun with_basis(AffineRun x, RationalOrthogonal A) {
  x.unit = A.unit;
  x.A = std::move(A.entries);
  return x;
}

AffineRun draw_orthogonal(Random& random, int size) {
  AffineRun x = draw_rest(random, size);
  return with_basis(x, draws::rational_orthogonal(random, x.n()));
}

AffineRun draw_signed_permutation(Random& random, int size) {
  AffineRun x = draw_rest(random, size);
  return with_basis(x, draws::signed_permutation(random, x.n()));
}

AffineRun draw_positive_scaling(Random& random, int size) {
  AffineRun x = draw_rest(random, size);
  for (Index i = 0; i < x.n(); ++i) x.A(i, i) = draws::positive(random, 6);
  return x;
}

/// A product of two triangular matrices of small integers, as often as one of the special kinds.
AffineRun draw_affine(Random& random, int size) {
  if (random.chance(1, 6)) return draw_orthogonal(random, size);
  if (random.chance(1, 5)) return draw_signed_permutation(random, size);
  if (random.chance(1, 4)) return draw_positive_scaling(random, size);
  AffineRun x = draw_rest(random, size);
  const Index n = x.n();
  Matrix<double> lower = Matrix<double>::Identity(n, n), upper = lower;
  for (Index i = 0; i < n; ++i)
    for (Index j = 0; j <= i; ++j) {
      lower(i, j) = static_cast<double>(i == j ? random.between(1, 3) : random.between(-2, 2));
      upper(j, i) = static_cast<double>(i == j ? 1 : random.between(-2, 2));
    }
  const Matrix<double> A = lower * upper;
  for (Index i = 0; i < n; ++i)
    for (Index j = 0; j < n; ++j)
      x.A(i, j) = Dyadic{static_cast<std::int64_t>(A(i, j)), 0}.normalised();
  x.unit = {1, random.between(1, 4)};
  return x;
}

}  // namespace

std::vector<std::string> AffineRun::features() const {
  std::vector<std::string> list;
  list.push_back(n() == 1 ? "n = 1" : "n > 1");
  if (is_positive_scaling(*this)) list.push_back("positive diagonal");
  list.push_back(is_signed_permutation(unit, A) ? "signed permutation"
                 : is_orthogonal(unit, A)       ? "orthogonal, no signed permutation"
                                                : "not orthogonal");
  return list;
}

constinit const DomainOf<AffineRun> affine_changes = domain<AffineRun, draw_affine, is_change>(
    "affine changes", "A invertible, eta > 0, betas in [0, 1)");
constinit const DomainOf<AffineRun> orthogonal_changes =
    domain<AffineRun, draw_orthogonal, is_orthogonal_change>("orthogonal changes", "A'A = I");
constinit const DomainOf<AffineRun> signed_permutations =
    domain<AffineRun, draw_signed_permutation, is_signed_permutation_change>(
        "signed permutations", "A has one entry 1 or -1 in each row and column, 0 elsewhere");
constinit const DomainOf<AffineRun> positive_scalings =
    domain<AffineRun, draw_positive_scaling, is_positive_scaling>("positive scalings",
                                                                  "A diagonal, A_ii > 0");

}  // namespace adamant
