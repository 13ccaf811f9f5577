#include "cli/selector.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <cctype>

namespace adamant {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

bool is_kind(std::string_view word) {
  for (int k = 0; k <= static_cast<int>(Kind::conjecture); ++k)
    if (name_of(static_cast<Kind>(k)) == word) return true;
  return false;
}

bool is_pattern(const std::string& selector) {
  return selector.find_first_of("*?[") != selector.npos || selector.starts_with("kind:") ||
         selector.starts_with("note:");
}

bool matches(const std::string& selector, const Claim& c) {
  if (selector.starts_with("kind:")) return name_of(c.kind) == selector.substr(5);
  if (selector.starts_with("note:"))
    return c.source.key == "note" &&
           lower(c.source.place).find(lower(selector.substr(5))) != std::string::npos;
  if (is_pattern(selector)) return matches_glob(selector, c.name);
  return selector == c.id || selector == c.entry() || selector == c.group() || selector == c.name;
}

/// Ids that begin alike: what somebody who mistyped may have meant.
std::string nearest(std::span<const Group> groups, const std::string& selector) {
  std::string list;
  for (std::size_t length = selector.size(); length > 0 && list.empty(); --length)
    for (const Group& g : groups)
      for (const Claim& c : g.claims)
        if (c.id.starts_with(selector.substr(0, length)) && list.size() < 60)
          list += (list.empty() ? "" : ", ") + std::string(c.id);
  return list.empty() ? "`adamant list` shows them all" : "there are " + list;
}

}  // namespace

bool matches_glob(const std::string& pattern, std::string_view name) {
  return fnmatch(pattern.c_str(), std::string(name).c_str(), 0) == 0;
}

std::vector<const Claim*> select_claims(std::span<const Group> groups,
                                        const std::vector<std::string>& selectors) {
  std::vector<bool> used(selectors.size(), false);
  std::vector<const Claim*> chosen;
  for (const Group& group : groups) {
    for (const Claim& c : group.claims) {
      bool taken = selectors.empty();
      for (std::size_t i = 0; i < selectors.size(); ++i) {
        if (!matches(selectors[i], c)) continue;
        used[i] = true;
        taken = true;
      }
      if (taken) chosen.push_back(&c);
    }
  }
  for (std::size_t i = 0; i < selectors.size(); ++i) {
    if (selectors[i].starts_with("kind:") && !is_kind(selectors[i].substr(5)))
      throw std::invalid_argument("'" + selectors[i] +
                                  "' is no kind: expected definition, theorem, "
                                  "conditional, literal_reading, canary or conjecture");
    if (!used[i] && !is_pattern(selectors[i]))
      throw UnknownClaim("no claim '" + selectors[i] + "': " + nearest(groups, selectors[i]));
  }
  return chosen;
}

}  // namespace adamant
