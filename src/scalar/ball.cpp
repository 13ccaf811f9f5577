#include "scalar/ball.hpp"

#include "scalar/require.hpp"

#include <cctype>
#include <memory>

namespace adamant {
namespace {

thread_local int working_bits = 128;

/// One of arf_t and fmpq_t, freed at the end of its scope.
struct Arf {
  Arf() { arf_init(x); }
  ~Arf() { arf_clear(x); }
  Arf(const Arf&) = delete;
  Arf& operator=(const Arf&) = delete;
  arf_t x;
};

struct Fmpq {
  explicit Fmpq(const Rational& q) {
    fmpq_init(x);
    fmpq_set_mpq(x, q.get());
  }
  ~Fmpq() { fmpq_clear(x); }
  Fmpq(const Fmpq&) = delete;
  Fmpq& operator=(const Fmpq&) = delete;
  fmpq_t x;
};

/// Where x cannot be negative, the part of its interval below 0 comes of rounding alone.
void cut_below_zero(arb_t x, bool cannot_be_negative) {
  if (cannot_be_negative && arb_contains_negative(x) && arb_is_finite(x))
    arb_nonnegative_part(x, x);
}

bool not_negative(const arb_t a, const arb_t b) {
  return arb_is_nonnegative(a) != 0 && arb_is_nonnegative(b) != 0;
}

/// Arb reads more than numbers (hexadecimal, [1 +/- 2], inf): only a decimal is one here.
bool is_decimal(std::string_view text) {
  const auto digits = [&] {
    std::size_t n = 0;
    while (n < text.size() && std::isdigit(static_cast<unsigned char>(text[n]))) ++n;
    text.remove_prefix(n);
    return n;
  };
  const auto accept = [&](std::string_view one_of) {
    const bool there = !text.empty() && one_of.find(text.front()) != one_of.npos;
    if (there) text.remove_prefix(1);
    return there;
  };
  accept("+-");
  std::size_t n = digits();
  if (accept(".")) n += digits();
  if (n == 0) return false;
  if (accept("eE")) {
    accept("+-");
    const std::size_t exponent = digits();
    if (exponent == 0 || exponent > 9) return false;
  }
  return text.empty();
}

}  // namespace

BallPrecision::BallPrecision(int bits) : before_(working_bits) {
  require(bits >= 53, "BallPrecision", "bits", bits, "at least 53");
  working_bits = bits;
}
BallPrecision::~BallPrecision() { working_bits = before_; }
int BallPrecision::bits() { return working_bits; }

Ball::Ball(const Rational& x) : Ball() { arb_set_fmpq(x_, Fmpq(x).x, working_bits); }

Ball& Ball::operator=(const Ball& b) {
  arb_set(x_, b.x_);
  return *this;
}
Ball& Ball::operator=(Ball&& b) noexcept {
  arb_swap(x_, b.x_);
  return *this;
}

Ball Ball::from_decimal(std::string_view text) {
  Ball x;
  const std::string copy(text);
  if (!is_decimal(text) || arb_set_str(x.x_, copy.c_str(), working_bits) != 0)
    misuse("Ball::from_decimal", "text", copy, "a decimal number");
  return x;
}

Ball Ball::indeterminate() {
  Ball x;
  arb_indeterminate(x.x_);
  return x;
}

Ball Ball::hull(const Ball& a, const Ball& b) {
  Ball x;
  if (a.exact() && b.exact() && a.finite() && b.finite()) {
    Arf width;
    arf_sub(width.x, arb_midref(a.x_), arb_midref(b.x_), ARF_PREC_EXACT, ARF_RND_DOWN);
    arf_get_mag_lower(arb_radref(x.x_), width.x);
    if (arf_cmpabs_mag(width.x, arb_radref(x.x_)) == 0) {  // the short number that a radius must be
      arf_add(arb_midref(x.x_), arb_midref(a.x_), arb_midref(b.x_), ARF_PREC_EXACT, ARF_RND_DOWN);
      arb_mul_2exp_si(x.x_, x.x_, -1);
      return x;
    }
  }
  arb_union(x.x_, a.x_, b.x_, working_bits);
  cut_below_zero(x.x_, not_negative(a.x_, b.x_));
  return x;
}

bool Ball::contains(const Rational& q) const { return arb_contains_fmpq(x_, Fmpq(q).x) != 0; }

Ball Ball::lower() const {
  Ball end;
  arb_get_lbound_arf(arb_midref(end.x_), x_, working_bits);
  return end;
}
Ball Ball::upper() const {
  Ball end;
  arb_get_ubound_arf(arb_midref(end.x_), x_, working_bits);
  return end;
}
Ball Ball::midpoint() const {
  Ball middle;
  arf_set(arb_midref(middle.x_), arb_midref(x_));
  return middle;
}
Ball Ball::radius() const {
  Ball r;
  arf_set_mag(arb_midref(r.x_), arb_radref(x_));
  return r;
}
double Ball::lower_double() const {
  Arf end;
  arb_get_lbound_arf(end.x, x_, 64);
  return arf_get_d(end.x, ARF_RND_FLOOR);
}
double Ball::upper_double() const {
  Arf end;
  arb_get_ubound_arf(end.x, x_, 64);
  return arf_get_d(end.x, ARF_RND_CEIL);
}

std::string Ball::text(int digits) const {
  const std::unique_ptr<char, void (*)(void*)> text(arb_get_str(x_, digits, 0), flint_free);
  return text.get();
}

void Ball::add_chunk(double chunk, long exponent) {
  Arf part;
  arf_set_d(part.x, chunk);
  arf_mul_2exp_si(part.x, part.x, exponent);
  arf_add(arb_midref(x_), arb_midref(x_), part.x, ARF_PREC_EXACT, ARF_RND_DOWN);
}
double Ball::take_chunk(long exponent) {
  Arf part;
  arf_mul_2exp_si(part.x, arb_midref(x_), -exponent);
  const double chunk = arf_get_d(part.x, ARF_RND_NEAR);
  add_chunk(-chunk, exponent);
  return chunk;
}
long Ball::exponent() const {
  return arf_is_special(arb_midref(x_)) ? 0 : arf_abs_bound_lt_2exp_si(arb_midref(x_));
}

Ball Ball::operator-() const {
  Ball x;
  arb_neg(x.x_, x_);
  return x;
}
Ball& Ball::operator+=(const Ball& b) {
  Ball sum;
  arb_add(sum.x_, x_, b.x_, working_bits);
  cut_below_zero(sum.x_, not_negative(x_, b.x_));
  return *this = std::move(sum);
}
Ball& Ball::operator-=(const Ball& b) {
  arb_sub(x_, x_, b.x_, working_bits);
  return *this;
}
Ball& Ball::operator*=(const Ball& b) { return *this = *this * b; }
Ball& Ball::operator/=(const Ball& b) {
  Ball quotient;
  arb_div(quotient.x_, x_, b.x_, working_bits);
  cut_below_zero(quotient.x_, not_negative(x_, b.x_));
  return *this = std::move(quotient);
}

/// One object times itself is a square, which is never negative: so of G ∘ G, entry by entry.
Ball operator*(const Ball& a, const Ball& b) {
  if (&a == &b) return pow(a, 2);
  Ball x;
  arb_mul(x.x_, a.x_, b.x_, working_bits);
  cut_below_zero(x.x_, not_negative(a.x_, b.x_));
  return x;
}

Truth operator<(const Ball& a, const Ball& b) {
  return arb_lt(a.x_, b.x_) ? Truth::yes : arb_ge(a.x_, b.x_) ? Truth::no : Truth::unknown;
}
Truth operator<=(const Ball& a, const Ball& b) { return !(b < a); }
Truth operator==(const Ball& a, const Ball& b) {
  return arb_eq(a.x_, b.x_) ? Truth::yes : arb_ne(a.x_, b.x_) ? Truth::no : Truth::unknown;
}

Ball sqrt(const Ball& a) {
  Ball x;
  arb_sqrt(x.x_, a.x_, working_bits);
  cut_below_zero(x.x_, true);
  return x;
}
Ball abs(const Ball& a) {
  Ball x;
  arb_abs(x.x_, a.x_);
  cut_below_zero(x.x_, true);
  return x;
}
Ball exp(const Ball& a) {
  Ball x;
  arb_exp(x.x_, a.x_, working_bits);
  return x;
}
Ball log(const Ball& a) {
  Ball x;
  arb_log(x.x_, a.x_, working_bits);
  return x;
}
Ball pow(const Ball& a, unsigned long k) {
  Ball x;
  arb_pow_ui(x.x_, a.x_, k, working_bits);
  cut_below_zero(x.x_, k % 2 == 0 || arb_is_nonnegative(a.x_));
  return x;
}
Ball min(const Ball& a, const Ball& b) {
  Ball x;
  arb_min(x.x_, a.x_, b.x_, working_bits);
  return x;
}
Ball max(const Ball& a, const Ball& b) {
  Ball x;
  arb_max(x.x_, a.x_, b.x_, working_bits);
  return x;
}

double log2_magnitude(const Ball& a) {
  Arf bound;
  arb_get_abs_ubound_arf(bound.x, a.x_, 53);
  if (arf_is_zero(bound.x)) return -std::numeric_limits<double>::infinity();
  if (!arf_is_finite(bound.x)) return std::numeric_limits<double>::infinity();
  const long exponent = arf_abs_bound_lt_2exp_si(bound.x);
  arf_mul_2exp_si(bound.x, bound.x, -exponent);
  return std::nextafter(std::log2(arf_get_d(bound.x, ARF_RND_CEIL)), 1) +
         static_cast<double>(exponent);
}

}  // namespace adamant
