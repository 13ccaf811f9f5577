#include "claim/zoo.hpp"

#include <algorithm>

namespace adamant {

Reach reach_of(const Claim& claim, const Watch& watch, const Settings& settings) {
  watch.take();
  const bool as_wanted = try_claim(claim, watch.on_trial(), settings).as_wanted;
  return {as_wanted, watch.take()};
}

std::vector<const Claim*> claims_within_reach(const Mutant& mutant, const Watch& watch,
                                              std::span<const Claim* const> claims,
                                              std::span<const Parts> called) {
  const auto& must = mutant.must_be_killed_by;
  const Parts changed = watch.changed(mutant.on_trial());
  std::vector<const Claim*> within;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const bool wanted_of_it = std::find(must.begin(), must.end(), claims[i]->id) != must.end();
    const bool reached = is_of_the_court(mutant) ? wanted_of_it || claims[i]->kind == Kind::canary
                                                 : (called[i] & changed).any();
    if (reached) within.push_back(claims[i]);
  }
  return within;
}

}  // namespace adamant
