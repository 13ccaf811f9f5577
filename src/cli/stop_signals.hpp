#pragma once

#include <csignal>

namespace adamant {

/// While one of these lives, SIGINT and SIGTERM set a flag, so that a long command can end in order and
/// keep what is done; the second signal ends the program at once.
class StopSignals {
 public:
  StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;
  ~StopSignals();

  static bool requested();

 private:
  struct sigaction interrupt_;
  struct sigaction terminate_;
};

}  // namespace adamant
