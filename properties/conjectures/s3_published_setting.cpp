#include "properties/conjectures/arms.hpp"

#include <cmath>

namespace adamant {
namespace {

/// As many observed entries for each of the r(2n − r) degrees of freedom as `entries` are at n = 100 and r = 5.
Words observed(long entries, const Scale& scale) {
  const double n = number(scale.problem, "n"), r = number(scale.problem, "r");
  return {{"observed",
           std::to_string(std::lround(static_cast<double>(entries) * r * (2 * n - r) / 975))}};
}

}  // namespace

Experiment published_setting(const Scale& scale) {
  const Words few = observed(2000, scale), many = observed(5000, scale);
  const Arm layers{.name = "GD on 3 layers",
                   .with = {{"depth", "3"}, {"product", "0.001"}},
                   .grid = each("eta", {"0.01", "0.003"}),
                   .measurement = "layers"};
  const auto recovers = [](const char* id, const std::string& statement, Verdict prediction,
                           const Entrant& entrant, const Interval& claimed) {
    return Part{.id = id,
                .statement = statement,
                .prediction = prediction,
                .estimator = Estimator::rate,
                .entrants = {entrant},
                .claimed = claimed};
  };
  return {
      .id = "S3",
      .name = "the_published_setting_at_its_own_size",
      .question =
          "n = 100, rank 5, 2000 and 5000 entries: does what was seen at n = 30 hold there?",
      .source = "the note, matrix completion; the sizes of arora2019implicit",
      .thinned =
          "meant for scale big, where T = 20000; at other sizes as many entries for each "
          "degree of freedom; one setting an arm but for the layers",
      .parts =
          {
              recovers("S3a", "from as few as 2000 Adam + ratio recovers W* in half of the runs",
                       Verdict::confirmed, {adam_ratio(), few}, {0.5, 1}),
              recovers("S3b", "there the least nuclear norm is W* in at most one run of eight",
                       Verdict::confirmed, {least_nuclear_norm(), few}, {0, 0.125}),
              recovers("S3c", "from as many as 5000 Adam + ratio recovers W* in three runs of four",
                       Verdict::confirmed, {adam_ratio(), many}, {0.75, 1}),
              recovers("S3d", "there the least nuclear norm is W* in three runs of four",
                       Verdict::confirmed, {least_nuclear_norm(), many}, {0.75, 1}),
              {.id = "S3e",
               .statement =
                   "from as few as 2000 annealed GD recovers at least a quarter less often "
                   "than Adam",
               .prediction = Verdict::undecided,
               .estimator = Estimator::rate_difference,
               .entrants = {{gd_annealed(), few}, {adam_ratio(), few}},
               .claimed = {-1, -0.25}},
              {.id = "S3f",
               .statement =
                   "from as few as 2000 Adam + ratio has a smaller eu than three layers in "
                   "three pairs of four",
               .prediction = Verdict::confirmed,
               .estimator = Estimator::win_share,
               .entrants = {{adam_ratio(), few}, {layers, few}},
               .claimed = {0.75, 1}},
          },
  };
}

}  // namespace adamant
