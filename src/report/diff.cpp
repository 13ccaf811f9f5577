#include "report/diff.hpp"

#include "report/document.hpp"
#include "report/measured.hpp"

#include <fmt/format.h>

#include <map>

namespace adamant {
namespace {

using Change = Difference::Kind;

/// What is compared of one evidence.
struct Tried {
  int cases = 0;
  std::map<std::string, double> excess;
};

struct Row {
  std::string name;
  std::string status;
  std::map<std::string, Tried> evidence;  ///< by kind
};

/// The claims in the order of the document, and by id.
struct Rows {
  std::vector<std::string> order;
  std::map<std::string, Row> by_id;
};

Rows rows_of(std::string_view text, const std::string& file) {
  const Json j = parse_document(text, file, "adamant/check/1");
  Rows rows;
  try {
    for (const Json& claim : j.at("claims")) {
      const auto id = claim.at("id").get<std::string>();
      Row row{claim.at("name").get<std::string>(), claim.at("status").get<std::string>(), {}};
      for (const Json& e : claim.at("evidence")) {
        Tried& tried = row.evidence[e.at("kind").get<std::string>()];
        tried.cases += e.at("cases").get<int>();
        for (const auto& [bits, excess] : e.at("excess").items())
          if (excess.is_number()) tried.excess[bits] = excess.get<double>();
      }
      rows.order.push_back(id);
      rows.by_id[id] = std::move(row);
    }
  } catch (const Json::exception& error) {
    throw JsonError(file + ": " + error.what());
  }
  return rows;
}

void compare_evidence(const std::string& id, const Row& was, const Row& is,
                      std::vector<Difference>& list) {
  for (const auto& [kind, before] : was.evidence) {
    const auto found = is.evidence.find(kind);
    const Tried now = found == is.evidence.end() ? Tried{} : found->second;
    if (now.cases < before.cases)
      list.push_back({Change::fewer_cases, id, is.name,
                      fmt::format("{}: {} -> {} cases", kind, before.cases, now.cases)});
    for (const auto& [bits, excess] : before.excess) {
      const auto other = now.excess.find(bits);
      if (other != now.excess.end() && other->second > excess + 1)
        list.push_back(
            {Change::worse_excess, id, is.name,
             fmt::format("{}: {:.1f} -> {:.1f} bits at {}", kind, excess, other->second, bits)});
    }
  }
}

bool is_measured(std::string_view text) {
  const Json j = Json::parse(text, nullptr, false);
  return j.is_object() && j.value("schema", "") == "adamant/measure/1";
}

struct MeasuredPart {
  const PartRecord* part;
  const ExperimentRecord* experiment;
};
std::map<std::string, MeasuredPart> parts_by_id(const Measured& measured) {
  std::map<std::string, MeasuredPart> parts;
  for (const ExperimentRecord& e : measured.experiments)
    for (const PartRecord& p : e.parts) parts[p.id] = {&p, &e};
  return parts;
}

void compare_parts(const MeasuredPart& was, const MeasuredPart& is, std::vector<Difference>& list) {
  const PartRecord &a = *was.part, &b = *is.part;
  const auto range = [](const Interval& i) {
    return fmt::format("[{:.3g}, {:.3g}]", i.lower, i.upper);
  };
  if (a.verdict != b.verdict)
    list.push_back({b.verdict == "refuted" ? Change::newly_refuted : Change::other_verdict, b.id,
                    b.statement, a.verdict + " -> " + b.verdict});
  if (!a.interval.overlaps(b.interval))
    list.push_back(
        {Change::moved, b.id, b.statement, range(a.interval) + " -> " + range(b.interval)});
  if (was.experiment->hash != is.experiment->hash)
    list.push_back({Change::other_preregistration, b.id, b.statement,
                    was.experiment->hash.substr(0, 8) + " -> " + is.experiment->hash.substr(0, 8)});
}

std::vector<Difference> differences_of(const Measured& before, const Measured& now) {
  std::vector<Difference> list;
  const auto old_parts = parts_by_id(before), new_parts = parts_by_id(now);
  for (const auto& [id, was] : old_parts) {
    const auto found = new_parts.find(id);
    if (found == new_parts.end()) {
      list.push_back({Change::gone, id, was.part->statement, "was " + was.part->verdict});
    } else {
      compare_parts(was, found->second, list);
    }
  }
  for (const auto& [id, is] : new_parts)
    if (!old_parts.contains(id))
      list.push_back({Change::fresh, id, is.part->statement, is.part->verdict});
  return list;
}

}  // namespace

std::string_view name_of(Difference::Kind kind) {
  switch (kind) {
    case Change::newly_refuted:
      return "newly refuted";
    case Change::newly_holding:
      return "newly holding";
    case Change::other_verdict:
      return "other verdict";
    case Change::gone:
      return "gone";
    case Change::fresh:
      return "new";
    case Change::moved:
      return "interval moved";
    case Change::other_preregistration:
      return "preregistration";
    case Change::worse_excess:
      return "worse excess";
    case Change::fewer_cases:
      return "fewer cases";
  }
  return "";
}

std::vector<Difference> differences_between(std::string_view old_text, const std::string& old_file,
                                            std::string_view new_text,
                                            const std::string& new_file) {
  if (is_measured(old_text))
    return differences_of(measured_from_json(old_text, old_file),
                          measured_from_json(new_text, new_file));
  const Rows before = rows_of(old_text, old_file), now = rows_of(new_text, new_file);
  std::vector<Difference> list;
  for (const std::string& id : before.order) {
    const Row& was = before.by_id.at(id);
    const auto found = now.by_id.find(id);
    if (found == now.by_id.end()) {
      list.push_back({Change::gone, id, was.name, "was " + was.status});
      continue;
    }
    const Row& is = found->second;
    if (is.status != was.status) {
      const Change kind = is.status == "refuted" ? Change::newly_refuted
                          : is.status == "holds" ? Change::newly_holding
                                                 : Change::other_verdict;
      list.push_back({kind, id, is.name, was.status + " -> " + is.status});
    }
    compare_evidence(id, was, is, list);
  }
  for (const std::string& id : now.order)
    if (!before.by_id.contains(id))
      list.push_back({Change::fresh, id, now.by_id.at(id).name, now.by_id.at(id).status});
  return list;
}

std::string diff_text(const std::vector<Difference>& differences, DiffFormat format) {
  if (format == DiffFormat::json) {
    Json j{{"schema", "adamant/diff/1"}, {"differences", Json::array()}};
    for (const Difference& d : differences)
      j["differences"].push_back(Json{{"kind", name_of(d.kind)},
                                      {"id", d.id},
                                      {"name", d.name},
                                      {"words", d.words},
                                      {"decisive", d.decisive()}});
    return j.dump(2) + "\n";
  }
  if (differences.empty()) return "no differences\n";
  const bool markdown = format == DiffFormat::markdown;
  std::string text = markdown ? "| what | id | claim | change |\n|---|---|---|---|\n" : "";
  for (const Difference& d : differences)
    text += markdown
                ? fmt::format("| {} | {} | {} | {} |\n", name_of(d.kind), d.id, d.name, d.words)
                : fmt::format("{:<14} {:<5} {}  {}\n", name_of(d.kind), d.id, d.name, d.words);
  return text;
}

}  // namespace adamant
