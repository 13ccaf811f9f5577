#include "claim/statistics.hpp"
#include "report/benchmark.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace adamant {
namespace {

constexpr double level = 0.05, least_factor = 1.1;
/// With fewer no test could tell, whatever the times are.
constexpr std::size_t fewest = 7;

using Change = BenchmarkChange;

const Measurement* same_in(const BenchmarkRun& run, const Measurement& m) {
  for (const Measurement& other : run.measurements)
    if (other.same_contest(m) && other.mode == m.mode && other.method == m.method &&
        other.part == m.part)
      return &other;
  return nullptr;
}

const Measurement* peer_in(const BenchmarkRun& run, const Measurement& m, const std::string& name) {
  for (const Measurement& other : run.measurements)
    if (other.same_contest(m) && other.mode == "single" && other.method == name) return &other;
  return nullptr;
}

std::vector<double> relative(const Measurement& m, const Measurement& peer) {
  std::vector<double> x = m.us;
  const double unit = peer.median_us();
  for (double& value : x) value /= unit;
  return x;
}

std::string_view name_of(Change::Kind kind) {
  switch (kind) {
    case Change::Kind::regression:
      return "regression";
    case Change::Kind::improvement:
      return "improvement";
    case Change::Kind::noise:
      return "noise";
    case Change::Kind::few_repetitions:
      return "too few";
  }
  return "";
}

}  // namespace

std::vector<BenchmarkChange> changes_between(const BenchmarkRun& before, const BenchmarkRun& now) {
  std::vector<Change> changes;
  std::vector<double> p;
  for (const Measurement& m : before.measurements) {
    const Measurement* other = same_in(now, m);
    if (!other) continue;
    for (const std::string& name : m.peers) {
      const Measurement *was = peer_in(before, m, name), *is = peer_in(now, m, name);
      if (!was || !is) continue;
      const auto a = relative(m, *was), b = relative(*other, *is);
      const double factor = median(b) / median(a);
      const bool few = std::min(a.size(), b.size()) < fewest;
      changes.push_back(
          {&m, other, name, factor, 1, few ? Change::Kind::few_repetitions : Change::Kind::noise});
      if (!few) p.push_back(factor > 1 ? mann_whitney(a, b) : mann_whitney(b, a));
      break;
    }
  }
  const std::vector<double> adjusted = holm(p);
  std::size_t k = 0;
  for (Change& change : changes) {
    if (change.kind == Change::Kind::few_repetitions) continue;
    change.p = adjusted[k++];
    if (change.p > level) continue;
    if (change.factor > least_factor) change.kind = Change::Kind::regression;
    if (change.factor < 1 / least_factor) change.kind = Change::Kind::improvement;
  }
  return changes;
}

std::string changes_text(const std::vector<BenchmarkChange>& changes) {
  std::string text =
      fmt::format("{:<12} {:<21} {:>5} {:>4} {:<6} {:<7} {:<10} {:>8} {:>8}  {}\n", "", "operation",
                  "n", "bits", "stage", "mode", "method", "factor", "p", "relative to");
  int regressions = 0;
  for (const Change& c : changes) {
    regressions += c.kind == Change::Kind::regression ? 1 : 0;
    text += fmt::format("{:<12} {:<21} {:>5} {:>4} {:<6} {:<7} {:<10} {:>8.3f} {:>8.2g}  {}\n",
                        name_of(c.kind), c.now->operation, c.now->n, c.now->bits, c.now->stage,
                        c.now->mode, c.now->method, c.factor, c.p, c.peer);
  }
  return text + fmt::format(
                    "\n{} compared, {} regressions (slower by more than 10 % of the ratio to "
                    "the peer, p <= 0.05 over all)\n",
                    changes.size(), regressions);
}

}  // namespace adamant
