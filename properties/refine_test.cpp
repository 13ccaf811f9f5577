#include "spectral/refine.hpp"
#include "scalar/elementary.hpp"
#include "scalar/splitmix.hpp"
#include "spectral/fast_polar.hpp"
#include "spectral/jacobi.hpp"
#include "spectral/polar.hpp"
#include "spectral/sliced_real.hpp"
#include "spectral/svd.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace adamant {
namespace {

/// Entries with all their bits, by three draws.
template <Real S>
Matrix<S> full_matrix(Index m, Index n, SplitMix& random) {
  const auto draw = [&] {
    return S(static_cast<double>(static_cast<std::int64_t>(random.next())) * 0x1p-63);
  };
  return Matrix<S>::NullaryExpr(m, n, [&] {
    S x = draw();
    for (int k = 1; k * 50 < bits<S>; ++k) x += draw() * power_of_two<S>(-50 * k);
    return x;
  });
}

template <Real S>
double in_units(const S& x) {
  return static_cast<double>(S(x / unit_roundoff<S>()));
}

/// Residual and orthogonality within 4·n·u, singular values as Jacobi's.
template <Real S>
void agrees_with_jacobi(const Matrix<S>& W) {
  const auto svd = refined_svd<S>(W);
  ASSERT_TRUE(svd.has_value());
  const Index k = std::min(W.rows(), W.cols()), n = std::max(W.rows(), W.cols());
  const Matrix<S> one = Matrix<S>::Identity(k, k);
  const double bound = 4.0 * static_cast<double>(n);
  const S F = W.norm();
  EXPECT_LE(in_units<S>((svd->product() - W).norm() / F), bound);
  EXPECT_LE(in_units<S>((svd->U.transpose() * svd->U - one).norm()), bound);
  EXPECT_LE(in_units<S>((svd->V.transpose() * svd->V - one).norm()), bound);
  const auto jacobi = jacobi_svd<S>(W);
  EXPECT_LE(in_units<S>((jacobi.sigma - svd->sigma).cwiseAbs().maxCoeff() / F), 64 * bound);
  for (Index i = 0; i < k; ++i) {
    EXPECT_GE(svd->sigma(i), S(0));
    if (i > 0) {
      EXPECT_LE(svd->sigma(i), svd->sigma(i - 1));
    }
  }
}

template <Real S, class Sigma>
Matrix<S> with_sigma(Index n, Sigma sigma, SplitMix& random) {
  ThinSvd<S> svd = jacobi_svd<S>(full_matrix<S>(n, n, random));
  for (Index i = 0; i < n; ++i) svd.sigma(i) = sigma(i);
  return svd.product();
}

template <class S>
class Refine : public testing::Test {};
using Tiers = testing::Types<Real113, Real256, Real512>;
TYPED_TEST_SUITE(Refine, Tiers, );

TYPED_TEST(Refine, EveryShape) {
  using S = TypeParam;
  SplitMix random(1);
  for (const auto& [m, n] : {std::pair<Index, Index>{1, 1},
                             {1, 4},
                             {5, 1},
                             {2, 2},
                             {3, 2},
                             {2, 6},
                             {6, 6},
                             {7, 4},
                             {8, 8}})
    agrees_with_jacobi<S>(full_matrix<S>(m, n, random));
}

TYPED_TEST(Refine, RepeatedAndClusteredSingularValues) {
  using S = TypeParam;
  SplitMix random(2);
  agrees_with_jacobi<S>(Matrix<S>::Identity(4, 4));
  agrees_with_jacobi<S>(with_sigma<S>(
      5, [](Index i) { return S(1 + i / 2); }, random));
  agrees_with_jacobi<S>(with_sigma<S>(
      5, [](Index i) { return S(1) + integer<S>(i) * power_of_two<S>(-83); }, random));
  agrees_with_jacobi<S>(with_sigma<S>(
      4, [](Index i) { return S(1) + integer<S>(i) * power_of_two<S>(-bits<S>); }, random));
}

TYPED_TEST(Refine, DeficientAndGraded) {
  using S = TypeParam;
  SplitMix random(3);
  agrees_with_jacobi<S>(Matrix<S>::Ones(5, 5));
  agrees_with_jacobi<S>(with_sigma<S>(
      6, [](Index i) { return i < 3 ? S(1 + i) : S(0); }, random));
  agrees_with_jacobi<S>(with_sigma<S>(
      6, [](Index i) { return power_of_two<S>(-20 * i); }, random));
}

/// Spacings and grades of every size, the start knows nothing of most of them.
TYPED_TEST(Refine, ClustersAndGradesOfEveryWidth) {
  using S = TypeParam;
  SplitMix random(9);
  for (const int e : {10, 40, 60, 90, bits<S> / 2, bits<S> - 10})
    agrees_with_jacobi<S>(with_sigma<S>(
        5, [&](Index i) { return S(1) + integer<S>(i % 3) * power_of_two<S>(-e); }, random));
  for (const int e : {3, 12, 24})
    agrees_with_jacobi<S>(with_sigma<S>(
        5, [&](Index i) { return power_of_two<S>(static_cast<int>(-e * i)); }, random));
}

/// Over them, what the products hide and the rounding of pairs are large.
TYPED_TEST(Refine, GapsOfEveryWidth) {
  using S = TypeParam;
  SplitMix random(11);
  for (int e = 20; e < bits<S> / 2 + 10; e += 10) {
    Vector<S> sigma(8);
    for (Index i = 0; i < 8; ++i)
      sigma(i) = i % 2 == 0 ? S(1) - integer<S>(i) / S(16)
                            : S(sigma(i - 1) * (S(1) - power_of_two<S>(-e - static_cast<int>(i))));
    agrees_with_jacobi<S>(with_sigma<S>(
        8, [&](Index i) { return sigma(i); }, random));
  }
}

TYPED_TEST(Refine, EveryScale) {
  using S = TypeParam;
  SplitMix random(4);
  const Matrix<S> W = full_matrix<S>(4, 4, random);
  for (const int exponent : {-5000, -1, 1, 5000})
    agrees_with_jacobi<S>(W * power_of_two<S>(exponent));
}

/// Below the least number there is none, so a radius would be zero; up to the largest there is all.
TYPED_TEST(Refine, AtTheEndsOfTheRange) {
  using S = TypeParam;
  SplitMix random(12);
  constexpr int half = 1 << 29;
  for (const Index n : {1, 3}) {
    const Matrix<S> W = full_matrix<S>(n, n, random);
    const auto scaled = [&](int exponent) {
      const int sign = exponent < 0 ? -1 : 1;
      return Matrix<S>((W * power_of_two<S>(sign * half)) *
                       power_of_two<S>(exponent - sign * half));
    };
    for (const int more : {20, 100, bits<S>})
      EXPECT_FALSE(certified_svd<S>(scaled(-2 * half + more)).has_value());
    for (const int exponent : {-2 * half + 3 * bits<S>, 2 * half - 20}) {
      const auto certified = certified_svd<S>(scaled(exponent));
      ASSERT_TRUE(certified.has_value());
      EXPECT_GT(certified->radius, S(0));
      EXPECT_LT(certified->radius, certified->svd.sigma(0));
    }
  }
}

TYPED_TEST(Refine, WhatItCannotDo) {
  using S = TypeParam;
  EXPECT_FALSE(refined_svd<S>(Matrix<S>::Zero(3, 3)).has_value());
  EXPECT_FALSE(refined_svd<S>(Matrix<S>::Zero(0, 3)).has_value());
  Matrix<S> W = Matrix<S>::Identity(3, 3);
  W(1, 2) = std::numeric_limits<S>::quiet_NaN();
  EXPECT_THROW(refined_svd<S>(W), std::invalid_argument);
  W(1, 2) = std::numeric_limits<S>::infinity();
  EXPECT_THROW(refined_svd<S>(W), std::invalid_argument);
}

/// The enclosure holds against a computation with more bits, and would not if it were 2^20 times tighter
/// than u.
TEST(CertifiedSvd, EnclosesTheSingularValues) {
  SplitMix random(5);
  for (const Index n : {2, 5, 8}) {
    const Matrix<Real113> W = full_matrix<Real113>(n, n, random);
    const auto certified = certified_svd<Real113>(W);
    ASSERT_TRUE(certified.has_value());
    const auto reference = jacobi_svd<Real512>(W.cast<Real512>());
    for (Index i = 0; i < n; ++i) {
      const Real512 distance = abs(Real512(certified->svd.sigma(i)) - reference.sigma(i));
      EXPECT_LE(distance, Real512(certified->radius));
    }
    EXPECT_LE(in_units<Real113>(certified->radius / W.norm()), 64.0 * static_cast<double>(n));
  }
}

TEST(CertifiedSvd, EnclosesClustersAndSmallSingularValues) {
  SplitMix random(10);
  for (const int e : {30, 90, 200, 250}) {
    const Matrix<Real256> W = with_sigma<Real256>(
        6,
        [&](Index i) {
          return i < 3 ? Real256(1) + integer<Real256>(i) * power_of_two<Real256>(-e)
                       : integer<Real256>(i) * power_of_two<Real256>(-e);
        },
        random);
    const auto certified = certified_svd<Real256>(W);
    ASSERT_TRUE(certified.has_value());
    const auto reference = jacobi_svd<Real512>(W.cast<Real512>());
    for (Index i = 0; i < 6; ++i)
      EXPECT_LE(abs(Real512(Real512(certified->svd.sigma(i)) - reference.sigma(i))),
                Real512(certified->radius));
    EXPECT_LE(in_units<Real256>(certified->radius / W.norm()), 64.0 * 6);
  }
}

TEST(RefinedPolar, IsThePolarFactor) {
  SplitMix random(6);
  const Matrix<Real256> W = full_matrix<Real256>(6, 6, random);
  const auto Q = refined_polar<Real256>(W);
  const auto P = polar_newton<Real256>(W);
  ASSERT_TRUE(Q && P);
  EXPECT_LE(in_units<Real256>((*Q - *P).norm()), 1e5);
  EXPECT_FALSE(refined_polar<Real256>(Matrix<Real256>::Ones(3, 3)).has_value());
  EXPECT_FALSE(refined_polar<Real256>(full_matrix<Real256>(3, 2, random)).has_value());
}

Sliced random_digits(Index rows, Index columns, Index slices, SplitMix& random, Index zeros = 0) {
  Sliced A(rows, columns, slices);
  for (Index k = zeros; k < slices; ++k)
    for (Index j = 0; j < columns; ++j)
      for (Index i = 0; i < rows; ++i)
        A.digit(k, i, j) =
            static_cast<double>(static_cast<std::int64_t>(random.next() >> 42) - (1 << 21));
  return A;
}

void expect_same_digits(const Sliced& A, const Sliced& B, bool lower = false) {
  ASSERT_EQ(A.slices(), B.slices());
  for (Index k = 0; k < A.slices(); ++k)
    for (Index j = 0; j < A.columns(); ++j)
      for (Index i = lower ? j : 0; i < A.rows(); ++i)
        EXPECT_EQ(A.digit(k, i, j), B.digit(k, i, j));
}

std::vector<Isa> paths() {
  std::vector<Isa> found;
  for (const Isa isa : {Isa::baseline, Isa::avx2, Isa::avx512})
    if (is_supported(isa)) found.push_back(isa);
  return found;
}

/// The value of an entry, every digit of it.
Real512 value_of(const Sliced& A, Index i, Index j) {
  Real512 x(0);
  for (Index k = 0; k < A.slices(); ++k)
    x += Real512(A.digit(k, i, j)) *
         power_of_two<Real512>(static_cast<int>(-Sliced::bits * (k + 1)));
  return x;
}
Real512 value_of(DoublePair x) { return Real512(x.high) + Real512(x.low); }

/// The products are exact integers, so the instructions that form them leave no trace.
TEST(Sliced, TheSameBitsOnEveryPath) {
  SplitMix random(7);
  for (const Index n : {3, 8, 21, 34}) {
    const Sliced A = random_digits(n, n, 6, random), B = random_digits(n, n, 6, random),
                 small = random_digits(n, n, 6, random, 2);
    const DigitKernels& baseline = digit_kernels(Isa::baseline);
    const Sliced C = multiply(baseline, A, B);
    for (const Isa isa : paths()) {
      const DigitKernels& kernels = digit_kernels(isa);
      expect_same_digits(C, multiply(kernels, A, B));
      PackedDigits packed(n, n, 6);
      packed.pack(kernels, B.transposed(), true);
      Sliced D(n, 6);
      multiply(kernels, A, packed, D, Keep::lower);
      expect_same_digits(C, D, true);
      Sliced E = A, F = A;
      add_product(kernels, small, 2, packed, E);
      packed.pack(baseline, B, false);
      add_product(baseline, small, 0, packed, F);
      expect_same_digits(E, F);
    }
  }
}

TEST(Sliced, ProductsAreProducts) {
  SplitMix random(17);
  for (const Index n : {1, 5, 8, 13}) {
    const Sliced A = random_digits(n, n, 4, random, 1), B = random_digits(n, 4, 4, random, 1);
    for (const Isa isa : paths()) {
      const Sliced C = multiply(digit_kernels(isa), A, B);
      for (Index j = 0; j < 4; ++j)
        for (Index i = 0; i < n; ++i) {
          Real512 x = -value_of(C, i, j);
          for (Index l = 0; l < n; ++l) x += value_of(A, i, l) * value_of(B, l, j);
          EXPECT_LE(static_cast<double>(abs(x)), static_cast<double>(4 * n) * 0x1p-87);
        }
    }
  }
}

/// Symmetric R and S, a T with a diagonal that descends, all in pairs, and what a correction gets of them.
struct CorrectionCase {
  Index n;
  PanelPairs T, T_t, R, S, F_t, G_t, F, G;
  RowPairs sigma, shift;
  Sliced digits;
  AlignedArray diagonal, gap;

