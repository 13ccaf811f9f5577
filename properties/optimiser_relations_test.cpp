#include "properties/optimiser_cases.hpp"
#include "scalar/dyadic.hpp"

#include <gtest/gtest.h>

namespace adamant {
namespace {

template <class S>
struct OptimiserRelations : testing::Test {
  const Implementation<S> the = reference_implementation<S>();
};
using Scalars = testing::Types<double, Real113, Surd>;
TYPED_TEST_SUITE(OptimiserRelations, Scalars);

template <class S, class F>
std::vector<Matrix<S>> mapped(const std::vector<Matrix<S>>& list, const F& f) {
  std::vector<Matrix<S>> result;
  for (const auto& A : list) result.push_back(f(A));
  return result;
}

/// Muon's numbers are 3000 times as long as its gradient's: one exact step is enough.
template <class S>
std::vector<Matrix<S>> gradients_for(const Named<S>& method, Index m, Index n) {
  auto G = some_gradients<S>(m, n);
  if (Exact<S> && method.name.starts_with("Muon")) G.resize(1);
  return G;
}

const Mask omega = mask({{1, 0, 1}, {0, 1, 1}});

/// The same state twice gives the same step, the state it was given is what it was, and two runs side by
/// side do not disturb each other: going on from any saved state repeats the rest of the run.
TYPED_TEST(OptimiserRelations, AStepIsPureAndAStateIsAllThereIs) {
  using S = TypeParam;
  for (const auto& named : every_method<S>(omega)) {
    const auto& method = named.method;
    const auto G = gradients_for(named, 2, 3);
    const auto copy = G;
    const Matrix<S> W = Matrix<S>::Ones(2, 3);
    std::vector<typename Method<S>::State> saved{method.init(W)};
    std::vector<Matrix<S>> U;
    for (const auto& gradient : G) {
      auto next = method.step(gradient, W, saved.back());
      U.push_back(next.U);
      saved.push_back(next.state);
    }
    for (std::size_t from = 0; from < G.size(); ++from) {
      auto state = saved[from];
      for (std::size_t t = from; t < G.size(); ++t) {
        auto next = method.step(G[t], W, state);
        EXPECT_EQ(next.U, U[t]) << named.name << " at step " << t << " from " << from;
        state = next.state;
      }
    }
    EXPECT_EQ(G, copy) << named.name;
  }
}

TYPED_TEST(OptimiserRelations, ShapesAreKeptAndAZeroGradientIsHarmless) {
  using S = TypeParam;
  for (const auto& shape : {mask({{1}}), mask({{1, 0, 1}}), mask({{0}, {1}}), omega})
    for (const auto& named : every_method<S>(shape)) {
      const Matrix<S> zero = Matrix<S>::Zero(shape.rows(), shape.cols());
      const auto updates_of_zero = updates<S>(named.method, {zero, zero});
      for (const auto& U : updates_of_zero) {
        EXPECT_EQ(U.rows(), shape.rows()) << named.name;
        EXPECT_EQ(U.cols(), shape.cols()) << named.name;
        for (Index i = 0; i < U.size(); ++i) EXPECT_TRUE(is_finite(U.data()[i])) << named.name;
        EXPECT_TRUE(U == zero || named.name == "ProjectedDescent") << named.name;
      }
    }
}

TYPED_TEST(OptimiserRelations, DegreeInTheGradient) {
  using S = TypeParam;
  const S c(3);
  for (const auto& named : every_method<S>(omega)) {
    const auto G = gradients_for(named, 2, 3);
    const auto scaled =
        updates<S>(named.method, mapped(G, [&](const auto& A) { return Matrix<S>(A * c); }));
    const S factor = power(c, named.degree);
    const auto expected =
        mapped(updates<S>(named.method, G), [&](const auto& A) { return Matrix<S>(A * factor); });
    EXPECT_EQ(close<S>(scaled, expected), named.has_degree) << named.name;
  }
}

TYPED_TEST(OptimiserRelations, WhichCommuteWithRotations) {
  using S = TypeParam;
  const Matrix<S> P =
      DyadicOrthogonal{4, {{1, 1, 1, 1}, {1, -1, 0, 0}, {0, 1, 1, 0}}}.template as<S>();
  const Matrix<S> Q =
      DyadicOrthogonal{5, {{1, 1, 0, 1, 1}, {0, 1, -1, 0, 0}, {1, 0, 1, 1, -1}}}.template as<S>();
  for (const auto& named : every_method<S>(
           Mask::Constant(4, 5, true) &&
           mask({{1, 0, 1, 1, 0}, {0, 1, 1, 0, 1}, {1, 1, 0, 1, 1}, {0, 1, 0, 0, 1}}))) {
    const auto G = gradients_for(named, 4, 5);
    const auto U = updates<S>(named.method, G);
    const auto left = [&](const auto& A) { return Matrix<S>(P * A); };
    const auto right = [&](const auto& A) { return Matrix<S>(A * Q); };
    if (named.rotates) {
      EXPECT_TRUE(close<S>(updates<S>(named.method, mapped(G, left)), mapped(U, left)))
          << named.name;
      EXPECT_TRUE(close<S>(updates<S>(named.method, mapped(G, right)), mapped(U, right)))
          << named.name;
    } else if constexpr (Real<S>) {
      const auto relative = [](const Matrix<S>& A, const Matrix<S>& B) {
        return S((A - B).norm() / B.norm());
      };
      EXPECT_GT(relative(updates<S>(named.method, mapped(G, left))[0], left(U[0])), ratio<S>(1, 50))
          << named.name;
      EXPECT_GT(relative(updates<S>(named.method, mapped(G, right))[0], right(U[0])),
                ratio<S>(1, 50))
          << named.name;
    }
  }
}

/// Entries as a list in another order, with other signs.
template <class S>
Matrix<S> shuffled(const Matrix<S>& A) {
  Matrix<S> B(A.rows(), A.cols());
  for (Index i = 0; i < A.size(); ++i)
    B.data()[(i * 5 + 2) % A.size()] = (i % 3 == 1) ? S(-A.data()[i]) : A.data()[i];
  return B;
}

TYPED_TEST(OptimiserRelations, WhichCommuteWithEntryPermutations) {
  using S = TypeParam;
  for (const auto& named : every_method<S>(omega)) {
    const auto G = gradients_for(named, 2, 3);
    const auto shuffle = [](const auto& A) { return shuffled<S>(A); };
    EXPECT_EQ(close<S>(updates<S>(named.method, mapped(G, shuffle)),
                       mapped(updates<S>(named.method, G), shuffle)),
              named.permutes)
        << named.name;
  }
}

/// Rows and columns, unlike entries, may be permuted and change sign whatever the method, the mask with them.
TYPED_TEST(OptimiserRelations, AllCommuteWithPermutationsOfRowsAndColumns) {
  using S = TypeParam;
  Matrix<S> P = rows<S>({{0, -1}, {1, 0}}), Q = rows<S>({{0, 1, 0}, {0, 0, -1}, {1, 0, 0}});
  Mask turned(2, 3);
  for (Index i = 0; i < 2; ++i)
    for (Index j = 0; j < 3; ++j) turned(i, j) = omega(1 - i, (j + 2) % 3);
  const auto before = every_method<S>(omega), after = every_method<S>(turned);
  for (std::size_t k = 0; k < before.size(); ++k) {
    if (before[k].name == "ProjectedDescent") continue;
    const auto G = gradients_for(before[k], 2, 3);
    const auto turn = [&](const auto& A) { return Matrix<S>(P * A * Q); };
    EXPECT_TRUE(close<S>(updates<S>(after[k].method, mapped(G, turn)),
                         mapped(updates<S>(before[k].method, G), turn)))
        << before[k].name;
  }
}

TYPED_TEST(OptimiserRelations, AConstantGradientIsFollowedAtOneRate) {
  using S = TypeParam;
  const Adam<S> adam{S(2), ratio<S>(9, 10), ratio<S>(99, 100), S(0)};
  const Matrix<S> G = rows<S>({{3, -4, 0}}), sign = rows<S>({{-2, 2, 0}});
  const std::vector<std::pair<std::string, Method<S>>> entrywise{
      {"RmsPropCorrected", this->the.rmsprop_corrected({S(2), ratio<S>(9, 10), S(0)})},
      {"Adam", this->the.adam(adam)},
      {"AdamEpsilonHat", this->the.adam_epsilon_hat({adam})},
      {"AdamEpsilonInside", this->the.adam_epsilon_inside({adam})},
      {"AmsGrad", this->the.amsgrad({adam})},
      {"AmsGradUncorrectedMax", this->the.amsgrad_uncorrected_max({{adam}})},
      {"BlockAdam", this->the.block_adam({adam, mask({{1, 0, 0}})})},
      {"ScalarAdam", this->the.scalar_adam({adam})}};
  const std::vector<Matrix<S>> constant(20, G);
  for (const auto& [name, method] : entrywise) {
    Matrix<S> U = sign;
    if (name == "ScalarAdam") U = G * S(S(-2) / square_root<S>(ratio<S>(25, 3)));
    if (name == "BlockAdam") U = row<S>({S(-2), S(S(8) / square_root<S>(S(8))), S(0)});
    EXPECT_TRUE(close<S>(updates<S>(method, constant), std::vector<Matrix<S>>(20, U))) << name;
  }
  // (1 − mu^t)/(1 − mu) for a sum, and √t for AdaGrad's decay.
  const auto ball = updates<S>(this->the.heavy_ball({S(1), ratio<S>(1, 2)}), constant);
  const auto norm = updates<S>(this->the.adagrad_norm({S(1), S(0), S(0)}), constant);
  for (long t = 1; t <= 20; ++t) {
    const auto k = static_cast<std::size_t>(t - 1);
    EXPECT_TRUE(close<S>(ball[k], G * S(power(ratio<S>(1, 2), t) - S(1)) * S(2)));
    EXPECT_TRUE(close<S>(norm[k], Matrix<S>(G / S(S(-5) * square_root<S>(integer<S>(t))))));
  }
}

/// Of the three maxima only the one behind the correction, and the one without any, keep the rates from
/// growing; Adam does not keep them.
TYPED_TEST(OptimiserRelations, AmsGradsEffectiveRateNeverGrows) {
  using S = TypeParam;
  const Adam<S> adam{S(1), S(0), ratio<S>(9, 10), S(0)};
  const AmsGrad<S> ams{adam};
  const AmsGradUncorrected<S> published{{adam}};
  const AmsGradUncorrectedMax<S> late{{adam}};
  std::vector<Matrix<S>> G(20, row<S>({ratio<S>(1, 10), S(1), S(-2)}));
  G[0] = rows<S>({{10, 1, 0}});
  G[7] = rows<S>({{3, 0, 5}});
  // beta1 = 0: U_t = −G_t times the effective rate.
  const auto grows = [&](const Method<S>& method) {
    const auto U = updates<S>(method, G);
    for (Index i = 0; i < 3; ++i)
      for (std::size_t t = 1; t < G.size(); ++t) {
        const S now = G[t](0, i), before = G[t - 1](0, i);
        if (is_zero(now) || is_zero(before)) continue;
        const S slack = Exact<S> ? S(1) : S(S(1) + ratio<S>(1, 1000000000));
        if (U[t](0, i) / now < U[t - 1](0, i) / before * slack) return true;
      }
    return false;
  };
  EXPECT_FALSE(grows(ams));
  EXPECT_FALSE(grows(published));
  EXPECT_TRUE(grows(late));
  EXPECT_TRUE(grows(adam));
}

TYPED_TEST(OptimiserRelations, BlockMethodsReduceToPlainOnes) {
  using S = TypeParam;
  const Adam<S> adam{S(1), ratio<S>(1, 2), ratio<S>(3, 4), S(0)};
  const auto G = some_gradients<S>(2, 3);
  const auto plain = updates<S>(this->the.scalar_adam({adam}), G);
  for (const bool observed : {false, true})
    EXPECT_TRUE(close<S>(
        updates<S>(this->the.block_adam({adam, Mask::Constant(2, 3, observed)}), G), plain));
  EXPECT_FALSE(close<S>(updates<S>(this->the.block_adam({adam, omega}), G), plain));

  const auto two = some_gradients<S>(1, 2);
  EXPECT_TRUE(close<S>(updates<S>(this->the.block_adam({adam, mask({{1, 0}})}), two),
                       updates<S>(this->the.adam(adam), two)));
  // Both blocks of one mean square: 3² + 4² = 5² + 0².
  const std::vector<Matrix<S>> even{rows<S>({{3, 5, 4, 0}}), rows<S>({{-4, 0, 3, 5}})};
  EXPECT_TRUE(close<S>(updates<S>(this->the.block_adam({adam, mask({{1, 0, 1, 0}})}), even),
                       updates<S>(this->the.scalar_adam({adam}), even)));

  const S eta = ratio<S>(1, 3);
  EXPECT_TRUE(
      close<S>(updates<S>(this->the.block_gradient_descent({.eta = eta, .Omega = omega}), G),
               updates<S>(this->the.gradient_descent({eta}), G)));
}

TYPED_TEST(OptimiserRelations, DecoupledDecayIsBesideTheHistory) {
  using S = TypeParam;
  const Adam<S> adam{ratio<S>(1, 2), ratio<S>(1, 2), ratio<S>(1, 2), S(0)};
  const Matrix<S> W = rows<S>({{8, -4}}), zero = Matrix<S>::Zero(1, 2);
  const auto U_of = [&](const Method<S>& method, const Matrix<S>& G) {
    return method.step(G, W, method.init(W)).U;
  };
  const S decay = ratio<S>(1, 4);
  EXPECT_EQ(U_of(this->the.adamw({adam, decay}), zero), (row<S>({S(-1), ratio<S>(1, 2)})));
  EXPECT_EQ(U_of(this->the.adamw_fixed_decay({adam, decay}), zero), rows<S>({{-2, 1}}));
  EXPECT_EQ(U_of(this->the.adam_l2({adam, decay}), zero),
            (row<S>({ratio<S>(-1, 2), ratio<S>(1, 2)})));

  const Matrix<S> G = rows<S>({{3, 5}});
  const auto insensitive = [&](const Method<S>& method) {
    return close<S>(U_of(method, G), U_of(method, Matrix<S>(G * S(7))));
  };
  EXPECT_TRUE(insensitive(this->the.adamw({adam, decay})));
  EXPECT_TRUE(insensitive(this->the.adamw_fixed_decay({adam, decay})));
  // 3 + 2, 5 − 1 and 21 + 2, 35 − 1 have the same signs at t = 1: it takes a second step to tell.
  const auto twice = [&](const Method<S>& method, const S& c) {
    const auto first = method.step(Matrix<S>(G * c), W, method.init(W));
    return method.step(Matrix<S>(G * S(c * S(2))), W, first.state).U;
  };
  const auto coupled = this->the.adam_l2({adam, decay});
  EXPECT_FALSE(close<S>(twice(coupled, S(1)), twice(coupled, S(7))));
}

TYPED_TEST(OptimiserRelations, ProjectionsReachAndKeepTheObservedEntries) {
  using S = TypeParam;
  const Matrix<S> Y = rows<S>({{1, 2, 3}, {4, 5, 6}});
  const auto gradient = [](const Matrix<S>& W) { return Matrix<S>(W * W.transpose() * W); };
  const S eta = ratio<S>(1, 100);
  const auto far = trajectory<S>(this->the.projected_descent({eta, omega, Y}),
                                 Matrix<S>::Constant(2, 3, ratio<S>(1, 3)), gradient, 4);
  for (std::size_t t = 2; t < far.size(); ++t)
    EXPECT_EQ(P_Omega<S>(omega, far[t]), P_Omega<S>(omega, Y));
  EXPECT_TRUE(close<S>(P_Omega<S>(omega, far[1]), P_Omega<S>(omega, Y)));

  const auto feasible = trajectory<S>(this->the.feasible_descent({eta, omega}), Y, gradient, 3);
  for (const auto& W : feasible) EXPECT_EQ(P_Omega<S>(omega, W), P_Omega<S>(omega, Y));
  EXPECT_FALSE(close<S>(feasible[3], Y));
  EXPECT_EQ(trajectory<S>(this->the.projected_descent({eta, omega, Y}), Y, gradient, 3), feasible);
}

/// M = U diag(sigma) Vᵀ with exactly orthogonal U and V: the update has the same frame.
TYPED_TEST(OptimiserRelations, SpectralMethodsKeepTheFrame) {
  using S = TypeParam;
  const Matrix<S> U =
      DyadicOrthogonal{5, {{1, 1, 0, 1, 1}, {0, 1, -1, 0, 0}, {1, 1, 1, 0, 1}}}.template as<S>();
  const Matrix<S> V =
      DyadicOrthogonal{5, {{1, 1, 1, -1, 0}, {0, 1, 1, 0, 0}, {1, 0, 1, 1, 1}}}.template as<S>();
  const auto in_frame = [&](const Method<S>& method, std::vector<std::array<int, 5>> spectra) {
    std::vector<Matrix<S>> G;
    for (const auto& s : spectra) {
      Vector<S> d(5);
      for (Index i = 0; i < 5; ++i) d(i) = integer<S>(s[static_cast<std::size_t>(i)]);
      G.push_back(U * d.asDiagonal() * V.transpose());
    }
    for (const auto& step : updates<S>(method, G)) {
      Matrix<S> D = U.transpose() * step * V;
      D.diagonal().setZero();
      if (!close<S>(D, Matrix<S>::Zero(5, 5))) return false;
    }
    return true;
  };
  EXPECT_TRUE(in_frame(this->the.muon({S(1), ratio<S>(1, 2)}), {{8, 5, 2, 0, 1}}));
  EXPECT_TRUE(in_frame(this->the.muon_nesterov({{S(1), ratio<S>(1, 2)}}), {{4, 4, 1, -1, 1}}));
  EXPECT_TRUE(
      in_frame(this->the.normalised_gradient_descent({}), {{3, 2, 1, 0, 1}, {5, 1, 1, 0, 1}}));
  EXPECT_FALSE(in_frame(this->the.sign_descent({}), {{3, 2, 1, 0, 0}}));
  if constexpr (Real<S>) {
    EXPECT_TRUE(in_frame(this->the.muon({}), {{8, 5, 2, 0, 1}, {-3, 2, 1, 4, 1}, {1, 1, 1, 1, 1}}));
    EXPECT_TRUE(in_frame(this->the.spectral_descent({}), {{8, 5, 2, 0, 0}, {-3, 2, 1, 4, 1}}));
    EXPECT_TRUE(
        in_frame(this->the.shampoo({}), {{8, 5, 2, 1, 1}, {-3, 2, 1, 4, 1}, {2, 2, 0, 1, 1}}));
  }
}

/// Singular values in [1/100, 1] of the Frobenius norm end in [0.68, 1.14].
TEST(NewtonSchulz, ComesNearToThePolarFactor) {
  for (int k = 0; k <= 1000; ++k) {
    const double s = .01 + .99 * k / 1000, rest = std::sqrt(1 - std::min(1., s * s));
    const Matrix<double> X =
        newton_schulz<double>((Matrix<double>(2, 2) << s, 0, 0, rest).finished(), 5);
    EXPECT_GT(X(0, 0), .68) << s;
    EXPECT_LT(X(0, 0), 1.14) << s;
  }
}

/// Shampoo is unchanged when gradients grow by c and epsilon by c².
TEST(ShampooScale, EpsilonGrowsWithTheSquare) {
  const auto the = reference_implementation<Real113>();
  const auto G = some_gradients<Real113>(3, 4);
  const auto scaled = mapped(G, [](const auto& A) { return Matrix<Real113>(A * Real113(5)); });
  EXPECT_TRUE(close<Real113>(updates<Real113>(the.shampoo({Real113(1), Real113(25)}), scaled),
                             updates<Real113>(the.shampoo({Real113(1), Real113(1)}), G)));
}

/// x_5 = −3/256 and x_6 = −7/512: the first increase on x²/2 at eta = 1/2.
TYPED_TEST(OptimiserRelations, NesterovsSequenceOvershoots) {
  using S = TypeParam;
  const auto x = trajectory<S>(
      this->the.nesterov_sequence({ratio<S>(1, 2)}), rows<S>({{1}}),
      [](const Matrix<S>& y) { return y; }, 6);
  EXPECT_EQ(x[5](0, 0), ratio<S>(-3, 256));
  EXPECT_TRUE(close<S>(x[6], row<S>({ratio<S>(-7, 512)})));
}

}  // namespace
}  // namespace adamant
