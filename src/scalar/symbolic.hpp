#pragma once

#include "scalar/term.hpp"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace adamant {

/// How a term or a formula is made: what reads the nodes of another tool's language is written over these.
enum class TermKind { constant, symbol, sum, product, quotient, quotient_with_zero, root, choice };
enum class FormulaKind { constant, less, at_most, equal, negation, conjunction, disjunction };

struct TermNode {
  TermKind kind = TermKind::constant;
  Rational value = 0;   ///< of a constant
  std::string name{};   ///< of a symbol
  Term a{}, b{};        ///< operands; those of a root, of a choice too
  Formula condition{};  ///< of a choice
  bool total = true;    ///< has a value whatever the symbols are
};

struct FormulaNode {
  FormulaKind kind = FormulaKind::constant;
  Term a{}, b{};     ///< of a comparison
  Formula p{}, q{};  ///< of a connective
};

const TermNode& node_of(Term x);
const FormulaNode& node_of(Formula f);

/// The names of the symbols in a formula.
std::set<std::string> symbols_of(Formula f);
std::set<std::string> symbols_of(Term x);

/// What must hold for a statement to mean something: a divisor that is not 0, a root of what is not negative,
/// a hyper-parameter in its range.
struct Obligation {
  std::string what;
  Formula guard;  ///< only where this holds does the condition have to
  Formula condition;
};

/// The obligations that the divisions and roots in f bring, inner ones first, each once.
std::vector<Obligation> obligations_of(Formula f);

/// One way through code that branches on formulas.
struct Path {
  Formula condition;                      ///< under which this way is taken
  std::vector<Obligation> preconditions;  ///< that `require` asked for on the way
};

/// Runs `code` once for every way through its branches, and calls `visit` after each; false where there are
/// more than `most` ways.
bool explore(const std::function<void()>& code, const std::function<void(const Path&)>& visit,
             int most = 64);

/// Asks for a condition on the way, as `require` does.
void ask(Formula condition, std::string what);

/// Values of symbols, by name.
using Assignment = std::map<std::string, Rational>;

/// f where the symbols have these values: exact; empty where it has no value, a symbol has none, or a root is
/// not rational.
std::optional<bool> evaluate(Formula f, const Assignment& values);
std::optional<Rational> evaluate(Term x, const Assignment& values);

}  // namespace adamant
