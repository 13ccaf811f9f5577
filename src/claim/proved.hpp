#pragma once

#include "claim/evidence.hpp"
#include "claim/shape.hpp"
#include "claim/term_relation.hpp"

namespace adamant {

/// For all reals, at each size of the shape: the statement runs on symbols, and a solver is asked whether any
/// values that satisfy the hypotheses break it. Counterexamples are replayed without rounding.
template <class T, class Statement>
constexpr Evidence proved(const ShapeOf<T>& shape, Statement) {
  return {.kind = EvidenceKind::proved,
          .domain = shape.domain,
          .exact = evaluate<Statement, T, Surd>,
          .symbolic = evaluate<Statement, T, Term>,
          .shape = &shape,
          .scope = "all reals"};
}

/// One statement, tried three ways: on the ladder, without rounding, and for all reals.
template <class T, class Statement>
constexpr EvidenceList forall_exactly_and_proved(const DomainOf<T>& domain, const ShapeOf<T>& shape,
                                                 Statement statement) {
  return {forall(domain, statement), exactly(domain, statement), proved(shape, statement)};
}

template <class T, class Statement>
constexpr EvidenceList exactly_and_proved(const DomainOf<T>& domain, const ShapeOf<T>& shape,
                                          Statement statement) {
  return {exactly(domain, statement), proved(shape, statement)};
}

/// For all reals and all T, by induction: `Step` says that a relation between states holds at the start, and that
/// one step from any state at any time in which it holds gives the claim and the relation again. It is about
/// symbols alone. `Statement` is the claim over T steps, with no word of a state: at T = 1 it has to hold as well,
/// and at small T it is what a hypothesis that was dropped breaks.
template <class T, class Step, class Statement>
constexpr Evidence proved_by_induction(const ShapeOf<T>& shape, Step, Statement) {
  return {.kind = EvidenceKind::proved,
          .domain = shape.domain,
          .exact = evaluate<Statement, T, Surd>,
          .symbolic = evaluate<Step, T, Term>,
          .unrolled = evaluate<Statement, T, Term>,
          .shape = &shape,
          .scope = "all"};
}

}  // namespace adamant
