#include "benchmarks/contest.hpp"
#include "claim/trial.hpp"
#include "properties/properties.hpp"

#include <algorithm>

namespace adamant::benchmarks {
namespace {

/// Whether the claim has evidence on this tier; 0 stands for evidence that no tier changes.
bool has_tier(const Claim& claim, int bits) {
  const auto at = static_cast<std::size_t>(std::find(ladder_bits.begin(), ladder_bits.end(), bits) -
                                           ladder_bits.begin());
  bool ladder = false;
  for (const Evidence& e : claim.holds) {
    if (at < e.tiers.size() && e.tiers[at]) return true;
    ladder = ladder || std::any_of(e.tiers.begin(), e.tiers.end(), [](auto f) { return f; });
  }
  return bits == 0 && !ladder;
}

std::vector<Method> trials(const Group& group, int bits, int cases) {
  std::vector<Method> methods;
  for (const Claim& claim : group.claims) {
    if (!has_tier(claim, bits)) continue;
    Settings settings;
    settings.cases = cases;
    if (bits != 0) settings.tiers = {bits};
    methods.push_back({.name = std::string(claim.id),
                       .run = [&claim, settings] { (void)try_claim(claim, on_trial(), settings); },
                       .per = cases});
  }
  return methods;
}

}  // namespace

std::vector<Contest> claims_suite(const Plan& plan) {
  std::vector<Contest> contests;
  std::vector<int> tiers{0};
  tiers.insert(tiers.end(), ladder_bits.begin(), ladder_bits.end());
  for (const Group& group : all_groups())
    for (const int bits : plan.quick ? std::vector<int>{53} : tiers)
      contests.push_back({"claims/" + std::string(group.letter), "claim", 0, bits, "",
                          [&group, bits, plan] { return trials(group, bits, plan.quick ? 1 : 10); },
                          3});
  return contests;
}

}  // namespace adamant::benchmarks
