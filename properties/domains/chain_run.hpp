#pragma once

#include "properties/fields.hpp"

namespace adamant {

/// Nesterov's worst function on the first 2k + 1 of n coordinates, k = ⌊(n − 1)/2⌋, of curvature below
/// L, in a basis turned by a dyadic orthogonal Q; with hyper-parameters, the step size in units of 1/L.
struct ChainRun {
  Fraction L{1, 1};
  Fraction eta{1, 1};
  Fraction beta1{9, 10};
  Fraction beta2{999, 1000};
  DyadicOrthogonal Q;

  static constexpr auto fields() {
    return std::tuple{field("L", &ChainRun::L), field("eta", &ChainRun::eta),
                      field("beta1", &ChainRun::beta1), field("beta2", &ChainRun::beta2),
                      field("Q", &ChainRun::Q, "n")};
  }
  long k() const { return static_cast<long>(Q.n - 1) / 2; }
  std::vector<std::string> features() const;
};

/// n ≥ 3, so k ≥ 1.
extern const DomainOf<ChainRun> turned_chains;

/// Q = I.
extern const DomainOf<ChainRun> chains;

}  // namespace adamant
