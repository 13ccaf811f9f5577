#include "properties/optimiser_cases.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace adamant {
namespace {

template <class S>
struct Optimisers : testing::Test {
  const Implementation<S> the = reference_implementation<S>();
};
using Scalars = testing::Types<double, Real113, Surd>;
TYPED_TEST_SUITE(Optimisers, Scalars);

/// U_1, U_2, … of a method on gradients from W_0, against what was worked out by hand.
///
/// One call a case: g++ needs gigabytes for one table of all of them.
template <class S>
void expect_steps(const char* name, const Method<S>& method, const std::vector<Matrix<S>>& G,
                  const std::vector<Matrix<S>>& U, const Matrix<S>& W_0 = Matrix<S>()) {
  const auto found = W_0.size() > 0 ? updates<S>(method, G, W_0) : updates<S>(method, G);
  EXPECT_TRUE(close<S>(found, U)) << name << "\n" << text<S>(found) << "expected\n" << text<S>(U);
}

TYPED_TEST(Optimisers, LinearMethods) {
  using S = TypeParam;
  const auto q = [](int p, int d) { return ratio<S>(p, d); };
  const S one(1), half = q(1, 2);
  const std::vector<Matrix<S>> G{rows<S>({{4, 5}}), rows<S>({{-2, 1}})};
  expect_steps<S>("GradientDescent", this->the.gradient_descent({half}), G,
                  {row<S>({S(-2), q(-5, 2)}), row<S>({S(1), -half})});
  expect_steps<S>("HeavyBall", this->the.heavy_ball({one, half}), G,
                  {rows<S>({{-4, -5}}), row<S>({S(0), q(-7, 2)})});
  expect_steps<S>("Nesterov", this->the.nesterov({one, half}), G,
                  {rows<S>({{-4, -5}}), row<S>({S(0), q(-7, 2)})});
  expect_steps<S>("NesterovReparametrised", this->the.nesterov_reparametrised({one, half}), G,
                  {row<S>({S(-6), q(-15, 2)}), row<S>({S(2), q(-11, 4)})});
  expect_steps<S>("NesterovSequence", this->the.nesterov_sequence({half}),
                  {rows<S>({{4}}), rows<S>({{-2}}), rows<S>({{8}}), rows<S>({{0}})},
                  {rows<S>({{-2}}), rows<S>({{1}}), row<S>({q(-15, 4)}), row<S>({q(-3, 2)})});
  expect_steps<S>("BlockGradientDescent",
                  this->the.block_gradient_descent({half, S(3), mask({{1, 0}})}), G,
                  {rows<S>({{-2, -15}}), rows<S>({{1, -3}})});
  expect_steps<S>("FeasibleDescent", this->the.feasible_descent({S(3), mask({{1, 0}})}), G,
                  {rows<S>({{0, -15}}), rows<S>({{0, -3}})});
  expect_steps<S>("ProjectedDescent",
                  this->the.projected_descent({S(3), mask({{1, 0}}), rows<S>({{7, 99}})}), G,
                  {rows<S>({{-3, -15}}), rows<S>({{0, -3}})}, rows<S>({{10, 20}}));
}

TYPED_TEST(Optimisers, NormalisedMethods) {
  using S = TypeParam;
  const auto q = [](int p, int d) { return ratio<S>(p, d); };
  const S one(1), zero(0);
  const std::vector<Matrix<S>> G{rows<S>({{3, -4}}), rows<S>({{0, 12}})};
  expect_steps<S>("NormalisedGradientDescent", this->the.normalised_gradient_descent({S(5)}), G,
                  {rows<S>({{-3, 4}}), rows<S>({{0, -5}})});
  expect_steps<S>("SignDescent", this->the.sign_descent({S(2)}), G,
                  {rows<S>({{-2, 2}}), rows<S>({{0, -2}})});
  expect_steps<S>("AdaGradNorm", this->the.adagrad_norm({one, zero, zero}), G,
                  {row<S>({q(-3, 5), q(4, 5)}), row<S>({zero, q(-12, 13)})});
  expect_steps<S>("AdaGradNorm, s_0", this->the.adagrad_norm({one, S(144), zero}), {G[0]},
                  {row<S>({q(-3, 13), q(4, 13)})});
  expect_steps<S>("AdaGradNorm, epsilon", this->the.adagrad_norm({one, zero, one}), {G[0]},
                  {row<S>({q(-1, 2), q(2, 3)})});
  expect_steps<S>("AdaGrad", this->the.adagrad({one, zero}), G,
                  {rows<S>({{-1, 1}}), row<S>({zero, S(S(-12) / square_root<S>(S(160)))})});
}

/// With beta1 = beta2 = 1/2 and gradients 5, 1: m̂ = 5, 7/3 and v̂ = 25, 9; with 0, −2: m̂ = 0, −4/3 and
/// v̂ = 0, 8/3.
TYPED_TEST(Optimisers, AdaptiveMethods) {
  using S = TypeParam;
  const auto q = [](int p, int d) { return ratio<S>(p, d); };
  const auto root = [](int p, int d) { return square_root<S>(ratio<S>(p, d)); };
  const S one(1), zero(0), half = q(1, 2);
  const Adam<S> adam{one, half, half, zero};
  const std::vector<Matrix<S>> G{rows<S>({{5, 0}}), rows<S>({{1, -2}})};
  const Matrix<S> U_1 = rows<S>({{-1, 0}}), U_2 = row<S>({q(-7, 9), q(4, 3) / root(8, 3)});
  const Matrix<S> raw_1 = row<S>({-q(5, 2) / root(25, 2), zero});
  expect_steps<S>("RmsProp", this->the.rmsprop({one, half, zero}), G,
                  {row<S>({-root(2, 1), zero}), row<S>({S(-1) / root(27, 4), root(2, 1)})});
  expect_steps<S>("RmsPropCorrected", this->the.rmsprop_corrected({one, half, zero}), G,
                  {U_1, row<S>({q(-1, 3), S(2) / root(8, 3)})});
  expect_steps<S>("Adam", this->the.adam(adam), G, {U_1, U_2});
  expect_steps<S>("AdamEpsilonHat", this->the.adam_epsilon_hat({adam}), G, {U_1, U_2});
  expect_steps<S>("AdamEpsilonInside", this->the.adam_epsilon_inside({adam}), G, {U_1, U_2});
  expect_steps<S>("AdamUncorrected", this->the.adam_uncorrected({adam}), G,
                  {raw_1, row<S>({-q(7, 4) / root(27, 4), one / root(2, 1)})});
  expect_steps<S>("AmsGrad", this->the.amsgrad({adam}), G, {U_1, row<S>({q(-7, 15), U_2(0, 1)})});
  expect_steps<S>("AmsGradUncorrectedMax", this->the.amsgrad_uncorrected_max({{adam}}), G,
                  {U_1, row<S>({-q(7, 3) / root(50, 3), U_2(0, 1)})});
  expect_steps<S>("AmsGradUncorrected", this->the.amsgrad_uncorrected({{adam}}), G,
                  {raw_1, row<S>({-q(7, 4) / root(25, 2), one / root(2, 1)})});
  expect_steps<S>(
      "ScalarAdam", this->the.scalar_adam({adam}), G,
      {row<S>({-root(2, 1), zero}), row<S>({-q(7, 3) / root(35, 6), q(4, 3) / root(35, 6)})});
  expect_steps<S>("BlockAdam", this->the.block_adam({adam, mask({{1, 1, 0}})}),
                  {rows<S>({{3, 4, 7}}), rows<S>({{0, 0, -7}})},
                  {row<S>({S(-3) / root(25, 2), S(-4) / root(25, 2), S(-1)}),
                   row<S>({S(-1) / root(25, 6), -q(4, 3) / root(25, 6), q(1, 3)})});
}

TYPED_TEST(Optimisers, WhereEpsilonStands) {
  using S = TypeParam;
  const S one(1), half = ratio<S>(1, 2), five(5);
  const auto adam = [&](const S& epsilon) { return Adam<S>{one, half, half, epsilon}; };
  const Adam<S> bare{one, S(0), S(0), five};
  const std::vector<Matrix<S>> G{rows<S>({{5}})}, U{row<S>({-half})};
  expect_steps<S>("AdaGrad", this->the.adagrad({one, five}), G, U);
  expect_steps<S>("RmsProp", this->the.rmsprop({one, S(0), five}), G, U);
  expect_steps<S>("RmsPropCorrected", this->the.rmsprop_corrected({one, half, five}), G, U);
  expect_steps<S>("Adam", this->the.adam(adam(five)), G, U);
  expect_steps<S>("AdamEpsilonHat",
                  this->the.adam_epsilon_hat({adam(square_root<S>(ratio<S>(25, 2)))}), G, U);
  expect_steps<S>("AdamEpsilonInside", this->the.adam_epsilon_inside({adam(S(11))}), G,
                  {row<S>({ratio<S>(-5, 6)})});
  expect_steps<S>("AdamUncorrected", this->the.adam_uncorrected({bare}), G, U);
  expect_steps<S>("AmsGrad", this->the.amsgrad({adam(five)}), G, U);
  expect_steps<S>("AmsGradUncorrectedMax", this->the.amsgrad_uncorrected_max({{adam(five)}}), G, U);
  expect_steps<S>("AmsGradUncorrected", this->the.amsgrad_uncorrected({{bare}}), G, U);
  expect_steps<S>("ScalarAdam", this->the.scalar_adam({adam(five)}), G, U);
  expect_steps<S>("BlockAdam", this->the.block_adam({adam(five), mask({{1}})}), G, U);
  expect_steps<S>("BlockAdam beside Omega", this->the.block_adam({adam(five), mask({{0}})}), G, U);
}

TYPED_TEST(Optimisers, WeightDecay) {
  using S = TypeParam;
  const auto q = [](int p, int d) { return ratio<S>(p, d); };
  const Adam<S> adam{q(1, 2), q(1, 2), q(1, 2), S(0)};
  const S decay = q(1, 5);
  const Matrix<S> W_0 = rows<S>({{10, 20}});
  const std::vector<Matrix<S>> G{rows<S>({{5, -5}}), rows<S>({{1, -1}})};
  expect_steps<S>(
      "AdamW", this->the.adamw({adam, decay}), G,
      {row<S>({q(-3, 2), q(-3, 2)}), row<S>({q(-7, 18) - q(17, 20), q(7, 18) - q(37, 20)})}, W_0);
  expect_steps<S>(
      "AdamWFixedDecay", this->the.adamw_fixed_decay({adam, decay}), G,
      {row<S>({q(-5, 2), q(-7, 2)}), row<S>({q(-7, 18) - q(3, 2), q(7, 18) - q(33, 10)})}, W_0);
  expect_steps<S>("AdamL2", this->the.adam_l2({adam, decay}),
                  {rows<S>({{3, -9}}), row<S>({q(-9, 10), q(-51, 10)})},
                  {row<S>({q(-1, 2), q(1, 2)}), row<S>({q(-7, 18), q(7, 18)})}, W_0);
}

/// The Newton–Schulz polynomial of a number, five times.
template <class S>
S five_times(S x) {
  for (int j = 0; j < 5; ++j)
    x = x * (ratio<S>(6889, 2000) + x * x * (ratio<S>(-191, 40) + x * x * ratio<S>(4063, 2000)));
  return x;
}

TYPED_TEST(Optimisers, Muon) {
  using S = TypeParam;
  const S p3 = five_times<S>(ratio<S>(3, 5)), p4 = five_times<S>(ratio<S>(4, 5)),
          p1 = five_times<S>(S(1));
  const S half = ratio<S>(1, 2), zero(0);
  const std::vector<Matrix<S>> G{rows<S>({{0, 6}, {-8, 0}}), rows<S>({{0, 0}, {4, 5}})};
  const auto turned = [&](const S& a, const S& b) {
    Matrix<S> A = Matrix<S>::Zero(2, 2);
    A(0, 1) = a;
    A(1, 0) = b;
    return A;
  };
  expect_steps<S>("Muon", this->the.muon({S(1), half}), {G[0]}, {turned(-p3, p4)});
  expect_steps<S>("Muon, momentum", this->the.muon({S(1), half}),
                  {G[0], rows<S>({{0, -3}, {10, 0}})}, {turned(-p3, p4), turned(zero, -p1)});
  expect_steps<S>("MuonNesterov", this->the.muon_nesterov({{S(1), half}}),
                  {rows<S>({{0, 2}, {0, 0}}), rows<S>({{0, 2}, {0, 0}})},
                  {turned(-p1, zero), turned(-p1, zero)});
  expect_steps<S>("MuonNesterov, momentum", this->the.muon_nesterov({{S(1), half}}),
                  {rows<S>({{0, 8}, {16, 0}}), rows<S>({{0, 8}, {4, 0}})},
                  {turned(-five_times<S>(S(1) / square_root<S>(S(5))),
                          -five_times<S>(S(2) / square_root<S>(S(5)))),
                   turned(-five_times<S>(ratio<S>(7, 1) / square_root<S>(S(74))),
                          -five_times<S>(ratio<S>(5, 1) / square_root<S>(S(74))))});
}

TYPED_TEST(Optimisers, SpectralMethods) {
  using S = TypeParam;
  if constexpr (Real<S>) {
    const auto q = [](int p, int d) { return ratio<S>(p, d); };
    expect_steps<S>("SpectralDescent", this->the.spectral_descent({S(2)}),
                    {rows<S>({{0, -3}, {7, 0}}), rows<S>({{3, 0}, {4, 0}})},
                    {rows<S>({{0, 2}, {-2, 0}}), Matrix<S>(rows<S>({{-6, 0}, {-8, 0}}) / S(5))});
    expect_steps<S>("Shampoo", this->the.shampoo({S(1), S(9)}), {rows<S>({{4}}), rows<S>({{12}})},
                    {row<S>({q(-4, 5)}), row<S>({q(-12, 13)})});
    expect_steps<S>("Shampoo, 1x2", this->the.shampoo({S(1), S(11)}), {rows<S>({{3, 4}})},
                    {row<S>({q(-1, 2), q(-2, 3)})});
    expect_steps<S>("Shampoo, 2x1", this->the.shampoo({S(1), S(11)}), {rows<S>({{3}, {4}})},
                    {Matrix<S>(row<S>({q(-1, 2), q(-2, 3)}).transpose())});
  } else {
    EXPECT_EQ(this->the.spectral_descent, nullptr);
    EXPECT_EQ(this->the.shampoo, nullptr);
  }
}

std::string complaint_of(const std::function<void()>& call) {
  try {
    call();
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "nothing";
}

/// The complaint is one line and begins with `start`; "0.000000" is read as "0".
void expect_refusal(const std::string& start, const std::function<void()>& call) {
  std::string found = complaint_of(call);
  EXPECT_EQ(found.find('\n'), found.npos) << found;
  if (const auto at = found.find(".000000"); at != found.npos) found.erase(at, 7);
  EXPECT_EQ(found.substr(0, start.size()), start);
}

TYPED_TEST(Optimisers, RefuseWhatIsOutOfRange) {
  using S = TypeParam;
  const S zero(0), one(1), eta = ratio<S>(1, 100);
  const Mask Omega = mask({{1, 0}});
  const Matrix<S> W = rows<S>({{1}, {2}});
  expect_refusal("NormalisedGradientDescent: eta is 0, expected eta > 0",
                 [&] { this->the.normalised_gradient_descent({zero}); });
  expect_refusal("NesterovSequence: eta is -1", [&] { this->the.nesterov_sequence({S(-1)}); });
  expect_refusal("AdaGradNorm: eta is 0", [&] { this->the.adagrad_norm({zero}); });
  expect_refusal("AdaGradNorm: s_0 is -1, expected s_0 >= 0", [&] {
    this->the.adagrad_norm({eta, S(-1)});
  });
  expect_refusal("AdaGradNorm: epsilon is -1", [&] { this->the.adagrad_norm({eta, zero, S(-1)}); });
  expect_refusal("Adam: beta1 is 1, expected 0 <= beta1 < 1", [&] {
    this->the.amsgrad({{eta, one}});
  });
  expect_refusal("Adam: beta2 is 1", [&] {
    this->the.amsgrad_uncorrected_max({{{eta, zero, one}}});
  });
  expect_refusal("Adam: epsilon is -1", [&] {
    this->the.amsgrad_uncorrected({{{eta, zero, zero, S(-1)}}});
  });
  expect_refusal("Adam: eta is 0", [&] { this->the.scalar_adam({{zero}}); });
  expect_refusal("Adam: eta is 0", [&] { this->the.adamw({{zero}}); });
  expect_refusal("AdamW: weight_decay is -1, expected weight_decay >= 0", [&] {
    this->the.adamw({{}, S(-1)});
  });
  expect_refusal("AdamW: weight_decay is -1", [&] { this->the.adamw_fixed_decay({{}, S(-1)}); });
  expect_refusal("AdamW: weight_decay is -1", [&] { this->the.adam_l2({{}, S(-1)}); });
  expect_refusal("Muon: eta is 0", [&] { this->the.muon({zero}); });
  expect_refusal("Muon: mu is 1, expected 0 <= mu < 1", [&] { this->the.muon({eta, one}); });
  expect_refusal("Muon: mu is -1", [&] { this->the.muon_nesterov({{eta, S(-1)}}); });
  expect_refusal("BlockGradientDescent: eta is 0",
                 [&] { this->the.block_gradient_descent({zero}); });
  expect_refusal("BlockGradientDescent: eta_complement is 0", [&] {
    this->the.block_gradient_descent({eta, zero});
  });
  expect_refusal("BlockGradientDescent: the shape of Omega is 1x2, expected 2x1",
                 [&] { this->the.block_gradient_descent({.Omega = Omega}).init(W); });
  expect_refusal("BlockAdam: the shape of Omega is 1x2, expected 2x1", [&] {
    this->the.block_adam({{}, Omega}).init(W);
  });
  expect_refusal("FeasibleDescent: the shape of Omega is 1x2, expected 2x1",
                 [&] { this->the.feasible_descent({.Omega = Omega}).init(W); });
  expect_refusal("FeasibleDescent: eta is 0", [&] { this->the.feasible_descent({zero, Omega}); });
  expect_refusal("ProjectedDescent: the shape of Omega is 1x2, expected 2x1",
                 [&] { this->the.projected_descent({.Omega = Omega, .Y = W}); });
  expect_refusal("ProjectedDescent: eta is 0", [&] { this->the.projected_descent({zero}); });
  expect_refusal("Method::step: W is absent", [&] {
    const auto method = this->the.adamw({});
    method.step(W, method.init(W));
  });
  expect_refusal("Method::step: the shape of G is 1x1, expected 2x1", [&] {
    const auto method = this->the.gradient_descent({});
    method.step(Matrix<S>::Ones(1, 1), W, method.init(W));
  });
  if constexpr (Real<S>) {
    expect_refusal("SpectralDescent: eta is 0", [&] { this->the.spectral_descent({zero}); });
    expect_refusal("SpectralDescent: tolerance is 1", [&] {
      this->the.spectral_descent({eta, one});
    });
    expect_refusal("Shampoo: eta is 0", [&] { this->the.shampoo({zero}); });
    expect_refusal("Shampoo: epsilon is 0, expected epsilon > 0", [&] {
      this->the.shampoo({eta, zero});
    });
  }
}

}  // namespace
}  // namespace adamant
