#include "report/benchmark.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace adamant {
namespace {

std::string three_digits(double x) {
  return x >= 100  ? fmt::format("{:.0f}", x)
         : x >= 10 ? fmt::format("{:.1f}", x)
         : x >= 1  ? fmt::format("{:.2f}", x)
                   : fmt::format("{:.3f}", x);
}

std::string rows(const BenchmarkRun& run) {
  const auto ratios = ratios_of(run);
  std::string text;
  for (const Measurement& m : run.measurements) {
    if (m.operation == "claim" || !m.part.empty()) continue;
    if (text.empty())
      text =
          fmt::format("{:<21} {:>5} {:>4} {:<6} {:<7} {:<26} {:>11} {:>8} {:>6}  {}\n", "operation",
                      "n", "bits", "stage", "mode", "method", "us", "error", "floor", "ratio to");
    std::string beside;
    for (const BenchmarkRatio& r : ratios)
      if (r.method == &m)
        beside += fmt::format("{}{} {}", beside.empty() ? "" : ", ", three_digits(r.ratio()),
                              r.peer->method);
    text += fmt::format(
        "{:<21} {:>5} {:>4} {:<6} {:<7} {:<26} {:>11} {:>8} {:>6}  {}\n", m.operation, m.n, m.bits,
        m.stage, m.mode, m.method, three_digits(m.median_us()),
        m.error ? fmt::format("{:.1e}", *m.error) : "",
        m.floor_us ? fmt::format("{:.0f} %", 100 * *m.floor_us / m.median_us()) : "", beside);
  }
  return text;
}

std::string profile(const BenchmarkRun& run) {
  std::map<std::pair<std::string, long>, std::vector<const Measurement*>> steps;
  for (const Measurement& m : run.measurements)
    if (!m.part.empty()) steps[{m.method, m.n}].push_back(&m);
  std::string text;
  for (const auto& [step, parts] : steps) {
    double sum = 0;
    for (const Measurement* m : parts) sum += m->median_us();
    text += fmt::format("{:<17} {:>5} {:>10} us", step.first, step.second, three_digits(sum));
    for (const Measurement* m : parts)
      text += fmt::format("  {} {:.1f} %", m->part, 100 * m->median_us() / sum);
    text += "\n";
  }
  return text.empty() ? text : "\nA step as trace takes it, with a row at every step:\n" + text;
}

std::string claims(const BenchmarkRun& run) {
  std::map<std::pair<char, int>, std::vector<const Measurement*>> groups;
  for (const Measurement& m : run.measurements)
    if (m.operation == "claim") groups[{m.method.front(), m.bits}].push_back(&m);
  std::string text;
  for (auto& [group, list] : groups) {
    std::sort(list.begin(), list.end(), [](const Measurement* a, const Measurement* b) {
      return a->median_us() < b->median_us();
    });
    text += fmt::format("{}  {:>4}  {:>3} claims  median {:>9} cases/s, least {:>8} ({})\n",
                        group.first, group.second == 0 ? "-" : std::to_string(group.second),
                        list.size(), three_digits(1e6 / list[list.size() / 2]->median_us()),
                        three_digits(1e6 / list.back()->median_us()), list.back()->method);
  }
  return text.empty() ? text : "\nClaims, by group and bits (- where no tier matters):\n" + text;
}

std::string fits(const BenchmarkRun& run) {
  std::string text;
  for (const ScalingFit& fit : fits_of(run)) {
    if (fit.first->peers.empty() && fit.first->method != "dgesdd") continue;
    text += fmt::format("{:<21} {:>4} {:<6} {:<7} {:<26} {:.3g} us n^{:.2f}\n",
                        fit.first->operation, fit.first->bits, fit.first->stage, fit.first->mode,
                        fit.first->method, fit.coefficient, fit.exponent);
  }
  return text.empty() ? text : "\nScaling over n:\n" + text;
}

}  // namespace

std::string benchmark_table(const BenchmarkRun& run) {
  std::string text = rows(run) + profile(run) + fits(run) + claims(run);
  text += fmt::format(
      "\ndgemm at n = 512: {:.1f} GF/s; kernels: {}; floor: share of the least time "
      "that the arithmetic alone takes at that rate\n",
      run.rate / 1000, run.instructions);
  if (run.memory_n > 0)
    text +=
        fmt::format("peak memory of a run at n = {}: {:.0f} MiB\n", run.memory_n, run.memory_mib);
  for (const auto& [name, why] : run.skipped) text += fmt::format("skipped {}: {}\n", name, why);
  return text;
}

}  // namespace adamant
