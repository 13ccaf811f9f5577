#include "properties/mutants/mutants.hpp"

namespace adamant {
namespace {

constexpr std::array claims{
    Unbreakable{
        "B2b",
        "an upper bound over k steps of the worst function: B2z has the weights themselves, "
        "and what "
        "is slower than they are stays below it on chains this short"},
};

}  // namespace

std::span<const Unbreakable> unbreakable_claims() { return claims; }

}  // namespace adamant
