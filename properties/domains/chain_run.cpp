#include "properties/domains/chain_run.hpp"

#include "properties/domains/draws.hpp"

namespace adamant {
namespace {

bool below_one(const Fraction& x) { return x.p >= 0 && x.p < x.q; }

bool is_turned(const ChainRun& x) {
  return x.L.p > 0 && x.eta.p > 0 && below_one(x.beta1) && below_one(x.beta2) && x.Q.n >= 3 &&
         x.Q.well_formed();
}
bool is_chain(const ChainRun& x) { return is_turned(x) && x.Q.reflectors.empty(); }

ChainRun draw(Random& random, int size) {
  ChainRun x;
  x.L = draws::positive_fraction(random);
  x.eta = random.chance(1, 3) ? Fraction{1, 1} : draws::positive_fraction(random);
  x.beta1 = draws::beta(random);
  x.beta2 = draws::beta(random);
  x.Q = draws::orthogonal(random, random.between(3, 4 + size / 12));
  return x;
}

ChainRun draw_chain(Random& random, int size) {
  ChainRun x = draw(random, size);
  x.Q.reflectors.clear();
  return x;
}

}  // namespace

std::vector<std::string> ChainRun::features() const {
  return {Q.reflectors.empty() ? "Q = I" : "Q turns", k() == 1 ? "k = 1" : "k > 1",
          Q.n % 2 == 1 ? "n = 2k + 1" : "n > 2k + 1"};
}

constinit const DomainOf<ChainRun> turned_chains = domain<ChainRun, draw, is_turned>(
    "turned chains", "n >= 3, L > 0, eta > 0, betas in [0, 1), Q'Q = I");
constinit const DomainOf<ChainRun> chains =
    domain<ChainRun, draw_chain, is_chain>("chains", "n >= 3, L > 0, eta > 0, Q = I");

}  // namespace adamant
