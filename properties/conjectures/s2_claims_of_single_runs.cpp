#include "lab/experiment.hpp"
#include "optim/adam.hpp"
#include "scalar/splitmix.hpp"

#include <cmath>

namespace adamant {
namespace {

Adam<double> adam_of(const Words& with) {
  return {.eta = number(with, "eta"),
          .beta1 = number(with, "beta1"),
          .beta2 = number(with, "beta2"),
          .epsilon = 0};
}

/// The largest of |E|U_t|/eta − 1/√(1 + sigma²)| over sigma, the mean over the later half of T gradients
/// 1 + sigma Z_t.
Outcome distance_from_the_population_value(const Words& with, std::uint64_t seed) {
  const Adam<double> adam = adam_of(with);
  const long T = whole(with, "T");
  double gap = 0;
  std::uint64_t which = 40;
  for (const double sigma : {0.0, 0.5, 1.0, 2.0, 5.0}) {
    SplitMix random(seed, which++);
    auto state = adam.init(Matrix<double>::Zero(1, 1));
    double sum = 0;
    for (long t = 1; t <= T; ++t) {
      auto next = adam.step(Matrix<double>::Constant(1, 1, 1 + sigma * random.normal()), state);
      state = std::move(next.state);
      if (2 * t > T) sum += std::fabs(next.U(0)) / adam.eta;
    }
    const double mean = sum / static_cast<double>(T - T / 2);
    gap = std::fmax(gap, std::fabs(mean - 1 / std::sqrt(1 + sigma * sigma)));
  }
  return {seed, RunEnd::finished, {{"gap", gap}}};
}

/// max |x_t| over the last 5000 of T steps on x²/2, from a normal start.
Outcome late_amplitude(const Words& with, std::uint64_t seed) {
  const Adam<double> adam = adam_of(with);
  const long T = whole(with, "T");
  SplitMix random(seed, 50);
  Matrix<double> x = Matrix<double>::Constant(1, 1, random.normal());
  auto state = adam.init(x);
  double amplitude = 0;
  for (long t = 1; t <= T; ++t) {
    auto next = adam.step(x, state);
    state = std::move(next.state);
    x += next.U;
    if (t > T - 5000) amplitude = std::fmax(amplitude, std::fabs(x(0)));
  }
  return {seed, RunEnd::finished, {{"amplitude", amplitude}}};
}

Arm on_a_parabola(const std::string& eta, const std::string& beta2) {
  return {"Adam (0.9, " + beta2 + "), eta = " + eta,
          {{"eta", eta}, {"beta1", "0.9"}, {"beta2", beta2}, {"T", "60000"}},
          {},
          "late-amplitude"};
}

Part amplitude_is_proportional(const char* id, const std::string& beta2) {
  return {.id = id,
          .statement = "at betas (0.9, " + beta2 +
                       ") the late amplitude is ten times as large at ten times the rate: within a "
                       "quarter",
          .prediction = Verdict::confirmed,
          .estimator = Estimator::log_ratio,
          .entrants = {{on_a_parabola("0.1", beta2), {}}, {on_a_parabola("0.01", beta2), {}}},
          .claimed = {0.90309, 1.09691},
          .metric = "amplitude",
          .level = 0.9,
          .claims = {"D31c"}};
}

}  // namespace

Experiment claims_of_single_runs(const Scale&) {
  return {
      .id = "S2",
      .name = "statistical_claims_of_single_runs_of_adam",
      .question =
          "What the catalogue says of Adam's later steps: their mean under noise, and how "
          "far they swing at a constant rate.",
      .source = "group D: the statements that only a sample can judge",
      .thinned = "32 seeds each; one scalar",
      .parts =
          {{.id = "S2a",
            .statement = "at betas (0.999, 0.999) the mean step is within 1/50 of "
                         "1/sqrt(1 + sigma^2/mu^2) at each of five sigma",
            .prediction = Verdict::confirmed,
            .estimator = Estimator::mean,
            .entrants = {{{"Adam (0.999, 0.999)",
                           {{"eta", "1"}, {"beta1", "0.999"}, {"beta2", "0.999"}, {"T", "40000"}},
                           {},
                           "population-value"},
                          {}}},
            .claimed = {0, 0.02},
            .metric = "gap",
            .claims = {"D22b"}},
           amplitude_is_proportional("S2b", "0.999"),
           amplitude_is_proportional("S2c", "0.5")},
      .measurements = {seed_by_seed("population-value", distance_from_the_population_value,
                                    [](const Words&) { return 1000.0; }),
                       seed_by_seed("late-amplitude", late_amplitude,
                                    [](const Words&) { return 300.0; })},
  };
}

}  // namespace adamant
