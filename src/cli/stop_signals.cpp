#include "cli/stop_signals.hpp"

#include <unistd.h>

namespace adamant {
namespace {

volatile std::sig_atomic_t stop_requested = 0;

void request_stop(int signal) {
  if (stop_requested) _exit(128 + signal);
  stop_requested = 1;
}

}  // namespace

StopSignals::StopSignals() : interrupt_{}, terminate_{} {
  stop_requested = 0;
  struct sigaction action {};
  action.sa_handler = request_stop;
  sigaction(SIGINT, &action, &interrupt_);
  sigaction(SIGTERM, &action, &terminate_);
}

StopSignals::~StopSignals() {
  sigaction(SIGINT, &interrupt_, nullptr);
  sigaction(SIGTERM, &terminate_, nullptr);
}

bool StopSignals::requested() { return stop_requested != 0; }

}  // namespace adamant
