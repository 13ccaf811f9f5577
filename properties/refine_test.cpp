#include "spectral/refine.hpp"
#include "scalar/elementary.hpp"
#include "scalar/splitmix.hpp"
#include "spectral/fast_polar.hpp"
#include "spectral/jacobi.hpp"
#include "spectral/polar.hpp"

#include "spectral/svd.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <string>

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

TYPED_TEST(Refine, EveryScale) {
  using S = TypeParam;
  SplitMix random(4);
  const Matrix<S> W = full_matrix<S>(4, 4, random);
  for (const int exponent : {-5000, -1, 1, 5000})
    agrees_with_jacobi<S>(W * power_of_two<S>(exponent));
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

TEST(RefinedPolar, IsThePolarFactor) {
  SplitMix random(6);
  const Matrix<Real256> W = full_matrix<Real256>(6, 6, random);
  const auto Q = refined_polar<Real256>(W);
  const auto P = polar_newton<Real256>(W);
  ASSERT_TRUE(Q && P);
  EXPECT_LE(in_units<Real256>((*Q - *P).norm()), 1e5);
  EXPECT_FALSE(refined_polar<Real256>(Matrix<Real256>::Ones(3, 3)).has_value());
}

/// The products are exact integers, so the instructions that form them leave no trace.
TEST(Sliced, TheSameBitsOnEveryPath) {
  SplitMix random(7);
  for (const Index n : {3, 8, 21}) {
    Sliced A(n, 6), B(n, 6);
    for (Index k = 0; k < 6; ++k)
      for (Index j = 0; j < n; ++j)
        for (Index i = 0; i < n; ++i)
          for (Sliced* M : {&A, &B})
            M->digit(k, i, j) =
                static_cast<double>(static_cast<std::int64_t>(random.next() >> 42) - (1 << 21));
    const Sliced C = multiply(digit_kernels(Isa::baseline), A, B);
    for (const Isa isa : {Isa::avx2, Isa::avx512}) {
      if (!is_supported(isa)) continue;
      const Sliced D = multiply(digit_kernels(isa), A, B);
      for (Index k = 0; k < 6; ++k)
        for (Index j = 0; j < n; ++j)
          for (Index i = 0; i < n; ++i) EXPECT_EQ(C.digit(k, i, j), D.digit(k, i, j));
    }
  }
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
