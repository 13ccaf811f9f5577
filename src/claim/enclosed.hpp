#pragma once

#include "claim/ball_relation.hpp"
#include "claim/boxes.hpp"
#include "claim/evidence.hpp"

namespace adamant {

/// The bits at which a statement about balls is tried, one after the other, until it is decided.
inline constexpr std::array<int, 6> enclosure_bits{53, 128, 256, 512, 1024, 2048};

/// The statement on one instance over balls, at the first precision that decides it.
template <class Statement, class T>
Finding evaluate_enclosed(const OnTrial& on_trial, const Instance& instance) {
  Finding f;
  for (const int bits : enclosure_bits) {
    const BallPrecision precision(bits);
    f = evaluate<Statement, T, Ball>(on_trial, instance);
    if (!f.unknown) return f;
  }
  f.note += " at " + std::to_string(enclosure_bits.back()) + " bits";
  return f;
}

/// The statement, which takes the parameters in the order of the sides, on all of a box.
template <class Statement>
Finding evaluate_over_boxes(const OnTrial& on_trial, const Instance& instance) {
  const BallPrecision precision(enclosure_bits.front());
  return cover(*static_cast<const Box*>(instance.get()), [&](const Box& part) {
    return evaluate<Statement, std::vector<Ball>, Ball>(
        on_trial, std::make_shared<const std::vector<Ball>>(part.balls()));
  });
}

/// For all x in the domain, with certainty for every one that was drawn: random instances over balls.
/// Made for inequalities; an equation over balls can be refuted, and is otherwise undecided.
template <class T, class Statement>
constexpr Evidence enclosed(const DomainOf<T>& domain, Statement) {
  return {.kind = EvidenceKind::enclosed,
          .domain = &domain,
          .enclosing = evaluate_enclosed<Statement, T>};
}

/// One frozen instance over balls, where roots or singular values are not exact.
template <class T, class Statement>
constexpr Evidence enclosed_at(const DomainOf<T>& domain, std::string_view frozen, Statement) {
  return {.kind = EvidenceKind::enclosed,
          .domain = &domain,
          .enclosing = evaluate_enclosed<Statement, T>,
          .frozen = frozen,
          .scope = "one instance"};
}

/// For all real parameters in the box, written x=[-1,3/2];y=[0,1]: a proof by bisection. The statement
/// takes (the, const std::vector<S>& x). What is undecided on a part that cannot be cut further is
/// undecided, with that part shown.
template <class Statement>
constexpr Evidence over_boxes(std::string_view box, Statement) {
  return {.kind = EvidenceKind::enclosed,
          .domain = &boxes,
          .enclosing = evaluate_over_boxes<Statement>,
          .frozen = box,
          .scope = "boxes"};
}

}  // namespace adamant
