#include "report/junit.hpp"

#include <fmt/format.h>

#include <map>

namespace adamant {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\n':
        out += "&#10;";
        break;
      default:
        out += static_cast<unsigned char>(c) < 0x20 ? '?' : c;
    }
  }
  return out;
}

std::string outcome(const ClaimRecord& record) {
  if (record.as_wanted) return "";
  std::string message;
  for (const auto* list : {&record.evidence, &record.without})
    for (const EvidenceRecord& e : *list)
      if (message.empty() && !e.token.empty()) message = "adamant repro '" + e.token + "' ";
  message += record.reason;
  if (record.status == Status::undecided)
    return fmt::format("<skipped message=\"{}\"/>", escaped("undecided: " + message));
  const char* tag = record.status == Status::failed ? "error" : "failure";
  return fmt::format("<{0} type=\"{1}\" message=\"{2}\"/>", tag, name_of(record.status),
                     escaped(message));
}

}  // namespace

std::string junit_xml(const Run& run) {
  std::map<std::string, double> seconds(run.context.timings.begin(), run.context.timings.end());
  std::map<std::string, std::vector<const ClaimRecord*>> suites;
  for (const ClaimRecord& r : run.claims) suites[std::string(r.claim->group())].push_back(&r);

  std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"adamant\">\n";
  for (const auto& [letter, records] : suites) {
    int failures = 0, errors = 0, skipped = 0;
    std::string cases;
    for (const ClaimRecord* r : records) {
      failures += !r->as_wanted && (r->status == Status::refuted || r->status == Status::holds);
      errors += r->status == Status::failed;
      skipped += !r->as_wanted && r->status == Status::undecided;
      cases += fmt::format(
          "    <testcase classname=\"{}\" name=\"{}\" time=\"{:.3f}\">{}</testcase>\n", letter,
          escaped(std::string(r->claim->id) + " " + std::string(r->claim->name)),
          seconds[std::string(r->claim->id)], outcome(*r));
    }
    xml += fmt::format(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\">\n"
        "    <properties><property name=\"seed\" value=\"{}\"/></properties>\n{}  </testsuite>\n",
        letter, records.size(), failures, errors, skipped, run.context.seed, cases);
  }
  return xml + "</testsuites>\n";
}

}  // namespace adamant
