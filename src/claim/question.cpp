#include "claim/question.hpp"

#include <algorithm>

namespace adamant {
namespace {

/// The conjuncts of a formula, each once.
void conjuncts(Formula f, std::vector<Formula>& list) {
  if (node_of(f).kind == FormulaKind::conjunction) {
    conjuncts(node_of(f).p, list);
    conjuncts(node_of(f).q, list);
  } else if (!f.is_true() &&
             std::none_of(list.begin(), list.end(), [&](Formula g) { return g.id() == f.id(); })) {
    list.push_back(f);
  }
}

}  // namespace

Question question_of(const Evidence& evidence, const OnTrial& on_trial, const Instance& x) {
  Question q;
  Finding f;
  const bool complete = explore([&] { f = evidence.symbolic(on_trial, x); },
                                [&](const Path& path) {
                                  ++q.ways;
                                  if (f.failed || f.unknown) q.failure = f.note;
                                  if (f.discarded || f.vacuous) q.failure = nothing_is_claimed;
                                  if (!f.leaves_nothing() || !f.finite)
                                    f.condition = false;  // a relation that is no matter of symbols
                                  for (const Obligation& o : path.preconditions)
                                    q.obligations.push_back(o);
                                  const Formula claim = implies(path.condition, f.condition);
                                  for (const Obligation& o : obligations_of(claim))
                                    q.obligations.push_back(o);
                                  std::vector<Formula> parts;
                                  conjuncts(f.condition, parts);
                                  for (const Formula part : parts)
                                    q.conclusions.push_back(implies(path.condition, part));
                                });
  if (!complete) q.failure = "more ways through the branches of the code than are tried";
  return q;
}

}  // namespace adamant
