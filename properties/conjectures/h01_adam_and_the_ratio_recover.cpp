#include "properties/conjectures/arms.hpp"

namespace adamant {
namespace {

std::string twice(const Scale& scale) { return std::to_string(2 * scale.T); }

Arm gd_tuned() {
  Arm arm{"GD tuned",
          {{"method", "GradientDescent"}},
          grid({"0.1", "0.5", "1", "1.9"}, {"0.1", "1", "3"})};
  arm.grid.push_back({{"eta", "0.5"}, {"lambda", "10:0.01"}});
  arm.grid.push_back({{"eta", "0.5"}, {"lambda", "3:0.01"}});
  return arm;
}
Arm momentum_annealed(const std::string& name, const std::string& method) {
  return {name, {{"method", method}, {"eta", "0.1"}, {"mu", "0.9"}, {"lambda", "10:0.01"}}};
}

}  // namespace

Experiment adam_and_the_ratio_recover(const Scale& scale) {
  const Words p = at("0.4"), fewer = at("0.3"), more = at("0.5"), longer = {{"T", twice(scale)}},
              much_longer = {{"T", std::to_string(8 * scale.T)}};
  const Words small = {{"start", "gaussian:0.001"}}, tenth = {{"start", "gaussian:0.1"}};
  return {
      .id = "H1",
      .name = "adam_and_the_ratio_recover_where_gradient_descent_does_not",
      .question =
          "The note finds that the ratio recovers W* under Adam and not under gradient "
          "descent. Is that so, and is it so of every gradient descent?",
      .source = "the note, matrix completion: what Adam and the ratio do together",
      .thinned =
          "GD on 4 eta x 3 lambda and two anneals in place of 6 x 7; p = 0.4, for Adam and "
          "annealed GD "
          "also 0.3 and 0.5",
      .parts =
          {
              {
                  .id = "H1a",
                  .statement = "Adam + ratio recovers W* in three runs of four or more",
                  .prediction = Verdict::confirmed,
                  .estimator = Estimator::rate,
                  .entrants = {{adam_ratio(), p + longer}},
                  .claimed = {0.75, 1},
                  .again_at_113_bits = true,
              },
              {
                  .id = "H1b",
                  .statement = "GD at the same eta and lambda recovers W* in at most one of eight",
                  .prediction = Verdict::confirmed,
                  .estimator = Estimator::rate,
                  .entrants = {{gd_as_adam(), p + longer}},
                  .claimed = {0, 0.125},
                  .again_at_113_bits = true,
              },
              {
                  .id = "H1c",
                  .statement = "GD recovers W* in at most one run of eight even when tuned",
                  .prediction = Verdict::refuted,
                  .estimator = Estimator::rate,
                  .entrants = {{gd_tuned(), p}},
                  .claimed = {0, 0.125},
                  .again_at_113_bits = true,
              },
              {
                  .id = "H1d",
                  .statement =
                      "GD with an annealed lambda recovers at least a quarter less often than Adam",
                  .prediction = Verdict::refuted,
                  .estimator = Estimator::rate_difference,
                  .entrants = {{gd_annealed(), p + longer}, {adam_ratio(), p + longer}},
                  .claimed = {-1, -0.25},
                  .again_at_113_bits = true,
              },
              {
                  .id = "H1e",
                  .statement = "heavy ball with an annealed lambda recovers at least a quarter "
                               "less often than Adam",
                  .prediction = Verdict::refuted,
                  .estimator = Estimator::rate_difference,
                  .entrants = {{momentum_annealed("heavy ball annealed", "HeavyBall"), p + longer},
                               {adam_ratio(), p + longer}},
                  .claimed = {-1, -0.25},
                  .claims = {"F24b"},
                  .again_at_113_bits = true,
              },
              {
                  .id = "H1f",
                  .statement = "Nesterov with an annealed lambda recovers at least a quarter less "
                               "often than Adam",
                  .prediction = Verdict::refuted,
                  .estimator = Estimator::rate_difference,
                  .entrants = {{momentum_annealed("Nesterov annealed", "Nesterov"), p + longer},
                               {adam_ratio(), p + longer}},
                  .claimed = {-1, -0.25},
                  .again_at_113_bits = true,
              },
              {
                  .id = "H1g",
                  .statement = "from a Gaussian start of 1/1000, Adam + ratio recovers W* in at "
                               "least half of the runs",
                  .prediction = Verdict::confirmed,
                  .estimator = Estimator::rate,
                  .entrants = {{adam_ratio(), p + longer + small}},
                  .claimed = {0.5, 1},
                  .again_at_113_bits = true,
              },
              {
                  .id = "H1h",
                  .statement = "from a Gaussian start of 1/1000, tuned GD recovers W* in at most "
                               "one run of eight",
                  .prediction = Verdict::confirmed,
                  .estimator = Estimator::rate,
                  .entrants = {{gd_tuned(), p + small}},
                  .claimed = {0, 0.125},
                  .again_at_113_bits = true,
              },
              {
                  .id = "H1i",
                  .statement = "from a Gaussian start of 1/10, GD annealed recovers W* in at least "
                               "half of the runs",
                  .prediction = Verdict::confirmed,
                  .estimator = Estimator::rate,
                  .entrants = {{gd_annealed(), p + longer + tenth}},
                  .claimed = {0.5, 1},
                  .again_at_113_bits = true,
              },
              {
                  .id = "H1j",
                  .statement = "from a Gaussian start of 1/10, Adam + ratio recovers W* in at "
                               "least half of the runs",
                  .prediction = Verdict::confirmed,
                  .estimator = Estimator::rate,
                  .entrants = {{adam_ratio(), p + longer + tenth}},
                  .claimed = {0.5, 1},
                  .again_at_113_bits = true,
              },
              {
                  .id = "H1k",
                  .statement = "at p = 0.3 Adam + ratio recovers W* in half of the runs or more",
                  .prediction = Verdict::confirmed,
                  .estimator = Estimator::rate,
                  .entrants = {{adam_ratio(), fewer + longer}},
                  .claimed = {0.5, 1},
                  .again_at_113_bits = true,
              },
              {
                  .id = "H1l",
                  .statement = "at p = 0.3 GD with an annealed lambda recovers at least a quarter "
                               "less often than Adam",
                  .prediction = Verdict::undecided,
                  .estimator = Estimator::rate_difference,
                  .entrants = {{gd_annealed(), fewer + longer}, {adam_ratio(), fewer + longer}},
                  .claimed = {-1, -0.25},
                  .again_at_113_bits = true,
              },
              {
                  .id = "H1m",
                  .statement = "it still does with eight times as many steps as Adam",
                  .prediction = Verdict::refuted,
                  .estimator = Estimator::rate_difference,
                  .entrants = {{gd_annealed(), fewer + much_longer}, {adam_ratio(), fewer}},
                  .claimed = {-1, -0.25},
              },
              {
                  .id = "H1n",
                  .statement = "at p = 0.5 GD with an annealed lambda recovers at least a quarter "
                               "less often than Adam",
                  .prediction = Verdict::refuted,
                  .estimator = Estimator::rate_difference,
                  .entrants = {{gd_annealed(), more + longer}, {adam_ratio(), more + longer}},
                  .claimed = {-1, -0.25},
                  .again_at_113_bits = true,
              },
          },
  };
}

}  // namespace adamant
