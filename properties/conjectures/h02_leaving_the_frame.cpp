#include "properties/conjectures/arms.hpp"

namespace adamant {
namespace {

const Words path = {{"record", "path"}};

Arm gd() { return {"GD", {{"method", "GradientDescent"}, {"eta", "0.5"}, {"lambda", "1"}}}; }
Arm adam_in_the_frame() {
  Arm arm = adam_ratio();
  arm.name = "Adam kept in the frame of the start";
  arm.with["project"] = "frame";
  return arm;
}
Arm feasible() {
  return {"feasible GD", {{"method", "FeasibleDescent"}, {"lambda", "1"}, {"eta", "10"}}};
}

/// That a method leaves the frame which the penalty alone would keep it in.
Part leaves(const char* id, const std::string& name, const Words& p, const Words& with) {
  return {.id = id,
          .statement = name +
                       ", which the penalty alone keeps in the frame, ends with a tenth or "
                       "more of its energy outside",
          .prediction = Verdict::confirmed,
          .estimator = Estimator::median,
          .entrants = {{{name, with}, p + path}},
          .claimed = {0.1, 1},
          .metric = "off_end",
          .again_at_113_bits = true};
}

}  // namespace

Experiment leaving_the_frame(const Scale&) {
  const Words p = at("0.4");
  return {
      .id = "H2",
      .name = "adam_leaves_the_frame_of_the_start_and_others_do_not",
      .question =
          "The note says that Adam relaxes the column space of the start. Do other methods not, "
          "and is it what recovery needs?",
      .source = "the note, matrix completion: what adaptive methods relax",
      .thinned =
          "six methods on loss + ratio at one setting each, and two arms for cause; p = 0.4; the "
          "penalty "
          "alone is proved (E15, E17, E18)",
      .parts =
          {
              {.id = "H2a",
               .statement =
                   "Adam's first update has a fifth or more of its energy outside the frame",
               .prediction = Verdict::confirmed,
               .estimator = Estimator::median,
               .entrants = {{adam_ratio(), p + path}},
               .claimed = {0.2, 1},
               .metric = "update_off",
               .again_at_113_bits = true},
              {.id = "H2b",
               .statement = "GD on loss + ratio stays in the frame to 1 part in 1000 of its energy "
                            "until the end",
               .prediction = Verdict::refuted,
               .estimator = Estimator::median,
               .entrants = {{gd(), p + path}},
               .claimed = {0, 0.001},
               .metric = "off_end",
               .again_at_113_bits = true},
              {.id = "H2c",
               .statement = "at the end GD has left the frame as far as Adam: within a tenth",
               .prediction = Verdict::confirmed,
               .estimator = Estimator::log_ratio,
               .entrants = {{gd(), p + path}, {adam_ratio(), p + path}},
               .claimed = {-0.0414, 0.0414},
               .metric = "off_end",
               .level = 0.9,
               .again_at_113_bits = true},
              {.id = "H2d",
               .statement =
                   "Adam kept in the frame of the start still recovers W* in a quarter of the runs",
               .prediction = Verdict::refuted,
               .estimator = Estimator::rate,
               .entrants = {{adam_in_the_frame(), p}},
               .claimed = {0.25, 1},
               .again_at_113_bits = true},
              {.id = "H2e",
               .statement =
                   "descent free of the frame, without adaptivity, recovers W* in half of the runs",
               .prediction = Verdict::confirmed,
               .estimator = Estimator::rate,
               .entrants = {{feasible(), p}},
               .claimed = {0.5, 1},
               .again_at_113_bits = true},
              leaves("H2f", "heavy ball", p,
                     {{"method", "HeavyBall"}, {"eta", "0.1"}, {"mu", "0.9"}, {"lambda", "1"}}),
              leaves("H2g", "Adam with one scalar v", p,
                     {{"method", "ScalarAdam"}, {"eta", "0.03"}, {"lambda", "1"}}),
              leaves("H2h", "normalised GD", p,
                     {{"method", "NormalisedGradientDescent"}, {"eta", "1"}, {"lambda", "1"}}),
              leaves("H2i", "Muon", p, {{"method", "Muon"}, {"eta", "0.03"}, {"lambda", "1"}}),
          },
  };
}

}  // namespace adamant
