#include "report/measured.hpp"

#include <fmt/format.h>

namespace adamant {
namespace {

std::string interval_text(const Interval& i) {
  return fmt::format("[{:.3g}, {:.3g}]", i.lower, i.upper);
}

std::string arms_text(const PartRecord& p) {
  std::string text;
  for (const EntrantRecord& a : p.arms) {
    text += (text.empty() ? "" : " | ") + a.name;
    if (!a.chosen.empty()) text += " {" + a.chosen + "}";
    text += fmt::format(" {}/{}", a.happened, a.runs);
    for (const auto& [end, count] : a.failures) text += fmt::format(" ({} {})", count, end);
  }
  return text;
}

bool precision_agrees(const PartRecord& p) {
  for (const PrecisionRecord& x : p.precision)
    if (!x.agrees) return false;
  return true;
}

}  // namespace

std::string experiment_text(const ExperimentRecord& e) {
  std::string text =
      fmt::format("\n{} {}  ({})\n  {}\n", e.id, e.name, e.hash.substr(0, 8), e.question);
  for (const PartRecord& p : e.parts) {
    text += fmt::format("  {:<5} {:<10}{} {:<15} {:>9.3g} in {:<20} n {:<3} {}\n", p.id, p.verdict,
                        p.surprises() ? "!" : " ", p.estimator, p.estimate,
                        interval_text(p.interval), p.n, p.statement);
    if (!p.arms.empty()) text += "        " + arms_text(p) + "\n";
    if (!p.reason.empty()) text += "        " + p.reason + "\n";
    if (!p.precision.empty())
      text += fmt::format("        at 113 bits {} of {} runs {}\n", p.precision.size(),
                          p.precision.size(), precision_agrees(p) ? "agree" : "do not all agree");
  }
  return text;
}

std::string measured_summary(const Measured& m) {
  std::map<std::string, int> counts;
  std::string surprises, imprecise;
  for (const auto& e : m.experiments)
    for (const auto& p : e.parts) {
      ++counts[p.verdict];
      if (p.surprises()) surprises += " " + p.id;
      if (!precision_agrees(p)) imprecise += " " + p.id;
    }
  std::string text = fmt::format("\n{} confirmed, {} refuted, {} undecided\n", counts["confirmed"],
                                 counts["refuted"], counts["undecided"]);
  if (!surprises.empty()) text += "not as predicted (!):" + surprises + "\n";
  if (!imprecise.empty()) text += "53 and 113 bits disagree:" + imprecise + "\n";
  return text;
}

std::string answers_table(const Measured& m) {
  std::string text =
      "| | statement | estimate | interval | n | verdict | expected |\n"
      "|---|---|---:|---|---:|---|---|\n";
  for (const auto& e : m.experiments)
    for (const auto& p : e.parts) {
      std::string statement;
      for (const char c : p.statement) statement += c == '|' ? "\\|" : std::string(1, c);
      text += fmt::format("| {} | {} | {:.3g} | {} | {} | **{}**{} | {} |\n", p.id, statement,
                          p.estimate, interval_text(p.interval), p.n, p.verdict,
                          p.reason.empty() ? "" : ": " + p.reason, p.prediction);
    }
  return text;
}

}  // namespace adamant
