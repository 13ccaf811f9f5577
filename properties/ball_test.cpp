#include "scalar/ball.hpp"

#include "properties/domains/gradient_run.hpp"
#include "properties/reference.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace adamant {
namespace {

/// What a bug in the rounding would do to every result.
using Fault = std::function<Ball(const Ball&)>;

Ball none(const Ball& x) { return x; }

/// The radius made smaller by one part in 1024.
Ball shrunk(const Ball& x) {
  const Ball r = x.radius() * ratio<Ball>(1023, 1024);
  return Ball::hull((x.midpoint() - r).upper(), (x.midpoint() + r).lower());
}

/// An interval, and the points of it that an operation takes to the ends of the result.
struct Interval {
  Rational low, high;
  Ball ball() const { return Ball::hull(Ball(low), Ball(high)); }
};

Interval draw(Random& random, bool positive = false) {
  const Rational a = Rational(random.between(positive ? 1 : -400, 400)) / random.between(1, 30);
  const Rational width = Rational(random.between(0, 40)) / random.between(1, 1000000);
  return {a, a + width};
}

/// How often the result of an operation misses its value at an end or in the middle of the operands.
int escapes(const Fault& fault, int cases) {
  Random random(20200617);
  int count = 0;
  const auto check = [&](const Ball& result, const Rational& value) {
    count += fault(result).contains(value) ? 0 : 1;
  };
  for (int k = 0; k < cases; ++k) {
    const BallPrecision precision(k % 2 == 0 ? 53 : 128);
    const Interval a = draw(random), b = draw(random), c = draw(random, true);
    const Ball x = a.ball(), y = b.ball(), z = c.ball();
    for (const Rational& p : {a.low, a.high, Rational((a.low + a.high) / 2)}) {
      check(abs(x), p < 0 ? Rational(-p) : p);
      check(pow(x, 3), p * p * p);
      check(x * x, p * p);
      check(-x, -p);
      for (const Rational& q : {b.low, b.high}) {
        check(x + y, p + q);
        check(x - y, p - q);
        check(x * y, p * q);
        check(min(x, y), p < q ? p : q);
        check(max(x, y), p < q ? q : p);
      }
      for (const Rational& q : {c.low, c.high}) check(x / z, p / q);
    }
    const Interval squares{c.low * c.low, c.high * c.high};
    for (const Rational& q : {c.low, c.high}) check(sqrt(squares.ball()), q);
  }
  return count;
}

TEST(Ball, ContainsTheExactResultOfEveryOperation) { EXPECT_EQ(escapes(none, 3000), 0); }

TEST(Ball, TheTestOfContainmentSeesARadiusThatIsTooSmallByOnePartInAThousand) {
  EXPECT_GT(escapes(shrunk, 300), 300);
}

/// A random formula on balls beside the same one on rationals, without intervals to start with: all the
/// radius comes of rounding.
TEST(Ball, ContainsRandomFormulas) {
  Random random(7);
  for (int k = 0; k < 400; ++k) {
    const BallPrecision precision(53);
    Rational q = Rational(random.between(-30, 30)) / random.between(1, 30);
    Ball b(q);
    for (int depth = 0; depth < 8; ++depth) {
      const Rational p = Rational(random.between(1, 60)) / random.between(1, 60);
      switch (random.between(0, 4)) {
        case 0:
          q += p, b += Ball(p);
          break;
        case 1:
          q -= p, b -= Ball(p);
          break;
        case 2:
          q *= p, b *= Ball(p);
          break;
        case 3:
          q /= p, b /= Ball(p);
          break;
        default:
          q *= q, b = b * b;
      }
      ASSERT_TRUE(b.contains(q)) << b.text();
    }
    ASSERT_TRUE(b.finite());
  }
}

Ball ball_of(const Surd& x) { return Ball(x.factor()) * sqrt(Ball(x.radicand())); }

/// Adam, AdaGrad and RMSProp as they stand, on balls and without rounding.
TEST(Ball, RunsTheOptimisersAndContainsTheirExactUpdates) {
  const auto balls = reference_implementation<Ball>();
  const auto exact = reference_implementation<Surd>();
  Random random(11);
  int compared = 0;
  for (int k = 0; k < 60; ++k) {
    const auto x = as<GradientRun>(gradient_sequences.draw(random, k));
    const BallPrecision precision(k % 2 == 0 ? 53 : 256);
    const auto method = [&]<class S>(const Implementation<S>& the) {
      return std::vector{
          the.adam({.eta = x.eta.as<S>(),
                    .beta1 = x.beta1.as<S>(),
                    .beta2 = x.beta2.as<S>(),
                    .epsilon = S(0)}),
          the.adagrad({.eta = x.eta.as<S>(), .epsilon = S(0)}),
          the.rmsprop({.eta = x.eta.as<S>(), .beta = x.beta2.as<S>(), .epsilon = S(0)})};
    };
    const auto on_balls = method(balls);
    const auto on_surds = method(exact);
    for (std::size_t i = 0; i < on_balls.size(); ++i) {
      const auto U = updates<Ball>(on_balls[i], x.gradients<Ball>());
      const auto V = updates<Surd>(on_surds[i], x.gradients<Surd>());
      const BallPrecision sharper(2048);
      for (std::size_t t = 0; t < U.size(); ++t)
        for (Index j = 0; j < U[t].size(); ++j) {
          if (!V[t].data()[j].finite()) continue;
          ASSERT_TRUE(U[t].data()[j].overlaps(ball_of(V[t].data()[j])));
          ASSERT_TRUE(U[t].data()[j].finite());
          ++compared;
        }
    }
  }
  EXPECT_GT(compared, 500);
}

TEST(Ball, RootOfTwoSquaredContainsTwo) {
  for (const int bits : {53, 128, 512}) {
    const BallPrecision precision(bits);
    const Ball root = sqrt(Ball(2));
    EXPECT_TRUE((root * root).contains(Rational(2)));
    EXPECT_FALSE(root.exact());
    EXPECT_LT(log2_magnitude(root.radius()), 2 - bits);
  }
}

TEST(Ball, ComparisonsOfOverlappingBallsAreUnknown) {
  const Ball a = Ball::hull(Ball(0), Ball(2)), b = Ball::hull(Ball(1), Ball(3)), c(4);
  EXPECT_EQ(a < b, Truth::unknown);
  EXPECT_EQ(a >= b, Truth::unknown);
  EXPECT_EQ(a == b, Truth::unknown);
  EXPECT_EQ(a == a, Truth::unknown) << "two numbers of one interval need not be equal";
  EXPECT_EQ(a < c, Truth::yes);
  EXPECT_EQ(c <= b, Truth::no);
  EXPECT_EQ(a == c, Truth::no);
  EXPECT_EQ(c == Ball(4), Truth::yes);
  EXPECT_EQ(a <= Ball(2), Truth::yes) << "ends of few bits are exact";
  EXPECT_EQ(a < Ball(2), Truth::unknown);
  EXPECT_EQ(Ball::indeterminate() < c, Truth::unknown);
  EXPECT_EQ(sqrt(Ball(-1)) == Ball(0), Truth::unknown);
}

TEST(Ball, TruthHasThreeValues) {
  using enum Truth;
  EXPECT_EQ(yes && unknown, unknown);
  EXPECT_EQ(no && unknown, no);
  EXPECT_EQ(yes || unknown, yes);
  EXPECT_EQ(no || unknown, unknown);
  EXPECT_EQ(!unknown, unknown);
  EXPECT_THROW(decide(unknown, "x > 0"), Undecidable);
}

TEST(Ball, SelectsBothWhereTheConditionIsUnknown) {
  const Ball x = Ball::hull(Ball(-1), Ball(3));
  EXPECT_TRUE(select(x > Ball(0), Ball(5), Ball(-7)).contains(Rational(5)));
  EXPECT_TRUE(select(x > Ball(0), Ball(5), Ball(-7)).contains(Rational(-7)));
  EXPECT_TRUE(sign<Ball>(x).contains(Ball::hull(Ball(-1), Ball(1))));
  EXPECT_EQ(sign<Ball>(Ball(-3)) == Ball(-1), Truth::yes);
  EXPECT_EQ(magnitude<Ball>(x) >= Ball(0), Truth::yes);
  EXPECT_EQ(square_root<Ball>(x * x) >= Ball(0), Truth::yes);
  EXPECT_TRUE(is_zero(quotient_or_zero<Ball>(Ball(0), Ball(0))));
  EXPECT_FALSE(quotient_or_zero<Ball>(Ball(1), x).finite());
}

TEST(Ball, HyperParametersThatMayBeOutOfRangeAreNotDecided) {
  EXPECT_THROW((Method<Ball>(Adam<Ball>{.eta = Ball(-1)})), std::invalid_argument);
  EXPECT_THROW((Method<Ball>(Adam<Ball>{.eta = Ball::hull(Ball(-1), Ball(1))})), Undecidable);
  EXPECT_NO_THROW((Method<Ball>(Adam<Ball>{})));
}

TEST(Ball, IsBuiltExactlyAndReadBack) {
  Random random(3);
  for (int k = 0; k < 200; ++k) {
    const Real512 x = sqrt(Real512(random.between(2, 100000))) *
                      power_of_two<Real512>(static_cast<int>(random.between(-3000, 3000)));
    const Ball b(x);
    EXPECT_TRUE(b.exact());
    EXPECT_EQ(b.approximate<Real512>(), x);
    EXPECT_EQ(abs(b - Ball(b.approximate<Real113>())) <= abs(b) * power_of_two<Ball>(-112),
              Truth::yes);
  }
  EXPECT_TRUE(Ball(0.1).contains(Rational(0.1)) && Ball(0.1).exact());
  EXPECT_FALSE(Ball(0.1).contains(Rational(1) / 10));
  EXPECT_TRUE(Ball::from_decimal("0.1").contains(Rational(1) / 10));
  EXPECT_TRUE(Ball::from_decimal("-12.5e-3").contains(Rational(-1) / 80));
  for (const char* wrong : {"", "e5", "1..2", "0x10", "inf", "[1 +/- 2]", "1e", "1 "})
    EXPECT_THROW(Ball::from_decimal(wrong), std::invalid_argument) << wrong;
  EXPECT_TRUE(power_of_two<Ball>(-3000).exact() && power_of_two<Ball>(3000).exact());
  EXPECT_TRUE(integer<Ball>(std::int64_t{1} << 53).exact());
  EXPECT_TRUE((Dyadic{3, -400}.as<Ball>().exact()));
}

TEST(Ball, BoundsRoundOutwards) {
  const BallPrecision precision(256);
  const Ball third = ratio<Ball>(1, 3);
  EXPECT_EQ(Ball(third.lower_double()) < third, Truth::yes);
  EXPECT_EQ(Ball(third.upper_double()) > third, Truth::yes);
  EXPECT_EQ(third.lower() <= third && third <= third.upper(), Truth::yes);
  EXPECT_GE(log2_magnitude(Ball(7)), 2.807354922057604);
}

TEST(Ball, PrecisionIsScoped) {
  const int before = BallPrecision::bits();
  {
    const BallPrecision precision(512);
    EXPECT_EQ(BallPrecision::bits(), 512);
    EXPECT_THROW(BallPrecision(10), std::invalid_argument);
    EXPECT_EQ(BallPrecision::bits(), 512);
  }
  EXPECT_EQ(BallPrecision::bits(), before);
}

}  // namespace
}  // namespace adamant
