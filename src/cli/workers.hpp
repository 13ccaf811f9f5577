#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace adamant {

/// How a piece of work ended in its own process.
struct WorkResult {
  enum class Kind { done, crashed, timed_out, interrupted } kind = Kind::done;
  std::string bytes;      ///< what the work returned
  std::string last_note;  ///< what it said it was about to do
  int signal = 0;         ///< of a crash; 0 for an exit
  double seconds = 0;
};

struct Work {
  int count = 0;
  int jobs = 1;
  /// Seconds of the processor each, so that a busy machine ends nothing; 0: none.
  double timeout = 0;
  /// Seconds on the clock each, for what waits for ever; 0: five times the timeout.
  double hang = 0;
  /// Runs in the child. `note` is kept in memory shared with the parent, so it survives a crash.
  std::function<std::string(int index, const std::function<void(const std::string&)>& note)> run;
  /// Runs in the parent, in the order of completion.
  std::function<void(int index, const WorkResult& result)> done;
};

/// Runs `count` pieces of work, each in a process of its own, `jobs` at a time: a crash or a hang costs
/// one piece, and RapidCheck is not safe with threads. Returns false where SIGINT or SIGTERM stopped it;
/// what was done until then has been handed to `done`.
bool run_in_processes(const Work& work);

}  // namespace adamant
