#include "cli/sweep_command.hpp"

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/result_files.hpp"
#include "cli/sweep_engines.hpp"
#include "report/measured.hpp"
#include "scalar/atomic_file.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace adamant {
namespace {

/// Of this program, byte for byte, and of what it is about to measure.
std::string version_of(const SweepSpec& spec, const std::vector<Experiment>& experiments) {
  std::string text = program_hash();
  for (const Experiment& e : experiments) text += preregistration(e, spec.scale);
  return content_hash(text);
}

/// A sweep whose plan was made by this very program.
struct Sweep {
  explicit Sweep(const SweepOptions& options, std::span<const ExperimentAt> all)
      : folder(options.folder), experiments(experiments_of(folder.plan().spec, all)) {
    const std::string version = version_of(folder.plan().spec, experiments);
    if (version != folder.plan().version)
      throw std::invalid_argument(fmt::format(
          "{}/plan.json: a plan of version {}, and this program is {}: plan the sweep anew in "
          "another folder, or run the program it was planned with",
          options.folder, folder.plan().version, version));
  }

  SweepFolder folder;
  std::vector<Experiment> experiments;
};

int round_of(const SweepPlan& plan) { return plan.shards.empty() ? 0 : plan.shards.back().round; }

/// Plans the next round from the results that there are. False where nothing is missing.
bool plan_round(SweepFolder& folder, const std::vector<Experiment>& experiments, int count) {
  const SweepPlan& plan = folder.plan();
  auto shards = next_shards(plan.spec, experiments, folder.shard_results().results(), count,
                            round_of(plan) + 1);
  if (shards.empty()) return false;
  std::size_t cells = 0;
  for (const Shard& shard : shards) cells += shard.cells.size();
  fmt::print("round {}: {} cells in {} shards\n", round_of(plan) + 1, cells, shards.size());
  std::fflush(stdout);
  folder.extend(std::move(shards));
  return true;
}

int plan_sweep(const SweepOptions& o, std::span<const ExperimentAt> all) {
  const SweepSpec spec = sweep_spec_from(read_file(o.spec), o.spec);
  const auto experiments = experiments_of(spec, all);
  const std::string version = version_of(spec, experiments);
  const bool fresh = !SweepFolder::exists(o.folder);
  if (!fresh && SweepFolder(o.folder).plan().version != version)
    throw std::invalid_argument(o.folder +
                                "/plan.json: the plan of another sweep, or by another build");
  SweepFolder folder =
      fresh ? SweepFolder::make(o.folder, {spec, version, {}}) : SweepFolder(o.folder);
  if (const auto left = folder.to_do(); !left.empty()) {
    fmt::print("{} of {} shards are still to be run\n", left.size(), folder.plan().shards.size());
    return exit_code::unknown;
  }
  if (!plan_round(folder, experiments, o.shards)) fmt::print("nothing is missing\n");
  return exit_code::as_wanted;
}

int run_one(const SweepOptions& o, std::span<const ExperimentAt> all) {
  const Sweep sweep(o, all);
  const int count = static_cast<int>(sweep.folder.plan().shards.size());
  if (o.shard < 1 || o.shard > count)
    throw std::invalid_argument(
        fmt::format("sweep run: I is {}, expected a shard from 1 to {}", o.shard, count));
  if (!run_shard(sweep.folder, o.shard, sweep.experiments)) return exit_code::interrupted;
  fmt::print("shard {} is done\n", o.shard);
  return exit_code::as_wanted;
}

int show_status(const SweepOptions& o) {
  const SweepFolder folder(o.folder);
  const auto& shards = folder.plan().shards;
  fmt::print("{:>5} {:>6} {:>11}\n", "round", "shard", "cells");
  for (std::size_t i = 0; i < shards.size(); ++i)
    fmt::print("{:>5} {:>6} {:>5}/{:<5} {}\n", shards[i].round, i + 1, folder.cells_done(shards[i]),
               shards[i].cells.size(), folder.is_done(shards[i]) ? "done" : "");
  const std::size_t left = folder.to_do().size();
  fmt::print("{} of {} shards done\n", shards.size() - left, shards.size());
  return left == 0 ? exit_code::as_wanted : exit_code::unknown;
}

int merge_sweep(const SweepOptions& o, std::span<const ExperimentAt> all) {
  const SweepFolder folder(o.folder);
  const SweepPlan& plan = folder.plan();
  const ShardResults merged = folder.shard_results(o.from);
  for (const Shard& shard : plan.shards)
    if (merged.has(shard) && !folder.is_done(shard))
      folder.save(shard, merged.texts().at(shard.hash()));
  if (merged.duplicates() > 0) fmt::print("{} shards came twice, alike\n", merged.duplicates());
  if (const auto left = folder.to_do(); !left.empty()) {
    fmt::print(stderr, "adamant: {}: no result of {} of {} shards: {}\n", o.folder, left.size(),
               plan.shards.size(), fmt::join(left, ", "));
    return exit_code::unknown;
  }
  write_file_atomically(o.folder + "/merged.txt", merged.merged_text());

  const auto experiments = experiments_of(plan.spec, all);
  const Results results = merged.results();
  Measured measured;
  measured.scale = title_of(plan.spec.scale);
  std::size_t missing = 0;
  for (const Experiment& e : experiments) {
    missing += missing_cells(e, plan.spec.scale, results).size();
    measured.experiments.push_back(judge(e, plan.spec.scale, results));
  }
  write_file_atomically(o.folder + "/measured.json", measured_json(measured));
  for (const ExperimentRecord& e : measured.experiments) fmt::print("{}", experiment_text(e));
  fmt::print("{}{}/merged.txt, {}/measured.json\n", measured_summary(measured), o.folder, o.folder);
  if (missing == 0) return exit_code::as_wanted;
  fmt::print(stderr, "adamant: {}: {} cells have become necessary: run `sweep plan` again\n",
             o.folder, missing);
  return exit_code::unknown;
}

int submit_sweep(const SweepOptions& o, std::span<const ExperimentAt> all) {
  Sweep sweep(o, all);
  SweepFolder& folder = sweep.folder;
  std::size_t shards_a_round = 0;
  for (const Shard& shard : folder.plan().shards) shards_a_round += shard.round == 1;
  for (;;) {
    if (const auto left = folder.to_do(); !left.empty()) {
      const EngineEnd end = run_shards(folder, left, sweep.experiments, o);
      if (end == EngineEnd::interrupted) return exit_code::interrupted;
      if (end == EngineEnd::shards_left) {
        fmt::print(stderr, "adamant: {}: {} shards did not end well; see {}/log\n", o.folder,
                   folder.to_do().size(), o.folder);
        return exit_code::unknown;
      }
    }
    if (!plan_round(folder, sweep.experiments, static_cast<int>(shards_a_round))) break;
  }
  return merge_sweep(o, all);
}

}  // namespace

int sweep_command(const SweepOptions& o, std::span<const ExperimentAt> experiments) {
  switch (o.verb) {
    case SweepOptions::Verb::plan:
      return plan_sweep(o, experiments);
    case SweepOptions::Verb::run:
      return run_one(o, experiments);
    case SweepOptions::Verb::merge:
      return merge_sweep(o, experiments);
    case SweepOptions::Verb::submit:
      return submit_sweep(o, experiments);
    default:
      return show_status(o);
  }
}

}  // namespace adamant
