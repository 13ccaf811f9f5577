#include "properties/conjectures/arms.hpp"
#include "properties/conjectures/conjectures.hpp"

#include "scalar/splitmix.hpp"

#include <cmath>

namespace adamant {
namespace {

/// W = [[1, 2], [2, x]], W* at x = 4: rho² = 1 + 2|x − 4|/(9 + x²), by ‖W‖_*² = ‖W‖² + 2|det W|.
double slope_of_rho(double x) {
  const double a = std::fabs(x - 4), b = 9 + x * x, rho = std::sqrt(1 + 2 * a / b);
  const double sign = x > 4 ? 1 : x < 4 ? -1 : 0;
  return (sign / b - 2 * x * a / (b * b)) / rho;
}

/// Starts uniform on [−20, 20], one for each draw; recovered is the share with |x_T − 4| ≤ 1/10, and
/// predicted that of the starts inside (−1, 9).
/// Words  eta; method: flow (gradient steps of at most eta), Adam; draws, T.
Outcome basin(const Words& with, std::uint64_t seed) {
  SplitMix random = SplitMix(seed, 11);
  const long draws = whole(with, "draws"), T = whole(with, "T");
  const double eta = number(with, "eta");
  const bool adam = word(with, "method") == "Adam";
  double recovered = 0, inside = 0, agree = 0;
  for (long k = 0; k < draws; ++k) {
    const double x_0 = 40 * random.uniform() - 20;
    double x = x_0, m = 0, v = 0;
    for (long t = 1; t <= T; ++t) {
      const double decay =
          2 * t <= T ? 1 : std::pow(1e-3, static_cast<double>(2 * t - T) / static_cast<double>(T));
      const double g = slope_of_rho(x);
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      const double step =
          adam ? m / (1 - std::pow(0.9, t)) / (std::sqrt(v / (1 - std::pow(0.999, t))) + 1e-20)
               : g / (std::fabs(g) + 1e-300);
      x -= eta * decay * step;
    }
    const bool there = std::fabs(x - 4) <= 0.1, in = x_0 > -1 && x_0 < 9;
    recovered += there;
    inside += in;
    agree += there == in;
  }
  const double n = static_cast<double>(draws);
  return {seed,
          RunEnd::finished,
          {{"recovered", recovered / n}, {"inside", inside / n}, {"agree", agree / n}}};
}

double steps_of(const Words& with) { return number(with, "draws") * number(with, "T") / 600; }

Arm in_the_plane(const std::string& method, const std::string& eta) {
  return {method + ", eta " + eta,
          {{"method", method}, {"eta", eta}, {"draws", "50"}, {"T", "4000"}},
          {},
          "basin"};
}

}  // namespace

Experiment basins_of_the_right_optimum(const Scale&) {
  Experiment e{
      .id = "H11",
      .name = "adam_finds_the_right_optimum_from_afar",
      .question =
          "The note wonders why Adam finds the right optimum so often. From how far away does it, "
          "and is Adam alone in it?",
      .source = "the note, matrix completion: the right optimum",
      .thinned =
          "the 2 x 2 landscape exactly; n = 30 with noise of 1 and 3 beside Omega; limits are not "
          "clustered",
      .parts =
          {
              {.id = "H11a",
               .statement = "normalised descent on the 2 x 2 ratio ends at W* from the basin (-1, "
                            "9), and from there alone, in 99 of 100 starts",
               .prediction = Verdict::confirmed,
               .estimator = Estimator::mean,
               .entrants = {{in_the_plane("flow", "0.02"), {}}},
               .claimed = {0.99, 1},
               .metric = "agree"},
              {.id = "H11b",
               .statement = "Adam with eta = 1/100 does, too",
               .prediction = Verdict::confirmed,
               .estimator = Estimator::mean,
               .entrants = {{in_the_plane("Adam", "0.01"), {}}},
               .claimed = {0.95, 1},
               .metric = "agree"},
              {.id = "H11c",
               .statement = "with eta = 1 Adam jumps between the basins: a tenth of the starts or "
                            "more end elsewhere than (-1, 9) says",
               .prediction = Verdict::undecided,
               .estimator = Estimator::mean,
               .entrants = {{in_the_plane("Adam", "1"), {}}},
               .claimed = {0, 0.9},
               .metric = "agree"},
          },
      .measurements = {seed_by_seed("basin", basin, steps_of)},
  };
  const Arm feasible{"feasible descent",
                     {{"method", "FeasibleDescent"}, {"lambda", "1"}, {"eta", "10"}}};
  char letter = 'd';
  for (const char* c : {"1", "3"}) {
    const Words p = at("0.4") + Words{{"start", std::string("perturbed:") + c}};
    e.parts.push_back(
        {.id = std::string("H11") + letter++,
         .statement =
             std::string("with noise of ") + c +
             " on the hidden entries of the start, Adam + ratio recovers W* in half of the runs",
         .prediction = std::string(c) == "1" ? Verdict::confirmed : Verdict::undecided,
         .estimator = Estimator::rate,
         .entrants = {{adam_ratio(), p}},
         .claimed = {0.5, 1}});
    e.parts.push_back(
        {.id = std::string("H11") + letter++,
         .statement = std::string("with noise of ") + c +
                      " Adam + ratio recovers at least a quarter more often than feasible descent",
         .prediction = Verdict::undecided,
         .estimator = Estimator::rate_difference,
         .entrants = {{adam_ratio(), p}, {feasible, p}},
         .claimed = {0.25, 1}});
  }
  return e;
}

}  // namespace adamant
