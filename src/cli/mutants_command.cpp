#include "cli/commands.hpp"
#include "cli/progress.hpp"
#include "cli/selector.hpp"
#include "cli/workers.hpp"
#include "report/console.hpp"
#include "report/json.hpp"
#include "scalar/atomic_file.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace adamant {
namespace {

/// Index 0 is the reference, which no claim may catch; the mutants follow.
Mutant row(const Docket& docket, int index) {
  if (index > 0) return docket.mutants[static_cast<std::size_t>(index - 1)];
  return {.name = "reference",
          .file = "",
          .what = "no bug",
          .must_be_killed_by = {},
          .on_trial = nullptr};
}

std::vector<std::string> caught_by(const Docket& docket, int index,
                                   const std::vector<const Claim*>& claims,
                                   const Settings& settings) {
  if (index > 0)
    return try_mutant(docket.mutants[static_cast<std::size_t>(index - 1)], claims, settings)
        .killed_by;
  std::vector<std::string> ids;
  for (const Claim* claim : claims)
    if (!try_claim(*claim, docket.on_trial, settings).as_wanted) ids.emplace_back(claim->id);
  return ids;
}

}  // namespace

int mutants_command(const MutantsOptions& options, const Docket& docket) {
  const auto claims = select_claims(docket.groups, options.selectors);
  if (claims.empty()) {
    fmt::print(stderr, "adamant: nothing selected\n");
    return exit_code::nothing_selected;
  }
  if (!options.json.empty()) require_writable(options.json);
  const int rows = static_cast<int>(docket.mutants.size()) + 1;
  std::vector<WorkResult> results(static_cast<std::size_t>(rows));
  Progress progress(static_cast<std::size_t>(rows));
  Work work;
  work.count = rows;
  work.jobs = options.jobs;
  work.run = [&](int i, const auto&) {
    return ids_json(caught_by(docket, i, claims, {.cases = options.cases}));
  };
  work.done = [&](int i, const WorkResult& result) {
    results[static_cast<std::size_t>(i)] = result;
    progress.advance(std::string(row(docket, i).name));
  };
  const bool whole = run_in_processes(work);
  progress.clear();
  if (!whole) return exit_code::interrupted;

  const Colour colour = colour_wanted() ? Colour::on : Colour::off;
  std::vector<MutantRecord> records;
  bool clean = false;
  int survivors = 0;
  for (int i = 0; i < rows; ++i) {
    const WorkResult& result = results[static_cast<std::size_t>(i)];
    if (result.kind != WorkResult::Kind::done) {
      fmt::print(stderr, "adamant: the process of '{}' did not end well\n", row(docket, i).name);
      return exit_code::unknown;
    }
    const auto killed_by = ids_from_json(result.bytes);
    if (i == 0) {
      clean = killed_by.empty();
      for (const std::string& id : killed_by) fmt::print("  the reference fails {}\n", id);
      continue;
    }
    records.push_back(
        kill_record(docket.mutants[static_cast<std::size_t>(i - 1)], claims, killed_by));
    survivors += records.back().survives();
    fmt::print("{}", mutant_line(records.back(), colour));
  }
  fmt::print("\n{} mutants, {} survive; the reference is {}\n", records.size(), survivors,
             clean ? "clean" : "not clean");
  std::fflush(stdout);
  if (!options.json.empty()) write_file_atomically(options.json, mutants_json(records, clean));
  return survivors == 0 && clean ? exit_code::as_wanted : exit_code::differs;
}

}  // namespace adamant
