#include "claim/coverage.hpp"

#include <algorithm>
#include <map>

namespace adamant {

const ClassShare* Coverage::find(std::string_view name) const {
  const auto at = std::find_if(classes.begin(), classes.end(),
                               [&](const ClassShare& c) { return c.name == name; });
  return at == classes.end() ? nullptr : &*at;
}

Coverage coverage_of(const Domain& domain, int draws, int examples) {
  Coverage coverage;
  coverage.draws = draws;
  std::map<std::string, int> counts;
  Random random(hash(domain.name));
  for (int i = 0; i < draws; ++i) {
    const Instance x = domain.draw(random, i % 101);
    for (std::string& feature : domain.features(x)) ++counts[std::move(feature)];
    if (examples > 0 && i % 101 == 20 * static_cast<int>(coverage.examples.size()) &&
        static_cast<int>(coverage.examples.size()) < examples)
      coverage.examples.push_back(domain.text(x));
  }
  for (const auto& [name, count] : counts)
    coverage.classes.push_back({name, count, clopper_pearson(count, draws, 0.95)});
  std::stable_sort(coverage.classes.begin(), coverage.classes.end(),
                   [](const ClassShare& a, const ClassShare& b) { return a.count > b.count; });
  return coverage;
}

std::vector<const Domain*> drawn_domains(std::span<const Group> groups) {
  std::map<std::string_view, const Domain*> domains;
  const auto add = [&](const Evidence& e) {
    if (e && e.frozen.empty()) domains[e.domain->name] = e.domain;
  };
  for (const Group& group : groups) {
    for (const Claim& c : group.claims) {
      for (const Evidence& e : c.holds) add(e);
      add(c.fails_without);
    }
  }
  std::vector<const Domain*> list;
  for (const auto& [name, domain] : domains) list.push_back(domain);
  return list;
}

}  // namespace adamant
