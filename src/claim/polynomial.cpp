#include "claim/polynomial.hpp"

#include <flint/fmpq_mpoly_factor.h>

namespace adamant {
namespace {

/// Longer ones are not factored, and longer quotients are not reduced: that cannot be interrupted.
constexpr slong most_factored = 100;

/// A rational of FLINT's.
struct Fmpq {
  Fmpq() { fmpq_init(q); }
  explicit Fmpq(const Rational& r) : Fmpq() { fmpq_set_mpq(q, r.get()); }
  ~Fmpq() { fmpq_clear(q); }
  Fmpq(const Fmpq&) = delete;
  Fmpq& operator=(const Fmpq&) = delete;
  Rational value() const {
    char* text = fmpq_get_str(nullptr, 10, q);
    const Rational r{std::string(text)};
    flint_free(text);
    return r;
  }
  fmpq_t q;
};

}  // namespace

Ring::Ring(slong variables) : variables_(variables) {
  fmpq_mpoly_ctx_init(context, variables, ORD_LEX);
}
Ring::~Ring() { fmpq_mpoly_ctx_clear(context); }

Polynomial::Polynomial(const Ring& ring) : ring_(&ring) { fmpq_mpoly_init(p_, ring.context); }
Polynomial::Polynomial(const Ring& ring, const Rational& constant) : Polynomial(ring) {
  const Fmpq c(constant);
  fmpq_mpoly_set_fmpq(p_, c.q, ring.context);
}
Polynomial Polynomial::variable(const Ring& ring, slong i) {
  Polynomial x(ring);
  fmpq_mpoly_gen(x.p_, i, ring.context);
  return x;
}
Polynomial::Polynomial(const Polynomial& q) : Polynomial(*q.ring_) {
  fmpq_mpoly_set(p_, q.p_, ring_->context);
}
Polynomial& Polynomial::operator=(const Polynomial& q) {
  fmpq_mpoly_set(p_, q.p_, ring_->context);
  return *this;
}
Polynomial::~Polynomial() { fmpq_mpoly_clear(p_, ring_->context); }

bool Polynomial::is_zero() const { return fmpq_mpoly_is_zero(p_, ring_->context) != 0; }

std::optional<Rational> Polynomial::constant() const {
  if (!fmpq_mpoly_is_fmpq(p_, ring_->context)) return std::nullopt;
  Fmpq c;
  fmpq_mpoly_get_fmpq(c.q, p_, ring_->context);
  return c.value();
}

std::optional<slong> Polynomial::generator() const {
  if (terms() != 1) return std::nullopt;
  for (slong i = 0; i < ring_->variables(); ++i)
    if (fmpq_mpoly_is_gen(p_, i, ring_->context)) return i;
  return std::nullopt;
}

slong Polynomial::terms() const { return fmpq_mpoly_length(p_, ring_->context); }
slong Polynomial::degree(slong i) const { return fmpq_mpoly_degree_si(p_, i, ring_->context); }

Polynomial Polynomial::coefficient(slong i, slong k) const {
  Polynomial c(*ring_);
  const slong vars[1] = {i};
  const ulong exps[1] = {static_cast<ulong>(k)};
  fmpq_mpoly_get_coeff_vars_ui(c.p_, p_, vars, exps, 1, ring_->context);
  return c;
}

Rational Polynomial::term_coefficient(slong term) const {
  Fmpq c;
  fmpq_mpoly_get_term_coeff_fmpq(c.q, p_, term, ring_->context);
  return c.value();
}
std::vector<slong> Polynomial::term_exponents(slong term) const {
  std::vector<slong> powers(static_cast<std::size_t>(ring_->variables()));
  fmpq_mpoly_get_term_exp_si(powers.data(), p_, term, ring_->context);
  return powers;
}

Polynomial Polynomial::term(slong term) const {
  Polynomial t(*ring_);
  fmpq_mpoly_get_term(t.p_, p_, term, ring_->context);
  return t;
}

bool operator==(const Polynomial& a, const Polynomial& b) {
  return fmpq_mpoly_equal(a.p_, b.p_, a.ring_->context) != 0;
}
Polynomial operator+(const Polynomial& a, const Polynomial& b) {
  Polynomial c(*a.ring_);
  fmpq_mpoly_add(c.p_, a.p_, b.p_, a.ring_->context);
  return c;
}
Polynomial operator-(const Polynomial& a, const Polynomial& b) {
  Polynomial c(*a.ring_);
  fmpq_mpoly_sub(c.p_, a.p_, b.p_, a.ring_->context);
  return c;
}
Polynomial operator*(const Polynomial& a, const Polynomial& b) {
  Polynomial c(*a.ring_);
  fmpq_mpoly_mul(c.p_, a.p_, b.p_, a.ring_->context);
  return c;
}
Polynomial Polynomial::times(const Rational& q) const {
  Polynomial c(*ring_);
  const Fmpq by(q);
  fmpq_mpoly_scalar_mul_fmpq(c.p_, p_, by.q, ring_->context);
  return c;
}
Polynomial Polynomial::to_the(slong k) const {
  Polynomial c(*ring_);
  fmpq_mpoly_pow_ui(c.p_, p_, static_cast<ulong>(k), ring_->context);
  return c;
}

std::optional<Polynomial::Factors> Polynomial::factors() const {
  if (terms() > most_factored) return std::nullopt;
  fmpq_mpoly_factor_t f;
  fmpq_mpoly_factor_init(f, ring_->context);
  std::optional<Factors> all;
  if (fmpq_mpoly_factor(f, p_, ring_->context)) {
    Fmpq c;
    fmpq_mpoly_factor_get_constant_fmpq(c.q, f, ring_->context);
    all = Factors{c.value(), {}};
    for (slong i = 0; i < fmpq_mpoly_factor_length(f, ring_->context); ++i) {
      Polynomial base(*ring_);
      fmpq_mpoly_factor_get_base(base.p_, f, i, ring_->context);
      all->bases.emplace_back(base, fmpq_mpoly_factor_get_exp_si(f, i, ring_->context));
    }
  }
  fmpq_mpoly_factor_clear(f, ring_->context);
  return all;
}

Quotient::Quotient(const Polynomial& whole) : up(whole), down(whole.ring(), 1) {}

Quotient::Quotient(const Polynomial& a, const Polynomial& b) : up(a), down(b) {
  if (a.terms() > 4 * most_factored || b.terms() > 4 * most_factored) return;
  const Ring& ring = a.ring();
  Polynomial common(ring), short_a(ring), short_b(ring);
  if (!fmpq_mpoly_gcd_cofactors(common.p_, short_a.p_, short_b.p_, a.p_, b.p_, ring.context))
    return;
  up = short_a;
  down = short_b;
}

Quotient operator+(const Quotient& a, const Quotient& b) {
  if (a.down == b.down) return {a.up + b.up, a.down};
  return {a.up * b.down + b.up * a.down, a.down * b.down};
}
Quotient operator-(const Quotient& a, const Quotient& b) {
  if (a.down == b.down) return {a.up - b.up, a.down};
  return {a.up * b.down - b.up * a.down, a.down * b.down};
}
Quotient operator*(const Quotient& a, const Quotient& b) { return {a.up * b.up, a.down * b.down}; }

Quotient substituted(const Polynomial& p, slong i, const Quotient& q) {
  const slong degree = p.degree(i);
  if (degree <= 0) return Quotient(p);
  Polynomial sum(p.ring());
  for (slong k = 0; k <= degree; ++k)
    sum = sum + p.coefficient(i, k) * q.up.to_the(k) * q.down.to_the(degree - k);
  return {sum, q.down.to_the(degree)};
}
Quotient substituted(const Quotient& p, slong i, const Quotient& q) {
  const Quotient up = substituted(p.up, i, q), down = substituted(p.down, i, q);
  return {up.up * down.down, up.down * down.up};
}

}  // namespace adamant
