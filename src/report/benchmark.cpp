#include "report/benchmark.hpp"

#include "claim/statistics.hpp"
#include "report/document.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace adamant {
namespace {

constexpr const char* schema = "adamant/bench/1";

Json optional_number(const std::optional<double>& x) { return x ? Json(*x) : Json(); }

std::optional<double> optional_from(const Json& j) {
  return j.is_number() ? std::optional(j.get<double>()) : std::nullopt;
}

Measurement measurement_from(const Json& j) {
  Measurement m;
  j.at("operation").get_to(m.operation);
  j.at("mode").get_to(m.mode);
  j.at("n").get_to(m.n);
  j.at("bits").get_to(m.bits);
  j.at("stage").get_to(m.stage);
  j.at("method").get_to(m.method);
  j.at("part").get_to(m.part);
  j.at("peers").get_to(m.peers);
  j.at("us").get_to(m.us);
  m.error = optional_from(j.at("error"));
  m.floor_us = optional_from(j.at("floor_us"));
  return m;
}

Json measurement_json(const Measurement& m) {
  return {{"operation", m.operation},
          {"mode", m.mode},
          {"n", m.n},
          {"bits", m.bits},
          {"stage", m.stage},
          {"method", m.method},
          {"part", m.part},
          {"peers", m.peers},
          {"error", optional_number(m.error)},
          {"floor_us", optional_number(m.floor_us)},
          {"us", m.us}};
}

Json ratio_json(const BenchmarkRatio& r) {
  const Measurement& m = *r.method;
  const double us = m.median_us();
  return {{"operation", m.operation},
          {"mode", m.mode},
          {"n", m.n},
          {"bits", m.bits},
          {"stage", m.stage},
          {"method", m.method},
          {"peer", r.peer->method},
          {"ratio", r.ratio()},
          {"error", optional_number(m.error)},
          {"floor_share", m.floor_us ? Json(*m.floor_us / us) : Json()},
          {"us", us},
          {"peer_us", r.peer->median_us()},
          {"peer_error", optional_number(r.peer->error)}};
}

Json context_json(const BenchmarkRun& run) {
  Json build = Json::object(), skipped = Json::object();
  for (const auto& [name, value] : run.build) build[name] = value;
  for (const auto& [name, why] : run.skipped) skipped[name] = why;
  return {{"date", run.date},   {"host", run.host},
          {"build", build},     {"clock", "thread CPU time, medians"},
          {"skipped", skipped}, {"interrupted", run.interrupted}};
}

}  // namespace

double Measurement::median_us() const { return median(us); }

bool Measurement::same_contest(const Measurement& o) const {
  return operation == o.operation && n == o.n && bits == o.bits && stage == o.stage;
}

std::vector<BenchmarkRatio> ratios_of(const BenchmarkRun& run) {
  std::vector<BenchmarkRatio> ratios;
  for (const Measurement& m : run.measurements)
    for (const std::string& name : m.peers)
      for (const Measurement& peer : run.measurements)
        if (&peer != &m && peer.method == name && peer.mode == "single" && m.same_contest(peer))
          ratios.push_back({&m, &peer});
  return ratios;
}

std::vector<ScalingFit> fits_of(const BenchmarkRun& run) {
  std::map<std::vector<std::string>, std::vector<const Measurement*>> series;
  for (const Measurement& m : run.measurements)
    if (m.n > 0)
      series[{m.operation, m.mode, std::to_string(m.bits), m.stage, m.method, m.part}].push_back(
          &m);
  std::vector<ScalingFit> fits;
  for (const auto& [key, points] : series) {
    if (points.size() < 3) continue;
    double sx = 0, sy = 0, sxx = 0, sxy = 0;
    const auto count = static_cast<double>(points.size());
    for (const Measurement* m : points) {
      const double x = std::log(static_cast<double>(m->n)), y = std::log(m->median_us());
      sx += x;
      sy += y;
      sxx += x * x;
      sxy += x * y;
    }
    const double exponent = (count * sxy - sx * sy) / (count * sxx - sx * sx);
    fits.push_back({points.front(), exponent, std::exp((sy - exponent * sx) / count)});
  }
  return fits;
}

std::string take_line(BenchmarkRun& run, std::string_view line) {
  try {
    const Json j = Json::parse(line);
    if (j.contains("contest")) return j.at("contest").get<std::string>();
    if (j.contains("rate")) {
      j.at("rate").get_to(run.rate);
      j.at("instructions").get_to(run.instructions);
    } else if (j.contains("memory")) {
      j.at("memory").at("n").get_to(run.memory_n);
      j.at("memory").at("mib").get_to(run.memory_mib);
    } else if (j.contains("skipped")) {
      run.skipped.emplace_back(j.at("skipped").get<std::string>(),
                               j.at("reason").get<std::string>());
    } else {
      Measurement m = measurement_from(j);
      if (m.us.empty()) throw JsonError("adamant-benchmarks measured nothing for " + m.method);
      run.measurements.push_back(std::move(m));
    }
  } catch (const Json::exception& error) {
    throw JsonError(std::string("a line of adamant-benchmarks cannot be read: ") + error.what());
  }
  return {};
}

std::string benchmark_json(const BenchmarkRun& run) {
  Json j{
      {"schema", schema},
      {"context", context_json(run)},
      {"roofline", {{"dgemm_gflops", run.rate / 1000}, {"instructions", run.instructions}}},
      {"memory", run.memory_n > 0 ? Json{{"n", run.memory_n}, {"mib", run.memory_mib}} : Json()}};
  j["ratios"] = Json::array();
  for (const BenchmarkRatio& r : ratios_of(run)) j["ratios"].push_back(ratio_json(r));
  j["fits"] = Json::array();
  for (const ScalingFit& fit : fits_of(run))
    j["fits"].push_back(Json{{"operation", fit.first->operation},
                             {"mode", fit.first->mode},
                             {"bits", fit.first->bits},
                             {"stage", fit.first->stage},
                             {"method", fit.first->method},
                             {"part", fit.first->part},
                             {"exponent", fit.exponent},
                             {"coefficient_us", fit.coefficient}});
  j["measurements"] = Json::array();
  for (const Measurement& m : run.measurements) j["measurements"].push_back(measurement_json(m));
  return j.dump(1) + "\n";
}

BenchmarkRun benchmark_from_json(std::string_view text, const std::string& file) {
  const Json j = parse_document(text, file, schema);
  BenchmarkRun run;
  try {
    j.at("context").at("date").get_to(run.date);
    j.at("context").at("host").get_to(run.host);
    for (const auto& [name, value] : j.at("context").at("build").items())
      run.build.emplace_back(name, value.get<std::string>());
    j.at("roofline").at("instructions").get_to(run.instructions);
    run.rate = j.at("roofline").at("dgemm_gflops").get<double>() * 1000;
    for (const Json& m : j.at("measurements")) run.measurements.push_back(measurement_from(m));
  } catch (const Json::exception& error) {
    throw JsonError(file + ": " + error.what());
  }
  for (const Measurement& m : run.measurements)
    if (m.us.empty()) throw JsonError(file + ": a measurement of " + m.method + " has no times");
  return run;
}

}  // namespace adamant
