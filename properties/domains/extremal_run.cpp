#include "properties/domains/extremal_run.hpp"

#include "properties/domains/draws.hpp"

namespace adamant {
namespace {

bool is_member(const ExtremalRun& x) {
  return x.eta.p > 0 && x.beta1.p >= 0 && x.beta1.p < x.beta1.q && x.beta2.p > 0 &&
         x.beta2.p < x.beta2.q && x.T >= 1;
}

ExtremalRun draw(Random& random, int size) {
  ExtremalRun x;
  x.eta = draws::positive_fraction(random);
  x.beta1 = draws::beta(random);
  x.beta2 = random.chance(1, 6) ? x.beta1 : draws::beta(random);
  if (random.chance(1, 12)) {
    x.beta1 = {9, 10};
    x.beta2 = {81, 100};
  }
  if (x.beta2.p == 0) x.beta2 = {1, 2};
  x.T = draws::dimension(random, size, 8, 16);
  return x;
}

}  // namespace

std::vector<std::string> ExtremalRun::features() const {
  std::vector<std::string> list;
  const auto a = beta1.p * beta1.p * beta2.q, one = beta2.p * beta1.q * beta1.q;
  list.push_back(T == 1 ? "T = 1" : "T > 1");
  list.push_back(a > one ? "beta1^2 > beta2" : a == one ? "beta1^2 = beta2" : "beta1^2 < beta2");
  if (beta1 == beta2) list.push_back("beta1 = beta2");
  if (beta1.p == 0) list.push_back("beta1 = 0");
  return list;
}

constinit const DomainOf<ExtremalRun> extremal_runs = domain<ExtremalRun, draw, is_member>(
    "extremal runs", "G_i = (beta1/beta2)^(T-i), beta1 in [0, 1), beta2 in (0, 1)");

}  // namespace adamant
