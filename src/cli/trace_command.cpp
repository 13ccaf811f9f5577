#include "cli/trace_command.hpp"

#include "cli/commands.hpp"
#include "cli/progress.hpp"
#include "cli/stop_signals.hpp"
#include "cli/trace_setup.hpp"
#include "cli/trace_table.hpp"
#include "problem/matrix_market.hpp"
#include "scalar/atomic_file.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <random>

namespace adamant {
namespace {

std::string ending(TraceEnd end, long t, long steps) {
  switch (end) {
    case TraceEnd::interrupted:
      return fmt::format("interrupted after {} of {} steps", t, steps);
    case TraceEnd::diverged:
      return fmt::format("diverged: step {} of {} leaves the range of finite numbers", t + 1,
                         steps);
    case TraceEnd::no_gradient:
      return fmt::format("stopped after {} of {} steps: W is 0, where the ratio has no gradient", t,
                         steps);
    case TraceEnd::no_svd:
      return fmt::format("stopped after {} of {} steps: LAPACK's SVD did not converge", t, steps);
    default:
      return fmt::format("{} steps", steps);
  }
}

int exit_code_of(TraceEnd end) {
  return end == TraceEnd::interrupted ? exit_code::interrupted
         : end == TraceEnd::no_svd    ? exit_code::unknown
                                      : exit_code::as_wanted;
}

template <Real S>
void write_final(const std::string& path, const TraceSetup<S>& setup,
                 const TraceResult<S>& result) {
  std::string comment = fmt::format("adamant trace: W after {} steps\n", result.t);
  for (const std::string& line : setup.description) comment += line + "\n";
  write_file_atomically(path, matrix_market_text(result.W, comment));
}

template <Real S>
int run(const TraceOptions& options) {
  const TraceSetup<S> setup = trace_setup<S>(options);
  for (const std::string& line : setup.description) fmt::print("{}\n", line);
  for (const std::string& note : setup.notes) fmt::print("note: {}\n", note);
  std::fflush(stdout);

  const StopSignals signals;
  const auto start = std::chrono::steady_clock::now();
  Progress progress(static_cast<std::size_t>(options.steps + 1));
  TraceTable<S> table;
  const TraceResult<S> result =
      trace<S>(setup.problem, setup.plan, setup.W_0, [&](long, const TraceRow<S>* row) {
        if (row) table.add(*row);
        progress.advance(progress.due() ? table.now() : "");
        return !StopSignals::requested();
      });
  progress.clear();
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (!options.csv.empty()) write_file_atomically(options.csv, table.csv());
  if (!options.final_matrix.empty()) write_final(options.final_matrix, setup, result);
  fmt::print("{} at {} bits, {:.1f} s\n\n{}", ending(result.end, result.t, options.steps),
             options.bits, seconds, table.empty() ? "" : table.summary());
  return exit_code_of(result.end);
}

}  // namespace

int trace_command(const TraceOptions& given) {
  TraceOptions options = given;
  if (options.seed == "random") options.seed = std::to_string(std::random_device()());
  for (const std::string& file : {options.csv, options.final_matrix})
    if (!file.empty()) require_writable(file);
  try {
    switch (options.bits) {
      case 113:
        return run<Real113>(options);
      case 256:
        return run<Real256>(options);
      case 512:
        return run<Real512>(options);
      default:
        return run<double>(options);
    }
  } catch (const InputError& error) {
    fmt::print(stderr, "adamant: {}\n", error.what());
    return exit_code::usage;
  }
}

}  // namespace adamant
