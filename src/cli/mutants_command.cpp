#include "cli/commands.hpp"
#include "cli/progress.hpp"
#include "cli/selector.hpp"
#include "cli/workers.hpp"
#include "report/json.hpp"
#include "report/kill_matrix.hpp"
#include "scalar/atomic_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace adamant {
namespace {

/// Most take one or two; a solver that is asked about a bug can forget the time.
constexpr double seconds_a_mutant = 30;

/// A row of the matrix: a mutant, and the claims that can break it.
struct Row {
  const Mutant* mutant = nullptr;
  std::vector<const Claim*> claims{};
  std::vector<std::string>
      broke_off{};  ///< claims whose trial crashed or hung, each of which kills
  std::vector<std::string> killed_by{};

  void leave_out(const std::string& id) {
    broke_off.push_back(id);
    std::erase_if(claims, [&](const Claim* c) { return c->id == id; });
  }
};

/// What the reference comes to: the claims it fails, and the parts that each claim calls.
struct ReferenceRow {
  std::vector<std::string> fails{};
  std::vector<Parts> called{};
};

Settings settings_of(const MutantsOptions& options) {
  return {.cases = options.cases, .proofs = false};
}

/// Tries the reference, a process a claim. False where the user stopped it.
bool try_reference(ReferenceRow& row, const MutantsOptions& options, const Docket& docket,
                   const std::vector<const Claim*>& claims) {
  row.called.resize(claims.size());
  row.fails = checks_that_fail({}, docket.on_trial);
  Progress progress(claims.size());
  const auto claim = [&](int i) { return claims[static_cast<std::size_t>(i)]; };
  Work work;
  work.count = static_cast<int>(claims.size());
  work.jobs = options.jobs;
  work.timeout = seconds_a_mutant;
  work.run = [&](int i, const auto&) {
    const Reach reach = reach_of(*claim(i), *docket.zoo.watch, settings_of(options));
    return ids_json({reach.called.to_string(), reach.as_wanted ? "" : std::string(claim(i)->id)});
  };
  work.done = [&](int i, const WorkResult& result) {
    const bool measured = claim(i)->wanted() == Wanted::measured;
    std::string fails(claim(i)->id);
    if (result.kind == WorkResult::Kind::done) {
      const auto told = ids_from_json(result.bytes);
      row.called[static_cast<std::size_t>(i)] = Parts(told[0]);
      fails = told[1];
    }
    if (!fails.empty() && !measured) row.fails.push_back(fails);
    progress.advance("reference, " + std::string(claim(i)->id));
  };
  const bool finished = run_in_processes(work);
  progress.clear();
  return finished;
}

/// Runs the rows, and those again that broke off, without the claim they broke off at. False where the
/// user stopped it.
bool run_rows(std::vector<Row>& rows, const MutantsOptions& options) {
  std::vector<Row*> pending;
  for (Row& row : rows) pending.push_back(&row);
  Progress progress(rows.size());
  while (!pending.empty()) {
    std::vector<Row*> again;
    const auto row = [&](int i) -> Row& { return *pending[static_cast<std::size_t>(i)]; };
    Work work;
    work.count = static_cast<int>(pending.size());
    work.jobs = options.jobs;
    work.timeout = seconds_a_mutant;
    work.run = [&](int i, const auto& note) {
      Settings settings = settings_of(options);
      settings.before_case = note;
      return ids_json(try_mutant(*row(i).mutant, row(i).claims, settings).killed_by);
    };
    work.done = [&](int i, const WorkResult& result) {
      if (result.kind == WorkResult::Kind::done) {
        row(i).killed_by = ids_from_json(result.bytes);
        row(i).killed_by.insert(row(i).killed_by.end(), row(i).broke_off.begin(),
                                row(i).broke_off.end());
        progress.advance(std::string(row(i).mutant->name));
      } else if (result.kind != WorkResult::Kind::interrupted) {
        row(i).leave_out(result.last_note.substr(0, result.last_note.find('.')));
        again.push_back(&row(i));
      }
    };
    if (!run_in_processes(work)) return false;
    pending = std::move(again);
  }
  progress.clear();
  return true;
}

std::vector<Row> selected_rows(const Docket& docket, const std::string& pattern) {
  std::vector<Row> rows;
  for (const Mutant& mutant : docket.zoo.mutants)
    if (pattern.empty() || matches_glob(pattern, mutant.name)) rows.push_back({&mutant});
  return rows;
}

}  // namespace

int mutants_command(const MutantsOptions& options, const Docket& docket) {
  const auto claims = select_claims(docket.groups, options.selectors);
  std::vector<Row> rows = selected_rows(docket, options.mutant);
  if (claims.empty() || rows.empty()) {
    fmt::print(stderr, "adamant: no {} selected\n", claims.empty() ? "claim" : "mutant");
    return exit_code::nothing_selected;
  }
  for (const std::string& file : {options.json, options.svg, options.killers})
    if (!file.empty()) require_writable(file);
  ReferenceRow reference;
  if (!try_reference(reference, options, docket, claims)) return exit_code::interrupted;
  for (Row& row : rows)
    row.claims = claims_within_reach(*row.mutant, *docket.zoo.watch, claims, reference.called);
  if (!run_rows(rows, options)) return exit_code::interrupted;

  const Colour colour = colour_wanted() ? Colour::on : Colour::off;
  KillMatrix matrix{claims, reference.called, {}, reference.fails, docket.zoo.unbreakable};
  for (const Row& row : rows) {
    matrix.rows.push_back(kill_record(*row.mutant, claims, row.killed_by));
    fmt::print("{}", mutant_line(matrix.rows.back(), colour));
    for (const std::string& id : row.broke_off)
      fmt::print("       {} broke off: a crash, or no end in {} s\n", id, seconds_a_mutant);
  }
  fmt::print("{}", kill_summary(matrix));
  std::fflush(stdout);
  if (!options.json.empty()) write_file_atomically(options.json, kill_matrix_json(matrix));
  if (!options.svg.empty()) write_file_atomically(options.svg, kill_matrix_svg(matrix));
  if (!options.killers.empty()) write_file_atomically(options.killers, killers_source(matrix));
  return matrix.clean() ? exit_code::as_wanted : exit_code::differs;
}

}  // namespace adamant
