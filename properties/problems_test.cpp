#include "optim/flow.hpp"
#include "optim/layered.hpp"
#include "problem/hyperbola.hpp"
#include "problem/reddi_cycle.hpp"
#include "properties/optimiser_cases.hpp"
#include "scalar/dyadic.hpp"
#include "spectral/symmetric_power.hpp"

#include <gtest/gtest.h>

namespace adamant {
namespace {

template <class S>
struct Problems : testing::Test {};
using Scalars = testing::Types<double, Real113, Surd>;
TYPED_TEST_SUITE(Problems, Scalars);

/// For a quadratic f(x + e) − f(x − e) = 2 <∇f(x), e> without remainder.
TYPED_TEST(Problems, NesterovsWorstFunction) {
  using S = TypeParam;
  const NesterovWorst<S> f{S(8), 5};
  f.check();
  const Matrix<S> x = rows<S>({{3}, {-1}, {4}, {1}, {-5}}), e = rows<S>({{2}, {7}, {-1}, {8}, {2}});
  EXPECT_EQ(f.value(x + e) - f.value(x - e), S(2) * inner<S>(f.gradient(x), e));
  EXPECT_EQ(f.gradient(Matrix<S>::Zero(5, 1)), rows<S>({{-2}, {0}, {0}, {0}, {0}}));
  EXPECT_TRUE(close<S>(f.gradient(f.minimiser()), Matrix<S>::Zero(5, 1)));
  EXPECT_TRUE(close<S>(row<S>({f.value(f.minimiser())}), row<S>({f.minimum()})));
  EXPECT_EQ((NesterovWorst<S>{S(4), 1}.value(rows<S>({{3}}))), S(6));
}

/// A chain of k gradients reaches k coordinates and no more.
TYPED_TEST(Problems, InformationTravelsOneCoordinateAStep) {
  using S = TypeParam;
  const NesterovWorst<S> f{S(1), 7};
  const auto x = trajectory<S>(
      reference_implementation<S>().heavy_ball({}), Matrix<S>::Zero(7, 1),
      [&](const Matrix<S>& at) { return f.gradient(at); }, 3);
  for (Index t = 1; t <= 3; ++t)
    for (Index i = 0; i < 7; ++i) EXPECT_EQ(is_zero(x[static_cast<std::size_t>(t)](i, 0)), i >= t);
}

TYPED_TEST(Problems, HuberIsQuadraticThenLinear) {
  using S = TypeParam;
  const Huber<S> f{S(4), S(3)};
  f.check();
  const Matrix<S> x = rows<S>({{2}, {-2}, {3}, {5}, {-7}});
  EXPECT_EQ(f.gradient(x), rows<S>({{8}, {-8}, {12}, {12}, {-12}}));
  // 4·(2 + 2 + 9/2 + 3·(7/2) + 3·(11/2))
  EXPECT_EQ(f.value(x), S(142));
  EXPECT_EQ(f.value(Matrix<S>::Zero(2, 1)), S(0));
}

TYPED_TEST(Problems, NewtonsStepOnTheHyperbolaIsACube) {
  using S = TypeParam;
  const Hyperbola<S> f;
  const Matrix<S> x = rows<S>({{2}, {-1}, {0}, {5}});
  const auto U = Newton<S>{}.step(f.hessian(x), f.gradient(x));
  ASSERT_TRUE(U.has_value());
  EXPECT_TRUE(close<S>(x + *U, rows<S>({{-8}, {1}, {0}, {-125}})));
  EXPECT_EQ(f.value(rows<S>({{0, 0}})), S(2));
}

TYPED_TEST(Problems, ReddisCycle) {
  using S = TypeParam;
  const ReddiCycle<S> f{S(3), 3};
  f.check();
  const std::vector<int> slopes{3, -1, -1, 3, -1, -1, 3};
  for (long t = 1; t <= 7; ++t) {
    EXPECT_EQ(f.slope(t), integer<S>(slopes[static_cast<std::size_t>(t - 1)]));
    EXPECT_EQ(f.value(t, rows<S>({{-1}})), -f.slope(t));
    EXPECT_EQ(f.gradient(t, rows<S>({{7, 8}})), Matrix<S>::Constant(1, 2, f.slope(t)));
  }
}

TYPED_TEST(Problems, LossesOfAResidual) {
  using S = TypeParam;
  const auto q = [](int p, int d) { return ratio<S>(p, d); };
  struct Row {
    S e, squared, absolute, quartic, quartic_slope, huber, huber_slope;
  };
  for (const Row& r : {Row{S(0), S(0), S(0), S(0), S(0), S(0), S(0)},
                       Row{q(1, 2), q(1, 8), q(1, 2), q(1, 64), q(1, 8), q(1, 8), q(1, 2)},
                       Row{S(-1), q(1, 2), S(1), q(1, 4), S(-1), q(1, 2), S(-1)},
                       Row{S(-3), q(9, 2), S(3), q(81, 4), S(-27), q(5, 2), S(-1)}}) {
    EXPECT_EQ(SquaredLoss<S>().value(r.e), r.squared);
    EXPECT_EQ(SquaredLoss<S>().slope(r.e), r.e);
    EXPECT_EQ(AbsoluteLoss<S>().value(r.e), r.absolute);
    EXPECT_EQ(AbsoluteLoss<S>().slope(r.e), sign<S>(r.e));
    EXPECT_EQ(QuarticLoss<S>().value(r.e), r.quartic);
    EXPECT_EQ(QuarticLoss<S>().slope(r.e), r.quartic_slope);
    EXPECT_EQ(HuberLoss<S>().value(r.e), r.huber);
    EXPECT_EQ(HuberLoss<S>().slope(r.e), r.huber_slope);
  }
  EXPECT_EQ(AbsoluteLoss<S>().proximal(S(-5), S(2)), S(-3));
  EXPECT_EQ(AbsoluteLoss<S>().proximal(S(1), S(2)), S(0));
}

TEST(LogCosh, LiesBetweenTheSquareAndTheAbsoluteValue) {
  const LogCoshLoss<Real113> phi;
  for (int k = -40; k <= 40; ++k) {
    const Real113 e = Real113(k) / 4, up = exp(e), down = exp(-e);
    EXPECT_LE(abs(Real113(phi.value(e) - log((up + down) / 2))), unit_roundoff<Real113>() * 64);
    EXPECT_LE(abs(Real113(phi.slope(e) - (up - down) / (up + down))),
              unit_roundoff<Real113>() * 64);
  }
  EXPECT_EQ(LogCoshLoss<double>().value(1000), 1000 - std::log(2.));
  EXPECT_EQ(LogCoshLoss<double>().slope(-1000), -1);
  EXPECT_EQ(LogCoshLoss<double>().value(0), 0);
}

TYPED_TEST(Problems, CompletionUnderOtherLosses) {
  using S = TypeParam;
  const Mask Omega = mask({{1, 0, 1}});
  const Matrix<S> Y = rows<S>({{1, 100, 2}}), W = rows<S>({{4, 5, 2}});
  const LossCompletion<S, SquaredLoss<S>> squared{Y, Omega};
  const Completion<S> plain{Y, Omega};
  squared.check();
  EXPECT_EQ(squared.value(W), plain.value(W));
  EXPECT_EQ(squared.gradient(W), plain.gradient(W));
  const LossCompletion<S, QuarticLoss<S>> quartic{Y, Omega};
  EXPECT_EQ(quartic.gradient(W), rows<S>({{27, 0, 0}}));
  const LossCompletion<S, HuberLoss<S>> huber{Y, Omega, {S(2)}};
  EXPECT_EQ(huber.value(W), S(4));
  EXPECT_EQ(huber.gradient(W), rows<S>({{2, 0, 0}}));
}

template <class S>
Layers<S> some_layers() {
  return {rows<S>({{1, 2, 0, 3}, {0, -1, 2, 1}}), rows<S>({{2, 1}, {0, 3}, {-1, 1}}),
          rows<S>({{1, 0, 4}, {2, -3, 1}})};
}

/// <C, W_N ⋯ W_1> is linear in each layer: its difference quotient is exact.
TYPED_TEST(Problems, LayerGradients) {
  using S = TypeParam;
  const auto W = some_layers<S>();
  const Matrix<S> C = rows<S>({{1, -2, 3, 4}, {5, 6, -7, 8}});
  EXPECT_EQ(end_to_end<S>(W), Matrix<S>(W[2] * W[1] * W[0]));
  const auto G = layer_gradients<S>(W, C);
  ASSERT_EQ(G.size(), W.size());
  for (std::size_t j = 0; j < W.size(); ++j) {
    EXPECT_EQ(G[j].rows(), W[j].rows());
    for (Index i = 0; i < W[j].size(); ++i) {
      auto moved = W;
      moved[j].data()[i] += S(3);
      EXPECT_EQ(inner<S>(C, end_to_end<S>(moved) - end_to_end<S>(W)), S(3) * G[j].data()[i]);
    }
  }
  EXPECT_EQ(layer_gradients<S>({C}, C), Layers<S>{C});
}

/// One step of gradient descent changes W_{j+1}ᵀW_{j+1} − W_jW_jᵀ by eta²(G_{j+1}ᵀG_{j+1} − G_jG_jᵀ).
TYPED_TEST(Problems, GradientDescentAlmostConservesBalance) {
  using S = TypeParam;
  const auto W_0 = some_layers<S>();
  const S eta = ratio<S>(1, 8);
  const auto gradients = [](const Layers<S>& W) { return layer_gradients<S>(W, end_to_end<S>(W)); };
  const auto W = layered_trajectory<S>(reference_implementation<S>().gradient_descent({eta}), W_0,
                                       gradients, 1);
  const auto G = layer_gradients<S>(W_0, end_to_end<S>(W_0));
  const auto before = balancedness_defect<S>(W_0), after = balancedness_defect<S>(W[1]);
  ASSERT_EQ(before.size(), 2u);
  for (std::size_t j = 0; j < 2; ++j)
    EXPECT_TRUE(close<S>(
        Matrix<S>(after[j] - before[j]),
        Matrix<S>(eta * eta * (G[j + 1].transpose() * G[j + 1] - G[j] * G[j].transpose()))));
}

TYPED_TEST(Problems, BalancedLayersFromAKnownSvd) {
  using S = TypeParam;
  const Matrix<S> U = DyadicOrthogonal{4, {{1, 1, 1, 1}}}.template as<S>().leftCols(2);
  const Matrix<S> V = DyadicOrthogonal{3, {{1, -1, 0}}}.template as<S>().leftCols(2);
  const Matrix<S> A = DyadicOrthogonal{2, {{1, 1}}}.template as<S>(),
                  B = DyadicOrthogonal{5, {{1, 1, 0, 1, 1}}}.template as<S>().leftCols(2);
  const Vector<S> s = rows<S>({{3}, {2}}).col(0);
  const auto W = balanced_layers<S>(U, s, V, {A, B});
  ASSERT_EQ(W.size(), 3u);
  Vector<S> cubes = rows<S>({{27}, {8}}).col(0);
  EXPECT_EQ(end_to_end<S>(W), Matrix<S>(U * cubes.asDiagonal() * V.transpose()));
  for (const auto& defect : balancedness_defect<S>(W))
    EXPECT_EQ(defect, Matrix<S>::Zero(defect.rows(), defect.cols()));

  const Vector<S> other = rows<S>({{1}, {5}}).col(0);
  const auto aligned = aligned_layers<S>({V, A, U}, {s, other});
  EXPECT_EQ(end_to_end<S>(aligned),
            Matrix<S>(U * s.cwiseProduct(other).asDiagonal() * V.transpose()));
  EXPECT_NE(balancedness_defect<S>(aligned)[0], Matrix<S>::Zero(2, 2));
}

TEST(BalancedLayers, OfAnyMatrix) {
  const Matrix<Real113> W = rows<Real113>({{1, 2, 3}, {4, 5, 6}});
  for (long N = 1; N <= 4; ++N) {
    const auto layers = balanced_layers<Real113>(thin_svd<Real113>(W), N);
    EXPECT_EQ(layers.size(), static_cast<std::size_t>(N));
    EXPECT_TRUE(close<Real113>(end_to_end<Real113>(layers), W));
    for (const auto& defect : balancedness_defect<Real113>(layers))
      EXPECT_TRUE(close<Real113>(defect, Matrix<Real113>::Zero(defect.rows(), defect.cols())));
  }
  EXPECT_THROW(balanced_layers<Real113>(thin_svd<Real113>(W), 0), std::invalid_argument);
  EXPECT_THROW(end_to_end<double>({}), std::invalid_argument);
  EXPECT_THROW(end_to_end<double>({Matrix<double>::Ones(2, 3), Matrix<double>::Ones(2, 3)}),
               std::invalid_argument);
}

/// One step on ẋ = λx multiplies by 1 + z + z²/2 + z³/6 + z⁴/24, z = hλ.
TYPED_TEST(Problems, RungeKuttaOnALinearField) {
  using S = TypeParam;
  const auto field = [](const Matrix<S>& x) { return Matrix<S>(x * S(-3)); };
  const auto x = flow(field, rows<S>({{16, -16}}), ratio<S>(1, 3), 2);
  ASSERT_EQ(x.size(), 3u);
  EXPECT_TRUE(close<S>(x[1], rows<S>({{6, -6}})));
  EXPECT_TRUE(close<S>(x[2], row<S>({ratio<S>(9, 4), ratio<S>(-9, 4)})));
}

/// Halving h divides the error on the logistic flow by 16.
TEST(Flow, HasOrderFour) {
  using S = Real113;
  const auto field = [](const Matrix<S>& x) { return Matrix<S>(x - x.cwiseProduct(x)); };
  const auto error = [&](long steps) {
    const Matrix<S> end = flow(field, row<S>({S(S(1) / 4)}), S(S(2) / steps), steps).back();
    return log2_magnitude(S(end(0, 0) - 1 / (1 + 3 * exp(S(-2)))));
  };
  for (const long steps : {16, 32, 64}) EXPECT_NEAR(error(steps) - error(2 * steps), 4, .1);
}

/// Gradient flow on the layers conserves W_2ᵀW_2 − W_1W_1ᵀ; what is left of it falls like h⁴.
TEST(Flow, OnLayersConservesBalance) {
  using S = Real113;
  const Layers<S> W_0{rows<S>({{1, 2}, {0, 1}}), rows<S>({{1, 1}, {-1, 2}})};
  const auto field = [](const Layers<S>& W) {
    auto G = layer_gradients<S>(W, end_to_end<S>(W));
    for (auto& A : G) A = -A;
    return G;
  };
  const auto drift = [&](long steps) {
    const auto W = flow(field, W_0, S(S(1) / steps), steps).back();
    return log2_magnitude(
        S((balancedness_defect<S>(W)[0] - balancedness_defect<S>(W_0)[0]).norm()));
  };
  EXPECT_LT(drift(64), -16);
  EXPECT_NEAR(drift(64) - drift(128), 4, .3);
}

template <class S>
struct SymmetricPower : testing::Test {};
using Tiers = testing::Types<double, Real113, Real256, Real512>;
TYPED_TEST_SUITE(SymmetricPower, Tiers);

TYPED_TEST(SymmetricPower, OfAKnownDecomposition) {
  using S = TypeParam;
  const Matrix<S> Q = DyadicOrthogonal{4, {{1, 1, 1, 1}, {1, 0, -1, 0}}}.template as<S>();
  const auto with = [&](std::initializer_list<int> spectrum) {
    Vector<S> d(4);
    Index i = 0;
    for (const int k : spectrum) d(i++) = integer<S>(k);
    return Matrix<S>(Q * d.asDiagonal() * Q.transpose());
  };
  const Matrix<S> A = with({256, 81, 16, 1});
  const S none(0), tolerance = rank_tolerance<S>(4, 4);
  EXPECT_TRUE(close<S>(symmetric_power<S>(A, 1, 4, none), with({4, 3, 2, 1})));
  EXPECT_TRUE(close<S>(symmetric_power<S>(A, 3, 4, none), with({64, 27, 8, 1})));
  EXPECT_TRUE(close<S>(Matrix<S>(symmetric_power<S>(A, -1, 4, none) * S(12)), with({3, 4, 6, 12})));
  EXPECT_TRUE(close<S>(symmetric_power<S>(with({27, 8, 8, 1}), 2, 3, none), with({9, 4, 4, 1})));
  EXPECT_TRUE(close<S>(Matrix<S>(symmetric_power<S>(with({9, 4, 0, 0}), -1, 2, tolerance) * S(6)),
                       with({2, 3, 0, 0})));
  EXPECT_EQ(symmetric_power<S>(with({9, 4, 0, 0}), 0, 3, tolerance), Matrix<S>::Identity(4, 4));
  EXPECT_EQ(symmetric_power<S>(Matrix<S>::Zero(2, 2), -1, 4, tolerance), Matrix<S>::Zero(2, 2));
  EXPECT_THROW(symmetric_power<S>(Matrix<S>::Zero(2, 3), 1, 2, none), std::invalid_argument);
  EXPECT_THROW(symmetric_power<S>(A, 1, 0, none), std::invalid_argument);
  EXPECT_THROW(symmetric_power<S>(Matrix<S>::Constant(1, 1, std::numeric_limits<S>::quiet_NaN()), 1,
                                  2, none),
               std::invalid_argument);
}

}  // namespace
}  // namespace adamant