  CorrectionCase(Index size, SplitMix& random)
      : n(size),
        T(n),
        T_t(n),
        R(n),
        S(n),
        F_t(n),
        G_t(n),
        F(n),
        G(n),
        sigma(n),
        shift(n),
        digits(n, 6) {
    const auto draw = [&](double scale) {
      return quick_two_sum((random.uniform() - 0.5) * scale,
                           (random.uniform() - 0.5) * scale * 0x1p-54);
    };
    for (Index j = 0; j < n; ++j)
      for (Index i = 0; i <= j; ++i) {
        R.set(i, j, draw(0x1p-50));
        S.set(i, j, draw(0x1p-50));
        R.set(j, i, R(i, j));
        S.set(j, i, S(i, j));
        if (i == j) continue;
        T.set(i, j, draw(0x1p-50));
        T.set(j, i, draw(0x1p-50));
      }
    T_t.set_transposed(T);
    const Index rows = digits.panels() * panel_rows;
    diagonal.resize(static_cast<std::size_t>(6 * rows));
    gap.resize(static_cast<std::size_t>(rows * n));
    for (Index i = 0; i < n; ++i) {
      digits.deposit(i, i, 1.0 / static_cast<double>(i + 1));
      digits.deposit(i, i, random.uniform() * 0x1p-60);
      for (Index k = 0; k < 6; ++k)
        diagonal[static_cast<std::size_t>(k * rows + i)] = digits.digit(k, i, i);
      shift.set(i, draw(0x1p-50));
      sigma.set(i, leading_pair(digits, i, i) + shift(i));
    }
  }

