#include "benchmarks/memory.hpp"

#include "benchmarks/trajectory.hpp"
#include "optim/completion_run.hpp"

#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <cmath>
#include <string>

extern char** environ;

namespace adamant::benchmarks {

void steps_for_memory(long n) {
  const auto problem = benchmark_problem(n, 0).completion;
  CompletionRun run(problem, problem.zero_fill(), Adam<double>{}, PenaltyKind::ratio);
  for (int t = 0; t < 3; ++t) run.step(benchmark_lambda);
}

double peak_memory(long n) {
  std::string program = "/proc/self/exe", option = "--steps-for-memory", size = std::to_string(n);
  char* words[] = {program.data(), option.data(), size.data(), nullptr};
  pid_t child = 0;
  int status = 0;
  rusage usage{};
  if (posix_spawn(&child, program.c_str(), nullptr, nullptr, words, environ) != 0 ||
      wait4(child, &status, 0, &usage) != child || status != 0)
    return std::nan("");
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

}  // namespace adamant::benchmarks
