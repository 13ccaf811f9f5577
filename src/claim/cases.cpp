#include "claim/second_leg.hpp"
#include "claim/situation.hpp"

#include <ctime>
#include <map>

namespace adamant {
namespace {

/// How many situations are looked at for one conclusion.
constexpr int most_cases = 80;

bool is_comparison(Formula f) {
  const FormulaKind kind = node_of(f).kind;
  return kind == FormulaKind::less || kind == FormulaKind::at_most || kind == FormulaKind::equal;
}
bool is_literal(Formula f) {
  return is_comparison(f) ||
         (node_of(f).kind == FormulaKind::negation && is_comparison(node_of(f).p));
}

/// What is left of terms and formulas where the truth of some comparisons is known.
class Decisions {
 public:
  void decide(Formula comparison, bool truth) {
    known_.insert_or_assign(comparison.id(), truth);
    terms_.clear();
    formulas_.clear();
  }
  Term of(Term x) {
    if (node_of(x).kind == TermKind::constant || node_of(x).kind == TermKind::symbol) return x;
    if (const auto at = terms_.find(x.id()); at != terms_.end()) return at->second;
    const Term y = made(x);
    terms_.insert_or_assign(x.id(), y);
    return y;
  }
  Formula of(Formula f) {
    if (f.is_true() || f.is_false()) return f;
    if (const auto at = formulas_.find(f.id()); at != formulas_.end()) return at->second;
    const Formula g = made(f);
    formulas_.insert_or_assign(f.id(), g);
    return g;
  }

 private:
  Formula known(Formula comparison) const {
    const auto at = known_.find(comparison.id());
    return at == known_.end() ? comparison : Formula(at->second);
  }
  Term made(Term x) {
    const TermNode& n = node_of(x);
    switch (n.kind) {
      case TermKind::sum:
        return of(n.a) + of(n.b);
      case TermKind::product:
        return of(n.a) * of(n.b);
      case TermKind::quotient:
        return of(n.a) / of(n.b);
      case TermKind::quotient_with_zero: {
        const Term a = of(n.a), b = of(n.b);
        const Formula zero = known(b == Term(0));
        return zero.is_true() ? Term(0) : zero.is_false() ? a / b : quotient_with_zero(a, b);
      }
      case TermKind::root:
        return sqrt(of(n.a));
      case TermKind::choice: {
        const Formula way = of(n.condition);
        if (way.is_true() || way.is_false()) return of(way.is_true() ? n.a : n.b);
        return choose(way, of(n.a), of(n.b));
      }
      default:
        return x;
    }
  }
  Formula made(Formula f) {
    const FormulaNode& n = node_of(f);
    switch (n.kind) {
      case FormulaKind::less:
        return known(of(n.a) < of(n.b));
      case FormulaKind::at_most:
        return known(of(n.a) <= of(n.b));
      case FormulaKind::equal:
        return known(of(n.a) == of(n.b));
      case FormulaKind::negation:
        return !of(n.p);
      case FormulaKind::conjunction:
        return of(n.p) && of(n.q);
      case FormulaKind::disjunction:
        return of(n.p) || of(n.q);
      case FormulaKind::constant:
        break;
    }
    return f;
  }

  std::map<std::int32_t, bool> known_;  ///< by the node of the comparison
  std::map<std::int32_t, Term> terms_;
  std::map<std::int32_t, Formula> formulas_;
};

/// The comparison that the first choice depends on, the innermost first: it has no choice in it.
std::optional<Formula> choice_in(Term x, std::set<std::int32_t>& seen);
std::optional<Formula> choice_in(Formula f, std::set<std::int32_t>& seen) {
  if (f.is_true() || f.is_false()) return std::nullopt;
  const FormulaNode& n = node_of(f);
  if (!is_comparison(f)) {
    auto found = choice_in(n.p, seen);
    return found || n.kind == FormulaKind::negation ? found : choice_in(n.q, seen);
  }
  auto found = choice_in(n.a, seen);
  return found ? found : choice_in(n.b, seen);
}
std::optional<Formula> comparison_in(Formula f) {
  if (f.is_true() || f.is_false()) return std::nullopt;
  if (is_comparison(f)) return f;
  return comparison_in(node_of(f).p);
}
std::optional<Formula> choice_in(Term x, std::set<std::int32_t>& seen) {
  const TermNode& n = node_of(x);
  if (n.kind == TermKind::constant || n.kind == TermKind::symbol) return std::nullopt;
  if (!seen.insert(x.id()).second) return std::nullopt;
  if (n.kind == TermKind::choice) {
    if (auto found = choice_in(n.condition, seen)) return found;
    return comparison_in(n.condition);
  }
  if (auto found = choice_in(n.a, seen)) return found;
  if (n.kind != TermKind::root)
    if (auto found = choice_in(n.b, seen)) return found;
  if (n.kind == TermKind::quotient_with_zero) return comparison_in(n.b == Term(0));
  return std::nullopt;
}
std::optional<Formula> choice_in(Formula f) {
  std::set<std::int32_t> seen;
  return choice_in(f, seen);
}

/// A conjunction as literals, and what of it is none.
struct Facts {
  std::vector<Formula> literals{}, others{};
  bool impossible = false;

