#include "lab/completion_case.hpp"
#include "optim/gradient_descent.hpp"
#include "problem/factorised.hpp"
#include "problem/sampling.hpp"
#include "properties/conjectures/arms.hpp"
#include "properties/conjectures/conjectures.hpp"

#include <cmath>

namespace adamant {
namespace {

/// Gradient descent on the layers of l(W_N ⋯ W_1), from normal layers whose product has entries of about
/// `product` in size; stops early at eo ≤ 1e-6.
/// Words  those of completion_case; depth, eta, product, T.
Outcome descend_on_layers(const Words& with, std::uint64_t seed) {
  const CompletionCase x = completion_case(with, seed);
  const long N = whole(with, "depth"), T = whole(with, "T"), n = whole(with, "n");
  const double eta = number(with, "eta"), size = P_Omega<double>(x.Omega, x.Y).norm();
  const double deviation = std::pow(number(with, "product"), 1.0 / static_cast<double>(N)) /
                           std::sqrt(static_cast<double>(n));
  SplitMix random = stream(seed, Stream::start);
  Layers<double> W;
  for (long j = 0; j < N; ++j) W.push_back(gaussian_matrix<double>(n, n, deviation, random));
  Outcome outcome{seed, RunEnd::finished, {}};
  for (long t = 0; t < T; ++t) {
    const Matrix<double> product = end_to_end<double>(W);
    if (!product.allFinite() || product.norm() > 1e100) {
      outcome.end = RunEnd::diverged;
      return outcome;
    }
    const Matrix<double> G = P_Omega<double>(x.Omega, product - x.Y);
    if (G.norm() <= 1e-6 * size) break;
    const auto gradients = layer_gradients<double>(W, G);
    for (std::size_t j = 0; j < W.size(); ++j) W[j] -= eta * gradients[j];
  }
  outcome.values = errors_at(x, end_to_end<double>(W));
  for (const auto& defect : balancedness_defect<double>(W))
    outcome.values["imbalance"] = std::max(outcome.values["imbalance"], defect.norm());
  return outcome;
}

double steps_of(const Words& with) {
  const double n = number(with, "n") / 30;
  return 2.0 * number(with, "depth") * number(with, "T") * n * n * n;
}

Arm deep(const std::string& depth, const std::string& product) {
  return {.name = "GD on " + depth + " layers",
          .with = {{"depth", depth}, {"product", product}},
          .grid = {{{"eta", "0.01"}}, {{"eta", "0.003"}}},
          .measurement = "layers"};
}

}  // namespace

Experiment depth_frees_gradient_descent(const Scale&) {
  const Words p = at("0.4");
  return {
      .id = "H5",
      .name = "depth_does_for_gradient_descent_what_the_ratio_does_for_adam",
      .question = "Without any penalty, does gradient descent on two or three layers recover W*?",
      .source = "the note, matrix completion: deep linear networks",
      .thinned =
          "no penalty; Gaussian starts with product 0.001 and 0.1; eta in 2; p = 0.4; T as the "
          "others",
      .parts =
          {
              {.id = "H5a",
               .statement =
                   "one layer without a penalty leaves the hidden entries where they are: eu = 1",
               .prediction = Verdict::confirmed,
               .estimator = Estimator::median,
               .entrants = {{{"GD, no penalty",
                              {{"method", "GradientDescent"}, {"eta", "0.5"}, {"penalty", "none"}}},
                             p}},
               .claimed = {0.999999, 1.000001}},
              {.id = "H5b",
               .statement = "two layers from a small start bring the median eu below a half",
               .prediction = Verdict::confirmed,
               .estimator = Estimator::median,
               .entrants = {{deep("2", "0.001"), p}},
               .claimed = {0, 0.5}},
              {.id = "H5f",
               .statement = "two layers from a small start recover W* in half of the runs",
               .prediction = Verdict::refuted,
               .estimator = Estimator::rate,
               .entrants = {{deep("2", "0.001"), p}},
               .claimed = {0.5, 1},
               .claims = {"G11a"}},
              {.id = "H5c",
               .statement = "three layers have a smaller eu than two in three pairs of four",
               .prediction = Verdict::confirmed,
               .estimator = Estimator::win_share,
               .entrants = {{deep("3", "0.001"), p}, {deep("2", "0.001"), p}},
               .claimed = {0.75, 1}},
              {.id = "H5d",
               .statement = "a start a hundred times larger has a larger eu in three pairs of four",
               .prediction = Verdict::confirmed,
               .estimator = Estimator::win_share,
               .entrants = {{deep("2", "0.001"), p}, {deep("2", "0.1"), p}},
               .claimed = {0.75, 1}},
              {.id = "H5e",
               .statement = "one layer with Adam + ratio has a smaller eu than three layers in "
                            "three pairs of four",
               .prediction = Verdict::confirmed,
               .estimator = Estimator::win_share,
               .entrants = {{adam_ratio(), p}, {deep("3", "0.001"), p}},
               .claimed = {0.75, 1}},
          },
      .measurements = {seed_by_seed("layers", descend_on_layers, steps_of)},
  };
}

}  // namespace adamant
