// adamant-benchmarks: every benchmark beside its peers, a line of JSON for each on standard output.
// `adamant bench` starts it and draws the tables; by hand:
//   adamant-benchmarks [--filter RE] [--repetitions N] [--quick] [--cache DIR] [--list]
// --quick runs everything once at small sizes. --cache: where the iterates of long runs are kept.

#include "benchmarks/contest.hpp"
#include "benchmarks/lapack.hpp"
#include "benchmarks/memory.hpp"
#include "benchmarks/trajectory.hpp"
#include "spectral/isa.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <spawn.h>
#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <regex>

extern char** environ;

namespace adamant::benchmarks {
namespace {

struct Options {
  std::string filter, cache = ADAMANT_BENCHMARK_CACHE;
  int repetitions = 9;
  bool list = false;
  Plan plan;
};

std::vector<Contest> all_contests(const Plan& plan) {
  std::vector<Contest> all;
  for (const auto suite :
       {spectral_suite, inner_loop_suite, multiprecision_suite, profile_suite, claims_suite})
    for (Contest& contest : suite(plan)) all.push_back(std::move(contest));
  return all;
}

/// Google Benchmark's own options, which it takes from a command line.
void initialize(const Options& options) {
  std::string words[] = {
      "adamant-benchmarks", "--benchmark_enable_random_interleaving=true",
      options.plan.quick ? "--benchmark_min_time=0" : "--benchmark_min_time=0.03"};
  char* argv[] = {words[0].data(), words[1].data(), words[2].data(), nullptr};
  int argc = 3;
  benchmark::Initialize(&argc, argv);
}

/// A peer in Python writes lines as ours are, or why it cannot.
void run_script(const std::string& name, const Options& options) {
  std::string script = ADAMANT_BENCHMARK_SCRIPTS "/" + name + ".py", python = "/usr/bin/python3",
              cache = options.cache, quick = "--quick";
  char* argv[] = {python.data(), script.data(), cache.data(),
                  options.plan.quick ? quick.data() : nullptr, nullptr};
  pid_t child = 0;
  int status = 0;
  if (posix_spawn(&child, argv[0], nullptr, nullptr, argv, environ) != 0 ||
      waitpid(child, &status, 0) != child || status != 0)
    fmt::print("{{\"skipped\": \"{}\", \"reason\": \"{} did not run\"}}\n", name, python);
  std::fflush(stdout);
}

void run(const Options& options) {
  const std::regex filter(options.filter);
  const auto wanted = [&](const std::string& name) { return std::regex_search(name, filter); };
  const std::string memory = "inner_loop/memory/n:1024",
                    scripts[] = {"inner_loop/peer/torch_loop", "multiprecision/peer/mpmath_svd"};
  std::vector<Contest> contests = all_contests(options.plan);
  std::erase_if(contests, [&](const Contest& c) { return !wanted(c.name()); });
  if (options.list) {
    for (const Contest& c : contests) fmt::print("{}\n", c.name());
    for (const std::string& name : {memory, scripts[0], scripts[1]})
      if (wanted(name)) fmt::print("{}\n", name);
    return;
  }
  const double rate = dgemm_rate();
  fmt::print("{{\"rate\": {:.6g}, \"instructions\": \"{}\", \"contests\": {}}}\n", rate,
             name_of(best_isa()), contests.size());
  for (const Contest& contest : contests) {
    fmt::print("{{\"contest\": \"{}\"}}\n", contest.name());
    std::fflush(stdout);
    run_contest(contest, rate, options.repetitions);
  }
  if (wanted(memory)) {
    const long n = options.plan.quick ? 16 : 1024;
    fmt::print("{{\"memory\": {{\"n\": {}, \"mib\": {:.1f}}}}}\n", n, peak_memory(n));
  }
  std::fflush(stdout);
  for (const std::string& name : scripts)
    if (wanted(name)) run_script(name.substr(name.rfind('/') + 1), options);
}

Options parse(int argc, char** argv) {
  Options options;
  for (int k = 1; k < argc; ++k) {
    const std::string word = argv[k];
    const auto value = [&]() -> std::string {
      if (k + 1 >= argc) throw std::invalid_argument(word + " wants a value");
      return argv[++k];
    };
    if (word == "--filter") {
      options.filter = value();
    } else if (word == "--repetitions") {
      options.repetitions = std::max(1, std::atoi(value().c_str()));
    } else if (word == "--cache") {
      options.cache = value();
    } else if (word == "--quick") {
      options.plan.quick = true;
      options.repetitions = 1;
    } else if (word == "--list") {
      options.list = true;
    } else {
      throw std::invalid_argument("unknown option " + word);
    }
  }
  return options;
}

}  // namespace
}  // namespace adamant::benchmarks

int main(int argc, char** argv) {
  using namespace adamant::benchmarks;
  try {
    if (argc == 3 && std::strcmp(argv[1], "--steps-for-memory") == 0) {
      steps_for_memory(std::atol(argv[2]));
      return 0;
    }
    const Options options = parse(argc, argv);
    use_one_blas_thread();
    set_cache_folder(options.cache);
    initialize(options);
    run(options);
  } catch (const std::regex_error&) {
    fmt::print(stderr, "adamant-benchmarks: --filter is not a regular expression\n");
    return 2;
  } catch (const std::exception& error) {
    fmt::print(stderr, "adamant-benchmarks: {}\n", error.what());
    return 2;
  }
}
