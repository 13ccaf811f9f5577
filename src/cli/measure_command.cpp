#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/progress.hpp"
#include "cli/result_files.hpp"
#include "cli/workers.hpp"
#include "lab/numerics_version.hpp"
#include "report/measured.hpp"
#include "scalar/atomic_file.hpp"
#include "scalar/environment.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace adamant {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// "H1" and "H1c" both select the experiment H1.
std::vector<Experiment> select_experiments(const MeasureOptions& options, const Scale& scale,
                                           const Docket& docket) {
  std::vector<Experiment> all, chosen;
  std::string ids;
  for (const ExperimentAt& at : docket.experiments) {
    all.push_back(at(scale));
    check(all.back());
    ids += (ids.empty() ? "" : ", ") + all.back().id;
  }
  if (options.experiments.empty()) return all;
  for (const std::string& id : options.experiments)
    if (std::none_of(all.begin(), all.end(), [&](const Experiment& e) { return e.id == id; }))
      throw std::invalid_argument("there is no experiment '" + id + "'; there are " + ids);
  for (Experiment& e : all)
    if (std::count(options.experiments.begin(), options.experiments.end(), e.id) > 0)
      chosen.push_back(std::move(e));
  return chosen;
}

double cost_of(const std::vector<Cell>& cells, const std::vector<Experiment>& experiments) {
  double steps = 0;
  for (const Cell& cell : cells) steps += measurement_of(cell, experiments).cost(cell);
  return steps;
}

/// Seconds of one step of a 30 × 30 run of this machine as it is now.
double seconds_a_step(const std::vector<Experiment>& experiments) {
  const Cell cell{"completion",
                  words_from("T=300;bits=53;eta=0.01;lambda=0.01;method=Adam;n=30;p=0.4;r=2"), 0,
                  8};
  const auto start = Clock::now();
  (void)measurement_of(cell, experiments).run(cell);
  return seconds_since(start) / (300 * 8);
}

class Campaign {
 public:
  Campaign(const MeasureOptions& options, const Scale& scale, std::vector<Experiment> experiments)
      : options_(options),
        scale_(scale),
        experiments_(std::move(experiments)),
        files_(options.results) {}

  /// What is still to be done of each experiment, the tuned runs that depend on others not counted twice.
  void print_costs() {
    const double step = seconds_a_step(experiments_);
    fmt::print("{:<5} {:>7} {:>9}  {}\n", "", "cells", "minutes", "to measure");
    double all = 0;
    for (const Experiment& e : experiments_) {
      const auto cells = files_.load(missing_cells(e, scale_, results_), results_);
      const double minutes = cost_of(cells, experiments_) * step / 60 / options_.jobs;
      all += minutes;
      fmt::print("{:<5} {:>7} {:>9.1f}  {}\n", e.id, cells.size(), minutes, e.name);
    }
    fmt::print("{:<5} {:>7} {:>9.1f}  {}\n\n", "", "", all,
               "without the tests of tuned arms, which depend on their tuning");
    std::fflush(stdout);
  }

  /// Rounds until nothing is missing: tuning, then what depends on it. False where the user stopped it.
  bool run() {
    for (;;) {
      std::vector<Cell> cells = pending();
      if (cells.empty()) return true;
      if (!run_cells(cells)) return false;
    }
  }

  Measured judged() const {
    Measured measured;
    measured.scale = title_of(scale_);
    for (const Experiment& e : experiments_)
      measured.experiments.push_back(judge(e, scale_, results_));
    return measured;
  }

 private:
  std::vector<Cell> pending() {
    std::vector<Cell> cells;
    std::vector<std::string> seen;
    for (const Experiment& e : experiments_)
      for (Cell& cell : files_.load(missing_cells(e, scale_, results_), results_)) {
        if (std::find(seen.begin(), seen.end(), text_of(cell)) != seen.end()) continue;
        seen.push_back(text_of(cell));
        cells.push_back(std::move(cell));
      }
    // What was loaded may have settled a tuning.
    if (cells.empty())
      for (const Experiment& e : experiments_)
        if (!missing_cells(e, scale_, results_).empty()) return pending();
    return cells;
  }

