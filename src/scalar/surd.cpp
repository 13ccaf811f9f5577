#include "scalar/surd.hpp"

#include <cmath>
#include <limits>
#include <ostream>

namespace adamant {
namespace {

double log2_of(const Integer& n) {
  long exponent = 0;
  const double mantissa = mpz_get_d_2exp(&exponent, n.get());
  return std::log2(std::fabs(mantissa)) + static_cast<double>(exponent);
}

}  // namespace

Surd::Surd() = default;
Surd::Surd(int p) : p_(p) {}
Surd::Surd(Rational p) : p_(std::move(p)) {}
Surd::Surd(const Surd&) = default;
Surd::Surd(Surd&&) noexcept = default;
Surd& Surd::operator=(const Surd&) = default;
Surd& Surd::operator=(Surd&&) noexcept = default;
Surd::~Surd() = default;

Surd Surd::undefined(const char* reason) {
  Surd a;
  a.why_ = reason;
  return a;
}

Surd Surd::unable(const char* reason) {
  Surd a = undefined(reason);
  a.unable_ = true;
  return a;
}

int Surd::sign() const { return finite() ? p_.sign() : 0; }

Surd Surd::operator-() const {
  Surd a = *this;
  a.p_ = -a.p_;
  return a;
}

Surd& Surd::operator+=(const Surd& b) {
  if (!finite()) return *this;
  if (!b.finite() || p_ == 0) return *this = b;
  if (b.p_ == 0) return *this;
  if (q_ == b.q_) {
    p_ += b.p_;
    return *this;
  }
  const Rational ratio = b.q_ / q_;
  if (!has_rational_root(ratio))
    return *this = unable("a sum of roots that are not multiples of one another");
  p_ += b.p_ * rational_root(ratio);
  return *this;
}

Surd& Surd::operator*=(const Surd& b) {
  if (!finite()) return *this;
  if (!b.finite()) return *this = b;
  p_ *= b.p_;
  if (q_ == b.q_) {
    p_ *= q_;
    q_ = 1;
  } else {
    q_ *= b.q_;
  }
  if (p_ == 0) q_ = 1;
  return *this;
}

Surd& Surd::operator/=(const Surd& b) {
  if (!finite()) return *this;
  if (!b.finite()) return *this = b;
  if (b.p_ == 0) return *this = undefined("division by zero");
  p_ /= b.p_;
  if (q_ == b.q_) {
    q_ = 1;
  } else {
    q_ /= b.q_;
  }
  if (p_ == 0) q_ = 1;
  return *this;
}

bool operator==(const Surd& a, const Surd& b) {
  if (!a.finite() || !b.finite() || a.sign() != b.sign()) return false;
  return a.p_ * a.p_ * a.q_ == b.p_ * b.p_ * b.q_;
}

bool operator<(const Surd& a, const Surd& b) {
  if (!a.finite() || !b.finite()) return false;
  if (a.sign() != b.sign()) return a.sign() < b.sign();
  const Rational a2 = a.p_ * a.p_ * a.q_, b2 = b.p_ * b.p_ * b.q_;
  return a.sign() > 0 ? a2 < b2 : a2 > b2;
}

Surd sqrt(const Surd& a) {
  if (!a.finite()) return a;
  if (a.sign() < 0) return Surd::undefined("the square root of a negative number");
  Surd root;
  if (a.p_ == 0) return root;
  if (!has_rational_root(a.q_)) return Surd::unable("a root of a root");
  const Rational value = a.p_ * rational_root(a.q_);
  if (has_rational_root(value)) {
    root.p_ = rational_root(value);
  } else {
    root.p_ = 1;
    root.q_ = value;
  }
  return root;
}

double log2_magnitude(const Surd& a) {
  if (a.sign() == 0) return -std::numeric_limits<double>::infinity();
  return log2_of(numerator(a.p_)) - log2_of(denominator(a.p_)) +
         (log2_of(numerator(a.q_)) - log2_of(denominator(a.q_))) / 2;
}

std::string Surd::text() const {
  if (!finite()) return std::string("undefined (") + why_ + ")";
  if (q_ == 1 || p_ == 0) return p_.str();
  const std::string root = "sqrt(" + q_.str() + ")";
  if (p_ == 1) return root;
  if (p_ == -1) return "-" + root;
  return p_.str() + "*" + root;
}

std::ostream& operator<<(std::ostream& out, const Surd& a) { return out << a.text(); }

}  // namespace adamant
