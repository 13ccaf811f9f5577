#pragma once

#include "lab/completion_case.hpp"
#include "lab/completion_path.hpp"
#include "lab/experiment.hpp"

namespace adamant {

/// "completion": matrix completion by any method of method_names(), the seeds of a cell side by side.
/// Values  those of errors_at; with record=path or alternation those of completion_path.hpp too.
Measurement completion_measurement();

/// A run, and who looks on: null, or alive as long as the run.
struct WatchedRun {
  Words with;
  std::uint64_t seed = 0;
  Recorder* watcher = nullptr;
};

/// Runs side by side at 53 bits for what no word asks for. They differ in what their problems are made of (start,
/// draw, seed, …) and go by the plan of the first: one method, one penalty, one T.
std::vector<Outcome> run_watched(const std::vector<WatchedRun>& runs);

}  // namespace adamant
