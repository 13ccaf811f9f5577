#include "scalar/dyadic.hpp"

#include "scalar/ball.hpp"
#include "scalar/term.hpp"

#include <algorithm>
#include <bit>
#include <stdexcept>

namespace adamant {

void misuse_of_symbol() { throw std::logic_error("a symbol has no number"); }

Dyadic Dyadic::of_term(const Term& x) { return {x.id(), symbolic_exponent}; }
Fraction Fraction::of_term(const Term& x) { return {x.id(), 0}; }

Dyadic Dyadic::normalised() const {
  if (is_symbolic()) return *this;
  if (mantissa == 0) return {};
  Dyadic d = *this;
  while (d.mantissa % 2 == 0) {
    d.mantissa /= 2;
    ++d.exponent;
  }
  return d;
}

bool Dyadic::operator==(const Dyadic& b) const {
  const Dyadic x = normalised(), y = b.normalised();
  return x.mantissa == y.mantissa && x.exponent == y.exponent;
}

bool DyadicOrthogonal::well_formed() const {
  return std::all_of(reflectors.begin(), reflectors.end(), [this](const std::vector<int>& v) {
    const auto support =
        static_cast<std::size_t>(std::count_if(v.begin(), v.end(), [](int x) { return x != 0; }));
    const bool signs = std::all_of(v.begin(), v.end(), [](int x) { return x >= -1 && x <= 1; });
    return static_cast<Index>(v.size()) == n && signs && std::has_single_bit(support);
  });
}

template <Scalar S>
Matrix<S> DyadicMatrix::as() const {
  Matrix<S> A(rows, cols);
  for (Index i = 0; i < rows; ++i)
    for (Index j = 0; j < cols; ++j) A(i, j) = (*this)(i, j).template as<S>();
  return A;
}

template <Scalar S>
Matrix<S> DyadicOrthogonal::as() const {
  Matrix<S> Q = Matrix<S>::Identity(n, n);
  for (const auto& reflector : reflectors) {
    Vector<S> v(n);
    std::int64_t norm2 = 0;
    for (Index i = 0; i < n; ++i) {
      v(i) = integer<S>(reflector[static_cast<std::size_t>(i)]);
      norm2 += reflector[static_cast<std::size_t>(i)] != 0;
    }
    const Vector<S> w = Q * v * ratio<S>(2, norm2);
    Q -= w * v.transpose();
  }
  return Q;
}

template Matrix<double> DyadicMatrix::as<double>() const;
template Matrix<Real113> DyadicMatrix::as<Real113>() const;
template Matrix<Real256> DyadicMatrix::as<Real256>() const;
template Matrix<Real512> DyadicMatrix::as<Real512>() const;
template Matrix<Rational> DyadicMatrix::as<Rational>() const;
template Matrix<Surd> DyadicMatrix::as<Surd>() const;
template Matrix<Ball> DyadicMatrix::as<Ball>() const;
template Matrix<Term> DyadicMatrix::as<Term>() const;
template Matrix<double> DyadicOrthogonal::as<double>() const;
template Matrix<Real113> DyadicOrthogonal::as<Real113>() const;
template Matrix<Real256> DyadicOrthogonal::as<Real256>() const;
template Matrix<Real512> DyadicOrthogonal::as<Real512>() const;
template Matrix<Rational> DyadicOrthogonal::as<Rational>() const;
template Matrix<Surd> DyadicOrthogonal::as<Surd>() const;
template Matrix<Ball> DyadicOrthogonal::as<Ball>() const;
template Matrix<Term> DyadicOrthogonal::as<Term>() const;

}  // namespace adamant
