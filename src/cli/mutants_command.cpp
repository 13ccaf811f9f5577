#include "claim/self_check.hpp"
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

constexpr double seconds_a_mutant = 600;

/// A row of the matrix: the reference, which nothing may catch, or a mutant.
struct Row {
  const Mutant* mutant = nullptr;
  std::vector<std::string>
      broke_off{};  ///< claims whose trial crashed or hung, each of which kills
  std::vector<std::string> killed_by{};
};

std::vector<std::string> caught_by(const Row& row, const OnTrial& reference,
                                   std::vector<const Claim*> claims, const Settings& settings) {
  std::erase_if(claims, [&](const Claim* c) {
    return std::find(row.broke_off.begin(), row.broke_off.end(), c->id) != row.broke_off.end();
  });
  if (row.mutant) return try_mutant(*row.mutant, claims, settings).killed_by;
  std::vector<std::string> ids = checks_that_fail({}, reference);
  for (const Claim* claim : claims)
    if (claim->wanted() != Wanted::measured && !try_claim(*claim, reference, settings).as_wanted)
      ids.emplace_back(claim->id);
  return ids;
}

/// Runs the rows, and those again that broke off, without the claim they broke off at. False where the
/// user stopped it.
bool run_rows(std::vector<Row>& rows, const MutantsOptions& options, const Docket& docket,
              const std::vector<const Claim*>& claims) {
  std::vector<std::size_t> pending(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) pending[i] = i;
  Progress progress(rows.size());
  while (!pending.empty()) {
    std::vector<std::size_t> again;
    Work work;
    work.count = static_cast<int>(pending.size());
    work.jobs = options.jobs;
    work.timeout = seconds_a_mutant;
    work.run = [&](int i, const auto& note) {
      const Settings settings{.cases = options.cases, .proofs = false, .before_case = note};
      return ids_json(
          caught_by(rows[pending[static_cast<std::size_t>(i)]], docket.on_trial, claims, settings));
    };
    work.done = [&](int i, const WorkResult& result) {
      Row& row = rows[pending[static_cast<std::size_t>(i)]];
      if (result.kind == WorkResult::Kind::done) {
        row.killed_by = ids_from_json(result.bytes);
        row.killed_by.insert(row.killed_by.end(), row.broke_off.begin(), row.broke_off.end());
        progress.advance(row.mutant ? std::string(row.mutant->name) : "reference");
      } else if (result.kind != WorkResult::Kind::interrupted) {
        row.broke_off.push_back(result.last_note.substr(0, result.last_note.find('.')));
        again.push_back(pending[static_cast<std::size_t>(i)]);
      }
    };
    if (!run_in_processes(work)) return false;
    pending = std::move(again);
  }
  progress.clear();
  return true;
}

std::vector<Row> selected_rows(const Docket& docket, const std::string& pattern) {
  std::vector<Row> rows(1);
  for (const Mutant& mutant : docket.mutants)
    if (pattern.empty() || matches_glob(pattern, mutant.name)) rows.push_back({&mutant});
  return rows;
}

}  // namespace

int mutants_command(const MutantsOptions& options, const Docket& docket) {
  const auto claims = select_claims(docket.groups, options.selectors);
  std::vector<Row> rows = selected_rows(docket, options.mutant);
  if (claims.empty() || rows.size() < 2) {
    fmt::print(stderr, "adamant: no {} selected\n", claims.empty() ? "claim" : "mutant");
    return exit_code::nothing_selected;
  }
  for (const std::string& file : {options.json, options.svg})
    if (!file.empty()) require_writable(file);
  if (!run_rows(rows, options, docket, claims)) return exit_code::interrupted;

  const Colour colour = colour_wanted() ? Colour::on : Colour::off;
  KillMatrix matrix{claims, {}, rows.front().killed_by};
  for (std::size_t i = 1; i < rows.size(); ++i) {
    matrix.rows.push_back(kill_record(*rows[i].mutant, claims, rows[i].killed_by));
    fmt::print("{}", mutant_line(matrix.rows.back(), colour));
    for (const std::string& id : rows[i].broke_off)
      fmt::print("       {} broke off: a crash, or no end in {} s\n", id, seconds_a_mutant);
  }
  fmt::print("{}", kill_summary(matrix));
  std::fflush(stdout);
  if (!options.json.empty()) write_file_atomically(options.json, kill_matrix_json(matrix));
  if (!options.svg.empty()) write_file_atomically(options.svg, kill_matrix_svg(matrix));
  return matrix.survivors() == 0 && matrix.reference_fails.empty() ? exit_code::as_wanted
                                                                   : exit_code::differs;
}

}  // namespace adamant
