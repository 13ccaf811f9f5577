#pragma once

#include "claim/claim.hpp"
#include "claim/statistics.hpp"

namespace adamant {

/// How often the draws of a domain belong to one class.
struct ClassShare {
  std::string name;
  int count = 0;
  Interval share{0, 1};  ///< of the class among all draws, by clopper_pearson at 95 %
};

/// What the draws of a domain come across, the most frequent class first; sizes run from 0 to 100 as in a
/// trial. Depends on the domain's name and on nothing else.
struct Coverage {
  int draws = 0;
  std::vector<ClassShare> classes;
  std::vector<std::string> examples;  ///< instances, small ones first

  const ClassShare* find(std::string_view name) const;
};
Coverage coverage_of(const Domain& domain, int draws, int examples = 0);

/// Every domain that some claim draws from, by name.
std::vector<const Domain*> drawn_domains(std::span<const Group> groups);

}  // namespace adamant