  void add(Formula f) {
    if (f.is_true()) return;
    if (f.is_false())
      impossible = true;
    else if (node_of(f).kind == FormulaKind::conjunction) {
      add(node_of(f).p);
      add(node_of(f).q);
    } else if (is_literal(f))
      literals.push_back(f);
    else if (node_of(f).kind == FormulaKind::negation &&
             node_of(node_of(f).p).kind == FormulaKind::disjunction) {
      add(!node_of(node_of(f).p).p);
      add(!node_of(node_of(f).p).q);
    } else
      others.push_back(f);
  }
};

class Search {
 public:
  explicit Search(const ExactRules& rules) : rules_(rules) {}

  bool proves(std::vector<Formula> given, Formula goal, Decisions decisions) {
    if (++cases_ > most_cases || late()) return false;
    goal = decisions.of(goal);
    if (goal.is_true()) return true;
    const FormulaNode& n = node_of(goal);
    if (n.kind == FormulaKind::conjunction)
      return proves(given, n.p, decisions) && proves(given, n.q, decisions);
    if (n.kind == FormulaKind::disjunction) {
      const auto is_negation = [](Formula f) { return node_of(f).kind == FormulaKind::negation; };
      const bool keep_second = is_negation(n.p) || (!is_negation(n.q) && is_literal(n.q));
      const Formula kept = keep_second ? n.q : n.p, refuted = keep_second ? n.p : n.q;
      return under(std::move(given), !refuted, kept, std::move(decisions));
    }
    if (n.kind == FormulaKind::negation && node_of(n.p).kind == FormulaKind::conjunction)
      return under(std::move(given), node_of(n.p).p, !node_of(n.p).q, std::move(decisions));
    if (n.kind == FormulaKind::negation && node_of(n.p).kind == FormulaKind::disjunction)
      return proves(given, !node_of(n.p).p && !node_of(n.p).q, decisions);
    return in_cases(std::move(given), goal, std::move(decisions));
  }

 private:
  bool under(std::vector<Formula> given, Formula fact, Formula goal, Decisions decisions) {
    given.push_back(fact);
    if (is_comparison(fact)) decisions.decide(fact, true);
    if (node_of(fact).kind == FormulaKind::negation && is_comparison(node_of(fact).p))
      decisions.decide(node_of(fact).p, false);
    return proves(std::move(given), goal, std::move(decisions));
  }

  bool both(const std::vector<Formula>& given, Formula question, Formula goal,
            const Decisions& decisions) {
    return under(given, question, goal, decisions) &&
           (!rules_.both_ways || under(given, !question, goal, decisions));
  }

  bool in_cases(std::vector<Formula> given, Formula goal, Decisions decisions) {
    Facts facts;
    for (const Formula f : given) facts.add(is_literal(f) ? f : decisions.of(f));
    if (facts.impossible) return true;
    std::vector<Formula> literals;
    for (const Formula f : facts.literals) literals.push_back(choices_resolved(f, decisions));
    for (const Formula f : literals)
      if (f.is_false()) return true;
    const std::vector<Formula> goals{goal};
    Situation here(literals, goals, rules_);
    if (here.is_impossible()) return true;
    if (const auto question = choice_in(goal)) return both(given, *question, goal, decisions);
    if (is_literal(goal) && here.shows(goal)) return true;
    if (here.wished()) return both(given, *here.wished(), goal, decisions);
    for (const Formula f : facts.literals)
      if (const auto question = choice_in(choices_resolved(f, decisions)))
        return both(given, *question, goal, decisions);
    for (const Formula f : facts.others)
      if (const auto question = comparison_in(f)) return both(given, *question, goal, decisions);
    for (const Formula f : literals) {
      if (f.is_true() || node_of(f).kind != FormulaKind::negation) continue;
      const FormulaNode& n = node_of(node_of(f).p);
      const Formula less = n.a < n.b;
      if (n.kind == FormulaKind::equal && decisions.of(less).id() == less.id())
        return both(given, less, goal, decisions);
    }
    return false;
  }

  bool late() const { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC > rules_.deadline; }

  /// The literal, without its own truth being used on it.
  static Formula choices_resolved(Formula f, Decisions& decisions) {
    const bool negated = node_of(f).kind == FormulaKind::negation;
    const FormulaNode& n = node_of(negated ? node_of(f).p : f);
    const Term a = decisions.of(n.a), b = decisions.of(n.b);
    const Formula g = n.kind == FormulaKind::less      ? a < b
                      : n.kind == FormulaKind::at_most ? a <= b
                                                       : a == b;
    return negated ? !g : g;
  }

  ExactRules rules_;
  int cases_ = 0;
};

}  // namespace

bool follows_by_polynomials(std::span<const Formula> given, Formula conclusion,
                            const ExactRules& rules) {
  Search search(rules);
  return search.proves({given.begin(), given.end()}, conclusion, {});
}

}  // namespace adamant
