#include "report/ledger.hpp"

#include "report/document.hpp"
#include "report/ledger_experiments.hpp"

#include <algorithm>

namespace adamant {
namespace {

Json verdict_json(const LedgerVerdict& v) {
  return {{"status", v.status}, {"evidence", v.evidence}, {"scope", v.scope}, {"cases", v.cases},
          {"seed", v.seed},     {"date", v.date},         {"note", v.note}};
}

LedgerVerdict verdict_from(const Json& j) {
  LedgerVerdict v;
  j.at("status").get_to(v.status);
  j.at("evidence").get_to(v.evidence);
  j.at("scope").get_to(v.scope);
  j.at("cases").get_to(v.cases);
  j.at("seed").get_to(v.seed);
  j.at("date").get_to(v.date);
  j.at("note").get_to(v.note);
  return v;
}

LedgerEntry entry_from_check(const Json& claim, const Json& context, const std::string& file) {
  LedgerEntry entry;
  claim.at("id").get_to(entry.id);
  claim.at("name").get_to(entry.name);
  claim.at("status").get_to(entry.verdict.status);
  const bool measured = claim.at("wanted").get<std::string>() == "measured";
  if (entry.verdict.status == "failed" || (entry.verdict.status == "undecided" && !measured))
    throw JsonError(file + ": claim " + entry.id + " is " + entry.verdict.status +
                    ", which is no verdict");
  context.at("seed").get_to(entry.verdict.seed);
  context.at("date").get_to(entry.verdict.date);
  for (const Json& e : claim.at("evidence")) {
    const auto kind = e.at("kind").get<std::string>(), status = e.at("status").get<std::string>();
    entry.verdict.evidence.push_back(kind + " " + status);
    entry.verdict.cases += e.at("cases").get<int>();
    if (status == entry.verdict.status) e.at("scope").get_to(entry.verdict.scope);
  }
  return entry;
}

}  // namespace

Ledger ledger_from_json(std::string_view text, const std::string& file) {
  const Json j = parse_document(text, file, "adamant/ledger/1");
  Ledger ledger;
  try {
    for (const auto& [id, value] : j.at("claims").items()) {
      LedgerEntry entry{
          id, value.at("name").get<std::string>(), verdict_from(value.at("verdict")), {}};
      for (const Json& old : value.at("history")) entry.history.push_back(verdict_from(old));
      ledger.entries.push_back(std::move(entry));
    }
    if (j.contains("experiments")) ledger.parts = parts_from(j.at("experiments"));
  } catch (const Json::exception& error) {
    throw JsonError(file + ": " + error.what());
  }
  return ledger;
}

std::string ledger_json(const Ledger& ledger) {
  Json j{{"schema", "adamant/ledger/1"}, {"claims", Json::object()}};
  for (const LedgerEntry& e : ledger.entries) {
    Json history = Json::array();
    for (const LedgerVerdict& v : e.history) history.push_back(verdict_json(v));
    j["claims"][e.id] = {
        {"name", e.name}, {"verdict", verdict_json(e.verdict)}, {"history", history}};
  }
  if (!ledger.parts.empty()) j["experiments"] = parts_json(ledger.parts);
  return j.dump(1) + "\n";
}

std::vector<LedgerEntry> verdicts_from_check(std::string_view text, const std::string& file) {
  const Json j = parse_document(text, file, "adamant/check/1");
  std::vector<LedgerEntry> verdicts;
  try {
    if (j.at("context").at("interrupted").get<bool>())
      throw JsonError(file + ": the run was interrupted; only a whole run is accepted");
    for (const Json& claim : j.at("claims"))
      verdicts.push_back(entry_from_check(claim, j.at("context"), file));
  } catch (const Json::exception& error) {
    throw JsonError(file + ": " + error.what());
  }
  return verdicts;
}

std::vector<std::string> accept_verdicts(Ledger& ledger, std::vector<LedgerEntry> verdicts,
                                         const std::string& note) {
  std::vector<std::string> changed;
  for (LedgerEntry& fresh : verdicts) {
    fresh.verdict.note = note;
    const auto known = std::find_if(ledger.entries.begin(), ledger.entries.end(),
                                    [&](const LedgerEntry& e) { return e.id == fresh.id; });
    if (known == ledger.entries.end()) {
      changed.push_back(fresh.id);
      ledger.entries.push_back(std::move(fresh));
      continue;
    }
    known->name = fresh.name;
    const LedgerVerdict &was = known->verdict, &is = fresh.verdict;
    if (was.status == is.status && was.evidence == is.evidence && was.scope == is.scope) continue;
    changed.push_back(fresh.id);
    known->history.insert(known->history.begin(), std::move(known->verdict));
    known->verdict = std::move(fresh.verdict);
  }
  return changed;
}

std::vector<std::string> differences(const Run& run, const Ledger& ledger) {
  std::vector<std::string> lines;
  for (const ClaimRecord& record : run.claims) {
    if (record.status != Status::holds && record.status != Status::refuted) continue;
    const LedgerEntry* entry = ledger.find(record.claim->id);
    if (!entry || entry->verdict.status == name_of(record.status)) continue;
    lines.push_back(std::string(record.claim->id) + " " + std::string(record.claim->name) + ": " +
                    entry->verdict.status + " in the ledger (" + entry->verdict.date + "), now " +
                    std::string(name_of(record.status)));
  }
  return lines;
}

}  // namespace adamant
