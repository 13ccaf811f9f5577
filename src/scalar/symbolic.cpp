#include "scalar/symbolic.hpp"

#include "scalar/require.hpp"

#include <algorithm>

namespace adamant {
namespace {

/// How far a run of explore has come: what it decided at each branch, and what it has yet to turn around.
struct Exploration {
  std::vector<bool> script;
  std::vector<Formula> met;  ///< the branches on this way, in the order in which they were met
  Path path;
};

thread_local Exploration* running = nullptr;

/// What is already decided on this way, or follows from a formula that is.
std::optional<bool> decided(Formula f) {
  for (std::size_t i = 0; i < running->met.size(); ++i) {
    if (running->met[i].id() == f.id()) return running->script[i];
    if (running->met[i].id() == (!f).id()) return !running->script[i];
  }
  return std::nullopt;
}

struct Names {
  std::set<std::string> found{};
  std::set<std::int32_t> terms{}, formulas{};

  void of(Term x) {
    if (!terms.insert(x.id()).second) return;
    const TermNode& n = node_of(x);
    if (n.kind == TermKind::symbol) found.insert(n.name);
    if (n.kind == TermKind::constant || n.kind == TermKind::symbol) return;
    of(n.a);
    if (n.kind != TermKind::root) of(n.b);
    if (n.kind == TermKind::choice) of(n.condition);
  }
  void of(Formula f) {
    if (f.is_true() || f.is_false() || !formulas.insert(f.id()).second) return;
    const FormulaNode& n = node_of(f);
    if (n.kind == FormulaKind::less || n.kind == FormulaKind::at_most ||
        n.kind == FormulaKind::equal) {
      of(n.a);
      of(n.b);
    } else {
      of(n.p);
      of(n.q);
    }
  }
};

/// Walks a formula with the condition under which a part of it matters.
struct Obligations {
  std::vector<Obligation> list{};
  std::set<std::pair<std::int32_t, std::int32_t>> terms{}, formulas{};

  void add(std::string what, Formula guard, Formula condition) {
    if (!condition.is_true()) list.push_back({std::move(what), guard, condition});
  }
  void of(Term x, Formula guard) {
    const TermNode& n = node_of(x);
    if (n.total || !terms.insert({x.id(), guard.id()}).second) return;
    if (n.kind == TermKind::choice) {
      of(n.condition, guard);
      of(n.a, guard && n.condition);
      of(n.b, guard && !n.condition);
      return;
    }
    of(n.a, guard);
    if (n.kind == TermKind::root) {
      add("the root of " + n.a.text() + ", which may be negative", guard, n.a >= Term(0));
      return;
    }
    of(n.b, guard);
    if (n.kind == TermKind::quotient)
      add("the divisor " + n.b.text() + ", which may be 0", guard, n.b != Term(0));
    if (n.kind == TermKind::quotient_with_zero)
      add("the divisor " + n.b.text() + ", which may be 0 where the dividend is not", guard,
          n.b != Term(0) || n.a == Term(0));
  }
  void of(Formula f, Formula guard) {
    if (f.is_true() || f.is_false() || !formulas.insert({f.id(), guard.id()}).second) return;
    const FormulaNode& n = node_of(f);
    if (n.kind == FormulaKind::disjunction) {
      of(n.p, guard);
      of(n.q, guard && !n.p);
    } else if (n.kind == FormulaKind::negation || n.kind == FormulaKind::conjunction) {
      of(n.p, guard);
      of(n.q, guard);
    } else {
      of(n.a, guard);
      of(n.b, guard);
    }
  }
};

}  // namespace

std::set<std::string> symbols_of(Formula f) {
  Names names;
  names.of(f);
  return names.found;
}
std::set<std::string> symbols_of(Term x) {
  Names names;
  names.of(x);
  return names.found;
}

std::vector<Obligation> obligations_of(Formula f) {
  Obligations all;
  all.of(f, true);
  return all.list;
}

Formula::operator bool() const { return decide(*this, "a branch"); }

bool decide(Formula condition, const char* what) {
  if (condition.is_true() || condition.is_false()) return condition.is_true();
  if (!running)
    throw Undecidable(std::string(what) + ", " + to_text(condition) + ", depends on the symbols:");
  if (const auto known = decided(condition)) return *known;
  Exploration& run = *running;
  if (run.met.size() == run.script.size()) run.script.push_back(true);
  const bool way = run.script[run.met.size()];
  run.met.push_back(condition);
  run.path.condition = run.path.condition && (way ? condition : !condition);
  return way;
}

void ask(Formula condition, std::string what) {
  if (condition.is_true()) return;
  if (!running) throw Undecidable(what + " depends on the symbols: it");
  running->path.preconditions.push_back({std::move(what), running->path.condition, condition});
}

void require_of_symbols(Formula condition, const char* function, const char* argument,
                        const char* expectation) {
  if (condition.is_false()) misuse(function, argument, "never as it has to be", expectation);
  ask(condition, std::string(function) + " requires " + expectation);
}

bool explore(const std::function<void()>& code, const std::function<void(const Path&)>& visit,
             int most) {
  Exploration run;
  for (int ways = 1;; ++ways) {
    run.met.clear();
    run.path = {};
    Exploration* const outer = running;
    running = &run;
    try {
      code();
    } catch (...) {
      running = outer;
      throw;
    }
    running = outer;
    visit(run.path);
    run.script.resize(run.met.size());
    while (!run.script.empty() && !run.script.back()) run.script.pop_back();
    if (run.script.empty()) return true;
    if (ways == most) return false;
    run.script.back() = false;
  }
}

namespace {

/// Looks at each node once.
struct Evaluation {
  const Assignment& values;
  std::map<std::int32_t, std::optional<Rational>> terms{};
  std::map<std::int32_t, std::optional<bool>> formulas{};

