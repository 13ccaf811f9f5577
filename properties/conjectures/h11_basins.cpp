#include "lab/completion_runs.hpp"
#include "properties/conjectures/arms.hpp"
#include "scalar/splitmix.hpp"

#include <algorithm>
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

/// Where a run ends, and how far it has still gone since nine tenths of it.
class EndPoint final : public Recorder {
 public:
  explicit EndPoint(long T) : T_(T) {}

  void see(long t, const Matrix<double>&, const Matrix<double>& next) override {
    if (t + 1 == T_ - T_ / 10) late_ = next;
    if (t + 1 == T_) end_ = next;
  }
  std::map<std::string, double> values() const override { return {}; }

  bool there() const { return end_.size() > 0; }
  const Matrix<double>& end() const { return end_; }
  double still_moving() const { return (end_ - late_).norm() / end_.norm(); }

 private:
  long T_;
  Matrix<double> late_, end_;
};

/// One point for all that are within such a share of ‖W‖ of it, in the order in which they come.
class Clusters {
 public:
  std::size_t of(const Matrix<double>& W) {
    for (std::size_t k = 0; k < points_.size(); ++k)
      if ((W - points_[k]).norm() <= 1e-2 * points_[k].norm()) return k;
    points_.push_back(W);
    return points_.size() - 1;
  }
  double count() const { return static_cast<double>(points_.size()); }

 private:
  std::vector<Matrix<double>> points_;
};

constexpr long draws_of_a_start = 4;

/// Adam + ratio and another method from the same four starts, the zero fill with noise beside Omega. Values:
/// ends_of_adam, ends_of_other: how many distinct ends, two being one within a hundredth of ‖W‖; right: the share
/// of Adam's ends with eu ≤ 1/100; same: the share of starts from which both end at one; still: the farthest that a
/// run has gone in its last tenth, relative to ‖W‖. A run that ends early leaves the seed without values.
/// Words  those of completion, as which the other runs.
Outcome ends_from_many_starts(const Words& with, std::uint64_t seed) {
  const Words other = with + Words{{"bits", "53"}};
  const Words adam = other + Words{{"method", "Adam"}, {"eta", "0.01"}, {"lambda", "0.01"}};
  const long T = whole(with, "T");
  std::vector<EndPoint> of_adam(draws_of_a_start, EndPoint(T)), of_other = of_adam;
  const auto run = [&](const Words& words, std::vector<EndPoint>& ends) {
    std::vector<WatchedRun> runs;
    for (std::size_t k = 0; k < ends.size(); ++k)
      runs.push_back({words + Words{{"draw", std::to_string(k)}}, seed, &ends[k]});
    return run_watched(runs);
  };
  const auto outcomes = run(adam, of_adam);
  (void)run(other, of_other);
  Clusters all, adams, others;
  double same = 0, right = 0, still = 0;
  for (std::size_t k = 0; k < of_adam.size(); ++k) {
    if (!of_adam[k].there() || !of_other[k].there()) return {seed, RunEnd::diverged, {}};
    (void)adams.of(of_adam[k].end());
    (void)others.of(of_other[k].end());
    same += all.of(of_adam[k].end()) == all.of(of_other[k].end());
    right += outcomes[k].values.at("eu") <= 0.01;
    still = std::max({still, of_adam[k].still_moving(), of_other[k].still_moving()});
  }
  return {seed,
          RunEnd::finished,
          {{"ends_of_adam", adams.count()},
           {"ends_of_other", others.count()},
           {"right", right / draws_of_a_start},
           {"same", same / draws_of_a_start},
           {"still", still}}};
}

Entrant from_many_starts(const std::string& name, const Words& with, const std::string& noise) {
  return {{"Adam + ratio and " + name, with, {}, "ends"},
          at("0.4") + Words{{"start", "perturbed:" + noise}}};
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
          "the 2 x 2 landscape exactly; n = 30 with noise of 1 and 3 beside Omega, ends clustered "
          "at "
          "noise 0.3 and 1 for Adam, annealed and feasible descent; stationarity by what a run "
          "still "
          "moves in its last tenth",
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
      .measurements = {seed_by_seed("basin", basin, steps_of),
                       seed_by_seed("ends", ends_from_many_starts,
                                    [](const Words& with) {
                                      const double n = number(with, "n") / 30;
                                      return 3 * draws_of_a_start * number(with, "T") * n * n * n;
                                    })},
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
  const Words feasible_words = feasible.with,
              annealed = {{"method", "GradientDescent"}, {"eta", "0.5"}, {"lambda", "10:0.01"}};
  const auto ends = [&](const std::string& statement, Verdict prediction, const Entrant& entrant,
                        const std::string& metric, const Interval& claimed) {
    Part part{.id = std::string("H11") + letter++,
              .statement = statement,
              .prediction = prediction,
              .estimator = Estimator::median,
              .entrants = {entrant},
              .claimed = claimed,
              .metric = metric};
    e.parts.push_back(part);
  };
  ends("from four starts with noise of 0.3 Adam ends at one point alone: median of distinct ends 1",
       Verdict::confirmed, from_many_starts("annealed GD", annealed, "0.3"), "ends_of_adam",
       {1, 1});
  ends("with noise of 1 it ends at two or more", Verdict::undecided,
       from_many_starts("annealed GD", annealed, "1"), "ends_of_adam", {2, 4});
  ends("with noise of 0.3 Adam and annealed GD end at different points from most starts",
       Verdict::refuted, from_many_starts("annealed GD", annealed, "0.3"), "same", {0, 0.5});
  ends("with noise of 1 they do", Verdict::refuted, from_many_starts("annealed GD", annealed, "1"),
       "same", {0, 0.5});
  ends("with noise of 1 Adam and feasible descent end at different points from most starts",
       Verdict::undecided, from_many_starts("feasible descent", feasible_words, "1"), "same",
       {0, 0.5});
  ends("these runs are at rest: in its last tenth none goes farther than 1/1000",
       Verdict::confirmed, from_many_starts("annealed GD", annealed, "1"), "still", {0, 0.001});
  return e;
}

}  // namespace adamant
