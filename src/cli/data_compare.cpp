#include "cli/data_compare.hpp"

#include "cli/commands.hpp"
#include "cli/progress.hpp"
#include "cli/workers.hpp"
#include "lab/held_out.hpp"
#include "scalar/atomic_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <stdexcept>

namespace adamant {
namespace {

/// Two numbers of an option, as `1:5`.
std::pair<double, double> two_numbers(const char* option, const std::string& text, char separator) {
  const auto parts = split(text, separator);
  const auto a = parts.size() == 2 ? parse_number(parts[0]) : std::nullopt;
  const auto b = parts.size() == 2 ? parse_number(parts[1]) : std::nullopt;
  if (a && b) return {*a, *b};
  throw std::invalid_argument(
      fmt::format("{} is '{}', expected two numbers as 1{}5", option, text, separator));
}

HeldOutPlan plan_of(const DataOptions& o) {
  HeldOutPlan plan;
  plan.test = o.hold_out;
  plan.steps = o.steps;
  plan.centring = o.centre == "none"   ? Centring::none
                  : o.centre == "mean" ? Centring::mean
                                       : Centring::additive;
  if (o.clamp.empty()) return plan;
  plan.clamp = two_numbers("--clamp", o.clamp, ':');
  if (!(plan.clamp->first < plan.clamp->second))
    throw std::invalid_argument(fmt::format("--clamp is '{}', expected LO < HI", o.clamp));
  return plan;
}

ObservedMatrix matrix_of(const DataOptions& o) {
  ObservedMatrix M = read_matrix(o.matrix);
  if (o.densest.empty()) return M;
  const auto [m, n] = two_numbers("--densest", o.densest, ',');
  if (!(m >= 1 && n >= 1 && m <= 1e6 && n <= 1e6))
    throw std::invalid_argument(
        fmt::format("--densest is '{}', expected sizes of 1 or more", o.densest));
  return densest_part(M, static_cast<Index>(m), static_cast<Index>(n));
}

/// The splits of one competitor: their settings and errors.
struct Row {
  std::vector<std::string> setting;
  std::vector<double> validation, test;
};

std::string csv_text(const std::vector<Row>& rows, unsigned seed) {
  std::string text = "method,split,setting,validation_rmse,test_rmse\n";
  for (std::size_t c = 0; c < rows.size(); ++c)
    for (std::size_t s = 0; s < rows[c].test.size(); ++s)
      text += fmt::format("{},{},{},{},{}\n", competitors()[c].name, seed + s, rows[c].setting[s],
                          rows[c].validation[s], rows[c].test[s]);
  return text;
}

void print_table(const std::vector<Row>& rows) {
  fmt::print("{:<12} {:>10} {:>21}   {}\n", "", "test RMSE", "over the splits", "settings");
  for (std::size_t c = 0; c < rows.size(); ++c) {
    auto errors = rows[c].test;
    std::sort(errors.begin(), errors.end());
    auto settings = rows[c].setting;
    settings.erase(std::unique(settings.begin(), settings.end()), settings.end());
    fmt::print("{:<12} {:>10.5g} {:>9.5g} to {:>8.5g}   {}\n", competitors()[c].name,
               errors[errors.size() / 2], errors.front(), errors.back(),
               fmt::join(settings, " | "));
  }
}

}  // namespace

int compare_on_data(const DataOptions& o) {
  const HeldOutPlan plan = plan_of(o);
  const ObservedMatrix M = matrix_of(o);
  if (!o.csv.empty()) require_writable(o.csv);
  fmt::print(
      "{}: {} × {}, {} entries known, {:g} of them held out, {} splits from seed {}\n"
      "centre {}, predictions {}, {} steps of Adam and GD\n",
      o.matrix, M.values.rows(), M.values.cols(), M.Omega.count(), o.hold_out, o.splits, o.seed,
      o.centre, o.clamp.empty() ? "as they are" : "within " + o.clamp, o.steps);
  std::fflush(stdout);

  const int methods = static_cast<int>(competitors().size());
  std::vector<Row> rows(competitors().size());
  for (Row& row : rows) {
    row.setting.resize(static_cast<std::size_t>(o.splits));
    row.validation.resize(row.setting.size());
    row.test.resize(row.setting.size());
  }
  Progress progress(rows.size() * rows[0].test.size());
  bool well = true;
  Work work;
  work.count = methods * o.splits;
  work.jobs = o.jobs;
  const auto method = [&](int k) { return static_cast<std::size_t>(methods - 1 - k % methods); };
  work.run = [&](int k, const auto&) {
    HeldOutPlan split_plan = plan;
    split_plan.seed = o.seed + static_cast<unsigned>(k / methods);
    const HeldOutScore score = compete(competitors()[method(k)], M, split_plan);
    return fmt::format("{}\n{}\n{}", text_of(score.setting), score.validation, score.test);
  };
  work.done = [&](int k, const WorkResult& result) {
    progress.advance(competitors()[method(k)].name);
    well = well && result.kind == WorkResult::Kind::done;
    if (result.kind != WorkResult::Kind::done) return;
    const auto lines = split(result.bytes, '\n');
    const auto at = static_cast<std::size_t>(k / methods);
    Row& row = rows[method(k)];
    row.setting[at] = lines[0];
    row.validation[at] = *parse_number(lines[1]);
    row.test[at] = *parse_number(lines[2]);
  };
  const bool whole = run_in_processes(work);
  progress.clear();
  if (!whole) return exit_code::interrupted;
  if (!well) throw std::runtime_error("data compare: a competitor did not end well");
  print_table(rows);
  if (!o.csv.empty()) write_file_atomically(o.csv, csv_text(rows, o.seed));
  return exit_code::as_wanted;
}

}  // namespace adamant
