#include "lab/experiment.hpp"

#include "claim/statistics.hpp"
#include "scalar/splitmix.hpp"

#include <cmath>

namespace adamant {
namespace {

/// Adam's mean step |U_t|/eta over gradients 1 + sigma Z_t, after a run-in of T/2 steps.
double mean_step(double beta1, double beta2, double sigma, long T, SplitMix& random) {
  double m = 0, v = 0, sum = 0;
  for (long t = 1; t <= T; ++t) {
    const double g = 1 + sigma * random.normal();
    m = beta1 * m + (1 - beta1) * g;
    v = beta2 * v + (1 - beta2) * g * g;
    if (2 * t <= T) continue;
    const double m_hat = m / (1 - std::pow(beta1, t)), v_hat = v / (1 - std::pow(beta2, t));
    sum += std::fabs(m_hat) / std::sqrt(v_hat);
  }
  return sum / static_cast<double>(T - T / 2);
}

/// Kendall's tau of the mean step against sigma = 0, 1/2, 1, 2, 5, 10, each of which has its own draws; and
/// at sigma = 1 the mean step beside 1/√(1 + sigma²).
Outcome steps_under_noise(const Words& with, std::uint64_t seed) {
  const double beta1 = number(with, "beta1"), beta2 = number(with, "beta2");
  std::vector<double> steps;
  std::uint64_t which = 20;
  for (const double sigma : {0.0, 0.5, 1.0, 2.0, 5.0, 10.0}) {
    SplitMix random(seed, which++);
    steps.push_back(mean_step(beta1, beta2, sigma, whole(with, "T"), random));
  }
  return {
      seed, RunEnd::finished, {{"tau", kendall_tau(steps)}, {"at_one", steps[2] * std::sqrt(2.0)}}};
}

/// No noise, and a gradient that falls like beta^t: the step falls with it.
Outcome steps_under_drift(const Words& with, std::uint64_t seed) {
  const double beta1 = number(with, "beta1"), beta2 = number(with, "beta2"),
               rate = number(with, "rate");
  double m = 0, v = 0, g = 1, step = 0;
  for (long t = 1; t <= 400; ++t) {
    g *= rate;
    m = beta1 * m + (1 - beta1) * g;
    v = beta2 * v + (1 - beta2) * g * g;
    step = m / (1 - std::pow(beta1, t)) / std::sqrt(v / (1 - std::pow(beta2, t)));
  }
  return {seed, RunEnd::finished, {{"step", step}}};
}

Arm adam(const std::string& beta1, const std::string& beta2) {
  return {"Adam (" + beta1 + ", " + beta2 + ")",
          {{"beta1", beta1}, {"beta2", beta2}, {"T", "20000"}},
          {},
          "noise"};
}

}  // namespace

Experiment signal_to_noise(const Scale&) {
  Experiment e{
      .id = "H12",
      .name = "adams_step_measures_the_signal_to_noise_ratio",
      .question = "Is Adam's step, of gradients mu + sigma Z, a decreasing function of sigma/mu?",
      .source = "the note, intuition about Adam: signal to noise",
      .thinned = "sigma in 6 values, 10000 steps after as many; one scalar",
      .parts = {},
      .measurements = {seed_by_seed("noise", steps_under_noise, [](const Words&) { return 250.0; }),
                       seed_by_seed("drift", steps_under_drift, [](const Words&) { return 1.0; })},
  };
  char letter = 'a';
  for (const auto& [beta1, beta2] : {std::pair{"0.9", "0.999"}, std::pair{"0.99", "0.99"},
                                     std::pair{"0.9", "0.9"}, std::pair{"0", "0.999"}})
    e.parts.push_back({.id = std::string("H12") + letter++,
                       .statement = std::string("at betas (") + beta1 + ", " + beta2 +
                                    ") the mean step falls with every step of sigma: tau = -1",
                       .prediction = Verdict::confirmed,
                       .estimator = Estimator::mean,
                       .entrants = {{adam(beta1, beta2), {}}},
                       .claimed = {-1, -0.99},
                       .metric = "tau"});
  e.parts.push_back(
      {.id = std::string("H12") + letter++,
       .statement =
           "at betas (0.99, 0.99) and sigma = mu it is 1/sqrt(2), within a hundredth of it",
       .prediction = Verdict::confirmed,
       .estimator = Estimator::mean,
       .entrants = {{adam("0.99", "0.99"), {}}},
       .claimed = {0.99, 1.01},
       .metric = "at_one"});
  e.parts.push_back({.id = std::string("H12") + letter++,
                     .statement = "noise is needed for small steps: without it |U| >= eta/2 for a "
                                  "gradient that falls like 0.9^t",
                     .prediction = Verdict::refuted,
                     .estimator = Estimator::mean,
                     .entrants = {{{"Adam (0.9, 0.999), no noise",
                                    {{"beta1", "0.9"}, {"beta2", "0.999"}, {"rate", "0.9"}},
                                    {},
                                    "drift"},
                                   {}}},
                     .claimed = {0.5, 10},
                     .metric = "step"});
  return e;
}

}  // namespace adamant
