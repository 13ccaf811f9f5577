#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/progress.hpp"
#include "cli/stop_signals.hpp"
#include "report/benchmark.hpp"
#include "report/json.hpp"
#include "scalar/atomic_file.hpp"
#include "scalar/environment.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <optional>

extern char** environ;

namespace adamant {
namespace {

std::string benchmark_program() {
  const std::string path =
      (std::filesystem::read_symlink("/proc/self/exe").parent_path() / "adamant-benchmarks")
          .string();
  if (!std::filesystem::exists(path))
    throw InputFileError(path +
                         ": is not built (./adamant bench builds it; ADAMANT_BENCHMARKS=ON)");
  return path;
}

/// The program with standard output into a pipe.
class BenchmarkProcess {
 public:
  explicit BenchmarkProcess(std::vector<std::string> words) {
    int ends[2];
    if (pipe(ends) != 0) throw std::runtime_error("no pipe to adamant-benchmarks");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    posix_spawn_file_actions_addclose(&actions, ends[1]);
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    const int error = posix_spawn(&pid_, argv[0], &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    out_ = fdopen(ends[0], "r");
    if (error != 0 || out_ == nullptr) throw std::runtime_error(words[0] + ": cannot be started");
  }
  BenchmarkProcess(const BenchmarkProcess&) = delete;
  BenchmarkProcess& operator=(const BenchmarkProcess&) = delete;
  ~BenchmarkProcess() {
    if (out_ != nullptr) (void)fclose(out_);
    if (pid_ > 0) (void)wait();
  }

  /// False at the end, or where the user stopped it.
  bool read(std::string& line) {
    line.clear();
    for (;;) {
      const int c = fgetc(out_);
      if (c == '\n') return true;
      if (c != EOF) {
        line += static_cast<char>(c);
      } else if (ferror(out_) != 0 && errno == EINTR && !StopSignals::requested()) {
        clearerr(out_);
      } else {
        return false;
      }
    }
  }

  /// Its exit status; 1 where a signal ended it.
  int wait() {
    int status = 0;
    if (StopSignals::requested()) kill(pid_, SIGTERM);
    while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
  }

 private:
  pid_t pid_ = 0;
  FILE* out_ = nullptr;
};

std::vector<std::string> words_of(const BenchOptions& options) {
  std::vector<std::string> words{benchmark_program(), "--filter", options.filter, "--repetitions",
                                 std::to_string(options.repetitions)};
  if (options.quick) words.push_back("--quick");
  if (options.list) words.push_back("--list");
  return words;
}

BenchmarkRun new_run() {
  BenchmarkRun run;
  run.date = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
  char host[256] = "";
  (void)gethostname(host, sizeof host - 1);
  run.host = host;
  run.build = build_description();
  return run;
}

/// How many contests there will be; none where the program does not take the options, and has said so.
std::optional<std::size_t> count_of(BenchOptions options) {
  options.list = true;
  BenchmarkProcess process(words_of(options));
  std::size_t count = 0;
  for (std::string line; process.read(line);) ++count;
  return process.wait() == 0 ? std::optional(count) : std::nullopt;
}

int compare(const std::string& before, const std::string& now) {
  const BenchmarkRun a = benchmark_from_json(read_file(before), before),
                     b = benchmark_from_json(read_file(now), now);
  if (a.instructions != b.instructions)
    fmt::print(stderr, "adamant: {} was measured with {}, {} with {}\n", before, a.instructions,
               now, b.instructions);
  const auto changes = changes_between(a, b);
  if (changes.empty()) {
    fmt::print(stderr, "adamant: {} and {} have no measurement in common\n", before, now);
    return exit_code::nothing_selected;
  }
  fmt::print("{}", changes_text(changes));
  for (const BenchmarkChange& change : changes)
    if (change.kind == BenchmarkChange::Kind::regression) return exit_code::regression;
  return exit_code::as_wanted;
}

}  // namespace

int bench_command(const BenchOptions& options) {
  if (!options.compare.empty()) return compare(options.compare[0], options.compare[1]);
  for (const std::string& file : {options.json, options.svg})
    if (!file.empty()) require_writable(file);
  const StopSignals signals;
  const auto contests = count_of(options);
  if (!contests) return exit_code::usage;
  BenchmarkRun run = new_run();
  Progress progress(*contests);
  BenchmarkProcess process(words_of(options));
  std::string line;
  while (process.read(line)) {
    if (options.list) {
      fmt::print("{}\n", line);
    } else if (const std::string contest = take_line(run, line); !contest.empty()) {
      progress.advance(contest);
    }
  }
  progress.clear();
  run.interrupted = StopSignals::requested();
  const int status = process.wait();
  if (options.list) return exit_code::as_wanted;
  if (run.measurements.empty() && run.memory_n == 0 && run.skipped.empty()) {
    if (run.interrupted) return exit_code::interrupted;
    if (status != 0) return exit_code::unknown;
    fmt::print(stderr, "adamant: no benchmark is named like '{}' (bench --list)\n", options.filter);
    return exit_code::nothing_selected;
  }
  fmt::print("{}", benchmark_table(run));
  std::fflush(stdout);
  if (!options.json.empty()) write_file_atomically(options.json, benchmark_json(run));
  if (!options.svg.empty()) write_file_atomically(options.svg, benchmark_svg(run));
  if (run.interrupted) return exit_code::interrupted;
  return status == 0 ? exit_code::as_wanted : exit_code::unknown;
}

}  // namespace adamant