  CorrectionReport correct(Isa isa, double hidden = 0x1p-120) {
    return digit_kernels(isa).correct({.n = n,
                                       .panels = digits.panels(),
                                       .sigma = sigma.data(),
                                       .shift = shift.data(),
                                       .diagonal = diagonal.data(),
                                       .slices = 6,
                                       .T = T.data(),
                                       .T_t = T_t.data(),
                                       .R = R.data(),
                                       .S = S.data(),
                                       .hidden = hidden,
                                       .noise = 0x1p-120,
                                       .close = 0x1p-60,
                                       .F_t = F_t.data(),
                                       .G_t = G_t.data(),
                                       .gap = gap.data()});
  }
};

/// Below every numerator, and in the midst of them.
std::vector<std::pair<Isa, double>> paths_and_hidden() {
  std::vector<std::pair<Isa, double>> all;
  for (const Isa isa : paths())
    for (const double hidden : {0x1p-120, 0x1p-53}) all.emplace_back(isa, hidden);
  return all;
}

/// The vectors compute what the plain formulas do, bit for bit.
TEST(Correction, TheSameBitsOnEveryPathAsOneByOne) {
  SplitMix random(18);
  for (const Index n : {2, 7, 8, 19}) {
    CorrectionCase c(n, random);
    for (const auto& [isa, hidden] : paths_and_hidden()) {
      const CorrectionReport report = c.correct(isa, hidden);
      EXPECT_FALSE(report.clustered);
      double largest = 0;
      for (Index j = 0; j < n; ++j)
        for (Index i = 0; i < n; ++i) {
          if (i == j) continue;
          const DoublePair si = c.sigma(i), sj = c.sigma(j);
          const DoublePair gap =
              leading_difference(c.digits, i, i, [&](Index k) { return c.digits.digit(k, j, j); }) +
              (c.shift(i) - c.shift(j));
          const DoublePair r = half(c.R(i, j)), s = half(c.S(i, j)), T = c.T(i, j), T_t = c.T(j, i);
          DoublePair mixed = half(T + T_t) + (si + sj) * half(r + s);
          const double top = std::max(std::abs(si.high), std::abs(sj.high)),
                       coupling = std::max({std::abs(T.high), std::abs(T_t.high), 0x1p-120,
                                            top * std::abs(c.R(i, j).high),
                                            top * std::abs(c.S(i, j).high)});
          if (std::abs(mixed.high) <= std::max(hidden, 0x1p-100 * coupling)) mixed = {};
          const DoublePair alike = mixed * (DoublePair{1} / gap),
                           differ =
                               (gap * half(r - s) - half(T - T_t)) * (DoublePair{1} / (si + sj));
          const DoublePair f = r + (alike + differ), g = s + (alike - differ);
          EXPECT_EQ(c.F_t(i, j).high, f.high);
          EXPECT_EQ(c.F_t(i, j).low, f.low);
          EXPECT_EQ(c.G_t(i, j).high, g.high);
          EXPECT_EQ(c.G_t(i, j).low, g.low);
          largest = std::max({largest, std::abs(f.high), std::abs(g.high)});
        }
      EXPECT_EQ(report.largest, largest);
    }
  }
}

/// To first order the correction leaves nothing; what it leaves is bounded from above, and taken off exactly.
TEST(Correction, WhatIsLeft) {
  SplitMix random(19);
  for (const Index n : {3, 8, 11}) {
    CorrectionCase c(n, random);
    for (const Isa isa : paths()) {
      const DigitKernels& kernels = digit_kernels(isa);
      (void)c.correct(isa);
      for (Index i = 0; i < n; ++i) {
        c.F_t.set(i, i, half(c.R(i, i)));
        c.G_t.set(i, i, half(c.S(i, i)));
      }
      c.F.set_transposed(c.F_t);
      c.G.set_transposed(c.G_t);
      RowPairs t(n);
      for (Index i = 0; i < n; ++i) t.set(i, leading_pair(c.digits, i, i));
      AlignedArray left_T(c.gap.size()), left_R(c.gap.size()), left_S(c.gap.size());
      kernels.leftover({n, c.digits.panels(), t.data(), c.T.data(), c.R.data(), c.S.data(),
                        c.F.data(), c.F_t.data(), c.G.data(), c.G_t.data(), left_T.data(),
                        left_R.data(), left_S.data()});
      Sliced T = random_digits(n, n, 12, random, 1), gram_U = random_digits(n, n, 12, random, 1),
             gram_V = random_digits(n, n, 12, random, 1);
      const Sliced T_before = T, U_before = gram_U, V_before = gram_V;
      AlignedArray diagonal = c.diagonal;
      diagonal.resize(2 * diagonal.size());
      kernels.take_off({n, c.digits.panels(), 12, 2, diagonal.data(), c.F.data(), c.F_t.data(),
                        c.G.data(), c.G_t.data(), T.data(), gram_U.data(), gram_V.data(),
                        T.panel_size()});
      for (Index j = 0; j < n; ++j)
        for (Index i = 0; i < n; ++i) {
          const auto e =
              static_cast<std::size_t>((i / panel_rows * n + j) * panel_rows + i % panel_rows);
          const Real512 f = value_of(c.F(i, j)), f_t = value_of(c.F_t(i, j)),
                        g = value_of(c.G(i, j)), g_t = value_of(c.G_t(i, j));
          const Real512 moved = f_t * value_of(c.digits, j, j) + value_of(c.digits, i, i) * g;
          if (i != j) {
            const Real512 left = abs(Real512(value_of(c.T(i, j)) + moved));
            EXPECT_LE(left, Real512(left_T[e]));
            EXPECT_LE(left_T[e], 0x1p-90);  // where T has 2^-50
          }
          EXPECT_LE(abs(Real512(value_of(c.R(i, j)) - f - f_t)), Real512(left_R[e]));
          EXPECT_LE(abs(Real512(value_of(c.S(i, j)) - g - g_t)), Real512(left_S[e]));
          // Digits 2 to 7 of the correction: what they do not hold is below 2^-176.
          const auto differs = [&](const Sliced& after, const Sliced& before, const Real512& by) {
            return static_cast<double>(
                abs(Real512(value_of(after, i, j) - value_of(before, i, j) - by)));
          };
          EXPECT_LE(differs(T, T_before, moved), 0x1p-174);
          EXPECT_LE(differs(gram_U, U_before, f + f_t), 0x1p-174);
          EXPECT_LE(differs(gram_V, V_before, g + g_t), 0x1p-174);
        }
    }
  }
}

std::vector<Matrix<double>> starts_of(Index n, SplitMix& random) {
  const auto draw = [&] {
    return Matrix<double>(Matrix<double>::NullaryExpr(n, n, [&] { return random.normal() / 64; }));
  };
  Matrix<double> graded = draw(), low = draw(), scaled = draw(), signs = draw();
  for (Index j = 0; j < n; ++j) {
    graded.col(j) *= std::ldexp(1.0, static_cast<int>(-9 * j));
    scaled.row(j) *= std::ldexp(1.0, static_cast<int>(-9 * j));
    if (j > 1) low.col(j) = low.col(j % 2);
  }
  signs = signs.unaryExpr([](double x) { return x < 0 ? -0.0625 : 0.0625; });
  return {draw(),
          graded,
          low,
          scaled,
          signs,
          Matrix<double>::Zero(n, n),
          Matrix<double>::Identity(n, n) / 4,
          Matrix<double>::Ones(n, n) / static_cast<double>(n)};
}

TEST(DoubleSvd, EveryShapeAndConditioningAndTheSameBitsOnEveryPath) {
  SplitMix random(20);
  for (const Index n : {1, 2, 3, 5, 8, 9, 16, 23, 40})
    for (const Matrix<double>& A : starts_of(n, random)) {
      const auto first = double_svd(digit_kernels(Isa::baseline), A);
      ASSERT_TRUE(first.has_value());
      const Matrix<double> one = Matrix<double>::Identity(n, n);
      EXPECT_LE((first->U.transpose() * first->U - one).norm(), 0x1p-44);
      EXPECT_LE((first->V.transpose() * first->V - one).norm(), 0x1p-44);
      Matrix<double> T = first->U.transpose() * A * first->V;
      T.diagonal() -= first->sigma;
      EXPECT_LE(T.norm(), 0x1p-46 * A.norm());
      for (const Isa isa : paths()) {
        const auto other = double_svd(digit_kernels(isa), A);
        ASSERT_TRUE(other.has_value());
        EXPECT_EQ(first->U, other->U);
        EXPECT_EQ(first->sigma, other->sigma);
        EXPECT_EQ(first->V, other->V);
      }
    }
}

TEST(Correction, APairIsAddedWhereverItBegins) {
  SplitMix random(22);
  const Index n = 9;
  PanelPairs pairs(n);
  for (const Isa isa : paths())
    for (const Index begin : {1, 3, 5}) {
      Sliced X = random_digits(n, n, 12, random), before = X;
      X.clear(5, 6);
      before.clear(0, 6);
      for (Index j = 0; j < n; ++j)
        for (Index i = 0; i < n; ++i)
          pairs.set(
              i, j,
              quick_two_sum(std::ldexp(random.uniform() - 0.5, static_cast<int>(-1 - 22 * begin)),
                            std::ldexp(random.uniform(), static_cast<int>(-60 - 22 * begin))));
      add_pairs(digit_kernels(isa), pairs, 5, begin, X);
      for (Index j = 0; j < n; ++j)
        for (Index i = 0; i < n; ++i) {
          for (Index k = begin; k < 12; ++k) EXPECT_LE(std::abs(X.digit(k, i, j)), 0x1p21);
          for (Index k = 0; k < begin; ++k) X.digit(k, i, j) = 0;
          EXPECT_LE(static_cast<double>(abs(Real512(value_of(X, i, j) - value_of(before, i, j) -
                                                    value_of(pairs(i, j))))),
                    0x1p-264);
        }
    }
}

struct InDigits {
  int bits;
  Sliced A;
  Matrix<double> start;
};

/// ‖W‖_2 ≤ 1 and n ≤ 16.
InDigits in_digits(int bits, const Matrix<Real512>& W) {
  const Index n = W.rows();
  InDigits result{bits, Sliced(n, refinement_slices(bits, n)), Matrix<double>(n, n)};
  for (Index j = 0; j < n; ++j)
    for (Index i = 0; i < n; ++i) {
      deposit_real(result.A, i, j, W(i, j), 3);
      result.start(i, j) = leading_double(W(i, j), 3);
    }
  result.A.carry();
  return result;
}

std::vector<InDigits> random_in_digits(SplitMix& random) {
  std::vector<InDigits> all;
  for (const auto& [n, bits] :
       {std::pair<Index, int>{2, 256}, {8, 113}, {8, 256}, {8, 512}, {13, 256}, {21, 512}}) {
    Matrix<double> W(n, n);
    for (double& x : W.reshaped()) x = random.normal() / 64;
    all.push_back({bits, Sliced(n, refinement_slices(bits, n)), W});
    for (Index j = 0; j < n; ++j)
      for (Index i = 0; i < n; ++i) all.back().A.deposit(i, j, W(i, j));
  }
  return all;
}

/// Clusters, single gaps and grades, at every number of bits.
std::vector<InDigits> hard_in_digits(SplitMix& random) {
  std::vector<InDigits> all;
  for (const int bits : {113, 256, 512})
    for (const int e : {30, 45, 100, 160, 200}) {
      const auto add = [&](auto sigma) {
        all.push_back(in_digits(bits, with_sigma<Real512>(5, sigma, random)));
      };
      const Real512 gap = power_of_two<Real512>(-e);
      add([&](Index i) { return Real512(1) - integer<Real512>(i) * gap; });
      add([&](Index i) {
        return (Real512(1) - integer<Real512>(i % 2) * gap) / integer<Real512>(1 + i / 2);
      });
      add([&](Index i) { return power_of_two<Real512>(static_cast<int>(-i * e / 5)); });
    }
  return all;
}

std::optional<RefinedSvd> refined(const DigitKernels& kernels, const InDigits& given) {
  const auto start = double_svd(kernels, given.start);
  return start ? refine_svd(kernels, given.A, start->U, start->V, given.bits) : std::nullopt;
}

/// A refined SVD, the same on every path; one without is without on all of them.
void the_same_on_every_path(const InDigits& given) {
  const auto first = refined(digit_kernels(Isa::baseline), given);
  for (const Isa isa : paths()) {
    const auto other = refined(digit_kernels(isa), given);
    ASSERT_EQ(first.has_value(), other.has_value());
    if (!first) continue;
    EXPECT_EQ(first->steps, other->steps);
    expect_same_digits(first->U_t, other->U_t);
    expect_same_digits(first->V_t, other->V_t);
    for (Index i = 0; i < given.A.rows(); ++i)
      EXPECT_EQ(leading_pair(first->T, i, i).high, leading_pair(other->T, i, i).high);
  }
}

TEST(RefineSvd, TheSameBitsOnEveryPath) {
  SplitMix random(21);
  for (const InDigits& given : random_in_digits(random)) the_same_on_every_path(given);
  for (const InDigits& given : hard_in_digits(random)) the_same_on_every_path(given);
}

/// One digit is changed.
TEST(RefineSvd, TheCheckRefusesWhatIsWrong) {
  SplitMix random(21);
  for (const InDigits& given : random_in_digits(random))
    for (const Isa isa : paths()) {
      const DigitKernels& kernels = digit_kernels(isa);
      auto svd = refined(kernels, given);
      ASSERT_TRUE(svd.has_value());
      EXPECT_TRUE(keeps_its_bound(kernels, given.A, *svd));
      const Index k = svd->T.slices() - 2;
      for (double* digit :
           {&svd->U_t.digit(k, 0, 1), &svd->V_t.digit(k, 1, 0), &svd->T.digit(k, 1, 1)}) {
        *digit += 0x1p19;
        EXPECT_FALSE(keeps_its_bound(kernels, given.A, *svd));
        *digit -= 0x1p19;
      }
      EXPECT_TRUE(keeps_its_bound(kernels, given.A, *svd));
    }
}

/// The largest digit but the uppermost of a correction, that of every product with one.
double largest_digit_seen = 0;

void product_seen(const DigitProduct& p) {
  const Index slice = p.inner * panel_rows;
  for (Index panel = 0; p.add && panel < p.panels; ++panel)
    for (Index e = std::max<Index>(p.A_first, 1) * slice; e < p.A_end * slice; ++e)
      largest_digit_seen = std::max(largest_digit_seen, std::abs(p.A[panel * p.A_panel + e]));
  digit_kernels(best_isa()).product(p);
}

/// Sums are exact as long as they are (Sliced).
TEST(RefineSvd, DigitsOfACorrectionAreInTheirRange) {
  SplitMix random(23);
  DigitKernels kernels = digit_kernels(best_isa());
  kernels.product = product_seen;
  largest_digit_seen = 0;
  for (const InDigits& given : random_in_digits(random)) EXPECT_TRUE(refined(kernels, given));
  for (const InDigits& given : hard_in_digits(random)) (void)refined(kernels, given);
  EXPECT_GT(largest_digit_seen, 0x1p20);
  EXPECT_LE(largest_digit_seen, 0x1p21);
}

void take_off_and_lose_T(const TakeOffTerms& x) {
  digit_kernels(best_isa()).take_off(x);
  x.T[1] = std::numeric_limits<double>::quiet_NaN();
}
void take_off_and_lose_U(const TakeOffTerms& x) {
  digit_kernels(best_isa()).take_off(x);
  x.gram_U[0] = 0x1p60;
}

/// A second correction that is none ends the refinement.
TEST(RefineSvd, ASecondCorrectionMayFail) {
  SplitMix random(24);
  const InDigits given = in_digits(512, full_matrix<Real512>(4, 4, random) / Real512(4));
  DigitKernels kernels = digit_kernels(best_isa());
  EXPECT_TRUE(refined(kernels, given));
  for (const auto take_off : {take_off_and_lose_T, take_off_and_lose_U}) {
    kernels.take_off = take_off;
    EXPECT_FALSE(refined(kernels, given));
  }
}

TEST(RefineSvd, SlicesHoldTheBitsAndTheSize) {
  for (const int bits : {113, 256, 512})
    for (Index n = 1; n < 400; ++n) {
      const Index slices = refinement_slices(bits, n);
      EXPECT_GE(std::exp2(Sliced::bits * slices - bits - 12), static_cast<double>(n));
      EXPECT_LT(std::exp2(Sliced::bits * (slices - 1) - bits - 12), static_cast<double>(n));
    }
  EXPECT_TRUE(is_refinable(113, 287));
  EXPECT_FALSE(is_refinable(113, 288));
}

/// Of every bit of the SVDs of a few matrices.
template <Real S>
std::uint64_t digest(std::uint64_t hash) {
  SplitMix random(8);
  for (const auto& [m, n] : {std::pair<Index, Index>{8, 8}, {5, 7}, {12, 12}}) {
    const auto svd = thin_svd<S>(full_matrix<S>(m, n, random));
    for (const Matrix<S>& A : {svd.U, Matrix<S>(svd.sigma), svd.V})
      for (Index e = 0; e < A.size(); ++e)
        for (const char c : A.data()[e].str())
          hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  }
  return hash;
}

/// Run by the test below in processes of their own: a BLAS chooses its kernels when it is loaded.
TEST(ThinSvd, DISABLED_PrintsADigest) {
  const std::uint64_t hash = digest<Real512>(digest<Real256>(digest<Real113>(0xcbf29ce484222325u)));
  (void)thin_svd_lapack(Matrix<double>::Identity(40, 40));
  std::printf("\ndigest %016llx\n", static_cast<unsigned long long>(hash));
}

std::string program() { return std::filesystem::read_symlink("/proc/self/exe").string(); }

std::string digest_with(const std::string& environment) {
  FILE* pipe = popen((environment + " '" + program() +
                      "' --gtest_also_run_disabled_tests "
                      "--gtest_filter=ThinSvd.DISABLED_PrintsADigest 2>&1 </dev/null")
                         .c_str(),
                     "r");
  std::string out;
  char buffer[4096];
  while (const std::size_t n = fread(buffer, 1, sizeof buffer, pipe)) out.append(buffer, n);
  (void)pclose(pipe);
  const std::size_t at = out.find("\ndigest ");
  EXPECT_NE(at, out.npos) << environment << ": " << out;
  return at == out.npos ? "" : out.substr(at, 24);
}

TEST(ThinSvd, ManyBitsDoNotDependOnTheBlasNorOnItsThreads) {
  const std::string expected = digest_with("OPENBLAS_NUM_THREADS=1");
  for (const std::string core : {"Prescott", "Haswell", "SkylakeX"}) {
    if (core == "Haswell" && !is_supported(Isa::avx2)) continue;
    if (core == "SkylakeX" && !is_supported(Isa::avx512)) continue;
    for (const std::string threads : {"1", "2"})
      EXPECT_EQ(digest_with("OPENBLAS_CORETYPE=" + core + " OPENBLAS_NUM_THREADS=" + threads),
                expected)
          << core << " with " << threads << " threads";
  }
}

}  // namespace
}  // namespace adamant