  bool run_cells(const std::vector<Cell>& cells) {
    std::vector<double> costs;
    for (const Cell& cell : cells) costs.push_back(measurement_of(cell, experiments_).cost(cell));
    Progress progress(costs);
    Work work;
    work.count = static_cast<int>(cells.size());
    work.jobs = options_.jobs;
    work.timeout = options_.timeout;
    const auto cell_at = [&](int i) -> const Cell& { return cells[static_cast<std::size_t>(i)]; };
    work.run = [&](int i, const auto&) {
      const Cell& cell = cell_at(i);
      return results_text(cell, measurement_of(cell, experiments_).run(cell));
    };
    work.done = [&](int i, const WorkResult& result) {
      const Cell& cell = cell_at(i);
      if (result.kind == WorkResult::Kind::done) {
        results_.put(cell, outcomes_from(result.bytes, cell));
        files_.save(cell, result.bytes);
      } else {
        give_up(cell, result);
      }
      progress.advance(static_cast<std::size_t>(i),
                       cell.measurement + " " + word(cell.with, "method", ""));
    };
    const bool whole = run_in_processes(work);
    progress.clear();
    return whole;
  }

  /// A crash or a time-out is a failure of every seed of the cell in this run; the next run tries it again.
  void give_up(const Cell& cell, const WorkResult& result) {
    const bool late = result.kind == WorkResult::Kind::timed_out;
    Outcomes outcomes;
    for (int i = 0; i < cell.seeds; ++i)
      outcomes.push_back({cell.first_seed + static_cast<std::uint64_t>(i),
                          late ? RunEnd::timed_out : RunEnd::failed,
                          {}});
    results_.put(cell, std::move(outcomes));
    fmt::print(stderr, "adamant: {} {}\n", late ? "timed out:" : "failed:", text_of(cell));
  }

  const MeasureOptions& options_;
  const Scale& scale_;
  std::vector<Experiment> experiments_;
  ResultFiles files_;
  Results results_;
};

Context measure_context(const MeasureOptions& options) {
  Context c;
  c.date = fmt::format(
      "{:%FT%TZ}",
      fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())));
  char name[256] = "";
  gethostname(name, sizeof name - 1);
  c.host = name;
  c.build = build_description();
  c.build.emplace_back("numerics", numerics_version());
  c.jobs = options.jobs;
  return c;
}

}  // namespace

int measure_command(const MeasureOptions& options, const Docket& docket) {
  const Scale& scale = options.quick ? quick_scale() : base_scale();
  Campaign campaign(options, scale, select_experiments(options, scale, docket));
  for (const std::string& file : {options.json, options.svg, options.markdown})
    if (!file.empty()) require_writable(file);
  const Ledger ledger = read_ledger(options.ledger);
  Context context = measure_context(options);
  const auto start = Clock::now();
  campaign.print_costs();
  context.interrupted = !campaign.run();
  context.seconds = seconds_since(start);
  Measured measured = campaign.judged();
  measured.context = context;
  for (const ExperimentRecord& e : measured.experiments) fmt::print("{}", experiment_text(e));
  fmt::print("{}", measured_summary(measured));
  const auto changed = differences(measured, ledger);
  for (const std::string& line : changed) fmt::print("ledger: {}\n", line);
  if (!options.json.empty()) write_file_atomically(options.json, measured_json(measured));
  if (!options.markdown.empty()) write_file_atomically(options.markdown, answers_table(measured));
  if (!options.svg.empty()) write_file_atomically(options.svg, recovery_svg(measured));
  if (context.interrupted)
    fmt::print(stderr, "interrupted; the same command goes on from {}\n", options.results);
  if (context.interrupted) return exit_code::interrupted;
  return changed.empty() ? exit_code::as_wanted : exit_code::differs;
}

}  // namespace adamant
