#include "report/benchmark.hpp"

#include "report/json.hpp"
#include "scalar/splitmix.hpp"

#include <gtest/gtest.h>

namespace adamant {
namespace {

/// Nine times about `us`, a few per cent apart.
std::vector<double> times(double us, SplitMix& random) {
  std::vector<double> x(9);
  for (double& value : x) value = us * (1 + 0.05 * random.uniform());
  return x;
}

BenchmarkRun run_of(std::uint64_t seed, double ours, double machine) {
  SplitMix random(seed);
  BenchmarkRun run;
  run.rate = 30000;
  run.instructions = "avx2";
  for (const long n : {32L, 64L, 128L}) {
    Measurement m;
    m.operation = "inner_loop";
    m.mode = "single";
    m.n = n;
    m.stage = "late";
    m.method = "blocks";
    m.peers = {"dgesdd"};
    const auto cube = static_cast<double>(n * n * n);
    m.us = times(machine * ours * cube, random);
    m.error = 1e-12;
    m.floor_us = 0.25 * cube;
    run.measurements.push_back(m);
    m.method = "dgesdd";
    m.peers.clear();
    m.floor_us.reset();
    m.us = times(machine * 2 * cube, random);
    run.measurements.push_back(m);
  }
  return run;
}

int regressions(const BenchmarkRun& before, const BenchmarkRun& now) {
  int count = 0;
  for (const auto& c : changes_between(before, now))
    count += c.kind == BenchmarkChange::Kind::regression ? 1 : 0;
  return count;
}

TEST(Benchmark, RatiosAndFits) {
  const BenchmarkRun run = run_of(1, 1, 1);
  const auto ratios = ratios_of(run);
  ASSERT_EQ(ratios.size(), 3u);
  for (const auto& r : ratios) EXPECT_NEAR(r.ratio(), 2, 0.1);
  for (const auto& fit : fits_of(run)) EXPECT_NEAR(fit.exponent, 3, 0.05);
  EXPECT_NE(benchmark_table(run).find("2.0"), std::string::npos);
  EXPECT_NE(benchmark_svg(run).find("single, to dgesdd"), std::string::npos);
}

TEST(Benchmark, TheDocumentReadsBack) {
  const BenchmarkRun run = run_of(2, 1, 1);
  const std::string text = benchmark_json(run);
  EXPECT_EQ(benchmark_json(benchmark_from_json(text, "run.json")), text);
  EXPECT_THROW(benchmark_from_json("{}", "run.json"), JsonError);
  BenchmarkRun broken;
  EXPECT_THROW(take_line(broken, "{\"operation\": 1}"), JsonError);
  EXPECT_THROW(take_line(broken, "nonsense"), JsonError);
  EXPECT_EQ(take_line(broken, "{\"contest\": \"a/b\"}"), "a/b");
}

/// A busier machine slows the peer as well; a few per cent are within the noise; 30 % are not.
TEST(Benchmark, ARegressionIsToldFromNoise) {
  const BenchmarkRun before = run_of(3, 1, 1);
  EXPECT_EQ(regressions(before, run_of(4, 1, 1)), 0);
  EXPECT_EQ(regressions(before, run_of(5, 1, 1.7)), 0);
  EXPECT_EQ(regressions(before, run_of(6, 1.04, 1)), 0);
  EXPECT_EQ(regressions(before, run_of(7, 1.3, 1)), 3);
  EXPECT_EQ(regressions(before, run_of(8, 1.3, 0.6)), 3);
  EXPECT_EQ(regressions(before, run_of(9, 0.7, 1)), 0);
  for (const auto& c : changes_between(before, run_of(10, 0.7, 1)))
    EXPECT_EQ(c.kind, BenchmarkChange::Kind::improvement);
}

TEST(Benchmark, FewRepetitionsDecideNothing) {
  BenchmarkRun before = run_of(11, 1, 1), now = run_of(12, 3, 1);
  for (BenchmarkRun* run : {&before, &now})
    for (Measurement& m : run->measurements) m.us.resize(3);
  for (const auto& c : changes_between(before, now))
    EXPECT_EQ(c.kind, BenchmarkChange::Kind::few_repetitions);
}

}  // namespace
}  // namespace adamant
