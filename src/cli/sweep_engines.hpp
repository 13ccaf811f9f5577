#pragma once

#include "cli/sweep_folder.hpp"
#include "cli/sweep_options.hpp"

namespace adamant {

/// Runs the cells of the shard that are not finished, and then the shard is done. False where SIGINT or
/// SIGTERM stopped it between two cells.
bool run_shard(const SweepFolder& sweep, int number, const std::vector<Experiment>& experiments);

enum class EngineEnd { done, shards_left, interrupted };

/// Runs the shards with these numbers by the engine that the options name, and waits for them. Throws
/// std::invalid_argument where the engine is not installed or refuses.
EngineEnd run_shards(const SweepFolder& sweep, const std::vector<int>& numbers,
                     const std::vector<Experiment>& experiments, const SweepOptions& options);

}  // namespace adamant
