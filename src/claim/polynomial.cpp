#include "claim/proof.hpp"

#include <flint/fmpq_mpoly.h>

#include <map>
#include <set>
#include <stdexcept>

namespace adamant {
namespace {

/// A choice has two values: an identity with one in it is not one of polynomials.
struct NoPolynomial : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The ring Q[symbols, roots]; the roots come last, each with the polynomial that it is the root of.
class Ring {
 public:
  explicit Ring(std::size_t variables) {
    fmpq_mpoly_ctx_init(context, static_cast<slong>(variables), ORD_LEX);
  }
  ~Ring() { fmpq_mpoly_ctx_clear(context); }
  Ring(const Ring&) = delete;
  Ring& operator=(const Ring&) = delete;
  fmpq_mpoly_ctx_t context;
};

class Polynomial {
 public:
  explicit Polynomial(const Ring& ring) : ring_(&ring) { fmpq_mpoly_init(p, ring.context); }
  Polynomial(const Polynomial& q) : Polynomial(*q.ring_) { fmpq_mpoly_set(p, q.p, ring_->context); }
  Polynomial& operator=(const Polynomial& q) {
    fmpq_mpoly_set(p, q.p, ring_->context);
    return *this;
  }
  ~Polynomial() { fmpq_mpoly_clear(p, ring_->context); }

  bool is_zero() const { return fmpq_mpoly_is_zero(p, ring_->context) != 0; }
  bool equals(const Polynomial& q) const { return fmpq_mpoly_equal(p, q.p, ring_->context) != 0; }
  slong terms() const { return fmpq_mpoly_length(p, ring_->context); }
  friend Polynomial operator+(const Polynomial& a, const Polynomial& b) {
    Polynomial c(*a.ring_);
    fmpq_mpoly_add(c.p, a.p, b.p, a.ring_->context);
    return c;
  }
  friend Polynomial operator-(const Polynomial& a, const Polynomial& b) {
    Polynomial c(*a.ring_);
    fmpq_mpoly_sub(c.p, a.p, b.p, a.ring_->context);
    return c;
  }
  friend Polynomial operator*(const Polynomial& a, const Polynomial& b) {
    Polynomial c(*a.ring_);
    fmpq_mpoly_mul(c.p, a.p, b.p, a.ring_->context);
    return c;
  }

  fmpq_mpoly_t p;

 private:
  const Ring* ring_;
};

struct Quotient {
  Polynomial up, down;
};

constexpr slong most_terms = 20000;

/// Terms as quotients of polynomials, a power r² of a root being its radicand at once.
class Reader {
 public:
  Reader(const Ring& ring, std::map<std::int32_t, slong> variables)
      : ring_(ring), variables_(std::move(variables)) {}

  const Quotient& of(Term x) {
    if (const auto at = known_.find(x.id()); at != known_.end()) return at->second;
    return known_.emplace(x.id(), made(x)).first->second;
  }
  /// The polynomial without powers of roots above the first: the roots made last have to go first.
  Polynomial reduced(Polynomial f, Polynomial& factor) {
    for (auto root = roots_.rbegin(); root != roots_.rend(); ++root) f = without(f, *root, factor);
    return f;
  }

 private:
  struct Root {
    slong variable;
    Quotient radicand;
  };

  Polynomial constant(const Rational& q) const {
    Polynomial c(ring_);
    fmpq_t value;
    fmpq_init(value);
    fmpq_set_mpq(value, q.get());
    fmpq_mpoly_set_fmpq(c.p, value, ring_.context);
    fmpq_clear(value);
    return c;
  }
  Polynomial variable(slong i) const {
    Polynomial v(ring_);
    fmpq_mpoly_gen(v.p, i, ring_.context);
    return v;
  }

