#include "scalar/dyadic.hpp"

#include <algorithm>
#include <bit>

namespace adamant {

Dyadic Dyadic::normalised() const {
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
