#include "properties/domains/rational_orthogonal.hpp"

namespace adamant {

RationalOrthogonal draws::signed_permutation(Random& random, Index n) {
  RationalOrthogonal Q{{1, 1}, DyadicMatrix(n, n)};
  std::vector<Index> image;
  for (Index i = 0; i < n; ++i) image.insert(image.begin() + random.between(0, i), i);
  for (Index i = 0; i < n; ++i)
    Q.entries(i, image[static_cast<std::size_t>(i)]) = {random.chance(1, 2) ? 1 : -1, 0};
  return Q;
}

RationalOrthogonal draws::rational_orthogonal(Random& random, Index n) {
  struct Triple {
    std::int64_t a, b, c;
  };
  static constexpr Triple triples[] = {{3, 4, 5}, {4, 3, 5}, {5, 12, 13}, {8, 15, 17}};
  RationalOrthogonal Q = signed_permutation(random, n);
  const auto rotations = n == 1 ? 0 : random.between(1, std::min<Index>(n, 3));
  for (auto k = rotations; k > 0; --k) {
    const Triple r = random.pick(triples);
    const Index i = random.between(0, n - 2), j = random.between(i + 1, n - 1);
    Q.unit.q *= r.c;
    for (Index row = 0; row < n; ++row) {
      const std::int64_t u = Q.entries(row, i).mantissa, v = Q.entries(row, j).mantissa;
      for (Index col = 0; col < n; ++col) Q.entries(row, col).mantissa *= r.c;
      Q.entries(row, i) = {r.a * u - r.b * v, 0};
      Q.entries(row, j) = {r.b * u + r.a * v, 0};
    }
  }
  return Q;
}

bool is_orthogonal(const Fraction& unit, const DyadicMatrix& A) {
  if (A.rows != A.cols || unit.p <= 0) return false;
  const Matrix<Rational> Q = ratio<Rational>(unit.p, unit.q) * A.as<Rational>();
  return Q.transpose() * Q == Matrix<Rational>::Identity(A.rows, A.rows);
}

/// The only orthogonal matrices of integers.
bool is_signed_permutation(const Fraction& unit, const DyadicMatrix& A) {
  const Rational one = ratio<Rational>(unit.q, unit.p);
  return is_orthogonal(unit, A) &&
         std::all_of(A.entries.begin(), A.entries.end(), [&](const Dyadic& a) {
           return a.mantissa == 0 || abs(a.as<Rational>()) == one;
         });
}

}  // namespace adamant
