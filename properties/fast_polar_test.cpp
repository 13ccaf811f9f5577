#include "spectral/fast_polar.hpp"
#include "scalar/splitmix.hpp"
#include "spectral/norms.hpp"
#include "spectral/svd.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

namespace adamant {
namespace {

constexpr double u = 0x1p-53;
constexpr Isa paths[] = {Isa::baseline, Isa::avx2, Isa::avx512};

Matrix<double> random_matrix(Index m, Index n, SplitMix& random) {
  return Matrix<double>::NullaryExpr(m, n, [&] {
    return static_cast<double>(static_cast<std::int64_t>(random.next())) * 0x1p-63;
  });
}

/// Singular values falling geometrically from 1 to 1/kappa in random frames.
Matrix<double> conditioned(Index m, Index n, double kappa, SplitMix& random) {
  ThinSvd<double> svd = thin_svd_lapack(random_matrix(m, n, random));
  const Index k = svd.sigma.size();
  for (Index i = 0; i < k; ++i)
    svd.sigma(i) = std::pow(kappa, -static_cast<double>(i) / std::max<double>(1, k - 1));
  return svd.product();
}

double departure(const Matrix<double>& Q) {
  const Matrix<double> gram =
      Q.rows() >= Q.cols() ? Matrix<double>(Q.transpose() * Q) : Matrix<double>(Q * Q.transpose());
  return (gram - Matrix<double>::Identity(gram.rows(), gram.cols())).norm();
}

/// The polar decomposition W = Q H by its definition: Q has orthonormal columns (or rows), H = QᵀW is
/// symmetric and positive semi-definite, W = Q H; and the norms are those of the oracle's SVD.
void is_polar(const Matrix<double>& W, const Matrix<double>& Q, const PolarNorms& norms) {
  const Matrix<double> A = W.rows() >= W.cols() ? W : Matrix<double>(W.transpose());
  const Matrix<double> P = W.rows() >= W.cols() ? Q : Matrix<double>(Q.transpose());
  const double F = frobenius_norm<double>(W), size = static_cast<double>(A.rows());
  const Matrix<double> H = P.transpose() * (A / F);
  EXPECT_LE(departure(Q), 64 * size * u);
  // ‖Q‖ = 1, so an asymmetry in H is a backward error of W.
  EXPECT_LE((H - H.transpose()).norm(), 4096 * size * u);
  EXPECT_LE((P * H - A / F).norm(), 4096 * size * u);
  const auto svd = thin_svd<double>(W);
  EXPECT_NEAR(norms.nuclear / F, nuclear_norm(svd.sigma) / F, 1024 * size * u);
  EXPECT_NEAR(norms.frobenius / F, 1, 64 * size * u);
  const Vector<double> d =
      (svd.V.leftCols(1).transpose() * (W / F).transpose() * Q * svd.V.leftCols(1));
  EXPECT_GT(d(0), 0) << "H is not positive semi-definite";
}

/// All matrices of one shape, as many at a time as there are lanes.
void batch_is_polar(std::span<const Matrix<double>> Ws, Isa isa) {
  const Index m = Ws.front().rows(), n = Ws.front().cols();
  PolarBatch polar(m, n, isa);
  const Index lanes = polar.lanes(), count = static_cast<Index>(Ws.size());
  AlignedDoubles W(m * n * lanes), Q(m * n * lanes);
  for (Index first = 0; first < count; first += lanes) {
    const auto of = [&](Index s) -> const Matrix<double>& {
      return Ws[static_cast<std::size_t>(std::min(first + s, count - 1))];
    };
    for (Index s = 0; s < lanes; ++s)
      for (Index e = 0; e < m * n; ++e) W[e * lanes + s] = of(s).data()[e];
    const auto norms = polar(W.data(), Q.data());
    for (Index s = 0; s < lanes && first + s < count; ++s) {
      Matrix<double> P(m, n);
      for (Index e = 0; e < m * n; ++e) P.data()[e] = Q[e * lanes + s];
      SCOPED_TRACE(std::string(name_of(isa)) + " " + std::to_string(m) + "x" + std::to_string(n));
      is_polar(of(s), P, norms[static_cast<std::size_t>(s)]);
    }
  }
}

void single_is_polar(const Matrix<double>& W, Isa isa) {
  SCOPED_TRACE(std::string("single ") + name_of(isa) + " " + std::to_string(W.rows()) + "x" +
               std::to_string(W.cols()));
  Matrix<double> Q;
  FastPolar polar(W.rows(), W.cols(), isa);
  polar(Matrix<double>::Random(W.rows(), W.cols()), Q);  // nothing of an earlier call may remain
  const PolarNorms norms = polar(W, Q);
  is_polar(W, Q, norms);
}

template <class Check>
void on_every_path(Check check) {
  int tried = 0;
  for (const Isa isa : paths)
    if (is_supported(isa)) {
      check(isa);
      ++tried;
    }
  EXPECT_GE(tried, 1);
}

TEST(PolarBatch, IsThePolarFactorOfEveryShape) {
  on_every_path([](Isa isa) {
    SplitMix random(1);
    for (const Index m : {1, 2, 3, 4, 5, 7, 8, 9, 13, 16, 17, 31, 32, 33, 70, 130})
      for (const Index n : {1, 2, 3, 4, 5, 6, 8, 11, 16, 30, 33, 70}) {
        if (m * n > 1100 && isa != best_isa()) continue;
        const Matrix<double> W = conditioned(m, n, 100, random);
        batch_is_polar({&W, 1}, isa);
        single_is_polar(W, isa);
      }
  });
}

/// By the definition, and by LAPACK's norm: a second route that is quick enough for thousands of shapes and for large
/// ones.
void is_polar_by_lapack(const Matrix<double>& W, const Matrix<double>& Q, const PolarNorms& norms) {
  const Index m = W.rows(), n = W.cols();
  const double size = static_cast<double>(std::max(m, n)), F = W.norm();
  ASSERT_LE(departure(Q), 64 * size * u) << m << "x" << n;
  const Matrix<double> H = m >= n ? Matrix<double>(Q.transpose() * W) : W * Q.transpose();
  ASSERT_LE((H - H.transpose()).norm(), 4096 * size * u * F) << m << "x" << n;
  ASSERT_NEAR(norms.nuclear / F, nuclear_norm(thin_svd_lapack(W).sigma) / F, 1024 * size * u)
      << m << "x" << n;
}

TEST(FastPolar, EveryShapeFrom1x1To130x70) {
  SplitMix random(9);
  for (Index m = 1; m <= 130; ++m)
    for (Index n = 1; n <= 70; ++n) {
      const Matrix<double> W = random_matrix(m, n, random);
      Matrix<double> Q;
      const PolarNorms norms = FastPolar(m, n)(W, Q);
      is_polar_by_lapack(W, Q, norms);
    }
}

/// A strip is 8, 12 or 24 rows, a product's part 128 deep: one more and one less than one of each, or of several, and
/// of several parts; as badly conditioned as late iterates are, and none of them by an SVD.
TEST(FastPolar, AtTheEdgesOfStripsAndOfParts) {
  on_every_path([](Isa isa) {
    SplitMix random(12);
    for (const Index n : {7,   8,   9,   11,  12,  13,  23,  24,  25,  36,  119, 120,
                          127, 128, 129, 132, 145, 255, 256, 257, 264, 300, 385})
      for (const auto& [rows, cols] : {std::pair<Index, Index>{n, n}, {n + 5, n}, {n, n + 131}}) {
        if (n > 150 && isa != best_isa()) continue;
        const Matrix<double> W = conditioned(rows, cols, 1e7, random);
        Matrix<double> Q;
        const PolarNorms norms = FastPolar(rows, cols, isa)(W, Q);
        SCOPED_TRACE(name_of(isa));
        EXPECT_FALSE(norms.by_svd) << rows << "x" << cols;
        is_polar_by_lapack(W, Q, norms);
      }
  });
}

/// Nothing of a matrix may remain in the workspace for the next one, and a refused one leaves it usable.
TEST(PolarSvd, TakesOneMatrixAfterAnother) {
  SplitMix random(13);
  for (const auto& [m, n] : {std::pair<Index, Index>{1, 1}, {6, 4}, {4, 6}, {9, 9}}) {
    PolarSvd polar(m, n);
    for (const double scale : {1.0, 1e300, 1e-300, 0x1p-1060, 0.0}) {
      const Matrix<double> W = random_matrix(m, n, random) * scale;
      for (const Index stride : {1, 3}) {
        std::vector<double> apart(static_cast<std::size_t>(m * n * stride), -7.0),
            result(apart.size(), -7.0);
        for (Index e = 0; e < m * n; ++e) apart[static_cast<std::size_t>(e * stride)] = W.data()[e];
        const PolarNorms norms = polar(apart.data(), result.data(), stride);
        Matrix<double> Q(m, n);
        for (Index e = 0; e < m * n; ++e) {
          Q.data()[e] = result[static_cast<std::size_t>(e * stride)];
          for (Index gap = 1; gap < stride; ++gap)
            EXPECT_EQ(result[static_cast<std::size_t>(e * stride + gap)], -7.0);
        }
        EXPECT_TRUE(norms.by_svd);
        if (scale == 0.0) {
          EXPECT_EQ(Q, W);
          EXPECT_EQ(norms.nuclear, 0);
          EXPECT_EQ(norms.frobenius, 0);
          continue;
        }
        const Matrix<double> A = W * (scale < 1 ? 0x1p1000 : scale > 1 ? 0x1p-1000 : 1.0);
        const auto svd = thin_svd<double>(A);
        EXPECT_LE((Q - svd.U * svd.V.transpose()).norm(), 1e-12);
        EXPECT_NEAR(norms.frobenius / frobenius_norm<double>(W), 1, 1e-14);
      }
      std::vector<double> bad(static_cast<std::size_t>(m * n), 1.0), result(bad.size());
      bad.back() = std::numeric_limits<double>::infinity();
      EXPECT_THROW((void)polar(bad.data(), result.data(), 1), std::invalid_argument);
    }
  }
}

TEST(PolarBatch, IsThePolarFactorAtEveryConditioning) {
  on_every_path([](Isa isa) {
    SplitMix random(2);
    for (const auto& [m, n] : {std::pair<Index, Index>{12, 12}, {9, 21}, {30, 30}}) {
      std::vector<Matrix<double>> Ws;
      for (int decade = 0; decade <= 12; ++decade)
        Ws.push_back(conditioned(m, n, std::pow(10.0, decade), random));
      batch_is_polar(Ws, isa);
      for (const Matrix<double>& W : Ws) single_is_polar(W, isa);
    }
  });
}

TEST(PolarBatch, ScalesByPowersOfTwo) {
  on_every_path([](Isa isa) {
    SplitMix random(3);
    std::vector<Matrix<double>> Ws;
    const Matrix<double> W = conditioned(10, 7, 1e4, random);
    for (const double scale : {1e300, 1e-300, 1.0, 0x1p-1000, 0x1p1020}) Ws.push_back(W * scale);
    batch_is_polar(Ws, isa);
    for (const Matrix<double>& A : Ws) single_is_polar(A, isa);
  });
}

/// At 1e-318 an entry has a few bits: what is compared is the factor of what is left of W.
TEST(PolarBatch, TakesSubnormalNumbers) {
  on_every_path([](Isa isa) {
    SplitMix random(4);
    const Matrix<double> W = random_matrix(6, 6, random) * 1e-318;
    ASSERT_GT(W.cwiseAbs().maxCoeff(), 0);
    PolarBatch polar(6, 6, isa);
    const Index lanes = polar.lanes();
    AlignedDoubles batch(36 * lanes), Q(36 * lanes);
    for (Index e = 0; e < 36; ++e)
      for (Index s = 0; s < lanes; ++s) batch[e * lanes + s] = W.data()[e];
    EXPECT_FALSE(polar(batch.data(), Q.data())[0].by_svd);
    Matrix<double> P(6, 6);
    for (Index e = 0; e < 36; ++e) P.data()[e] = Q[e * lanes];
    const Matrix<double> A = W * 0x1p1000, H = P.transpose() * A;
    EXPECT_LE(departure(P), 1e-13);
    EXPECT_LE((H - H.transpose()).norm(), 1e-12 * H.norm());
  });
}

TEST(PolarBatch, RankDeficiencyGoesThroughAnSvd) {
  on_every_path([](Isa isa) {
    SplitMix random(5);
    PolarBatch polar(5, 4, isa);
    const Index lanes = polar.lanes();
    AlignedDoubles W(20 * lanes), Q(20 * lanes);
    std::vector<Matrix<double>> Ws(static_cast<std::size_t>(lanes));
    for (Index s = 0; s < lanes; ++s) {
      Matrix<double>& A = Ws[static_cast<std::size_t>(s)];
      A = s == 0   ? Matrix<double>(Matrix<double>::Zero(5, 4))
          : s == 1 ? Matrix<double>(random_matrix(5, 2, random) * random_matrix(2, 4, random))
                   : random_matrix(5, 4, random);
      for (Index e = 0; e < 20; ++e) W[e * lanes + s] = A.data()[e];
    }
    const auto norms = polar(W.data(), Q.data());
    EXPECT_TRUE(norms[0].by_svd);
    EXPECT_TRUE(norms[1].by_svd);
    for (Index e = 0; e < 20; ++e) EXPECT_EQ(Q[e * lanes], 0);
    for (Index s = 0; s < lanes; ++s) {
      const auto svd = thin_svd<double>(Ws[static_cast<std::size_t>(s)]);
      const Index r = s == 0 ? 0 : s == 1 ? 2 : 4;
      const Matrix<double> P = svd.U.leftCols(r) * svd.V.leftCols(r).transpose();
      for (Index e = 0; e < 20; ++e) EXPECT_NEAR(Q[e * lanes + s], P.data()[e], 1e-13);
      EXPECT_NEAR(norms[static_cast<std::size_t>(s)].nuclear, svd.sigma.sum(), 1e-13);
    }
  });
}

/// Its entries are finite.
TEST(FastPolar, ANormThatOverflowsIsCalledThat) {
  const Matrix<double> W = Matrix<double>::Identity(4, 4) * 1.7e308;
  Matrix<double> Q;
  try {
    (void)FastPolar(4, 4)(W, Q);
    FAIL() << "the norm of W is above the largest double";
  } catch (const std::invalid_argument& e) {
    EXPECT_NE(std::string(e.what()).find("‖W‖_F"), std::string::npos) << e.what();
  }
}

TEST(FastPolar, RankDeficiencyGoesThroughAnSvd) {
  on_every_path([](Isa isa) {
    SplitMix random(6);
    for (const Matrix<double>& W :
         {Matrix<double>(Matrix<double>::Zero(5, 4)), Matrix<double>(Matrix<double>::Ones(4, 6)),
          Matrix<double>(random_matrix(7, 2, random) * random_matrix(2, 7, random))}) {
      const auto svd = thin_svd<double>(W);
      const Index r = numerical_rank<double>(svd.sigma, rank_tolerance<double>(W.rows(), W.cols()));
      Matrix<double> Q;
      const PolarNorms norms = FastPolar(W.rows(), W.cols(), isa)(W, Q);
      EXPECT_TRUE(norms.by_svd);
      EXPECT_LE((Q - svd.U.leftCols(r) * svd.V.leftCols(r).transpose()).norm(), 1e-13);
    }
  });
}

/// Where lanes are few these go to LAPACK; what is promised is the same.
TEST(FastPolar, LargeMatricesOfEveryShapeAndRank) {
  SplitMix random(11);
  for (const auto& [m, n] : {std::pair<Index, Index>{768, 768}, {790, 769}, {769, 790}}) {
    const Matrix<double> W = random_matrix(m, n, random);
    FastPolar polar(m, n);
    Matrix<double> Q;
    for (int call = 0; call < 2; ++call) is_polar_by_lapack(W, Q, polar(W, Q));
    Matrix<double> bad = W;
    bad(1, 2) = std::numeric_limits<double>::quiet_NaN();
    EXPECT_THROW(polar(bad, Q), std::invalid_argument);
  }
  on_every_path([&](Isa isa) {
    for (const auto& [m, n] : {std::pair<Index, Index>{390, 388}, {790, 788}}) {
      if (m > 400 && isa != best_isa()) continue;
      const Matrix<double> U = random_matrix(m, 3, random), V = random_matrix(n, 3, random);
      const Matrix<double> low = U * V.transpose();
      Matrix<double> Q;
      const PolarNorms norms = FastPolar(m, n, isa)(low, Q);
      EXPECT_TRUE(norms.by_svd);
      const Matrix<double> H = Q.transpose() * low;
      EXPECT_NEAR(Q.squaredNorm(), 3, 1e-11);
      EXPECT_LE((H - H.transpose()).norm(), 1e-11 * norms.frobenius);
      EXPECT_LE((Q * H - low).norm(), 1e-11 * norms.frobenius);
      EXPECT_NEAR(norms.nuclear, H.trace(), 1e-11 * norms.nuclear);
    }
  });
}

TEST(PolarBatch, RefusesWhatIsNotFinite) {
  on_every_path([](Isa isa) {
    PolarBatch polar(3, 3, isa);
    for (const double bad :
         {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
      AlignedDoubles W(9 * polar.lanes()), Q(9 * polar.lanes());
      for (Index e = 0; e < 9 * polar.lanes(); ++e) W[e] = static_cast<double>(e % 7);
      W[4] = bad;
      EXPECT_THROW(polar(W.data(), Q.data()), std::invalid_argument);
      Matrix<double> A = Matrix<double>::Identity(3, 3), P;
      A(2, 1) = bad;
      EXPECT_THROW(FastPolar(3, 3, isa)(A, P), std::invalid_argument);
      EXPECT_THROW(FastPolar(3, 2, isa)(A, P), std::invalid_argument);
    }
    EXPECT_THROW(PolarBatch(0, 3, isa), std::invalid_argument);
  });
}

}  // namespace
}  // namespace adamant
