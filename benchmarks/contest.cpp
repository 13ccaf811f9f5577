#include "benchmarks/contest.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <map>

namespace adamant::benchmarks {
namespace {

/// Keeps the thread CPU time of every repetition, in microseconds a call.
class Collector : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs)
      if (run.run_type == Run::RT_Iteration && !run.error_occurred)
        samples[run.run_name.function_name].push_back(run.GetAdjustedCPUTime() / 1000);
  }
  std::map<std::string, std::vector<double>> samples;
};

std::string number(double x) { return std::isfinite(x) ? fmt::format("{:.6g}", x) : "null"; }

std::string list(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "\"" : ", \"") + word + "\"";
  return "[" + text + "]";
}

std::string line(const Contest& c, const Method& m, std::vector<double> us, double rate) {
  std::string samples;
  double sum = 0;
  for (double& x : us) {
    x /= m.per;
    sum += x;
    samples += (samples.empty() ? "" : ", ") + number(x);
  }
  const double nan = std::nan(""), error = m.error ? m.error() : nan;
  return fmt::format(
      "{{\"operation\": \"{}\", \"mode\": \"{}\", \"n\": {}, \"bits\": {}, \"stage\": \"{}\", "
      "\"method\": \"{}\", \"part\": \"{}\", \"peers\": {}, \"error\": {}, \"floor_us\": {}, "
      "\"us\": [{}]}}\n",
      c.operation, m.mode, c.n, c.bits, c.stage, m.name, m.part, list(m.peers), number(error),
      number(m.floor_flops > 0 ? m.floor_flops / rate : nan), samples);
}

}  // namespace

void run_contest(const Contest& contest, double rate, int repetitions) {
  const std::vector<Method> methods = contest.prepare();
  Collector collector;
  for (std::size_t i = 0; i < methods.size(); ++i)
    benchmark::RegisterBenchmark(std::to_string(i).c_str(),
                                 [&methods, i](benchmark::State& state) {
                                   for (auto _ : state) methods[i].run();
                                 })
        ->Repetitions(contest.repetitions > 0 ? std::min(contest.repetitions, repetitions)
                                              : repetitions);
  benchmark::RunSpecifiedBenchmarks(&collector, nullptr, "all");
  benchmark::ClearRegisteredBenchmarks();
  for (std::size_t i = 0; i < methods.size(); ++i)
    fmt::print("{}", line(contest, methods[i], collector.samples[std::to_string(i)], rate));
  std::fflush(stdout);
}

}  // namespace adamant::benchmarks
