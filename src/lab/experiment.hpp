#pragma once

#include "claim/statistics.hpp"
#include "lab/cell.hpp"

#include <functional>
#include <optional>

namespace adamant {

/// A way to measure: all seeds of a cell, from its words alone. Throws std::invalid_argument where a word is
/// missing or wrong.
struct Measurement {
  std::string name;
  std::function<std::vector<Outcome>(const Cell&)> run;
  /// Expected cost of the cell, in steps of a 30 × 30 completion run; an estimate for the table of costs.
  std::function<double(const Cell&)> cost;
};

/// A measurement whose seeds know nothing of each other: `measure` from the cell's words and one seed, no state
/// and no clock; `cost` is one seed's.
Measurement seed_by_seed(std::string name,
                         Outcome (*measure)(const Words& with, std::uint64_t seed),
                         std::function<double(const Words& with)> cost);

/// How much is measured: one size of the whole suite. Each size is a preregistration of its own.
struct Scale {
  std::string name;
  Words problem;     ///< n, r of the truth
  int seeds;         ///< tested on 0, …, seeds − 1
  int tuning_seeds;  ///< tuned on 100, …, 99 + tuning_seeds
  int batch;         ///< seeds of one cell
  long T;            ///< steps of an ordinary run
  long T_113;        ///< steps of a run again at 113 bits, at most
};
const Scale& quick_scale();
const Scale& base_scale();
const Scale& big_scale();

/// A competitor. Where `grid` is not empty, its setting is chosen on the tuning seeds: the one with the
/// least median of `tuned_on`, failures counting as infinite, the first of equals.
struct Arm {
  std::string name;
  Words with;
  std::vector<Words> grid = {};
  std::string measurement = "completion";
  std::string tuned_on = "eu";
};

/// An arm at a setting (p, noise, start …), whose words complete the arm's.
struct Entrant {
  Arm arm;
  Words setting;
  std::optional<Words> tuned_at = {};  ///< the setting of the tuning runs; without it, `setting`
};

enum class Verdict { confirmed, refuted, undecided };
std::string_view name_of(Verdict verdict);

/// What is estimated of the entrants' outcomes x, one for each seed.
enum class Estimator {
  rate,  ///< of `event` in the first entrant, among the seeds with `given`; Clopper–Pearson
  rate_difference,  ///< of `event`, first minus second, paired; Clopper–Pearson of discordant pairs
  largest_rate,     ///< of `event` over all entrants; Bonferroni over them
  median,           ///< of `metric` in the first entrant; order statistics
  log_ratio,        ///< median of log10(first/second) of `metric`, paired; TOST's interval
  win_share,  ///< of pairs that differ by more than 1.05, those where the first's `metric` is smaller;
              ///< sign test, under Holm over the experiment
  mean,       ///< of `metric` over the seeds of the first entrant; Student's t
};

std::string_view name_of(Estimator estimator);
/// Whether it counts how often an event happens.
bool is_rate(Estimator estimator);

/// One statement and what decides it. The statement says that the estimated quantity lies in `claimed`:
/// confirmed where the whole interval does, refuted where none of it does, undecided else.
struct Part {
  std::string id;
  std::string statement;
  Verdict prediction;
  Estimator estimator;
  std::vector<Entrant> entrants;
  Interval claimed;
  std::string metric = "eu";
  std::string event = "eu<=0.01";  ///< comparisons of metrics with numbers, joined by &
  std::string given = "";          ///< likewise; empty: every seed
  double level = 0.95;
  std::vector<std::string> claims =
      {};  ///< catalogue ids of Kind::conjecture that this part measures
  /// Two seeds of every entrant again at 113 bits; where a run then says something else, the part is undecided.
  bool again_at_113_bits = false;
};

/// A preregistration: everything that decides the verdicts, fixed before the run and hashed into the result.
struct Experiment {
  std::string id;
  std::string name;
  std::string question;
  std::string source;   ///< the note's passage
  std::string thinned;  ///< what of the catalogue's grid is left out, and how
  std::vector<Part> parts;
  std::vector<Measurement> measurements = {};  ///< its own, beside the laboratory's
};

/// The name, "base", and "base, changed" of a scale that was made from it.
std::string title_of(const Scale& scale);

/// One file of properties/conjectures: the experiment at a scale.
using ExperimentAt = Experiment (*)(const Scale& scale);

/// The text of all that is fixed beforehand; its content hash is the experiment's.
std::string preregistration(const Experiment& experiment, const Scale& scale);

/// Throws std::invalid_argument where a part lacks what its estimator needs, or an id is used twice.
void check(const Experiment& experiment);

}  // namespace adamant
