#include "properties/conjectures/arms.hpp"

namespace adamant {

Experiment rank_falls_near_the_data(const Scale&) {
  const Words p = at("0.4") + Words{{"record", "path"}};
  const Words fewer = at("0.3") + Words{{"record", "path"}};
  const auto part = [&](const char* id, const char* statement, const Arm& arm, const char* event,
                        const Words& setting) {
    return Part{.id = id,
                .statement = statement,
                .prediction = Verdict::confirmed,
                .estimator = Estimator::rate,
                .entrants = {{arm, setting}},
                .claimed = {0.75, 1},
                .event = event,
                .given = "eu<=0.01",
                .again_at_113_bits = true};
  };
  return {
      .id = "H3",
      .name = "rank_falls_slowly_while_the_run_hugs_the_constraint_set",
      .question =
          "The note describes runs that stay near the data while their rank falls slowly. Do "
          "successful runs do that?",
      .source = "the note, matrix completion: near the constraint set",
      .thinned = "Adam + ratio at p = 0.4 and 0.3, annealed GD at p = 0.4; a row every 10 steps",
      .parts =
          {
              part("H3a", "of Adam's successful runs three in four keep eo <= 0.05 after step 30",
                   adam_ratio(), "hug<=0.05", p),
              part("H3b",
                   "and in three of four the effective rank falls with t: Kendall's tau <= -0.8",
                   adam_ratio(), "tau<=-0.8", p),
              part("H3c",
                   "and in three of four no ten steps take more than 1 off the effective rank",
                   adam_ratio(), "drop<=1", p),
              part("H3d", "annealed GD's successful runs keep eo <= 0.05 too", gd_annealed(),
                   "hug<=0.05", p),
              part("H3e", "and their effective rank falls with t: Kendall's tau <= -0.8",
                   gd_annealed(), "tau<=-0.8", p),
              part("H3f", "at p = 0.3 too Adam's successful runs keep eo <= 0.05 after step 30",
                   adam_ratio(), "hug<=0.05", fewer),
              part("H3g", "and their effective rank falls with t: Kendall's tau <= -0.8",
                   adam_ratio(), "tau<=-0.8", fewer),
          },
  };
}

}  // namespace adamant
