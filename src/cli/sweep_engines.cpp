#include "cli/sweep_engines.hpp"

#include "cli/progress.hpp"
#include "cli/stop_signals.hpp"
#include "cli/subprocess.hpp"
#include "cli/workers.hpp"

#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <thread>

namespace adamant {
namespace {

namespace fs = std::filesystem;

std::string this_program() { return fs::read_symlink("/proc/self/exe").string(); }

std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

std::vector<std::string> texts_of(const std::vector<int>& numbers) {
  std::vector<std::string> texts;
  for (const int i : numbers) texts.push_back(std::to_string(i));
  return texts;
}

[[noreturn]] void engine_failed(const char* engine, const char* package, const Finished& finished) {
  if (finished.code == 127)
    throw std::invalid_argument(fmt::format(
        "sweep submit: {0} is not installed; apt-get install --no-install-recommends {1}", engine,
        package));
  throw std::invalid_argument(fmt::format("sweep submit: {} ended with {}: {}", engine,
                                          finished.code,
                                          finished.err.substr(0, finished.err.find('\n'))));
}

EngineEnd end_of(const SweepFolder& sweep, const std::vector<int>& numbers) {
  for (const int i : numbers)
    if (!sweep.is_done(sweep.plan().shards[static_cast<std::size_t>(i - 1)]))
      return EngineEnd::shards_left;
  return EngineEnd::done;
}

EngineEnd run_locally(const SweepFolder& sweep, const std::vector<int>& numbers,
                      const std::vector<Experiment>& experiments, int jobs) {
  Progress progress(numbers.size());
  Work work;
  work.count = static_cast<int>(numbers.size());
  work.jobs = jobs;
  const auto number = [&](int k) { return numbers[static_cast<std::size_t>(k)]; };
  work.run = [&](int k, const auto&) {
    try {
      (void)run_shard(sweep, number(k), experiments);
    } catch (const std::exception& error) {
      fmt::print(stderr, "adamant: shard {}: {}\n", number(k), error.what());
      throw;
    }
    return std::string();
  };
  work.done = [&](int k, const WorkResult& result) {
    progress.advance("shard " + std::to_string(number(k)));
    if (result.kind != WorkResult::Kind::done)
      fmt::print(stderr, "adamant: shard {} ended early{}\n", number(k),
                 result.signal != 0 ? fmt::format(", by signal {}", result.signal) : "");
  };
  const bool whole = run_in_processes(work);
  progress.clear();
  return whole ? end_of(sweep, numbers) : EngineEnd::interrupted;
}

EngineEnd run_by_parallel(const SweepFolder& sweep, const std::vector<int>& numbers, int jobs) {
  std::vector<std::string> words{
      "parallel",   "--will-cite", "--quote",      "--jobs", std::to_string(jobs),
      "--retries",  "2",           this_program(), "sweep",  "run",
      sweep.path(), "{}",          ":::"};
  const auto shards = texts_of(numbers);
  words.insert(words.end(), shards.begin(), shards.end());
  const Finished finished = run_program(words);
  if (finished.code > 101) engine_failed("GNU parallel", "parallel", finished);
  return end_of(sweep, numbers);
}

/// The job's tasks that are in the queue; none known where Slurm does not answer.
std::optional<std::string> queue_of(const std::string& job) {
  const Finished finished = run_program({"squeue", "--noheader", "--array", "--jobs", job});
  if (finished.code != 0 && finished.err.find("Invalid job id") == std::string::npos)
    return std::nullopt;
  return finished.out;
}

EngineEnd run_by_slurm(const SweepFolder& sweep, const std::vector<int>& numbers,
                       const SweepOptions& options) {
  const fs::path folder = fs::absolute(sweep.path());
  std::vector<std::string> words{
      "sbatch",
      "--parsable",
      "--requeue",
      "--job-name=adamant-sweep",
      fmt::format("--array={}{}", fmt::join(numbers, ","),
                  options.jobs > 0 ? fmt::format("%{}", options.jobs) : ""),
      "--output=" + (folder / "log" / "slurm-%A-%a.txt").string(),
      "--open-mode=append",
      "--wrap=exec " + quoted(this_program()) + " sweep run " + quoted(folder.string()) +
          " \"$SLURM_ARRAY_TASK_ID\""};
  if (!options.partition.empty())
    words.insert(words.begin() + 1, "--partition=" + options.partition);
  const Finished sbatch = run_program(words);
  if (sbatch.code != 0) engine_failed("Slurm's sbatch", "slurm-wlm", sbatch);
  const std::string job = sbatch.out.substr(0, sbatch.out.find_first_of(";\n"));
  fmt::print("Slurm job {}, {} tasks\n", job, numbers.size());
  std::fflush(stdout);

  const StopSignals signals;
  Progress progress(numbers.size());
  std::vector<int> left = numbers;
  for (bool in_queue = true; !StopSignals::requested();) {
    std::erase_if(left, [&](int i) {
      const bool done = sweep.is_done(sweep.plan().shards[static_cast<std::size_t>(i - 1)]);
      if (done) progress.advance("shard " + std::to_string(i));
      return done;
    });
    if (left.empty() || !in_queue) break;
    std::this_thread::sleep_for(std::chrono::seconds(1));
    const auto queue = queue_of(job);
    in_queue = !queue || !queue->empty();
  }
  progress.clear();
  if (StopSignals::requested()) {
    fmt::print(stderr, "adamant: Slurm job {} goes on; `scancel {}` ends it\n", job, job);
    return EngineEnd::interrupted;
  }
  return end_of(sweep, numbers);
}

}  // namespace

bool run_shard(const SweepFolder& sweep, int number, const std::vector<Experiment>& experiments) {
  const StopSignals signals;
  const Shard& shard = sweep.plan().shards[static_cast<std::size_t>(number - 1)];
  if (sweep.is_done(shard)) return true;
  std::vector<std::string> results;
  for (const Cell& cell : shard.cells) {
    if (StopSignals::requested()) return false;
    auto result = sweep.result(cell);
    if (!result) {
      result = results_text(cell, measurement_of(cell, experiments).run(cell));
      sweep.save(cell, *result);
    }
    results.push_back(std::move(*result));
  }
  sweep.save(shard, shard_text(shard, sweep.plan().version, results));
  return true;
}

EngineEnd run_shards(const SweepFolder& sweep, const std::vector<int>& numbers,
                     const std::vector<Experiment>& experiments, const SweepOptions& options) {
  if (options.engine == "slurm") return run_by_slurm(sweep, numbers, options);
  const int processors = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  const int jobs = options.jobs > 0 ? options.jobs : processors;
  if (options.engine == "parallel") return run_by_parallel(sweep, numbers, jobs);
  return run_locally(sweep, numbers, experiments, jobs);
}

}  // namespace adamant
