#pragma once

#include "cli/sweep_options.hpp"
#include "lab/experiment.hpp"

#include <span>

namespace adamant {

/// `sweep plan`, `run`, `status`, `merge` and `submit`. Returns the exit code: 3 where shards are missing.
int sweep_command(const SweepOptions& options, std::span<const ExperimentAt> experiments);

}  // namespace adamant
