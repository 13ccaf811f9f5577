#include "properties/conjectures/arms.hpp"

namespace adamant {
namespace {

Arm deep(const std::string& depth, const std::string& product) {
  return {.name = "GD on " + depth + " layers",
          .with = {{"depth", depth}, {"product", product}},
          .grid = {{{"eta", "0.01"}}, {{"eta", "0.003"}}},
          .measurement = "layers"};
}

Arm started(const std::string& layers) {
  Arm arm = deep("2", "0.001");
  arm.name = "GD on 2 layers, start " + layers;
  arm.with["layers"] = layers;
  return arm;
}
Arm penalised() {
  Arm arm = deep("2", "0.001");
  arm.name = "GD + ratio on 2 layers";
  arm.with["lambda"] = "0.01";
  return arm;
}

}  // namespace

Experiment depth_frees_gradient_descent(const Scale& scale) {
  const Words p = at("0.4"), fewer = at("0.3"), longer = {{"T", std::to_string(10 * scale.T)}};
  return {
      .id = "H5",
      .name = "depth_does_for_gradient_descent_what_the_ratio_does_for_adam",
      .question = "Without any penalty, does gradient descent on two or three layers recover W*?",
      .source = "the note, matrix completion: deep linear networks",
      .thinned =
          "depth 1 to 4; product 0.001 and 0.1; eta in 2; p = 0.4 and 0.3; T as the others, ten "
          "times "
          "that for two and three layers; the ratio and the balanced starts on two layers",
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
               .claimed = {0.999999, 1.000001},
               .again_at_113_bits = true},
              {.id = "H5b",
               .statement = "two layers from a small start bring the median eu below a half",
               .prediction = Verdict::confirmed,
               .estimator = Estimator::median,
               .entrants = {{deep("2", "0.001"), p}},
               .claimed = {0, 0.5},
               .again_at_113_bits = true},
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
               .claimed = {0.75, 1},
               .again_at_113_bits = true},
              {.id = "H5d",
               .statement = "a start a hundred times larger has a larger eu in three pairs of four",
               .prediction = Verdict::confirmed,
               .estimator = Estimator::win_share,
               .entrants = {{deep("2", "0.001"), p}, {deep("2", "0.1"), p}},
               .claimed = {0.75, 1},
               .again_at_113_bits = true},
              {.id = "H5e",
               .statement = "one layer with Adam + ratio has a smaller eu than three layers in "
                            "three pairs of four",
               .prediction = Verdict::confirmed,
               .estimator = Estimator::win_share,
               .entrants = {{adam_ratio(), p}, {deep("3", "0.001"), p}},
               .claimed = {0.75, 1},
               .again_at_113_bits = true},
              {.id = "H5g",
               .statement = "two layers from a small start recover W* in half of the runs with ten "
                            "times as many steps",
               .prediction = Verdict::refuted,
               .estimator = Estimator::rate,
               .entrants = {{deep("2", "0.001"), p + longer, p}},
               .claimed = {0.5, 1}},
              {.id = "H5h",
               .statement = "three layers from a small start recover W* in three runs of four",
               .prediction = Verdict::confirmed,
               .estimator = Estimator::rate,
               .entrants = {{deep("3", "0.001"), p}},
               .claimed = {0.75, 1},
               .again_at_113_bits = true},
              {.id = "H5i",
               .statement = "at p = 0.3 they do with ten times as many steps",
               .prediction = Verdict::refuted,
               .estimator = Estimator::rate,
               .entrants = {{deep("3", "0.001"), fewer + longer, fewer}},
               .claimed = {0.75, 1}},
              {.id = "H5j",
               .statement = "at p = 0.3 one layer with Adam + ratio has a smaller eu than three "
                            "layers in three pairs of four, these with ten times as many steps",
               .prediction = Verdict::undecided,
               .estimator = Estimator::win_share,
               .entrants = {{adam_ratio(), fewer}, {deep("3", "0.001"), fewer + longer, fewer}},
               .claimed = {0.75, 1}},
              {.id = "H5k",
               .statement = "four layers have a smaller eu than three in three pairs of four",
               .prediction = Verdict::undecided,
               .estimator = Estimator::win_share,
               .entrants = {{deep("4", "0.001"), p}, {deep("3", "0.001"), p}},
               .claimed = {0.75, 1}},
              {.id = "H5l",
               .statement =
                   "two layers that start as small multiples of the identity have a smaller "
                   "eu than Gaussian ones in three pairs of four",
               .prediction = Verdict::undecided,
               .estimator = Estimator::win_share,
               .entrants = {{started("identity"), p}, {deep("2", "0.001"), p}},
               .claimed = {0.75, 1}},
              {.id = "H5m",
               .statement =
                   "two balanced layers whose product is the zero fill stay as far away as "
                   "one layer: median eu of 0.9 or more",
               .prediction = Verdict::confirmed,
               .estimator = Estimator::median,
               .entrants = {{started("zero-fill"), p}},
               .claimed = {0.9, 1e300}},
              {.id = "H5n",
               .statement = "on two layers gradient descent with the ratio, lambda = 0.01, has a "
                            "smaller eu than without in three pairs of four",
               .prediction = Verdict::undecided,
               .estimator = Estimator::win_share,
               .entrants = {{penalised(), p}, {deep("2", "0.001"), p}},
               .claimed = {0.75, 1}},
          },
  };
}

}  // namespace adamant
