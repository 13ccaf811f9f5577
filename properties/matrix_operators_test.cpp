// Sums, multiples and products of matrices against their definitions, entry by entry.

#include "scalar/elementary.hpp"
#include "scalar/exact.hpp"
#include "scalar/matrix.hpp"
#include "scalar/rational.hpp"
#include "scalar/surd.hpp"
#include "scalar/tier.hpp"

#include <gtest/gtest.h>

namespace adamant {
namespace {

/// Entries are small integers, so that every scalar has every result exactly.
template <class S>
Matrix<S> integers(Index rows, Index cols, long seed) {
  Matrix<S> A(rows, cols);
  for (Index i = 0; i < rows; ++i)
    for (Index j = 0; j < cols; ++j) A(i, j) = integer<S>((seed + 7 * i + 5 * j * j) % 13 - 6);
  return A;
}

/// Whether A is m×n and entry(i, j) at (i, j).
template <class M, class F>
bool is(const M& A, Index rows, Index cols, const F& entry) {
  if (A.rows() != rows || A.cols() != cols) return false;
  for (Index i = 0; i < rows; ++i)
    for (Index j = 0; j < cols; ++j)
      if (A(i, j) != entry(i, j)) return false;
  return true;
}

template <class S>
class MatrixOperators : public testing::Test {};
using Scalars = testing::Types<double, Real113, Real256, Real512, Rational, Surd>;
TYPED_TEST_SUITE(MatrixOperators, Scalars);

TYPED_TEST(MatrixOperators, AreWhatTheirDefinitionsSay) {
  using S = TypeParam;
  const Index m = 5, k = 3, n = 4;
  const Matrix<S> A = integers<S>(m, k, 1), B = integers<S>(m, k, 4), C = integers<S>(k, n, 2);
  const Matrix<S> D = integers<S>(m, n, 3), E = integers<S>(n, k, 5);
  const Vector<S> x = integers<S>(k, 1, 6), y = integers<S>(k, 1, 9), z = integers<S>(m, 1, 8);
  const S c = integer<S>(3);
  const auto dot = [](Index length, const auto& a, const auto& b) {
    S sum(0);
    for (Index l = 0; l < length; ++l) sum = sum + a(l) * b(l);
    return sum;
  };

  EXPECT_TRUE(is(A + B, m, k, [&](Index i, Index j) { return S(A(i, j) + B(i, j)); }));
  EXPECT_TRUE(is(A - B, m, k, [&](Index i, Index j) { return S(A(i, j) - B(i, j)); }));
  EXPECT_TRUE(is(-A, m, k, [&](Index i, Index j) { return S(-A(i, j)); }));
  EXPECT_TRUE(is(c * A, m, k, [&](Index i, Index j) { return S(c * A(i, j)); }));
  EXPECT_TRUE(is(A * c, m, k, [&](Index i, Index j) { return S(c * A(i, j)); }));
  EXPECT_TRUE(is(Matrix<S>(c * A) / c, m, k, [&](Index i, Index j) { return A(i, j); }));
  EXPECT_TRUE(is(A * C, m, n, [&](Index i, Index j) {
    return dot(
        k, [&](Index l) { return A(i, l); }, [&](Index l) { return C(l, j); });
  }));
  EXPECT_TRUE(is(A.transpose() * D, k, n, [&](Index i, Index j) {
    return dot(
        m, [&](Index l) { return A(l, i); }, [&](Index l) { return D(l, j); });
  }));
  EXPECT_TRUE(is(A * E.transpose(), m, n, [&](Index i, Index j) {
    return dot(
        k, [&](Index l) { return A(i, l); }, [&](Index l) { return E(j, l); });
  }));
  EXPECT_TRUE(is(A * x.asDiagonal(), m, k, [&](Index i, Index j) { return S(A(i, j) * x(j)); }));
  EXPECT_TRUE(is(x + y, k, 1, [&](Index i, Index) { return S(x(i) + y(i)); }));
  EXPECT_TRUE(is(x - y, k, 1, [&](Index i, Index) { return S(x(i) - y(i)); }));
  EXPECT_TRUE(is(-x, k, 1, [&](Index i, Index) { return S(-x(i)); }));
  EXPECT_TRUE(is(c * x, k, 1, [&](Index i, Index) { return S(c * x(i)); }));
  EXPECT_TRUE(is(A * x, m, 1, [&](Index i, Index) {
    return dot(
        k, [&](Index l) { return A(i, l); }, [&](Index l) { return x(l); });
  }));
  EXPECT_TRUE(is(A.transpose() * z, k, 1, [&](Index i, Index) {
    return dot(
        m, [&](Index l) { return A(l, i); }, [&](Index l) { return z(l); });
  }));
}

/// Otherwise a table is compiled with Eigen's expressions again, and nothing says so.
TYPED_TEST(MatrixOperators, GiveMatricesAndNotExpressions) {
  using S = TypeParam;
  const Matrix<S> A = integers<S>(2, 2, 1);
  const Vector<S> x = integers<S>(2, 1, 2);
  const S c(2);
  const auto matrix = []<class T>(const T&) { return std::same_as<T, Matrix<S>>; };
  const auto vector = []<class T>(const T&) { return std::same_as<T, Vector<S>>; };
  EXPECT_TRUE(matrix(A + A) && matrix(A - A) && matrix(-A) && matrix(c * A) && matrix(A * c));
  EXPECT_TRUE(matrix(A / c) && matrix(A * A) && matrix(A.transpose() * A));
  EXPECT_TRUE(matrix(A * A.transpose()) && matrix(A * x.asDiagonal()));
  EXPECT_TRUE(vector(x + x) && vector(c * x) && vector(A * x) && vector(A.transpose() * x));
}

}  // namespace
}  // namespace adamant
