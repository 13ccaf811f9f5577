#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace adamant {

/// One way to do one thing, timed: thread CPU time in microseconds, a number for each repetition.
struct Measurement {
  std::string operation;
  std::string mode;  ///< single or batched
  long n = 0;
  int bits = 53;
  std::string stage;  ///< of a run: early, mid, late; or random
  std::string method;
  std::string part;                ///< of a step, in the profile
  std::vector<std::string> peers;  ///< what it is compared with; a peer itself has none
  std::vector<double> us;
  std::optional<double> error;
  std::optional<double> floor_us;  ///< what the arithmetic alone would take at the rate of dgemm

  double median_us() const;
  bool same_contest(const Measurement& other) const;
};

/// What adamant-benchmarks printed.
struct BenchmarkRun {
  std::string date;
  std::string host;
  std::vector<std::pair<std::string, std::string>> build;
  std::string instructions;  ///< of the kernels: avx512, avx2, baseline
  double rate = 0;           ///< of dgemm, operations a microsecond
  long memory_n = 0;
  double memory_mib = 0;  ///< peak of a process with one run of that size; 0: not measured
  std::vector<std::pair<std::string, std::string>> skipped;  ///< and why
  bool interrupted = false;
  std::vector<Measurement> measurements;
};

/// A method against a peer measured in the same contest; above 1 where the method is the faster.
struct BenchmarkRatio {
  const Measurement* method;
  const Measurement* peer;

  double ratio() const { return peer->median_us() / method->median_us(); }
};
std::vector<BenchmarkRatio> ratios_of(const BenchmarkRun& run);

/// Time ~ coefficient·n^exponent in microseconds, by least squares on logarithms over three sizes or more.
struct ScalingFit {
  const Measurement* first;  ///< of the series: everything but n
  double exponent;
  double coefficient;
};
std::vector<ScalingFit> fits_of(const BenchmarkRun& run);

/// Takes a line of adamant-benchmarks into the run. The name of the contest where one begins, else empty.
/// Throws JsonError.
std::string take_line(BenchmarkRun& run, std::string_view line);

/// The document of `bench --json`, schema adamant/bench/1, and back.
std::string benchmark_json(const BenchmarkRun& run);
BenchmarkRun benchmark_from_json(std::string_view text, const std::string& file);

/// The table on the console: a row for each method, then the profile, the fits, claims and memory.
std::string benchmark_table(const BenchmarkRun& run);

/// Ratios over n, drawn: the inner loop to dgesdd, the many-bit SVD to Eigen's over MPFR.
std::string benchmark_svg(const BenchmarkRun& run);

/// One method in two runs, each relative to a peer in its own run, so that a slower or busier machine is no
/// regression.
struct BenchmarkChange {
  const Measurement* before;
  const Measurement* now;
  std::string peer;
  double factor;  ///< of the medians, above 1 where it became slower
  double p;       ///< Holm's, of the one-sided Mann–Whitney test in the direction of the change
  enum class Kind { regression, improvement, noise, few_repetitions } kind;
};
/// A change is real where p ≤ 0.05 over all comparisons together and the factor is beyond 1.1.
std::vector<BenchmarkChange> changes_between(const BenchmarkRun& before, const BenchmarkRun& now);
std::string changes_text(const std::vector<BenchmarkChange>& changes);

}  // namespace adamant
