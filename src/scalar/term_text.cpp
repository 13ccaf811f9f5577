#include "scalar/symbolic.hpp"

namespace adamant {
namespace {

enum Binding { sum = 1, product = 2, atom = 3 };

/// Deeper than this a term is an ellipsis: a text is for people.
constexpr int deepest = 9;

std::string write(Formula f, int depth);

std::string write(Term x, Binding outer, int depth) {
  if (depth == deepest) return "...";
  ++depth;
  const TermNode& n = node_of(x);
  std::string text;
  Binding own = atom;
  switch (n.kind) {
    case TermKind::constant:
      text = n.value.str();
      own = n.value < 0 || denominator(n.value) != 1 ? sum : atom;
      break;
    case TermKind::symbol:
      text = n.name;
      break;
    case TermKind::sum:
      text = write(n.a, sum, depth) + " + " + write(n.b, sum, depth);
      own = sum;
      break;
    case TermKind::product:
      text = write(n.a, product, depth) + "*" + write(n.b, product, depth);
      own = product;
      break;
    case TermKind::quotient:
    case TermKind::quotient_with_zero:
      text = write(n.a, product, depth) + "/" + write(n.b, atom, depth);
      own = product;
      break;
    case TermKind::root:
      text = "sqrt(" + write(n.a, sum, depth) + ")";
      break;
    case TermKind::choice:
      text = "(" + write(n.condition, depth) + " ? " + write(n.a, sum, depth) + " : " +
             write(n.b, sum, depth) + ")";
      break;
  }
  return own < outer ? "(" + text + ")" : text;
}

std::string write(Formula f, int depth) {
  if (f.is_true()) return "true";
  if (f.is_false()) return "false";
  if (depth >= deepest) return "...";
  const FormulaNode& n = node_of(f);
  switch (n.kind) {
    case FormulaKind::less:
      return write(n.a, sum, depth) + " < " + write(n.b, sum, depth);
    case FormulaKind::at_most:
      return write(n.a, sum, depth) + " <= " + write(n.b, sum, depth);
    case FormulaKind::equal:
      return write(n.a, sum, depth) + " = " + write(n.b, sum, depth);
    case FormulaKind::negation:
      return "not (" + write(n.p, depth + 1) + ")";
    case FormulaKind::conjunction:
      return write(n.p, depth + 1) + " and " + write(n.q, depth + 1);
    case FormulaKind::disjunction:
      return "(" + write(n.p, depth + 1) + " or " + write(n.q, depth + 1) + ")";
    case FormulaKind::constant:
      break;
  }
  return "true";
}

}  // namespace

std::string Term::text() const { return write(*this, sum, 0); }

std::string to_text(Formula f) { return write(f, 0); }

}  // namespace adamant
