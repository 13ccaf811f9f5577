#include "claim/situation.hpp"

namespace adamant {
namespace {

constexpr slong most_terms = 1500;

std::optional<Rational> root_of_rational(const Rational& q) { return evaluate(sqrt(Term(q)), {}); }

}  // namespace

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
  return {root_of(signs_.reduced(x.up * x.down)), absolute(x.down)};
}

/// As a product of |f| for what is there twice, a root for each factor that is not negative, and one for the
/// rest. Where the sign of the rest is not known, only factors that are not 0 may leave the root: √(x²y) has the
/// value 0 at x = 0, and √y may have none.
Polynomial Situation::root_of(const Polynomial& square) {
  if (square.is_zero()) return square;
  auto factors = square.factors();
  if (!factors) return signs_.root_variable(square);
  Polynomial rest(ring_, 1);
  for (auto& [base, power] : factors->bases) {
    if (power % 2 == 0) continue;
    if (!signs_.is_not_negative(base) && signs_.is_not_negative(-base)) {
      base = -base;
      factors->constant = -factors->constant;
    }
    if (!signs_.is_not_negative(base)) rest = rest * base;
  }
  const auto sign_known = rest.constant();
  if (sign_known && factors->constant < 0) throw NoPolynomial("the root of what is not positive");
  Polynomial root(ring_, 1);
  for (const auto& [base, power] : factors->bases) {
    const bool may_leave = sign_known || signs_.is_positive(base) || signs_.is_positive(-base);
    if (may_leave && power > 1) root = root * absolute(base).to_the(power / 2);
    if (!may_leave) rest = rest * base.to_the(power - power % 2);
    if (power % 2 == 0 || !signs_.is_not_negative(base)) continue;
    if (may_leave)
      root = root * signs_.root_variable(base);
    else
      rest = rest * base;
  }
  if (const auto outside = root_of_rational(factors->constant))
    root = root.times(*outside);
  else
    rest = rest.times(factors->constant);
  const auto one = rest.constant();
  return one && *one == 1 ? root : root * signs_.root_variable(rest);
}

Polynomial Situation::absolute(const Polynomial& f) {
  if (signs_.is_not_negative(f) || !rules_.roots_are_not_negative) return f;
  if (signs_.is_not_negative(-f)) return -f;
  if (const auto x = f.generator(); x && *x < static_cast<slong>(terms_.size()) && !wished_)
    wished_ = terms_[static_cast<std::size_t>(*x)] < Term(0);
  return signs_.root_variable(f * f);
}

Quotient Situation::reduced(const Quotient& q) {
  const Polynomial down = signs_.reduced(q.down);
  if (down.is_zero()) throw NoPolynomial("a divisor is 0");
  return {signs_.reduced(q.up), down};
}

/// A polynomial of the same sign: up, where down is positive; else up·down.
Polynomial Situation::numerator_of(Term x) {
  const Quotient q = read(x);
  if (!rules_.divisors_have_signs || signs_.is_not_negative(q.down)) return q.up;
  if (signs_.is_not_negative(-q.down)) return -q.up;
  return signs_.reduced(q.up * q.down);
}

}  // namespace adamant
