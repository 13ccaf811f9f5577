#include "optim/adam.hpp"
#include "scalar/environment.hpp"
#include "spectral/svd.hpp"

#include <algorithm>

static_assert(EIGEN_FAST_MATH == 0, "an installed Adamant computes as the one that was built");

/// The first step of Adam moves by eta, at 256 bits, in a unit that links the installed libraries.
int main() {
  using S = adamant::Real256;
  const adamant::Matrix<S> G = adamant::Matrix<S>::Constant(1, 1, S(3));
  const adamant::Adam<S> adam{.eta = S(1), .epsilon = S(0)};
  const auto [U, state] = adam.step(G, adam.init(G));
  const bool moves = U(0, 0) == S(-1) && adamant::thin_svd<S>(G).sigma(0) == S(3);
  const auto probes = adamant::floating_point_environment();
  return moves && std::all_of(probes.begin(), probes.end(), [](const auto& p) { return p.ok; }) ? 0
                                                                                                : 1;
}