  std::optional<Rational> of(Term x) {
    if (const auto at = terms.find(x.id()); at != terms.end()) return at->second;
    return terms[x.id()] = fresh(x);
  }
  std::optional<bool> of(Formula f) {
    if (f.is_true() || f.is_false()) return f.is_true();
    if (const auto at = formulas.find(f.id()); at != formulas.end()) return at->second;
    return formulas[f.id()] = fresh(f);
  }

 private:
  std::optional<Rational> fresh(Term x) {
    const TermNode& n = node_of(x);
    if (n.kind == TermKind::constant) return n.value;
    if (n.kind == TermKind::symbol) {
      const auto at = values.find(n.name);
      return at == values.end() ? std::nullopt : std::optional(at->second);
    }
    if (n.kind == TermKind::choice) {
      const auto way = of(n.condition);
      return way ? of(*way ? n.a : n.b) : std::nullopt;
    }
    const auto a = of(n.a);
    if (!a) return a;
    if (n.kind == TermKind::root)
      return has_rational_root(*a) ? std::optional(rational_root(*a)) : std::nullopt;
    const auto b = of(n.b);
    if (!b) return b;
    if (n.kind == TermKind::sum) return Rational(*a + *b);
    if (n.kind == TermKind::product) return Rational(*a * *b);
    if (*b != 0) return Rational(*a / *b);
    return n.kind == TermKind::quotient_with_zero && *a == 0 ? a : std::nullopt;
  }
  std::optional<bool> fresh(Formula f) {
    const FormulaNode& n = node_of(f);
    if (n.kind == FormulaKind::negation || n.kind == FormulaKind::conjunction ||
        n.kind == FormulaKind::disjunction) {
      const auto p = of(n.p);
      if (n.kind == FormulaKind::negation) return p ? std::optional(!*p) : p;
      const bool decisive = n.kind == FormulaKind::disjunction;
      if (p && *p == decisive) return p;
      const auto q = of(n.q);
      if (q && *q == decisive) return q;
      return p && q ? q : std::nullopt;
    }
    const auto a = of(n.a), b = of(n.b);
    if (!a || !b) return std::nullopt;
    return n.kind == FormulaKind::less      ? *a < *b
           : n.kind == FormulaKind::at_most ? *a <= *b
                                            : *a == *b;
  }
};

}  // namespace

std::optional<Rational> evaluate(Term x, const Assignment& values) {
  return Evaluation{values}.of(x);
}
std::optional<bool> evaluate(Formula f, const Assignment& values) {
  return Evaluation{values}.of(f);
}

}  // namespace adamant
