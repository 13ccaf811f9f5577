#include "properties/conjectures/arms.hpp"

namespace adamant {
namespace {

Arm gd(const std::string& eta, const std::string& lambda) {
  return {"GD, eta " + eta,
          {{"method", "GradientDescent"}, {"loss", "mean"}, {"eta", eta}, {"lambda", lambda}}};
}
/// Beyond 1, where the mean loss is still stable: eta < |Omega|.
Arm large_steps() {
  return {"GD, eta tuned from 10 to 200",
          {{"method", "GradientDescent"}, {"loss", "mean"}},
          grid({"10", "50", "100", "200"}, {"0.003", "0.01", "0.03"})};
}

}  // namespace

Experiment learning_rates(const Scale& scale) {
  const Words p = at("0.4"), longer = {{"T", std::to_string(2 * scale.T)}};
  std::vector<Entrant> small;
  for (const char* eta : {"0.001", "0.01", "0.1", "1"}) small.push_back({gd(eta, "0.01"), p});
  return {
      .id = "H7",
      .name = "no_learning_rate_makes_gradient_descent_recover",
      .question =
          "The note tried a range of learning rates and saw the same failure. Is there none that "
          "works?",
      .source = "the note, matrix completion: a range of learning rates",
      .thinned =
          "eta 0.001 .. 1 in 4 values, 10 .. 200 in 4, lambda in 3; zero fill, one start of "
          "1/1000; p = 0.4 "
          "and 0.3; ten times the steps at eta = 1 alone",
      .parts =
          {
              {.id = "H7a",
               .statement = "under the mean loss no eta of 0.001, 0.01, 0.1, 1 recovers W* in more "
                            "than a quarter of the runs",
               .prediction = Verdict::confirmed,
               .estimator = Estimator::largest_rate,
               .entrants = small,
               .claimed = {0, 0.25},
               .again_at_113_bits = true},
              {.id = "H7b",
               .statement = "the reason is that eta = 0.01 moves the hidden entries by less than a "
                            "tenth of what they lack",
               .prediction = Verdict::confirmed,
               .estimator = Estimator::median,
               .entrants = {{gd("0.01", "0.01"), p}},
               .claimed = {0, 0.1},
               .metric = "moved",
               .again_at_113_bits = true},
              {.id = "H7c",
               .statement = "no eta up to 200 brings the median eu below a tenth",
               .prediction = Verdict::refuted,
               .estimator = Estimator::median,
               .entrants = {{large_steps(), p + longer}},
               .claimed = {0.1, 1e300},
               .again_at_113_bits = true},
              {.id = "H7d",
               .statement = "no eta up to 200 recovers W* in more than one run of eight",
               .prediction = Verdict::undecided,
               .estimator = Estimator::rate,
               .entrants = {{large_steps(), p + longer}},
               .claimed = {0, 0.125},
               .again_at_113_bits = true},
              {.id = "H7e",
               .statement = "ten times as many steps at eta = 1 and lambda = 0.1 do not bring the "
                            "median eu below a tenth",
               .prediction = Verdict::undecided,
               .estimator = Estimator::median,
               .entrants = {{gd("1", "0.1"), p + Words{{"T", std::to_string(10 * scale.T)}}}},
               .claimed = {0.1, 1e300}},
              {.id = "H7f",
               .statement = "from a Gaussian start of 1/1000 no eta up to 200 recovers W* in more "
                            "than one run of eight",
               .prediction = Verdict::confirmed,
               .estimator = Estimator::rate,
               .entrants = {{large_steps(), p + longer + Words{{"start", "gaussian:0.001"}}}},
               .claimed = {0, 0.125}},
              {.id = "H7g",
               .statement = "at p = 0.3 no eta up to 200 recovers W* in more than one run of eight",
               .prediction = Verdict::undecided,
               .estimator = Estimator::rate,
               .entrants = {{large_steps(), at("0.3") + longer}},
               .claimed = {0, 0.125}},
          },
  };
}

}  // namespace adamant
