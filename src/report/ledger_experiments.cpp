#include "report/ledger_experiments.hpp"

#include "report/measured.hpp"

#include <algorithm>
#include <cmath>

namespace adamant {
namespace {

Json number_json(double x) {
  if (std::isfinite(x)) return x;
  return x < 0 ? "-inf" : "inf";
}
double number_from(const Json& j) {
  if (j.is_number()) return j.get<double>();
  const double infinity = std::numeric_limits<double>::infinity();
  return j == "-inf" ? -infinity : infinity;
}

Json verdict_json(const MeasuredVerdict& v) {
  return {{"verdict", v.verdict},
          {"estimate", number_json(v.estimate)},
          {"interval", {number_json(v.interval.lower), number_json(v.interval.upper)}},
          {"n", v.n},
          {"scale", v.scale},
          {"hash", v.hash},
          {"date", v.date},
          {"note", v.note}};
}
MeasuredVerdict verdict_from(const Json& j) {
  MeasuredVerdict v;
  j.at("verdict").get_to(v.verdict);
  v.estimate = number_from(j.at("estimate"));
  v.interval = {number_from(j.at("interval").at(0)), number_from(j.at("interval").at(1))};
  j.at("n").get_to(v.n);
  j.at("scale").get_to(v.scale);
  j.at("hash").get_to(v.hash);
  j.at("date").get_to(v.date);
  j.at("note").get_to(v.note);
  return v;
}

bool same(const MeasuredVerdict& a, const MeasuredVerdict& b) {
  return a.verdict == b.verdict && a.estimate == b.estimate && a.n == b.n && a.hash == b.hash &&
         a.interval.lower == b.interval.lower && a.interval.upper == b.interval.upper;
}

}  // namespace

Json parts_json(const std::vector<LedgerPart>& parts) {
  Json j = Json::object();
  for (const LedgerPart& p : parts) {
    Json history = Json::array();
    for (const MeasuredVerdict& v : p.history) history.push_back(verdict_json(v));
    j[p.id] = {{"statement", p.statement},
               {"claims", p.claims},
               {"verdict", verdict_json(p.verdict)},
               {"history", history}};
  }
  return j;
}

std::vector<LedgerPart> parts_from(const Json& j) {
  std::vector<LedgerPart> parts;
  for (const auto& [id, value] : j.items()) {
    LedgerPart part{id,
                    value.at("statement").get<std::string>(),
                    value.at("claims").get<std::vector<std::string>>(),
                    verdict_from(value.at("verdict")),
                    {}};
    for (const Json& old : value.at("history")) part.history.push_back(verdict_from(old));
    parts.push_back(std::move(part));
  }
  return parts;
}

std::vector<std::string> accept_measured(Ledger& ledger, const Measured& measured,
                                         const std::string& note) {
  if (measured.context.interrupted)
    throw JsonError("the measurement was interrupted; only a whole one is accepted");
  for (const ExperimentRecord& e : measured.experiments)
    for (const PartRecord& p : e.parts)
      if (const LedgerPart* known = ledger.find_part(p.id);
          known && known->verdict.scale != measured.scale)
        throw JsonError(p.id + " is in the ledger at scale " + known->verdict.scale +
                        ", and this is scale " + measured.scale +
                        ": give it a ledger of its own (--ledger)");
  std::vector<std::string> changed;
  for (const ExperimentRecord& e : measured.experiments)
    for (const PartRecord& p : e.parts) {
      LedgerPart fresh{p.id,
                       p.statement,
                       p.claims,
                       {p.verdict, p.estimate, p.interval, p.n, measured.scale, e.hash,
                        measured.context.date, note},
                       {}};
      const auto known = std::find_if(ledger.parts.begin(), ledger.parts.end(),
                                      [&](const LedgerPart& old) { return old.id == p.id; });
      if (known != ledger.parts.end() && same(known->verdict, fresh.verdict)) continue;
      changed.push_back(p.id);
      if (known == ledger.parts.end()) {
        ledger.parts.push_back(std::move(fresh));
        continue;
      }
      fresh.history = std::move(known->history);
      fresh.history.insert(fresh.history.begin(), std::move(known->verdict));
      *known = std::move(fresh);
    }
  return changed;
}

std::vector<std::string> differences(const Measured& measured, const Ledger& ledger) {
  std::vector<std::string> lines;
  for (const ExperimentRecord& e : measured.experiments)
    for (const PartRecord& p : e.parts) {
      const LedgerPart* known = ledger.find_part(p.id);
      if (!known || known->verdict.hash != e.hash || p.n == 0) continue;
      if (known->verdict.verdict != p.verdict)
        lines.push_back(p.id + " " + p.statement + ": " + known->verdict.verdict +
                        " in the ledger (" + known->verdict.date + "), now " + p.verdict);
      if (!known->verdict.interval.overlaps(p.interval))
        lines.push_back(p.id + " " + p.statement + ": its interval no longer meets the ledger's");
    }
  return lines;
}

}  // namespace adamant
