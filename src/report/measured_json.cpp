#include "report/document.hpp"
#include "report/measured.hpp"

#include <cmath>

namespace adamant {
namespace {

Json number_json(double x) {
  if (std::isfinite(x)) return x;
  return std::isnan(x) ? "nan" : x < 0 ? "-inf" : "inf";
}
double number_from(const Json& j) {
  if (j.is_number()) return j.get<double>();
  const double infinity = std::numeric_limits<double>::infinity();
  return j == "-inf" ? -infinity : j == "inf" ? infinity : std::nan("");
}
Json interval_json(const Interval& i) { return {number_json(i.lower), number_json(i.upper)}; }
Interval interval_from(const Json& j) { return {number_from(j.at(0)), number_from(j.at(1))}; }

Json arm_json(const EntrantRecord& a) {
  Json failures = Json::object();
  for (const auto& [end, count] : a.failures) failures[end] = count;
  return {{"name", a.name},      {"setting", a.setting},   {"chosen", a.chosen},
          {"runs", a.runs},      {"happened", a.happened}, {"median", number_json(a.median)},
          {"failures", failures}};
}
EntrantRecord arm_from(const Json& j) {
  EntrantRecord a;
  j.at("name").get_to(a.name);
  j.at("setting").get_to(a.setting);
  j.at("chosen").get_to(a.chosen);
  j.at("runs").get_to(a.runs);
  j.at("happened").get_to(a.happened);
  a.median = number_from(j.at("median"));
  for (const auto& [end, count] : j.at("failures").items()) a.failures[end] = count.get<int>();
  return a;
}

Json precision_json(const PrecisionRecord& p) {
  return {{"arm", p.arm},
          {"seed", p.seed},
          {"53", number_json(p.at_53)},
          {"113", number_json(p.at_113)},
          {"agrees", p.agrees}};
}
PrecisionRecord precision_from(const Json& j) {
  return {j.at("arm").get<std::string>(), j.at("seed").get<std::uint64_t>(),
          number_from(j.at("53")), number_from(j.at("113")), j.at("agrees").get<bool>()};
}

Json part_json(const PartRecord& p) {
  Json arms = Json::array(), precision = Json::array();
  for (const auto& a : p.arms) arms.push_back(arm_json(a));
  for (const auto& x : p.precision) precision.push_back(precision_json(x));
  return {{"id", p.id},
          {"statement", p.statement},
          {"prediction", p.prediction},
          {"estimator", p.estimator},
          {"claimed", interval_json(p.claimed)},
          {"arms", arms},
          {"estimate", number_json(p.estimate)},
          {"interval", interval_json(p.interval)},
          {"level", p.level},
          {"n", p.n},
          {"p_value", p.p_value ? Json(*p.p_value) : Json()},
          {"verdict", p.verdict},
          {"as_predicted", p.as_predicted()},
          {"reason", p.reason},
          {"claims", p.claims},
          {"precision", precision}};
}
PartRecord part_from(const Json& j) {
  PartRecord p;
  j.at("id").get_to(p.id);
  j.at("statement").get_to(p.statement);
  j.at("prediction").get_to(p.prediction);
  j.at("estimator").get_to(p.estimator);
  p.claimed = interval_from(j.at("claimed"));
  for (const Json& a : j.at("arms")) p.arms.push_back(arm_from(a));
  p.estimate = number_from(j.at("estimate"));
  p.interval = interval_from(j.at("interval"));
  j.at("level").get_to(p.level);
  j.at("n").get_to(p.n);
  if (!j.at("p_value").is_null()) p.p_value = j.at("p_value").get<double>();
  j.at("verdict").get_to(p.verdict);
  j.at("reason").get_to(p.reason);
  j.at("claims").get_to(p.claims);
  for (const Json& x : j.at("precision")) p.precision.push_back(precision_from(x));
  return p;
}

}  // namespace

std::string measured_json(const Measured& m) {
  Json build = Json::object(), timings = Json::object();
  for (const auto& [name, value] : m.context.build) build[name] = value;
  for (const auto& [id, seconds] : m.context.timings) timings[id] = seconds;
  Json j{{"schema", "adamant/measure/1"},
         {"context",
          {{"date", m.context.date},
           {"host", m.context.host},
           {"build", build},
           {"jobs", m.context.jobs},
           {"seconds", m.context.seconds},
           {"interrupted", m.context.interrupted},
           {"timings", timings}}},
         {"scale", m.scale},
         {"experiments", Json::array()}};
  for (const ExperimentRecord& e : m.experiments) {
    Json parts = Json::array();
    for (const PartRecord& p : e.parts) parts.push_back(part_json(p));
    j["experiments"].push_back({{"id", e.id},
                                {"name", e.name},
                                {"hash", e.hash},
                                {"question", e.question},
                                {"source", e.source},
                                {"thinned", e.thinned},
                                {"parts", parts}});
  }
  return j.dump(2) + "\n";
}

Measured measured_from_json(std::string_view text, const std::string& file) {
  const Json j = parse_document(text, file, "adamant/measure/1");
  Measured m;
  try {
    j.at("context").at("date").get_to(m.context.date);
    j.at("context").at("interrupted").get_to(m.context.interrupted);
    j.at("scale").get_to(m.scale);
    for (const Json& e : j.at("experiments")) {
      ExperimentRecord record;
      e.at("id").get_to(record.id);
      e.at("name").get_to(record.name);
      e.at("hash").get_to(record.hash);
      e.at("question").get_to(record.question);
      e.at("source").get_to(record.source);
      e.at("thinned").get_to(record.thinned);
      for (const Json& p : e.at("parts")) record.parts.push_back(part_from(p));
      m.experiments.push_back(std::move(record));
    }
  } catch (const Json::exception& error) {
    throw JsonError(file + ": " + error.what());
  }
  return m;
}

}  // namespace adamant
