#pragma once

#include <span>
#include <string_view>

namespace adamant {

/// The claims that must kill a mutant, and why others may have the same killers. It is here and not beside the
/// mutant where it was read off a kill matrix: a change of it compiles in a second.
struct Killers {
  std::string_view mutant;
  std::span<const std::string_view> ids;
  std::string_view like{};
};
std::span<const Killers> killers();

}  // namespace adamant
