#pragma once

#include "lab/laboratory.hpp"

namespace adamant {

/// Which experiments, at which scale. As JSON, all but the experiments optional:
///
///     {"experiments": ["H1", "H10"], "scale": "base", "sizes": {"n": 100, "r": 5},
///      "seeds": 32, "tuning_seeds": 8, "batch": 8, "T": 3000}
struct SweepSpec {
  std::vector<std::string> experiments;
  Scale scale;
};
/// Throws std::invalid_argument, `FILE: …`, for any other text.
SweepSpec sweep_spec_from(const std::string& json, const std::string& file);

/// Cells that one process runs, one after the other. Its hash is that of its cells: it says what the shard
/// is, wherever it runs.
struct Shard {
  int round = 1;
  std::vector<Cell> cells;

  std::string hash() const;
};

/// A sweep cut into shards. A tuned arm is tested only when its tuning is known, so shards come in rounds.
struct SweepPlan {
  SweepSpec spec;
  std::string
      version;  ///< of the program and of the preregistrations; results of two are never mixed
  std::vector<Shard> shards;
};
std::string sweep_plan_text(const SweepPlan& plan);
/// Throws std::invalid_argument, `FILE: …`, also where a shard is not what its hash says.
SweepPlan sweep_plan_from(const std::string& json, const std::string& file);

/// The spec's experiments at its scale. Throws std::invalid_argument for an id that is none of them.
std::vector<Experiment> experiments_of(const SweepSpec& spec,
                                       std::span<const ExperimentAt> experiments);

/// The cells that are needed and not known, each once, as at most `count` shards of about equal cost: the
/// costliest cell goes to the shard that has least so far. None where everything is known.
std::vector<Shard> next_shards(const SweepSpec& spec, const std::vector<Experiment>& experiments,
                               const Results& known, int count, int round);

/// A finished shard as text: what it is, of which version, and the results of its cells.
std::string shard_text(const Shard& shard, const std::string& version,
                       const std::vector<std::string>& results);

/// Finished shards by their hashes. Adding them in any order, some twice, from any number of places, gives
/// the same.
class ShardResults {
 public:
  explicit ShardResults(const SweepPlan& plan);

  /// Throws std::invalid_argument, `FILE: …`, for a text that is cut short, of another version, of a shard
  /// that the plan does not have, or that differs from the one there is.
  void add(const std::string& text, const std::string& file);
  bool has(const Shard& shard) const { return texts_.count(shard.hash()) > 0; }
  const std::map<std::string, std::string>& texts() const { return texts_; }
  int duplicates() const { return duplicates_; }

  /// The outcomes of all cells that are there.
  Results results() const;
  /// The results of all cells in the order of their texts: the same bytes however the cells were cut.
  std::string merged_text() const;

 private:
  std::map<std::string, std::string> cell_results() const;

  const SweepPlan& plan_;
  std::map<std::string, const Shard*> shards_;
  std::map<std::string, std::string> texts_;
  int duplicates_ = 0;
};

}  // namespace adamant
