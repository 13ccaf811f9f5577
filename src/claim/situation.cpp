#include "claim/situation.hpp"

namespace adamant {
namespace {

struct Nodes {
  std::vector<Term> symbols{};
  std::size_t roots = 0;
  std::set<std::int32_t> seen{};

  void of(Term x) {
    if (!seen.insert(x.id()).second) return;
    const TermNode& n = node_of(x);
    if (n.kind == TermKind::constant) return;
    if (n.kind == TermKind::symbol) {
      symbols.push_back(x);
      return;
    }
    roots += n.kind == TermKind::root;
    of(n.a);
    if (n.kind != TermKind::root) of(n.b);
    if (n.kind == TermKind::choice) of(n.condition);
  }
  void of(Formula f) {
    if (f.is_true() || f.is_false()) return;
    const FormulaNode& n = node_of(f);
    if (n.kind == FormulaKind::negation || n.kind == FormulaKind::conjunction ||
        n.kind == FormulaKind::disjunction) {
      of(n.p);
      of(n.q);
    } else {
      of(n.a);
      of(n.b);
    }
  }
};

}  // namespace

Situation::Situation(std::span<const Formula> literals, std::span<const Formula> goals,
                     const ExactRules& rules)
    : rules_(rules),
      ring_([&] {
        Nodes nodes;
        for (const Formula f : literals) nodes.of(f);
        for (const Formula f : goals) nodes.of(f);
        for (const Term x : nodes.symbols) {
          symbols_.emplace(x.id(), static_cast<slong>(terms_.size()));
          terms_.push_back(x);
        }
        return static_cast<slong>(2 * nodes.symbols.size() + literals.size() + 3 * nodes.roots + 4);
      }()),
      signs_(ring_, static_cast<slong>(terms_.size()), rules) {
  for (const Formula f : literals)
    if (const auto fact = fact_of(f)) facts_.push_back(*fact);
  try {
    absorb();
  } catch (const NoPolynomial&) {
  }
}

std::optional<Situation::Fact> Situation::fact_of(Formula literal) {
  const FormulaNode& n = node_of(literal);
  switch (n.kind) {
    case FormulaKind::less:
      return Fact{literal, n.b - n.a, Is::positive};
    case FormulaKind::at_most:
      return Fact{literal, n.b - n.a, Is::not_negative};
    case FormulaKind::equal:
      return Fact{literal, n.b - n.a, Is::zero};
    case FormulaKind::negation: {
      const FormulaNode& p = node_of(n.p);
      if (p.kind == FormulaKind::less) return Fact{literal, p.a - p.b, Is::not_negative};
      if (p.kind == FormulaKind::at_most) return Fact{literal, p.a - p.b, Is::positive};
      if (p.kind == FormulaKind::equal) return Fact{literal, p.a - p.b, Is::nonzero};
      return std::nullopt;
    }
    default:
      return std::nullopt;
  }
}

/// Simple bounds on one symbol first, so that the signs are there when the rest is read.
void Situation::absorb() {
  for (bool changed = true; changed && !impossible_;) {
    changed = false;
    for (const bool simple : {true, false}) {
      for (Fact& fact : facts_) {
        if (fact.done || impossible_) continue;
        try {
          changed = absorb(fact, simple);
        } catch (const NoPolynomial&) {
          continue;
        }
        if (changed) break;
      }
      if (changed) break;
    }
  }
}

/// True where a variable was given up for it.
bool Situation::absorb(Fact& fact, bool simple) {
  Polynomial p = numerator_of(fact.difference);
  if (contradicts(p, fact.is)) {
    impossible_ = true;
    return false;
  }
  if (follows(p, fact.is)) {
    fact.done = true;
    return false;
  }
  p = without_positive_factors(p, fact.is);
  Is is = fact.is;
  if (is == Is::nonzero && signs_.is_not_negative(p)) is = Is::positive;
  if (is == Is::nonzero && signs_.is_not_negative(-p)) {
    is = Is::positive;
    p = -p;
  }
  if (signs_.has_root(p)) return squared(p, is, fact);
  if (is == Is::nonzero) return false;
  if (bound(p, is, fact.literal, simple)) {
    fact.done = true;
    return true;
  }
  if (is == Is::positive || simple) return false;
  return vanish(p, is);
}

/// Roots in it: where p = 0 or p ≥ 0 is a sum of terms none of which is positive, the square of each term is 0; and
/// where p is a single term that is not 0, its square is positive. Squares have no roots.
bool Situation::squared(const Polynomial& p, Is is, Fact& fact) {
  const bool none = signs_.by_terms(-p, false);
  const bool zero = (is != Is::positive && is != Is::nonzero) &&
                    (none || (is == Is::zero && signs_.by_terms(p, false)));
  if (!zero && (is == Is::zero || is == Is::not_negative || p.terms() > 1)) return false;
  for (slong k = 0; k < p.terms(); ++k) {
    const Polynomial term = p.term(k), square = signs_.reduced(term * term);
    if (signs_.has_root(square) || square.is_zero()) continue;
    const Is told = zero ? Is::zero : Is::positive;
    if (contradicts(square, told)) {
      impossible_ = true;
      return false;
    }
    if (follows(square, told)) continue;
    const Polynomial short_square = without_positive_factors(square, told);
    if (bound(short_square, told, fact.literal, false) || (zero && vanish(short_square, told))) {
      fact.done = fact.done || !zero;
      return true;
    }
  }
  return false;
}

bool Situation::bound(const Polynomial& p, Is is, Formula literal, bool simple) {
  for (slong x = 0; x < signs_.taken(); ++x) {
    if (p.degree(x) != 1) continue;
    const Polynomial A = p.coefficient(x, 1), B = p.coefficient(x, 0);
    if (simple && !(A.constant() && B.constant())) continue;
    const bool up = signs_.is_positive(A), down = !up && signs_.is_positive(-A);
    if (!up && !down) continue;
    const Sign own = signs_.of(x);
    if (is == Is::zero) {
      const Polynomial value = up ? -B : B;
      if (own == Sign::positive ? !signs_.is_positive(value)
                                : own == Sign::not_negative && !signs_.is_not_negative(value))
        continue;
      put(x, Quotient(-B, A));
      return true;
    }
    const Sign told = is == Is::positive ? Sign::positive : Sign::not_negative;
    if (own == Sign::unknown ||
        (up && signs_.is_not_negative(-B) &&
         (own != Sign::positive || told == own || signs_.is_positive(-B)))) {
      const Quotient s(Polynomial::variable(ring_, signs_.fresh(told)));
      put(x, (s - Quotient(B)) * Quotient(Polynomial(ring_, 1), A));
      return true;
    }
    if (!down || !signs_.is_positive(B)) continue;
    if (is == Is::not_negative) {
      const FormulaNode& n = node_of(literal);
      const FormulaNode& c = n.kind == FormulaKind::negation ? node_of(n.p) : n;
      if (!wished_) wished_ = n.kind == FormulaKind::negation ? c.b < c.a : c.a < c.b;
      continue;
    }
    const Polynomial s = Polynomial::variable(ring_, signs_.fresh(own)), one(ring_, 1);
    put(x, Quotient(B, -A) * Quotient(s, one + s));
    return true;
  }
  return false;
}

/// p = 0 or p ≥ 0, where p is a sum of terms none of which is positive: each of them is 0.
bool Situation::vanish(const Polynomial& p, Is is) {
  const bool none = signs_.by_terms(-p, false);
  if (!none && !(is == Is::zero && signs_.by_terms(p, false))) return false;
  for (slong k = 0; k < p.terms(); ++k) {
    const auto powers = p.term_exponents(k);
    std::vector<slong> free;
    for (slong x = 0; x < ring_.variables(); ++x)
      if (powers[static_cast<std::size_t>(x)] > 0 && signs_.of(x) != Sign::positive)
        free.push_back(x);
    if (free.size() == 1) {
      put(free[0], Quotient(Polynomial(ring_)));
      return true;
    }
  }
  return false;
}

bool Situation::contradicts(const Polynomial& p, Is is) {
  switch (is) {
    case Is::positive:
      return signs_.is_not_negative(-p);
    case Is::not_negative:
      return signs_.is_positive(-p);
    case Is::zero:
      return signs_.is_positive(p) || signs_.is_positive(-p);
    case Is::nonzero:
      return p.is_zero();
  }
  return false;
}

bool Situation::follows(const Polynomial& p, Is is) {
  switch (is) {
    case Is::positive:
      return signs_.is_positive(p);
    case Is::not_negative:
      return signs_.is_not_negative(p);
    case Is::zero:
      return p.is_zero();
    case Is::nonzero:
      return signs_.is_positive(p) || signs_.is_positive(-p);
  }
  return false;
}

bool Situation::shows(Formula literal) {
  const auto goal = fact_of(literal);
  if (!goal) return false;
  try {
    const Polynomial p = numerator_of(goal->difference);
    if (follows(p, goal->is)) return true;
    if (goal->is == Is::zero || goal->is == Is::nonzero) return false;
    for (const Fact& fact : facts_)
      if (!fact.done && fact.is != Is::nonzero)
        if (follows(p - numerator_of(fact.difference), goal->is)) return true;
  } catch (const NoPolynomial&) {
  }
  return false;
}

void Situation::put(slong variable, const Quotient& value) {
  for (auto& [x, q] : values_) q = substituted(q, variable, value);
  values_.insert_or_assign(variable, value);
  known_.clear();
  signs_.start_again();
  wished_.reset();
}

Polynomial Situation::without_positive_factors(const Polynomial& p, Is is) {
  const auto factors = p.factors();
  if (!factors) return p;
  Polynomial rest(ring_, factors->constant > 0 ? 1 : -1);
  for (const auto& [base, power] : factors->bases) {
    if (signs_.is_positive(base)) continue;
    if (signs_.is_positive(-base))
      rest = power % 2 == 1 ? -rest : rest;
    else
      rest = rest * base.to_the(is == Is::zero || is == Is::nonzero ? 1 : power);
  }
  return rest;
}

}  // namespace adamant
