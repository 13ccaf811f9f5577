#include "scalar/dyadic.hpp"

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

}  // namespace adamant
