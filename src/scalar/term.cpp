#include "scalar/term.hpp"

#include "scalar/require.hpp"
#include "scalar/symbolic.hpp"

#include <deque>
#include <map>
#include <tuple>

namespace adamant {
namespace {

/// Every node ever made in this thread, each once. A node's operands have smaller numbers than it has.
class Nodes {
 public:
  Nodes() {
    (void)number_of(0);
    formulas_.resize(2);  // true and false
  }
  Term number_of(const Rational& q) {
    const auto [at, fresh] = constants_.try_emplace(q, next_term());
    if (fresh) terms_.push_back({.kind = TermKind::constant, .value = q});
    return Term::of_node(at->second);
  }
  Term symbol(std::string_view name) {
    const auto [at, fresh] = symbols_.try_emplace(std::string(name), next_term());
    if (fresh) terms_.push_back({.kind = TermKind::symbol, .name = std::string(name)});
    return Term::of_node(at->second);
  }
  Term term(TermKind kind, Term a, Term b, Formula condition, bool total) {
    const auto key = std::tuple(static_cast<int>(kind), a.id(), b.id(), condition.id());
    const auto [at, fresh] = made_.try_emplace(key, next_term());
    if (fresh)
      terms_.push_back({.kind = kind, .a = a, .b = b, .condition = condition, .total = total});
    return Term::of_node(at->second);
  }
  Formula formula(FormulaKind kind, Term a, Term b, Formula p, Formula q) {
    const auto key = std::tuple(static_cast<int>(kind), a.id(), b.id(), p.id(), q.id());
    const auto next = static_cast<std::int32_t>(formulas_.size());
    const auto [at, fresh] = conditions_.try_emplace(key, next);
    if (fresh) formulas_.push_back({kind, a, b, p, q});
    return Formula::of_node(at->second);
  }
  const TermNode& operator[](Term x) const { return terms_[static_cast<std::size_t>(x.id())]; }
  const FormulaNode& operator[](Formula f) const {
    return formulas_[static_cast<std::size_t>(f.id())];
  }

 private:
  std::int32_t next_term() const { return static_cast<std::int32_t>(terms_.size()); }

  std::deque<TermNode> terms_;
  std::deque<FormulaNode> formulas_;
  std::map<Rational, std::int32_t> constants_;
  std::map<std::string, std::int32_t, std::less<>> symbols_;
  std::map<std::tuple<int, std::int32_t, std::int32_t, std::int32_t>, std::int32_t> made_;
  std::map<std::tuple<int, std::int32_t, std::int32_t, std::int32_t, std::int32_t>, std::int32_t>
      conditions_;
};

Nodes& nodes() {
  thread_local Nodes all;
  return all;
}

bool is_constant(Term x) { return node_of(x).kind == TermKind::constant; }
bool is_constant(Term x, int k) { return is_constant(x) && node_of(x).value == k; }
bool is_total(Term x) { return node_of(x).total; }

/// a ∘ b with the smaller number first: sums and products commute.
Term commuting(TermKind kind, Term a, Term b) {
  if (b.id() < a.id()) std::swap(a, b);
  return nodes().term(kind, a, b, {}, is_total(a) && is_total(b));
}

Formula comparison(FormulaKind kind, Term a, Term b) {
  if (is_constant(a) && is_constant(b)) {
    const Rational &x = node_of(a).value, &y = node_of(b).value;
    return kind == FormulaKind::less ? x < y : kind == FormulaKind::at_most ? x <= y : x == y;
  }
  if (a.id() == b.id() && is_total(a)) return kind != FormulaKind::less;
  return nodes().formula(kind, a, b, {}, {});
}

}  // namespace

const TermNode& node_of(Term x) { return nodes()[x]; }
const FormulaNode& node_of(Formula f) { return nodes()[f]; }

Term::Term(const Rational& q) : id_(q == 0 ? 0 : nodes().number_of(q).id()) {}

Term Term::symbol(std::string_view name) { return nodes().symbol(name); }

Term operator+(Term a, Term b) {
  if (is_constant(a) && is_constant(b)) return Term(Rational(node_of(a).value + node_of(b).value));
  if (is_constant(a, 0)) return b;
  if (is_constant(b, 0)) return a;
  return commuting(TermKind::sum, a, b);
}

Term operator*(Term a, Term b) {
  if (is_constant(a) && is_constant(b)) return Term(Rational(node_of(a).value * node_of(b).value));
  if (is_constant(b)) std::swap(a, b);
  if (is_constant(a, 1)) return b;
  if (is_constant(a, 0) && is_total(b)) return a;
  const TermNode& inner = node_of(b);
  if (is_constant(a) && inner.kind == TermKind::product && is_constant(inner.a))
    return Term(Rational(node_of(a).value * node_of(inner.a).value)) * inner.b;
  return commuting(TermKind::product, a, b);
}

Term operator/(Term a, Term b) {
  if (is_constant(b) && !is_constant(b, 0)) return Term(Rational(1 / node_of(b).value)) * a;
  return nodes().term(TermKind::quotient, a, b, {}, false);
}

Term quotient_with_zero(Term a, Term b) {
  if (is_constant(b) && !is_constant(b, 0)) return a / b;
  if (is_constant(a, 0) && is_total(b)) return a;
  return nodes().term(TermKind::quotient_with_zero, a, b, {}, false);
}

Term sqrt(Term a) {
  if (is_constant(a, 0) || is_constant(a, 1)) return a;
  return nodes().term(TermKind::root, a, {}, {}, false);
}

Term abs(Term a) { return choose(a < Term(0), -a, a); }

Term choose(Formula condition, Term a, Term b) {
  if (condition.is_true()) return a;
  if (condition.is_false()) return b;
  if (a.id() == b.id()) return a;
  return nodes().term(TermKind::choice, a, b, condition, is_total(a) && is_total(b));
}

/// At t = 0 also 0^t is 1, so 0 is no exception.
Term power_at_unknown_time(Term x) {
  if (is_constant(x, 1)) return x;
  if (node_of(x).kind != TermKind::symbol && !is_constant(x))
    misuse("power", "the base at an unknown time", x.text(), "a symbol or a constant");
  return Term::symbol(x.text() + "^t");
}

Formula operator<(Term a, Term b) { return comparison(FormulaKind::less, a, b); }
Formula operator<=(Term a, Term b) { return comparison(FormulaKind::at_most, a, b); }
Formula operator==(Term a, Term b) {
  return a.id() <= b.id() ? comparison(FormulaKind::equal, a, b)
                          : comparison(FormulaKind::equal, b, a);
}

Formula operator!(Formula a) {
  if (a.is_true() || a.is_false()) return a.is_false();
  if (node_of(a).kind == FormulaKind::negation) return node_of(a).p;
  return nodes().formula(FormulaKind::negation, {}, {}, a, {});
}
Formula operator&&(Formula a, Formula b) {
  if (a.is_true() || b.is_false()) return b;
  if (b.is_true() || a.is_false() || a.id() == b.id()) return a;
  return nodes().formula(FormulaKind::conjunction, {}, {}, a, b);
}
Formula operator||(Formula a, Formula b) {
  if (a.is_false() || b.is_true()) return b;
  if (b.is_false() || a.is_true() || a.id() == b.id()) return a;
  return nodes().formula(FormulaKind::disjunction, {}, {}, a, b);
}
Formula operator==(Formula a, Formula b) { return (a && b) || (!a && !b); }

}  // namespace adamant
