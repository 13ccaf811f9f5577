#include "benchmarks/memory.hpp"

#include "benchmarks/trajectory.hpp"
#include "optim/fused_completion.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmath>
#include <fstream>
#include <string>

extern char** environ;

namespace adamant::benchmarks {

void steps_for_memory(long n) {
  const auto problem = benchmark_problem(n, 0).completion;
  FusedCompletion run(problem, problem.zero_fill(), Adam<double>{}, PenaltyKind::ratio);
  for (int t = 0; t < 3; ++t) run.step(benchmark_lambda);
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:")) fmt::print("{}\n", std::atol(line.c_str() + 6));
}

double peak_memory(long n) {
  std::string program = "/proc/self/exe", option = "--steps-for-memory", size = std::to_string(n);
  char* words[] = {program.data(), option.data(), size.data(), nullptr};
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return std::nan("");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  pid_t child = 0;
  const bool started = posix_spawn(&child, program.c_str(), &actions, nullptr, words, environ) == 0;
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  char answer[32] = {};
  const ssize_t length = started ? read(ends[0], answer, sizeof answer - 1) : 0;
  close(ends[0]);
  int status = 0;
  if (!started || waitpid(child, &status, 0) != child || status != 0 || length <= 0)
    return std::nan("");
  return static_cast<double>(std::atol(answer)) / 1024;
}

}  // namespace adamant::benchmarks
