#pragma once

#include "claim/claim.hpp"

#include <stdexcept>
#include <string>
#include <vector>

namespace adamant {

/// A selector that names an id which no claim has: `what()` is one line with the nearest ids.
struct UnknownClaim : std::invalid_argument {
  using std::invalid_argument::invalid_argument;
};

/// Whether the name is of the pattern, with * and ? for any characters and for one.
bool matches_glob(const std::string& pattern, std::string_view name);

/// The claims that any of the selectors names, in the order of the tables, each once; all for none.
///
/// A selector is an id (D17a), an entry (D17), a group (D), a glob on names (adam_*), kind:KIND, or
/// note:WORDS for a section of the note. Throws UnknownClaim for an id, an entry or a group that does not
/// exist, std::invalid_argument for an unknown kind.
std::vector<const Claim*> select_claims(std::span<const Group> groups,
                                        const std::vector<std::string>& selectors);

}  // namespace adamant
