#include "scalar/linear_solve.hpp"

#include "scalar/rational.hpp"
#include "scalar/splitmix.hpp"
#include "scalar/surd.hpp"
#include "scalar/symbolic.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace adamant {
namespace {

Matrix<double> random_matrix(SplitMix& random, Index m, Index n) {
  Matrix<double> A(m, n);
  for (double& x : A.reshaped()) x = random.normal();
  return A;
}

TEST(LinearSolve, IsBackwardStableAtEverySize) {
  SplitMix random(1);
  for (Index n = 1; n <= 20; ++n) {
    const Matrix<double> A = random_matrix(random, n, n), B = random_matrix(random, n, 3);
    const auto X = linear_solve<double>(A, B);
    ASSERT_TRUE(X);
    const double size = A.norm() * X->norm() + B.norm();
    EXPECT_LE((A * *X - B).norm(), static_cast<double>(8 * n) * 0x1p-53 * size) << n;
  }
}

TEST(LinearSolve, ExchangesRows) {
  Matrix<double> A(2, 2), B(2, 1);
  A << 0, 1, 1, 0;
  B << 2, 3;
  const auto X = linear_solve<double>(A, B);
  ASSERT_TRUE(X);
  EXPECT_EQ((*X)(0), 3);
  EXPECT_EQ((*X)(1), 2);
  A << 0x1p-60, 1, 1, 1;  // without the exchange the last digits of B would be lost
  const auto Y = linear_solve<double>(A, B);
  ASSERT_TRUE(Y);
  EXPECT_NEAR((*Y)(0), 1, 1e-15);
  EXPECT_NEAR((*Y)(1), 2, 1e-15);
}

TEST(LinearSolve, OfRationalsIsExact) {
  for (Index n = 1; n <= 6; ++n) {  // Hilbert
    Matrix<Rational> H(n, n);
    for (Index i = 0; i < n; ++i)
      for (Index j = 0; j < n; ++j) H(i, j) = Rational(1) / Rational(static_cast<int>(i + j + 1));
    const auto inverse = linear_solve<Rational>(H, Matrix<Rational>::Identity(n, n));
    ASSERT_TRUE(inverse);
    EXPECT_EQ(H * *inverse, (Matrix<Rational>::Identity(n, n)));
  }
}

template <class S>
class SingularSystem : public testing::Test {};
using Scalars = testing::Types<double, Real113, Real512, Rational, Surd>;
TYPED_TEST_SUITE(SingularSystem, Scalars, );

/// vv' with entries that are not powers of two, so that rounding leaves no exact zero.
TYPED_TEST(SingularSystem, HasNoSolution) {
  using S = TypeParam;
  for (int n = 2; n <= 6; ++n) {
    Matrix<S> v(n, 1);
    for (int i = 0; i < n; ++i) v(i) = S(1) / S(2 * i + 3);
    EXPECT_FALSE(linear_solve<S>(v * v.transpose(), v)) << n;
    EXPECT_FALSE(linear_solve<S>(Matrix<S>::Zero(n, n), Matrix<S>(n, 0)));
    EXPECT_TRUE(linear_solve<S>(Matrix<S>::Identity(n, n), Matrix<S>(n, 0)));
  }
}

TEST(LinearSolve, WhatIsNoNumberHasNoSolution) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_FALSE(linear_solve<double>(Matrix<double>::Constant(2, 2, nan), Matrix<double>(2, 0)));
  const Surd unable = square_root<Surd>(Surd(1) + square_root<Surd>(Surd(2)));
  ASSERT_FALSE(is_finite(unable));
  EXPECT_FALSE(linear_solve<Surd>(Matrix<Surd>::Constant(1, 1, unable), Matrix<Surd>(1, 0)));
}

TEST(LinearSolve, RefusesOtherShapes) {
  EXPECT_THROW(linear_solve<double>(Matrix<double>(2, 3), Matrix<double>(2, 1)),
               std::invalid_argument);
  EXPECT_THROW(linear_solve<double>(Matrix<double>(2, 2), Matrix<double>(3, 1)),
               std::invalid_argument);
}

/// The symbols' values put in afterwards give what the values put in before do.
TEST(LinearSolve, OfSymbolsIsTheSolutionForEveryOrderOfThePivots) {
  Matrix<Term> A(2, 2), b(2, 1);
  A << Term::symbol("p"), Term::symbol("q"), Term::symbol("r"), Term::symbol("s");
  b << Term::symbol("x"), Term::symbol("y");
  const auto X = linear_solve<Term>(A, b);
  ASSERT_TRUE(X);
  for (const auto& [p, q, r, s] : {std::array{1, 2, 3, 4}, {3, 1, 2, 5}, {-2, 7, 1, 1}}) {
    const Assignment values{{"p", Rational(p)}, {"q", Rational(q)}, {"r", Rational(r)},
                            {"s", Rational(s)}, {"x", Rational(5)}, {"y", Rational(-3)}};
    const Rational det(p * s - q * r);
    EXPECT_EQ(evaluate((*X)(0), values), Rational(5 * s + 3 * q) / det);
    EXPECT_EQ(evaluate((*X)(1), values), Rational(-3 * p - 5 * r) / det);
  }
}

}  // namespace
}  // namespace adamant
