#include "report/document.hpp"

#include <cmath>

namespace adamant {
namespace {

Json number(double x) {
  if (std::isfinite(x)) return x;
  return std::isnan(x) ? "nan" : x < 0 ? "-inf" : "inf";
}

double number_from(const Json& j) {
  if (j.is_number()) return j.get<double>();
  const auto text = j.get<std::string>();
  if (text == "nan") return std::numeric_limits<double>::quiet_NaN();
  return text == "-inf" ? -std::numeric_limits<double>::infinity()
                        : std::numeric_limits<double>::infinity();
}

Json evidence_json(const EvidenceRecord& e) {
  Json j{{"kind", name_of(e.kind)},  {"status", name_of(e.status)},
         {"reason", e.reason},       {"domain", e.domain},
         {"cases", e.cases},         {"vacuous", e.vacuous},
         {"discarded", e.discarded}, {"undecided", e.undecided}};
  j["excess"] = Json::object();
  for (const auto& [bits, excess] : e.excess) j["excess"][std::to_string(bits)] = number(excess);
  j["slack"] = number(e.slack);
  j["scope"] = e.scope;
  j["worst"] = e.worst;
  j["counterexample"] = e.counterexample;
  j["token"] = e.token;
  j["shrinks"] = e.shrinks;
  return j;
}

template <class Enum>
Enum enum_from(const std::string& text, Enum last) {
  for (int k = 0; k <= static_cast<int>(last); ++k)
    if (name_of(static_cast<Enum>(k)) == text) return static_cast<Enum>(k);
  throw JsonError("'" + text + "' is not a known word");
}

EvidenceRecord evidence_from(const Json& j) {
  EvidenceRecord e;
  e.kind = enum_from(j.at("kind").get<std::string>(), EvidenceKind::proved);
  e.status = enum_from(j.at("status").get<std::string>(), Status::failed);
  j.at("reason").get_to(e.reason);
  j.at("domain").get_to(e.domain);
  j.at("cases").get_to(e.cases);
  j.at("vacuous").get_to(e.vacuous);
  j.at("discarded").get_to(e.discarded);
  j.at("undecided").get_to(e.undecided);
  for (const auto& [bits, excess] : j.at("excess").items())
    e.excess[std::stoi(bits)] = number_from(excess);
  e.slack = number_from(j.at("slack"));
  j.at("scope").get_to(e.scope);
  j.at("worst").get_to(e.worst);
  j.at("counterexample").get_to(e.counterexample);
  j.at("token").get_to(e.token);
  j.at("shrinks").get_to(e.shrinks);
  return e;
}

Json described(const Claim& c) {
  return {{"id", c.id},
          {"entry", c.entry()},
          {"name", c.name},
          {"kind", name_of(c.kind)},
          {"states", c.states},
          {"given", c.given},
          {"source", {{"key", c.source.key}, {"place", c.source.place}}},
          {"wanted", name_of(c.wanted())}};
}

Json claim_object(const ClaimRecord& record) {
  Json j = described(*record.claim);
  j["status"] = name_of(record.status);
  j["as_wanted"] = record.as_wanted;
  j["reason"] = record.reason;
  j["evidence"] = Json::array();
  for (const auto& e : record.evidence) j["evidence"].push_back(evidence_json(e));
  j["without"] = Json::array();
  for (const auto& e : record.without) {
    Json w{{"hypothesis", record.claim->without}};
    w.update(evidence_json(e));
    j["without"].push_back(std::move(w));
  }
  return j;
}

Json context_json(const Context& c) {
  Json build = Json::object(), timings = Json::object();
  for (const auto& [name, value] : c.build) build[name] = value;
  for (const auto& [id, seconds] : c.timings) timings[id] = seconds;
  return {{"date", c.date},    {"host", c.host},       {"build", build},
          {"seed", c.seed},    {"cases", c.cases},     {"jobs", c.jobs},
          {"tiers", c.tiers},  {"seconds", c.seconds}, {"interrupted", c.interrupted},
          {"timings", timings}};
}

}  // namespace

std::string check_json(const Run& run) {
  Json j{{"schema", "adamant/check/1"}, {"context", context_json(run.context)}};
  j["claims"] = Json::array();
  for (const auto& record : run.claims) j["claims"].push_back(claim_object(record));
  return j.dump(2) + "\n";
}

std::string claim_json(const ClaimRecord& record) { return claim_object(record).dump(); }

ClaimRecord claim_from_json(std::string_view text, const Claim& claim) {
  ClaimRecord record;
  record.claim = &claim;
  try {
    const Json j = Json::parse(text);
    record.status = enum_from(j.at("status").get<std::string>(), Status::failed);
    j.at("as_wanted").get_to(record.as_wanted);
    j.at("reason").get_to(record.reason);
    for (const Json& e : j.at("evidence")) record.evidence.push_back(evidence_from(e));
    for (const Json& e : j.at("without")) record.without.push_back(evidence_from(e));
  } catch (const Json::exception& error) {
    throw JsonError(std::string("a worker's record cannot be read: ") + error.what());
  }
  return record;
}

std::string list_json(std::span<const Claim* const> claims, const Ledger& last) {
  Json j{{"schema", "adamant/list/1"}, {"claims", Json::array()}};
  for (const Claim* c : claims) {
    Json row = described(*c);
    row["evidence"] = Json::array();
    for (const Evidence& e : c->holds) row["evidence"].push_back(name_of(e.kind));
    row["without"] = c->without;
    row["remark"] = c->remark;
    const LedgerEntry* entry = last.find(c->id);
    row["ledger"] =
        entry ? Json{{"status", entry->verdict.status}, {"date", entry->verdict.date}} : Json();
    j["claims"].push_back(std::move(row));
  }
  return j.dump(2) + "\n";
}

std::string ids_json(const std::vector<std::string>& ids) { return Json(ids).dump(); }

std::vector<std::string> ids_from_json(std::string_view text) {
  try {
    return Json::parse(text).get<std::vector<std::string>>();
  } catch (const Json::exception& error) {
    throw JsonError(std::string("a worker's list cannot be read: ") + error.what());
  }
}

std::string doctor_json(const std::vector<std::pair<std::string, std::string>>& build,
                        const std::vector<std::pair<std::string, bool>>& probes) {
  Json j{{"schema", "adamant/doctor/1"}, {"build", Json::object()}, {"probes", Json::object()}};
  for (const auto& [name, value] : build) j["build"][name] = value;
  for (const auto& [name, ok] : probes) j["probes"][name] = ok;
  return j.dump(2) + "\n";
}

}  // namespace adamant
