#include "properties/shapes.hpp"

#include <bit>

namespace adamant {
namespace {

/// Of a symbol that no statement reads the value does not matter: 1/2 is in every range.
Rational value_of(const Term& x, Assignment values) {
  for (const std::string& name : symbols_of(x)) values.try_emplace(name, Rational(1) / 2);
  const auto q = evaluate(x, values);
  if (!q) throw std::invalid_argument("the symbol " + x.text() + " has no rational value");
  return *q;
}

std::int64_t small(const Integer& k) {
  if (k > (std::int64_t{1} << 52) || k < -(std::int64_t{1} << 52))
    throw std::invalid_argument("the number " + k.str() + " is too large for an instance");
  return static_cast<std::int64_t>(k);
}

}  // namespace

void fill(Fraction& x, const Assignment& values) {
  if (!x.is_symbolic()) return;
  const Rational q = value_of(x.as<Term>(), values);
  x = {small(numerator(q)), small(denominator(q))};
}

void fill(Dyadic& x, const Assignment& values) {
  if (!x.is_symbolic()) return;
  const Rational q = value_of(x.as<Term>(), values);
  const auto p = small(numerator(q)), power = small(denominator(q));
  if (!std::has_single_bit(static_cast<std::uint64_t>(power)))
    throw std::invalid_argument("the number " + q.str() + " is not dyadic");
  x = Dyadic{p, -std::countr_zero(static_cast<std::uint64_t>(power))}.normalised();
}

void fill(DyadicMatrix& A, const Assignment& values) {
  for (Dyadic& x : A.entries) fill(x, values);
}

void fill(Sequence& s, const Assignment& values) {
  for (DyadicMatrix& A : s) fill(A, values);
}

namespace symbols {

DyadicMatrix matrix(const std::string& name, Index m, Index n) {
  DyadicMatrix A(m, n);
  for (Index i = 0; i < m; ++i)
    for (Index j = 0; j < n; ++j)
      A(i, j) = dyadic(m == 1 && n == 1 ? name
                       : n == 1         ? name + std::to_string(i + 1)
                                        : name + std::to_string(i + 1) + std::to_string(j + 1));
  return A;
}

DyadicMatrix symmetric(const std::string& name, Index n) {
  DyadicMatrix A = matrix(name, n, n);
  for (Index i = 0; i < n; ++i)
    for (Index j = 0; j < i; ++j) A(i, j) = A(j, i);
  return A;
}

DyadicOrthogonal orthogonal(Index n) {
  DyadicOrthogonal Q{n, {}};
  std::vector<int> v(static_cast<std::size_t>(n), 0);
  const auto support = static_cast<std::size_t>(std::bit_floor(static_cast<std::size_t>(n)));
  for (std::size_t i = 0; i < support; ++i) v[i] = i % 2 == 0 ? 1 : -1;
  if (n > 1) Q.reflectors.push_back(v);
  return Q;
}

Hypothesis positive(std::string_view name) {
  return {std::string(name) + " > 0", named(name) > Term(0)};
}
Hypothesis not_negative(std::string_view name) {
  return {std::string(name) + " >= 0", named(name) >= Term(0)};
}
Hypothesis zero(std::string_view name) {
  return {std::string(name) + " = 0", named(name) == Term(0)};
}
void below_one(std::vector<Hypothesis>& given, std::string_view name) {
  given.push_back(not_negative(name));
  given.push_back({std::string(name) + " < 1", named(name) < Term(1)});
}

}  // namespace symbols
}  // namespace adamant
