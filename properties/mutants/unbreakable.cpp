#include "properties/mutants/mutants.hpp"

namespace adamant {
namespace {

constexpr std::array claims{
    Unbreakable{"", ""},
};

}  // namespace

std::span<const Unbreakable> unbreakable_claims() { return claims; }

}  // namespace adamant
