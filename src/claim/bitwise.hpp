#pragma once

#include "claim/evidence.hpp"

namespace adamant {

/// The statement at every tier where nothing but a residual of zero will do: the finding at the first
/// tier that leaves another one.
template <class Statement, class T>
Finding evaluate_bitwise(const OnTrial& on_trial, const Instance& instance) {
  constexpr auto tiers = on_the_ladder<T, Statement>();
  Finding f;
  for (std::size_t i = 0; i < tiers.size(); ++i) {
    f = tiers[i](on_trial, instance);
    if (!f.failed && !f.discarded && f.finite && f.zero()) continue;
    f.note = "at " + std::to_string(ladder_bits[i]) + " bits " + f.note;
    break;
  }
  return f;
}

/// For all x in the domain, to the last bit at every tier: what is claimed commutes with rounding.
template <class T, class Statement>
constexpr Evidence bitwise(const DomainOf<T>& domain, Statement) {
  return {.kind = EvidenceKind::forall,
          .domain = &domain,
          .exact = evaluate_bitwise<Statement, T>,
          .scope = "instances, to the last bit"};
}

/// One frozen instance, to the last bit at every tier.
template <class T, class Statement>
constexpr Evidence bitwise_at(const DomainOf<T>& domain, std::string_view frozen, Statement) {
  return {.kind = EvidenceKind::witness,
          .domain = &domain,
          .exact = evaluate_bitwise<Statement, T>,
          .frozen = frozen};
}

}  // namespace adamant
