#include "claim/situation.hpp"

#include <algorithm>
#include <stdexcept>

namespace adamant {
namespace {

constexpr slong most_terms = 3000;
constexpr int most_work = 4000;
constexpr int deepest = 6;

/// A choice is in the way, or it grows too long.
struct NoPolynomial : std::runtime_error {
  using std::runtime_error::runtime_error;
};

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

std::optional<Rational> root_of_rational(const Rational& q) {
  const auto root = evaluate(sqrt(Term(q)), {});
  return root;
}

}  // namespace

Situation::Situation(std::span<const Formula> literals, std::span<const Formula> goals,
                     const ExactRules& rules)
    : rules_(rules), ring_([&] {
        Nodes nodes;
        for (const Formula f : literals) nodes.of(f);
        for (const Formula f : goals) nodes.of(f);
        for (const Term x : nodes.symbols) {
          symbols_.emplace(x.id(), static_cast<slong>(terms_.size()));
          terms_.push_back(x);
        }
        return static_cast<slong>(2 * nodes.symbols.size() + literals.size() + 3 * nodes.roots + 4);
      }()) {
  signs_.assign(static_cast<std::size_t>(ring_.variables()), Sign::unknown);
  next_ = static_cast<slong>(terms_.size());
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
  if (is == Is::nonzero && is_not_negative(p)) is = Is::positive;
  if (is == Is::nonzero && is_not_negative(-p)) {
    is = Is::positive;
    p = -p;
  }
  if (is == Is::nonzero || has_root(p)) return false;
  if (bound(p, is, fact.literal, simple)) {
    fact.done = true;
    return true;
  }
  if (is == Is::positive || simple) return false;
  return vanish(p, is);
}

bool Situation::bound(const Polynomial& p, Is is, Formula literal, bool simple) {
  for (slong x = 0; x < next_; ++x) {
    if (p.degree(x) != 1) continue;
    const Polynomial A = p.coefficient(x, 1), B = p.coefficient(x, 0);
    if (simple && !(A.constant() && B.constant())) continue;
    const bool up = is_positive(A), down = !up && is_positive(-A);
    if (!up && !down) continue;
    const Sign own = signs_[static_cast<std::size_t>(x)];
    if (is == Is::zero) {
      const Polynomial value = up ? -B : B;
      if (own == Sign::positive ? !is_positive(value)
                                : own == Sign::not_negative && !is_not_negative(value))
        continue;
      put(x, Quotient(-B, A));
      return true;
    }
    const Sign told = is == Is::positive ? Sign::positive : Sign::not_negative;
    if (own == Sign::unknown || (up && is_not_negative(-B) &&
                                 (own != Sign::positive || told == own || is_positive(-B)))) {
      const Quotient s(Polynomial::variable(ring_, fresh(told)));
      put(x, (s - Quotient(B)) * Quotient(Polynomial(ring_, 1), A));
      return true;
    }
    if (!down || !is_positive(B)) continue;
    if (is == Is::not_negative) {
      const FormulaNode& n = node_of(literal);
      const FormulaNode& c = n.kind == FormulaKind::negation ? node_of(n.p) : n;
      if (!wished_) wished_ = n.kind == FormulaKind::negation ? c.b < c.a : c.a < c.b;
      continue;
    }
    const Polynomial s = Polynomial::variable(ring_, fresh(own)), one(ring_, 1);
    put(x, Quotient(B, -A) * Quotient(s, one + s));
    return true;
  }
  return false;
}

/// p = 0 or p ≥ 0, where p is a sum of terms none of which is positive: each of them is 0.
bool Situation::vanish(const Polynomial& p, Is is) {
  const bool none = by_terms(-p, false);
  if (!none && !(is == Is::zero && by_terms(p, false))) return false;
  for (slong k = 0; k < p.terms(); ++k) {
    const auto powers = p.term_exponents(k);
    std::vector<slong> free;
    for (slong x = 0; x < ring_.variables(); ++x)
      if (powers[static_cast<std::size_t>(x)] > 0 &&
          signs_[static_cast<std::size_t>(x)] != Sign::positive)
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
      return is_not_negative(-p);
    case Is::not_negative:
      return is_positive(-p);
    case Is::zero:
      return is_positive(p) || is_positive(-p);
    case Is::nonzero:
      return p.is_zero();
  }
  return false;
}

bool Situation::follows(const Polynomial& p, Is is) {
  switch (is) {
    case Is::positive:
      return is_positive(p);
    case Is::not_negative:
      return is_not_negative(p);
    case Is::zero:
      return p.is_zero();
    case Is::nonzero:
      return is_positive(p) || is_positive(-p);
  }
  return false;
}

bool Situation::shows(Formula literal) {
  const auto goal = fact_of(literal);
  if (!goal) return false;
  try {
    work_ = 0;
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
  roots_.clear();
  wished_.reset();
  work_ = 0;
}

slong Situation::fresh(Sign sign) {
  if (next_ + static_cast<slong>(roots_.size()) >= ring_.variables())
    throw NoPolynomial("too many variables");
  signs_[static_cast<std::size_t>(next_)] = sign;
  return next_++;
}

Quotient Situation::read(Term x) {
  if (const auto at = known_.find(x.id()); at != known_.end()) return at->second;
  const Quotient q = reduced(made(x));
  if (q.up.terms() > most_terms || q.down.terms() > most_terms) throw NoPolynomial("too long");
  known_.insert_or_assign(x.id(), q);
  return q;
}

Quotient Situation::made(Term x) {
  const TermNode& n = node_of(x);
  switch (n.kind) {
    case TermKind::constant:
      return Quotient(Polynomial(ring_, n.value));
    case TermKind::symbol: {
      const slong i = symbols_.at(x.id());
      const auto at = values_.find(i);
      return at == values_.end() ? Quotient(Polynomial::variable(ring_, i)) : at->second;
    }
    case TermKind::sum:
      return read(n.a) + read(n.b);
    case TermKind::product:
      return read(n.a) * read(n.b);
    case TermKind::quotient: {
      const Quotient b = read(n.b);
      if (b.up.is_zero()) throw NoPolynomial("a divisor is 0");
      return read(n.a) * Quotient(b.down, b.up);
    }
    case TermKind::root:
      return root_of(read(n.a));
    case TermKind::quotient_with_zero:
    case TermKind::choice:
      break;
  }
  throw NoPolynomial("a choice");
}

/// √(a/b) = √(ab)/|b|.
Quotient Situation::root_of(const Quotient& x) {
  return {root_of(reduced(x.up * x.down)), absolute(x.down)};
}

/// As a product of |f| for what is there twice, a root for each factor that is not negative, and one for the
/// rest. Where the sign of the rest is not known, only factors that are not 0 may leave the root: √(x²y) has the
/// value 0 at x = 0, and √y may have none.
Polynomial Situation::root_of(const Polynomial& square) {
  if (square.is_zero()) return square;
  auto factors = square.factors();
  if (!factors) return root_variable(square);
  Polynomial rest(ring_, 1);
  for (auto& [base, power] : factors->bases) {
    if (power % 2 == 0) continue;
    if (!is_not_negative(base) && is_not_negative(-base)) {
      base = -base;
      factors->constant = -factors->constant;
    }
    if (!is_not_negative(base)) rest = rest * base;
  }
  const auto sign_known = rest.constant();
  if (sign_known && factors->constant < 0) throw NoPolynomial("the root of what is not positive");
  Polynomial root(ring_, 1);
  for (const auto& [base, power] : factors->bases) {
    const bool may_leave = sign_known || is_positive(base) || is_positive(-base);
    if (may_leave && power > 1) root = root * absolute(base).to_the(power / 2);
    if (!may_leave) rest = rest * base.to_the(power - power % 2);
    if (power % 2 == 0 || !is_not_negative(base)) continue;
    if (may_leave)
      root = root * root_variable(base);
    else
      rest = rest * base;
  }
  if (const auto outside = root_of_rational(factors->constant))
    root = root.times(*outside);
  else
    rest = rest.times(factors->constant);
  const auto one = rest.constant();
  return one && *one == 1 ? root : root * root_variable(rest);
}

/// The variable r ≥ 0 with that square.
Polynomial Situation::root_variable(const Polynomial& square) {
  for (const Root& known : roots_)
    if (known.square == square) return Polynomial::variable(ring_, known.variable);
  const slong i = ring_.variables() - 1 - static_cast<slong>(roots_.size());
  if (i < next_) throw NoPolynomial("too many variables");
  const bool positive = is_positive(square);
  signs_[static_cast<std::size_t>(i)] = positive ? Sign::positive : Sign::not_negative;
  roots_.push_back({i, square});
  return Polynomial::variable(ring_, i);
}

Polynomial Situation::absolute(const Polynomial& f) {
  if (is_not_negative(f) || !rules_.roots_are_not_negative) return f;
  if (is_not_negative(-f)) return -f;
  if (const auto x = f.generator(); x && *x < static_cast<slong>(terms_.size()) && !wished_)
    wished_ = terms_[static_cast<std::size_t>(*x)] < Term(0);
  return root_variable(f * f);
}

Quotient Situation::reduced(const Quotient& q) {
  const Polynomial down = reduced(q.down);
  if (down.is_zero()) throw NoPolynomial("a divisor is 0");
  return {reduced(q.up), down};
}

/// r^k ↦ r^(k mod 2) square^(k div 2), the root made last first: its square may have the others in it.
Polynomial Situation::reduced(Polynomial p) {
  for (auto root = roots_.rbegin(); root != roots_.rend(); ++root) {
    const slong degree = p.degree(root->variable);
    if (degree < 2) continue;
    const Polynomial r = Polynomial::variable(ring_, root->variable);
    const Polynomial square = rules_.roots_square ? root->square : Polynomial(ring_, 1);
    Polynomial sum(ring_);
    for (slong k = 0; k <= degree; ++k) {
      const Polynomial part = p.coefficient(root->variable, k) * square.to_the(k / 2);
      sum = sum + (k % 2 == 1 ? part * r : part);
    }
    if (sum.terms() > most_terms) throw NoPolynomial("too long");
    p = sum;
  }
  return p;
}

/// A polynomial of the same sign: up, where down is positive; else up·down.
Polynomial Situation::numerator_of(Term x) {
  const Quotient q = read(x);
  if (!rules_.divisors_have_signs || is_not_negative(q.down)) return q.up;
  if (is_not_negative(-q.down)) return -q.up;
  return reduced(q.up * q.down);
}

Polynomial Situation::without_positive_factors(const Polynomial& p, Is is) {
  const auto factors = p.factors();
  if (!factors) return p;
  Polynomial rest(ring_, factors->constant > 0 ? 1 : -1);
  for (const auto& [base, power] : factors->bases) {
    if (is_positive(base)) continue;
    if (is_positive(-base))
      rest = power % 2 == 1 ? -rest : rest;
    else
      rest = rest * base.to_the(is == Is::zero || is == Is::nonzero ? 1 : power);
  }
  return rest;
}

bool Situation::has_root(const Polynomial& p) const {
  return std::any_of(roots_.begin(), roots_.end(),
                     [&](const Root& root) { return p.has(root.variable); });
}

bool Situation::has_sign(const Polynomial& p, bool strictly, int depth) {
  strictly = strictly && rules_.strict_is_strict;
  if (const auto c = p.constant()) return strictly ? *c > 0 : *c >= 0;
  if (by_terms(p, strictly)) return true;
  if (depth == deepest || ++work_ > most_work || p.terms() > most_terms) return false;
  if (by_factors(p, strictly, depth + 1)) return true;
  for (slong x = 0; x < ring_.variables(); ++x) {
    if (!p.has(x)) continue;
    if (by_coefficients(p, x, strictly, depth + 1) || by_a_square(p, x, strictly, depth + 1))
      return true;
  }
  for (const Root& root : std::vector<Root>(roots_))
    if (p.degree(root.variable) == 1 && by_a_root(p, root, strictly, depth + 1)) return true;
  return false;
}

/// Every term is one of numbers that are not negative.
bool Situation::by_terms(const Polynomial& p, bool strictly) const {
  bool positive = false;
  for (slong k = 0; k < p.terms(); ++k) {
    if (rules_.terms_have_signs && p.term_coefficient(k) < 0) return false;
    const auto powers = p.term_exponents(k);
    bool all_positive = true;
    for (std::size_t x = 0; x < powers.size(); ++x) {
      if (powers[x] == 0) continue;
      if (powers[x] % 2 == 1 && signs_[x] == Sign::unknown) return false;
      all_positive = all_positive && signs_[x] == Sign::positive;
    }
    positive = positive || all_positive;
  }
  return positive || !strictly;
}

bool Situation::by_factors(const Polynomial& p, bool strictly, int depth) {
  const auto factors = p.factors();
  if (!factors || (factors->bases.size() == 1 && factors->bases[0].second == 1)) {
    if (!factors || factors->constant > 0) return false;
  }
  bool positive = factors->constant > 0;
  for (const auto& [base, power] : factors->bases) {
    if (power % 2 == 0 && !strictly) continue;
    if (has_sign(base, strictly, depth)) continue;
    if (!has_sign(-base, strictly, depth)) return false;
    positive = power % 2 == 1 ? !positive : positive;
  }
  return positive;
}

/// In powers of x ≥ 0, or of x², every coefficient is ≥ 0.
bool Situation::by_coefficients(const Polynomial& p, slong x, bool strictly, int depth) {
  const Sign own = signs_[static_cast<std::size_t>(x)];
  const slong degree = p.degree(x);
  if (own == Sign::unknown)
    for (slong k = 1; k <= degree; k += 2)
      if (!p.coefficient(x, k).is_zero()) return false;
  bool positive = !strictly;
  for (slong k = 0; k <= degree; ++k) {
    const Polynomial c = p.coefficient(x, k);
    if (!has_sign(c, false, depth)) return false;
    positive = positive || ((k == 0 || own == Sign::positive) && has_sign(c, true, depth));
  }
  return positive;
}

/// a x² + b x + c ≥ 0 wherever a, c and 4ac − b² are; > 0 where the last is.
bool Situation::by_a_square(const Polynomial& p, slong x, bool strictly, int depth) {
  if (p.degree(x) != 2) return false;
  const Polynomial a = p.coefficient(x, 2), b = p.coefficient(x, 1), c = p.coefficient(x, 0);
  const Rational four = rules_.squares_are_completed ? 4 : 8;
  return has_sign(a, false, depth) && has_sign(c, false, depth) &&
         has_sign(reduced((a * c).times(four) - b * b), strictly, depth);
}

/// a r + b ≥ 0 for r = √q wherever a ≥ 0 and a² q ≥ b², or b ≥ 0 and b² ≥ a² q.
bool Situation::by_a_root(const Polynomial& p, const Root& root, bool strictly, int depth) {
  const Polynomial a = p.coefficient(root.variable, 1), b = p.coefficient(root.variable, 0);
  const Polynomial difference = reduced(a * a * root.square - b * b);
  return (has_sign(a, false, depth) && has_sign(difference, strictly, depth)) ||
         (has_sign(b, false, depth) && has_sign(-difference, strictly, depth));
}

}  // namespace adamant
