#include "optim/method_names.hpp"
#include "properties/optimiser_cases.hpp"

#include <gtest/gtest.h>

namespace adamant {
namespace {

const Mask omega = mask({{1, 0, 1}, {0, 1, 1}});

TEST(MethodNames, EachMakesAMethodThatRuns) {
  const auto G = some_gradients<Real113>(2, 3);
  const auto names = method_names();
  EXPECT_GE(names.size(), 28u);
  for (const auto& name : names) {
    const auto U =
        updates<Real113>(make_method<Real113>(name, {}, omega), G, Matrix<Real113>::Ones(2, 3));
    for (Index i = 0; i < U.back().size(); ++i) EXPECT_TRUE(is_finite(U.back().data()[i])) << name;
    EXPECT_EQ(describe_method(name, {}).find(name + ", eta "), 0u);
  }
}

TEST(MethodNames, HyperParametersArrive) {
  const auto the = reference_implementation<double>();
  const auto G = some_gradients<double>(2, 3);
  const Matrix<double> W_0 = Matrix<double>::Ones(2, 3);
  const auto same = [&](const char* name, const HyperParameters& given,
                        const Method<double>& method) {
    EXPECT_EQ(updates<double>(make_method<double>(name, given, omega), G, W_0),
              updates<double>(method, G, W_0))
        << name;
  };
  same("AdamW", {{"eta", "1/8"}, {"weight-decay", "0.5"}}, the.adamw({{.eta = .125}, .5}));
  same("AdamL2", {{"weight-decay", "0.5"}}, the.adam_l2({{}, .5}));
  same("AdaGradNorm", {{"s-0", "4"}}, the.adagrad_norm({.s_0 = 4}));
  same("BlockAdam", {{"beta1", "0.5"}}, the.block_adam({{.beta1 = .5}, omega}));
  same("BlockGradientDescent", {{"eta", "2"}, {"eta-complement", "3"}},
       the.block_gradient_descent({2, 3, omega}));
  same("SpectralDescent", {{"tolerance", "0.5"}}, the.spectral_descent({.tolerance = .5}));
  same("MuonNesterov", {{"mu", "0.5"}}, the.muon_nesterov({{.mu = .5}}));
}

/// A factor on eta belongs to both step sizes of a block method.
TEST(MethodNames, AScheduleScalesEveryStepSize) {
  const auto the = reference_implementation<double>();
  const auto G = some_gradients<double>(2, 3);
  const auto scaled = make_scaled_method<double>("BlockGradientDescent",
                                                 {{"eta", "2"}, {"eta-complement", "3"}}, omega);
  EXPECT_EQ(updates<double>(scaled(.5), G),
            updates<double>(the.block_gradient_descent({1, 1.5, omega}), G));
}

TEST(MethodNames, WhatAMethodDoesNotHaveIsRefused) {
  const auto complaint = [](const char* name, const HyperParameters& given) -> std::string {
    try {
      make_method<double>(name, given);
    } catch (const std::invalid_argument& error) {
      return error.what();
    }
    return "nothing";
  };
  EXPECT_EQ(complaint("SignDescent", {{"mu", "0.5"}}), "SignDescent has no mu; it has eta");
  EXPECT_EQ(complaint("ScalarAdam", {{"weight-decay", "1"}}),
            "ScalarAdam has no weight-decay; it has eta, beta1, beta2, epsilon");
  EXPECT_EQ(complaint("Muon", {{"mu", "1"}}).find("Muon: mu is 1"), 0u);
  EXPECT_EQ(complaint("Newton", {}).find("Newton cannot run here"), 0u);
  EXPECT_EQ(complaint("adam", {}).find("there is no optimiser 'adam'; there are GradientDescent, "),
            0u);
}

}  // namespace
}  // namespace adamant