  Quotient made(Term x) {
    const TermNode& n = node_of(x);
    const Polynomial one = constant(1);
    switch (n.kind) {
      case TermKind::constant:
        return {constant(n.value), one};
      case TermKind::symbol:
        return {variable(variables_.at(x.id())), one};
      case TermKind::sum: {
        const Quotient a = of(n.a), b = of(n.b);
        if (a.down.equals(b.down)) return small({a.up + b.up, a.down});
        return small({a.up * b.down + b.up * a.down, a.down * b.down});
      }
      case TermKind::product: {
        const Quotient a = of(n.a), b = of(n.b);
        return small({a.up * b.up, a.down * b.down});
      }
      case TermKind::quotient: {
        const Quotient a = of(n.a), b = of(n.b);
        return small({a.up * b.down, a.down * b.up});
      }
      case TermKind::root: {
        const slong i = variables_.at(x.id());
        roots_.push_back({i, of(n.a)});
        return {variable(i), one};
      }
      case TermKind::quotient_with_zero:
      case TermKind::choice:
        break;
    }
    throw NoPolynomial("a choice");
  }
  Quotient small(Quotient q) const {
    if (q.up.terms() > most_terms || q.down.terms() > most_terms) throw NoPolynomial("too long");
    return q;
  }

  /// f with r^k ↦ r^(k mod 2) (up/down)^(k div 2), times a power of down that goes into `factor` too.
  Polynomial without(const Polynomial& f, const Root& root, Polynomial& factor) const {
    const slong degree = fmpq_mpoly_degree_si(f.p, root.variable, ring_.context);
    if (degree < 2) return f;
    const slong halves = degree / 2;
    Polynomial sum(ring_);
    for (slong k = 0; k <= degree; ++k) {
      Polynomial part = coefficient(f, root.variable, k);
      for (slong j = 0; j < k / 2; ++j) part = part * root.radicand.up;
      for (slong j = k / 2; j < halves; ++j) part = part * root.radicand.down;
      if (k % 2 == 1) part = part * variable(root.variable);
      sum = sum + part;
      if (sum.terms() > most_terms) throw NoPolynomial("too long");
    }
    for (slong j = 0; j < halves; ++j) factor = factor * root.radicand.down;
    return sum;
  }
  Polynomial coefficient(const Polynomial& f, slong variable, slong power) const {
    Polynomial c(ring_);
    const slong vars[1] = {variable};
    const ulong exps[1] = {static_cast<ulong>(power)};
    fmpq_mpoly_get_coeff_vars_ui(c.p, f.p, vars, exps, 1, ring_.context);
    return c;
  }

  const Ring& ring_;
  std::map<std::int32_t, slong> variables_;
  std::map<std::int32_t, Quotient> known_;
  std::vector<Root> roots_;
};

/// The symbols and roots in a term, the inner ones first.
void collect(Term x, std::map<std::int32_t, slong>& variables, std::set<std::int32_t>& seen) {
  if (!seen.insert(x.id()).second) return;
  const TermNode& n = node_of(x);
  if (n.kind == TermKind::constant) return;
  if (n.kind == TermKind::choice || n.kind == TermKind::quotient_with_zero)
    throw NoPolynomial("a choice");
  if (n.kind != TermKind::symbol) collect(n.a, variables, seen);
  if (n.kind == TermKind::sum || n.kind == TermKind::product || n.kind == TermKind::quotient)
    collect(n.b, variables, seen);
  if (n.kind == TermKind::symbol || n.kind == TermKind::root)
    variables.emplace(x.id(), static_cast<slong>(variables.size()));
}

bool is_identity(Term a, Term b) {
  std::map<std::int32_t, slong> variables;
  std::set<std::int32_t> seen;
  collect(a, variables, seen);
  collect(b, variables, seen);
  const Ring ring(std::max<std::size_t>(variables.size(), 1));
  Reader reader(ring, std::move(variables));
  const Quotient x = reader.of(a), y = reader.of(b);
  Polynomial factor = x.down * y.down;
  return reader.reduced(x.up * y.down - y.up * x.down, factor).is_zero() && !factor.is_zero();
}

}  // namespace

bool is_identity_of_polynomials(Formula f) {
  const FormulaNode& n = node_of(f);
  if (f.is_true()) return true;
  if (n.kind == FormulaKind::conjunction)
    return is_identity_of_polynomials(n.p) && is_identity_of_polynomials(n.q);
  if (n.kind == FormulaKind::disjunction)
    return is_identity_of_polynomials(n.p) || is_identity_of_polynomials(n.q);
  if (n.kind != FormulaKind::equal) return false;
  try {
    return is_identity(n.a, n.b);
  } catch (const NoPolynomial&) {
    return false;
  }
}

}  // namespace adamant
