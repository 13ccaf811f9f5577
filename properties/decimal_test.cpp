#include "scalar/decimal.hpp"
#include "scalar/splitmix.hpp"

#include <gtest/gtest.h>

#include <bit>

namespace adamant {
namespace {

TEST(Decimal, IsReadExactly) {
  EXPECT_EQ(exact_number("0.01"), Rational(1) / 100);
  EXPECT_EQ(exact_number("-1.5e3"), Rational(-1500));
  EXPECT_EQ(exact_number("+.5"), Rational(1) / 2);
  EXPECT_EQ(exact_number("7."), Rational(7));
  EXPECT_EQ(exact_number("010"), Rational(10));
  EXPECT_EQ(exact_number("1/255"), Rational(1) / 255);
  EXPECT_EQ(exact_number("-1.5/0.5"), Rational(-3));
  EXPECT_EQ(exact_number("1E-8"), Rational(1) / 100000000);
  EXPECT_EQ(exact_number("0e99999"), Rational(0));
}

TEST(Decimal, AnythingElseIsRefused) {
  for (const char* text : {"", "-", ".", "e5", "1e", "1e+", "0x10", "1 ", " 1", "1,5", "nan", "inf",
                           "1/0", "1/-2", "1/2/3", "1e100000", "--1", "1.2.3", "½"})
    EXPECT_THROW(exact_number(text), ParseError) << text;
}

TEST(Decimal, IsNotReadByWayOfADouble) {
  EXPECT_EQ(parse<Real512>("0.01"), ratio<Real512>(1, 100));
  EXPECT_NE(parse<Real113>("0.01"), Real113(0.01));
  EXPECT_EQ(parse<Real256>("1e-8"), ratio<Real256>(1, 100000000));
}

/// The C library's strtod rounds correctly: a second route for 53 bits.
TEST(Decimal, RoundsAsTheLibraryDoes) {
  SplitMix random(1);
  for (int k = 0; k < 20000; ++k) {
    double x = 0;
    do x = std::bit_cast<double>(random.next());
    while (!std::isfinite(x));
    char text[64];
    std::snprintf(text, sizeof text, "%.*e", static_cast<int>(random.below(25)), x);
    ASSERT_EQ(std::bit_cast<std::uint64_t>(parse<double>(text)),
              std::bit_cast<std::uint64_t>(std::strtod(text, nullptr)))
        << text;
  }
  for (const char* text : {"5e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "2e-324",
                           "1e-400", "2.2250738585072011e-308", "1.7976931348623158e308",
                           "9007199254740993", "9007199254740995", "0.1", "1e23"})
    EXPECT_EQ(parse<double>(text), std::strtod(text, nullptr)) << text;
  EXPECT_EQ(parse<double>("1e999"), std::numeric_limits<double>::infinity());
}

/// The number that the limbs spell.
template <unsigned p>
Rational exactly(const BinFloat<p>& x) {
  Integer m = 0;
  for (std::size_t l = x.limbs().size(); l-- > 0;) m = (m << 64) + Integer(x.limbs()[l]);
  const Rational size = Rational(m) * exact_power_of_two(static_cast<int>(x.exponent()) -
                                                         64 * static_cast<int>(x.limb_count));
  return x.negative() ? -size : size;
}

/// |S − x| ≤ u 2^e in exact arithmetic, 2^e ≤ |x| < 2^(e+1).
TEST(Decimal, IsWithinHalfAnUlpAtEveryTier) {
  SplitMix random(2);
  const auto check = [&]<Real S>(S) {
    for (int k = 0; k < 500; ++k) {
      const Rational x =
          Rational(Integer(random.next()) * random.next() + 1) / Rational(random.next() | 1);
      const S rounded = nearest<S>(x);
      const int exponent = static_cast<int>(rounded.exponent());
      ASSERT_LE(abs(exactly(rounded) - x), exact_power_of_two(exponent - 1 - bits<S>));
    }
  };
  check(Real113());
  check(Real256());
  check(Real512());
}

TEST(SplitMix, DrawsTheSameNumbersEverywhere) {
  SplitMix random(20200617, 2);
  EXPECT_EQ(random.next(), 9495859667739952694u);
  SplitMix other(20200617, 3);
  EXPECT_NE(other.next(), SplitMix(20200617, 2).next());
}

TEST(SplitMix, IsUniformAndNormal) {
  SplitMix random(5);
  std::array<int, 7> count{};
  double sum = 0, squares = 0, fourths = 0;
  constexpr int n = 70000;
  for (int k = 0; k < n; ++k) {
    ++count[random.below(7)];
    const double x = random.normal();
    sum += x, squares += x * x, fourths += x * x * x * x;
  }
  for (const int c : count) EXPECT_NEAR(c, n / 7, 500);
  EXPECT_NEAR(sum / n, 0, 0.02);
  EXPECT_NEAR(squares / n, 1, 0.03);
  EXPECT_NEAR(fourths / n, 3, 0.2);
}

}  // namespace
}  // namespace adamant
