#include "scalar/decimal.hpp"
#include "scalar/splitmix.hpp"
#include "scalar/tier.hpp"

#include <boost/multiprecision/cpp_bin_float.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <sstream>

namespace adamant {
namespace {

/// A tier by other people's code.
template <unsigned p>
using Peer = boost::multiprecision::number<
    boost::multiprecision::cpp_bin_float<p, boost::multiprecision::digit_base_2>,
    boost::multiprecision::et_off>;

/// The number that the limbs spell.
template <unsigned p>
Rational exactly(const BinFloat<p>& x) {
  if (x == BinFloat<p>(0)) return 0;
  Integer m = 0;
  for (std::size_t l = x.limbs().size(); l-- > 0;) m = (m << 64) + Integer(x.limbs()[l]);
  const int scale = static_cast<int>(x.exponent()) - 64 * static_cast<int>(x.limb_count);
  const Rational size = Rational(m) * exact_power_of_two(scale);
  return x.negative() ? -size : size;
}

template <unsigned p>
Peer<p> peer_of(const BinFloat<p>& x) {
  Peer<p> y = 0;
  for (std::size_t l = x.limbs().size(); l-- > 0;) y = ldexp(y, 64) + Peer<p>(x.limbs()[l]);
  y = ldexp(y, static_cast<int>(x.exponent()) - 64 * static_cast<int>(x.limb_count));
  return x.negative() ? -y : y;
}

/// Random digits, or runs of equal ones: there sums cancel, carry all the way, and end on a tie.
template <unsigned p>
BinFloat<p> drawn(SplitMix& random) {
  typename BinFloat<p>::Limbs limbs;
  const int kind = static_cast<int>(random.next() % 4);
  for (auto& limb : limbs)
    limb = kind == 0   ? random.next()
           : kind == 1 ? ~std::uint64_t{0}
           : kind == 2 ? 0
                       : random.next() << 60;
  limbs.back() |= std::uint64_t{1} << 63;
  constexpr int below = 64 * static_cast<int>(limbs.size()) - static_cast<int>(p);
  limbs.front() = limbs.front() >> below << below;
  if (kind == 2) limbs.front() |= std::uint64_t{1} << below;
  const int reach = random.next() % 3 == 0 ? 3 : static_cast<int>(p) + 4;
  return BinFloat<p>::of_limbs(
      limbs, static_cast<long>(random.next() % (2 * static_cast<unsigned>(reach))) - reach,
      random.next() % 2 == 0);
}

template <class T>
class BinFloats : public testing::Test {};
using Tiers = testing::Types<Real113, Real256, Real512>;
TYPED_TEST_SUITE(BinFloats, Tiers);

/// Against exact rationals, rounded once: Boost 1.74's sums are off by a unit in the last place where the smaller
/// operand lies just beyond the larger one's digits.
TYPED_TEST(BinFloats, RoundToTheNearest) {
  using S = TypeParam;
  SplitMix random(bits<S>);
  for (int k = 0; k < 4000; ++k) {
    const S a = drawn<bits<S>>(random), b = drawn<bits<S>>(random);
    const Rational x = exactly(a), y = exactly(b);
    ASSERT_EQ(a + b, nearest<S>(x + y)) << a << " + " << b;
    ASSERT_EQ(a - b, nearest<S>(x - y)) << a << " - " << b;
    ASSERT_EQ(a * b, nearest<S>(x * y)) << a << " * " << b;
    ASSERT_EQ(a / b, nearest<S>(x / y)) << a << " / " << b;
    ASSERT_EQ(static_cast<double>(a), nearest<double>(x)) << a;
    ASSERT_EQ(a < b, x < y);
    ASSERT_EQ(a <= b, x <= y);
    ASSERT_EQ(a == b, x == y);
    const S r = sqrt(abs(a));
    const Rational half = exact_power_of_two(static_cast<int>(r.exponent()) - bits<S> - 1),
                   s = exactly(r);
    ASSERT_TRUE((s - half) * (s - half) <= abs(x) && abs(x) <= (s + half) * (s + half))
        << "sqrt " << a;
  }
}

TYPED_TEST(BinFloats, HaveInfinitiesNanAndSignedZeros) {
  using S = TypeParam;
  using Limits = std::numeric_limits<S>;
  const S zero, one = 1, inf = Limits::infinity(), nan = Limits::quiet_NaN();
  EXPECT_EQ(one / zero, inf);
  EXPECT_EQ(one / -zero, -inf);
  EXPECT_EQ(zero, -zero);
  EXPECT_TRUE((-zero).negative());
  for (const S& x : {S(zero / zero), S(inf - inf), S(sqrt(-one)), S(nan + one), S(NAN)}) {
    EXPECT_TRUE(isnan(x) && !isfinite(x) && !isinf(x));
    EXPECT_FALSE(x == x || x < one || x > one || x <= one || x >= one);
    EXPECT_TRUE(x != x);
    EXPECT_TRUE(std::isnan(static_cast<double>(x)));
  }
  EXPECT_TRUE(isinf(inf) && !isfinite(inf) && isinf(-inf) && isfinite(one) && isfinite(zero));
  EXPECT_EQ(static_cast<double>(-inf), -INFINITY);
  EXPECT_EQ(abs(S(-3)), S(3));
  EXPECT_EQ(Limits::max() * S(2), inf);
  EXPECT_EQ(Limits::min() / S(4), zero);
}

TYPED_TEST(BinFloats, HaveExactlyTheirBits) {
  using S = TypeParam;
  const S u = ldexp(S(1), -bits<S>);
  EXPECT_EQ(S(1) + u, S(1));  // a tie, to even
  EXPECT_EQ(S(1) + S(2) * u, S(1) + std::numeric_limits<S>::epsilon());
  EXPECT_NE(S(1) + S(2) * u, S(1));
  EXPECT_EQ(S(1) - u, ldexp(S(1), 0) - u);
  EXPECT_LT(S(1) - u, S(1));
}

TYPED_TEST(BinFloats, ConvertExactlyWhereTheyCan) {
  using S = TypeParam;
  SplitMix random(7);
  for (int k = 0; k < 200; ++k) {
    const double d =
        std::ldexp(random.uniform() - 0.5, static_cast<int>(random.next() % 400) - 200);
    EXPECT_EQ(static_cast<double>(S(d)), d);
    const auto i = static_cast<std::int64_t>(random.next());
    EXPECT_EQ(S(i), S(Integer(i).get()));
    const S x = drawn<bits<S>>(random);
    EXPECT_EQ(S(x.str()), x) << x.str();
    EXPECT_EQ(S(Real512(x)), x);
    int e = 0;
    const S f = frexp(x, &e);
    EXPECT_TRUE(abs(f) >= ldexp(S(1), -1) && abs(f) < S(1));
    EXPECT_EQ(ldexp(f, e), x);
  }
  EXPECT_EQ(S(std::uint64_t{1} << 63), ldexp(S(1), 63));
  EXPECT_EQ(S("0.5"), ldexp(S(1), -1));
  EXPECT_THROW(S("half"), std::invalid_argument);
  std::ostringstream text;
  text << S(3) / S(2);
  EXPECT_EQ(text.str(), "1.5");
}

TYPED_TEST(BinFloats, FunctionsAreWithinHalfAUnit) {
  using S = TypeParam;
  constexpr unsigned p = bits<S>;
  using Wide = Peer<p + 64>;
  SplitMix random(11);
  const auto wide = [](const S& x) { return Wide(peer_of(x).str(0, std::ios_base::scientific)); };
  for (int k = 0; k < 50; ++k) {
    const S x = S(random.uniform()) + ldexp(S(random.uniform()), -60);
    const auto near = [&](const S& y, const Wide& exact) {
      const Wide error = abs(wide(y) - exact),
                 unit = abs(exact) * ldexp(Wide(1), 1 - static_cast<int>(p));
      EXPECT_LE(error, unit) << x << ": " << y;
    };
    near(exp(x), exp(wide(x)));
    near(log(x), log(wide(x)));
    near(pow(x, S(3) / S(2)), pow(wide(x), Wide(1.5)));
    near(asin(x), asin(wide(x)));
    near(acos(x), acos(wide(x)));
  }
}

TEST(Rationals, AreInLowestTermsAndExact) {
  const Rational a = fraction(6, -4), b(Integer(10), Integer(4));
  EXPECT_EQ(a.str(), "-3/2");
  EXPECT_EQ(b.str(), "5/2");
  EXPECT_EQ(a + b, 1);
  EXPECT_EQ(a - b, -4);
  EXPECT_EQ(a * b, Rational("-15/4"));
  EXPECT_EQ(a / b, fraction(-3, 5));
  EXPECT_EQ(abs(a), fraction(3, 2));
  EXPECT_LT(a, b);
  EXPECT_EQ(Rational(0.1) * exact_power_of_two(55), Rational(Integer("3602879701896397")));
  EXPECT_EQ(static_cast<double>(fraction(1, 3)), 1.0 / 3);
  EXPECT_TRUE(has_rational_root(fraction(9, 4)) && !has_rational_root(2) && !has_rational_root(-4));
  EXPECT_EQ(rational_root(fraction(9, 4)), fraction(3, 2));
  EXPECT_THROW(a / Rational(), std::overflow_error);
  EXPECT_THROW(Rational("1/0"), std::invalid_argument);
  EXPECT_THROW(Rational("x"), std::invalid_argument);
  EXPECT_THROW(Rational(std::numeric_limits<double>::infinity()), std::invalid_argument);
}

TEST(Integers, DivideTowardsZeroAndKnowTheirSize) {
  const auto [q, r] = divide(Integer(-7), Integer(2));
  EXPECT_EQ(q, -3);
  EXPECT_EQ(r, -1);
  EXPECT_EQ(pow(Integer(10), 20).str(), "100000000000000000000");
  EXPECT_THROW((void)static_cast<std::int64_t>(pow(Integer(10), 20)), std::overflow_error);
  EXPECT_EQ(bit_count(Integer(0)), 0);
  EXPECT_EQ(bit_count(Integer(1) << 70), 71);
  EXPECT_EQ(root(Integer(99)), 9);
  EXPECT_TRUE(is_square(Integer(81)) && !is_square(Integer(80)) && is_odd(Integer(-3)));
}

}  // namespace
}  // namespace adamant
