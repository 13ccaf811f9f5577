#pragma once

#include "lab/sweep.hpp"

#include <optional>

namespace adamant {

/// A sweep on disk: plan.json, cells/ (finished cells, one file each: where a shard that was stopped goes
/// on), shards/ (finished shards) and log/. Every file is written whole or not at all, so any number of
/// processes, on any machines that share the folder, may run at once, the same shard included.
class SweepFolder {
 public:
  /// Reads the plan. Throws InputFileError or std::invalid_argument.
  explicit SweepFolder(std::string folder);
  /// Makes the folder with a plan that has no shards yet; FileError where that cannot be done.
  static SweepFolder make(const std::string& folder, SweepPlan plan);
  static bool exists(const std::string& folder);

  const SweepPlan& plan() const { return plan_; }
  const std::string& path() const { return folder_; }
  /// Appends shards to the plan.
  void extend(std::vector<Shard> shards);

  bool is_done(const Shard& shard) const;
  /// The cells of the shard that are finished.
  int cells_done(const Shard& shard) const;
  /// The finished result of a cell, as text.
  std::optional<std::string> result(const Cell& cell) const;
  void save(const Cell& cell, const std::string& result) const;
  void save(const Shard& shard, const std::string& text) const;
  /// The finished shards of this folder and of others; throws std::invalid_argument where they do not belong
  /// together.
  ShardResults shard_results(const std::vector<std::string>& others = {}) const;
  /// The numbers, from 1, of the shards that are not done.
  std::vector<int> to_do() const;

 private:
  SweepFolder(std::string folder, SweepPlan plan);
  void write_plan() const;
  std::string file_of(const Cell& cell) const;
  std::string file_of(const Shard& shard) const;

  std::string folder_;
  SweepPlan plan_;
};

}  // namespace adamant
