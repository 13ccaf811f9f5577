#include "scalar/bin_float.hpp"

#include <mpfr.h>

#include <ostream>
#include <stdexcept>
#include <vector>

namespace adamant {

/// A number as MPFR sees it: the limbs stay where they are.
template <unsigned p>
class View {
 public:
  explicit View(const BinFloat<p>& a) {
    mpfr_custom_init_set(x_, a.kind_, a.exponent_, p, const_cast<std::uint64_t*>(a.limbs_.data()));
  }
  operator mpfr_srcptr() const { return x_; }

  /// What `compute` writes into its first argument.
  template <class Compute>
  static BinFloat<p> result(Compute compute) {
    BinFloat<p> r;
    View z(r);
    compute(z.x_);
    r.kind_ = mpfr_custom_get_kind(z.x_);
    r.exponent_ =
        r.kind_ * r.kind_ == MPFR_REGULAR_KIND * MPFR_REGULAR_KIND ? mpfr_custom_get_exp(z.x_) : 0;
    return r;
  }

 private:
  mpfr_t x_;
};

namespace {

template <unsigned p>
using Unary = int (*)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);

template <unsigned p>
BinFloat<p> apply(Unary<p> f, const BinFloat<p>& x) {
  return View<p>::result([&](mpfr_ptr z) { f(z, View<p>(x), MPFR_RNDN); });
}

}  // namespace

template <unsigned p>
BinFloat<p> BinFloat<p>::special(int kind) {
  static_assert(nan == MPFR_NAN_KIND && infinite == MPFR_INF_KIND && zero == MPFR_ZERO_KIND &&
                regular == MPFR_REGULAR_KIND);
  BinFloat x;
  x.kind_ = kind;
  return x;
}

template <unsigned p>
BinFloat<p> BinFloat<p>::of(std::int64_t x) {
  return View<p>::result([&](mpfr_ptr z) { mpfr_set_si(z, x, MPFR_RNDN); });
}

template <unsigned p>
BinFloat<p> BinFloat<p>::of(std::uint64_t x) {
  return View<p>::result([&](mpfr_ptr z) { mpfr_set_ui(z, x, MPFR_RNDN); });
}

template <unsigned p>
BinFloat<p>::BinFloat(double x) {
  *this = View<p>::result([&](mpfr_ptr z) { mpfr_set_d(z, x, MPFR_RNDN); });
}

template <unsigned p>
template <unsigned q>
  requires(q != p)
BinFloat<p>::BinFloat(const BinFloat<q>& x) {
  const View<q> view(x);  // mpfr_set is a macro that would outlive an unnamed one
  *this = View<p>::result([&](mpfr_ptr z) { mpfr_set(z, view, MPFR_RNDN); });
}

template <unsigned p>
BinFloat<p>::BinFloat(mpz_srcptr integer) {
  *this = View<p>::result([&](mpfr_ptr z) { mpfr_set_z(z, integer, MPFR_RNDN); });
}

template <unsigned p>
BinFloat<p>::BinFloat(const std::string& decimal) {
  *this = View<p>::result([&](mpfr_ptr z) {
    if (mpfr_set_str(z, decimal.c_str(), 10, MPFR_RNDN) != 0)
      throw std::invalid_argument("'" + decimal + "' is no decimal number");
  });
}

template <unsigned p>
BinFloat<p> BinFloat<p>::of_limbs(const Limbs& limbs, long exponent, bool negative) {
  BinFloat x;
  x.limbs_ = limbs;
  x.exponent_ = exponent;
  x.kind_ = negative ? -regular : regular;
  return x;
}

template <unsigned p>
BinFloat<p>::operator double() const {
  return mpfr_get_d(View<p>(*this), MPFR_RNDN);
}

template <unsigned p>
std::string BinFloat<p>::str(int digits) const {
  const bool all = digits == 0;
  const int count = all ? std::numeric_limits<BinFloat>::max_digits10 : digits;
  std::vector<char> text(static_cast<std::size_t>(count) + 40);
  mpfr_snprintf(text.data(), text.size(), all ? "%.*RNe" : "%.*RNg", count,
                static_cast<mpfr_srcptr>(View<p>(*this)));
  return text.data();
}

template <unsigned p>
std::ostream& BinFloat<p>::write(std::ostream& out, const BinFloat& x) {
  return out << x.str(static_cast<int>(out.precision()));
}

