#include "scalar/rational.hpp"

#include <cmath>
#include <cstdlib>
#include <ostream>
#include <stdexcept>

namespace adamant {
namespace {

std::string taken(char* text) {
  std::string copy(text);
  void (*release)(void*, std::size_t) = nullptr;
  mp_get_memory_functions(nullptr, nullptr, &release);
  release(text, copy.size() + 1);
  return copy;
}

[[noreturn]] void no_number(const std::string& text, const char* kind) {
  throw std::invalid_argument("'" + text + "' is no " + kind);
}

}  // namespace

Integer::Integer(const std::string& digits) : Integer() {
  if (mpz_set_str(x_, digits.c_str(), 10) != 0) no_number(digits, "whole number");
}
Integer& Integer::operator=(const Integer& b) {
  mpz_set(x_, b.x_);
  return *this;
}
Integer& Integer::operator=(Integer&& b) noexcept {
  mpz_swap(x_, b.x_);
  return *this;
}
std::string Integer::str() const { return taken(mpz_get_str(nullptr, 10, x_)); }
Integer::operator double() const { return mpz_get_d(x_); }
Integer::operator std::int64_t() const {
  if (mpz_fits_slong_p(x_) == 0) throw std::overflow_error(str() + " does not fit 64 bits");
  return mpz_get_si(x_);
}
Integer Integer::operator-() const {
  Integer a;
  mpz_neg(a.x_, x_);
  return a;
}
Integer& Integer::operator+=(const Integer& b) {
  mpz_add(x_, x_, b.x_);
  return *this;
}
Integer& Integer::operator-=(const Integer& b) {
  mpz_sub(x_, x_, b.x_);
  return *this;
}
Integer& Integer::operator*=(const Integer& b) {
  mpz_mul(x_, x_, b.x_);
  return *this;
}
Integer& Integer::operator<<=(unsigned long bits) {
  mpz_mul_2exp(x_, x_, bits);
  return *this;
}

Integer pow(const Integer& a, unsigned long k) {
  Integer b;
  mpz_pow_ui(b.x_, a.x_, k);
  return b;
}
Integer root(const Integer& a) {
  Integer b;
  mpz_sqrt(b.x_, a.x_);
  return b;
}
bool is_square(const Integer& a) { return mpz_perfect_square_p(a.get()) != 0; }
Division divide(const Integer& a, const Integer& b) {
  Division d;
  mpz_tdiv_qr(d.quotient.x_, d.remainder.x_, a.x_, b.x_);
  return d;
}
long bit_count(const Integer& a) {
  return a.sign() == 0 ? 0 : static_cast<long>(mpz_sizeinbase(a.get(), 2));
}
bool is_odd(const Integer& a) { return mpz_tstbit(a.get(), 0) != 0; }

Rational::Rational(double x) : Rational() {
  if (!std::isfinite(x)) throw std::invalid_argument("a number that is not finite is no fraction");
  mpq_set_d(x_, x);
}
Rational::Rational(const Integer& k) : Rational() { mpq_set_z(x_, k.x_); }
Rational::Rational(const Integer& p, const Integer& q) : Rational() {
  if (q.sign() == 0) throw std::overflow_error("division by zero");
  mpz_set(mpq_numref(x_), p.x_);
  mpz_set(mpq_denref(x_), q.x_);
  mpq_canonicalize(x_);
}
Rational::Rational(const std::string& text) : Rational() {
  if (mpq_set_str(x_, text.c_str(), 10) != 0 || mpz_sgn(mpq_denref(x_)) == 0)
    no_number(text, "fraction");
  mpq_canonicalize(x_);
}
Rational::Rational(const Rational& b) : Rational() { mpq_set(x_, b.x_); }
Rational& Rational::operator=(const Rational& b) {
  mpq_set(x_, b.x_);
  return *this;
}
Rational& Rational::operator=(Rational&& b) noexcept {
  mpq_swap(x_, b.x_);
  return *this;
}
std::string Rational::str() const { return taken(mpq_get_str(nullptr, 10, x_)); }
Rational::operator double() const { return mpq_get_d(x_); }
Rational Rational::operator-() const {
  Rational a;
  mpq_neg(a.x_, x_);
  return a;
}
Rational& Rational::operator+=(const Rational& b) {
  mpq_add(x_, x_, b.x_);
  return *this;
}
Rational& Rational::operator-=(const Rational& b) {
  mpq_sub(x_, x_, b.x_);
  return *this;
}
Rational& Rational::operator*=(const Rational& b) {
  mpq_mul(x_, x_, b.x_);
  return *this;
}
Rational& Rational::operator/=(const Rational& b) {
  if (b.sign() == 0) throw std::overflow_error("division by zero");
  mpq_div(x_, x_, b.x_);
  return *this;
}
Integer numerator(const Rational& a) {
  Integer p;
  mpz_set(p.x_, mpq_numref(a.x_));
  return p;
}
Integer denominator(const Rational& a) {
  Integer q;
  mpz_set(q.x_, mpq_denref(a.x_));
  return q;
}
std::ostream& operator<<(std::ostream& out, const Rational& a) { return out << a.str(); }

bool has_rational_root(const Rational& q) {
  return q.sign() >= 0 && is_square(numerator(q)) && is_square(denominator(q));
}
Rational rational_root(const Rational& q) {
  return Rational(root(numerator(q)), root(denominator(q)));
}

Rational fraction(std::int64_t p, std::int64_t q) { return Rational(p) / Rational(q); }

Rational exact_power_of_two(int k) {
  const Integer power = Integer(1) << static_cast<unsigned long>(std::abs(k));
  return k >= 0 ? Rational(power) : Rational(1, power);
}

}  // namespace adamant
