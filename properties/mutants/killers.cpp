#include "properties/mutants/killers.hpp"

#include "properties/mutants/mutants.hpp"

namespace adamant {
namespace {

constexpr std::array table{
    Killers{"", killed_by<>},
};

}  // namespace

std::span<const Killers> killers() { return table; }

}  // namespace adamant