template <unsigned p>
BinFloat<p> BinFloat<p>::operator-() const {
  BinFloat x = *this;
  x.kind_ = -kind_;
  return x;
}

template <unsigned p>
BinFloat<p> BinFloat<p>::sum(const BinFloat& a, const BinFloat& b) {
  return View<p>::result([&](mpfr_ptr z) { mpfr_add(z, View<p>(a), View<p>(b), MPFR_RNDN); });
}

template <unsigned p>
BinFloat<p> BinFloat<p>::difference(const BinFloat& a, const BinFloat& b) {
  return View<p>::result([&](mpfr_ptr z) { mpfr_sub(z, View<p>(a), View<p>(b), MPFR_RNDN); });
}

template <unsigned p>
BinFloat<p> BinFloat<p>::product(const BinFloat& a, const BinFloat& b) {
  return View<p>::result([&](mpfr_ptr z) { mpfr_mul(z, View<p>(a), View<p>(b), MPFR_RNDN); });
}

template <unsigned p>
BinFloat<p> BinFloat<p>::quotient(const BinFloat& a, const BinFloat& b) {
  return View<p>::result([&](mpfr_ptr z) { mpfr_div(z, View<p>(a), View<p>(b), MPFR_RNDN); });
}

template <unsigned p>
bool BinFloat<p>::equal(const BinFloat& a, const BinFloat& b) {
  return mpfr_equal_p(View<p>(a), View<p>(b)) != 0;
}

template <unsigned p>
bool BinFloat<p>::less(const BinFloat& a, const BinFloat& b) {
  return mpfr_less_p(View<p>(a), View<p>(b)) != 0;
}

template <unsigned p>
bool BinFloat<p>::less_or_equal(const BinFloat& a, const BinFloat& b) {
  return mpfr_lessequal_p(View<p>(a), View<p>(b)) != 0;
}

template <unsigned p>
BinFloat<p> BinFloat<p>::root(const BinFloat& x) {
  return apply<p>(mpfr_sqrt, x);
}

template <unsigned p>
BinFloat<p> BinFloat<p>::exponential(const BinFloat& x) {
  return apply<p>(mpfr_exp, x);
}

template <unsigned p>
BinFloat<p> BinFloat<p>::logarithm(const BinFloat& x) {
  return apply<p>(mpfr_log, x);
}

template <unsigned p>
BinFloat<p> BinFloat<p>::arc_sine(const BinFloat& x) {
  return apply<p>(mpfr_asin, x);
}

template <unsigned p>
BinFloat<p> BinFloat<p>::arc_cosine(const BinFloat& x) {
  return apply<p>(mpfr_acos, x);
}

template <unsigned p>
BinFloat<p> BinFloat<p>::power_of(const BinFloat& x, const BinFloat& y) {
  return View<p>::result([&](mpfr_ptr z) { mpfr_pow(z, View<p>(x), View<p>(y), MPFR_RNDN); });
}

template <unsigned p>
BinFloat<p> BinFloat<p>::scaled(const BinFloat& x, int k) {
  return View<p>::result([&](mpfr_ptr z) { mpfr_mul_2si(z, View<p>(x), k, MPFR_RNDN); });
}

template <unsigned p>
BinFloat<p> BinFloat<p>::fraction(const BinFloat& x, int* exponent) {
  *exponent = static_cast<int>(x.exponent_);
  BinFloat f = x;
  f.exponent_ = 0;
  return f;
}

template class BinFloat<113>;
template class BinFloat<256>;
template class BinFloat<512>;
template class BinFloat<640>;  // what benchmarks measure the others against
template BinFloat<113>::BinFloat(const BinFloat<256>&);
template BinFloat<113>::BinFloat(const BinFloat<512>&);
template BinFloat<256>::BinFloat(const BinFloat<113>&);
template BinFloat<256>::BinFloat(const BinFloat<512>&);
template BinFloat<512>::BinFloat(const BinFloat<113>&);
template BinFloat<512>::BinFloat(const BinFloat<256>&);
template BinFloat<640>::BinFloat(const BinFloat<113>&);
template BinFloat<640>::BinFloat(const BinFloat<256>&);
template BinFloat<640>::BinFloat(const BinFloat<512>&);

}  // namespace adamant
