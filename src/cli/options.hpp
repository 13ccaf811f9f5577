#pragma once

#include "claim/trial.hpp"
#include "cli/data_options.hpp"
#include "cli/prove_options.hpp"
#include "cli/sweep_options.hpp"
#include "cli/trace_options.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace adamant {

struct ListOptions {
  std::vector<std::string> selectors;
  bool json = false;
  bool markdown = false;
  std::string ledger;
};

struct ShowOptions {
  std::string id;
  std::string domain;  ///< instead of an id: the name of a domain, or "all"
  std::string ledger;
};

struct CheckOptions {
  std::vector<std::string> selectors;
  int cases = Settings{}.cases;
  std::uint64_t seed = Settings{}.seed;
  int jobs = 1;
  std::vector<int> tiers = Settings{}.tiers;
  double timeout = 120;
  std::string json;
  std::string junit;
  std::string ledger;
  std::string worst_cases;
};

struct ReproOptions {
  std::string token;
};

struct AcceptOptions {
  std::string run;
  std::string note;
  std::string ledger;
};

struct DiffOptions {
  std::string before;
  std::string after;
  std::string format = "text";
};

struct MutantsOptions {
  std::vector<std::string> selectors;
  std::string mutant;  ///< a glob on the names of mutants; empty: all
  int cases = 25;
  int jobs = 1;
  std::string json, svg, killers;
};

struct MeasureOptions {
  std::vector<std::string> experiments;
  bool quick = false;
  int jobs = 1;
  double timeout = 1800;
  std::string json, svg, markdown;
  std::string results = "adamant-results";
  std::string ledger;
};

struct BenchOptions {
  std::string filter;
  int repetitions = 9;
  bool quick = false;
  bool list = false;
  std::string json, svg;
  std::vector<std::string> compare;  ///< OLD and NEW, or empty
};

struct DoctorOptions {
  bool json = false;
};

/// Nothing to run: help or the version was asked for, or the command line is wrong. `text` goes to
/// standard output where `status` is 0, to standard error otherwise.
struct Stop {
  int status;
  std::string text;
};

using Command =
    std::variant<Stop, ListOptions, ShowOptions, CheckOptions, ReproOptions, AcceptOptions,
                 DiffOptions, MutantsOptions, MeasureOptions, DoctorOptions, TraceOptions,
                 DataOptions, SweepOptions, ProveOptions, BenchOptions>;

/// The only reader of argv and of the environment (ADAMANT_SEED, ADAMANT_CASES, ADAMANT_JOBS,
/// ADAMANT_HOME, NO_COLOR).
Command parse_command_line(int argc, const char* const* argv);

/// A file that comes with the project: under ADAMANT_HOME, the source tree of this build, or here.
std::string project_file(const std::string& relative);

bool colour_wanted();

}  // namespace adamant
