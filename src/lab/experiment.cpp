#include "lab/experiment.hpp"

#include <fmt/format.h>

#include <set>

namespace adamant {
namespace {

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : ",") + text;
  return all;
}

std::string entrant_text(const Entrant& e) {
  std::string text = fmt::format("  arm {} | {} | {} | at {}\n", e.arm.name, e.arm.measurement,
                                 text_of(e.arm.with), text_of(e.setting));
  if (e.arm.grid.empty()) return text;
  text += fmt::format("    tuned on {} at {}:", e.arm.tuned_on,
                      text_of(e.tuned_at.value_or(e.setting)));
  for (const Words& choice : e.arm.grid) text += " {" + text_of(choice) + "}";
  return text + "\n";
}

std::string part_text(const Part& p) {
  std::string text = fmt::format(
      "{}: {}\n  predicted {} | {} of metric {} event {} given {} | claimed [{}, {}] at level {} | "
      "claims {} | at 113 bits {}\n",
      p.id, p.statement, name_of(p.prediction), name_of(p.estimator), p.metric, p.event, p.given,
      p.claimed.lower, p.claimed.upper, p.level, joined(p.claims), p.again_at_113_bits);
  for (const Entrant& e : p.entrants) text += entrant_text(e);
  return text;
}

std::size_t entrants_needed(Estimator estimator) {
  switch (estimator) {
    case Estimator::rate_difference:
    case Estimator::log_ratio:
    case Estimator::win_share:
      return 2;
    default:
      return 1;
  }
}

}  // namespace

Measurement seed_by_seed(std::string name, Outcome (*measure)(const Words&, std::uint64_t),
                         std::function<double(const Words&)> cost) {
  const auto run = [measure](const Cell& cell) {
    std::vector<Outcome> outcomes;
    for (int i = 0; i < cell.seeds; ++i)
      outcomes.push_back(measure(cell.with, cell.first_seed + static_cast<std::uint64_t>(i)));
    return outcomes;
  };
  return {std::move(name), run,
          [cost = std::move(cost)](const Cell& cell) { return cost(cell.with) * cell.seeds; }};
}

const Scale& quick_scale() {
  static const Scale scale{"quick", {{"n", "16"}, {"r", "1"}}, 8, 4, 8, 800, 100};
  return scale;
}
const Scale& base_scale() {
  static const Scale scale{"base", {{"n", "30"}, {"r", "2"}}, 32, 8, 8, 2000, 400};
  return scale;
}
const Scale& big_scale() {
  static const Scale scale{"big", {{"n", "100"}, {"r", "5"}, {"frobenius", "100"}}, 32, 8, 8, 20000,
                           200};
  return scale;
}

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::confirmed:
      return "confirmed";
    case Verdict::refuted:
      return "refuted";
    case Verdict::undecided:
      return "undecided";
  }
  return "";
}

std::string_view name_of(Estimator estimator) {
  switch (estimator) {
    case Estimator::rate:
      return "rate";
    case Estimator::rate_difference:
      return "rate-difference";
    case Estimator::largest_rate:
      return "largest-rate";
    case Estimator::median:
      return "median";
    case Estimator::log_ratio:
      return "log-ratio";
    case Estimator::win_share:
      return "win-share";
    case Estimator::mean:
      return "mean";
  }
  return "";
}

bool is_rate(Estimator estimator) {
  return estimator == Estimator::rate || estimator == Estimator::rate_difference ||
         estimator == Estimator::largest_rate;
}

namespace {
std::string scale_text(const Scale& s) {
  return fmt::format(
      "scale {} | {} | T {} | T at 113 bits {} | seeds 0+{} | tuning seeds 100+{} | batch {}",
      s.name, text_of(s.problem), s.T, s.T_113, s.seeds, s.tuning_seeds, s.batch);
}
}  // namespace

std::string title_of(const Scale& scale) {
  for (const Scale* whole : {&quick_scale(), &base_scale(), &big_scale()})
    if (scale_text(scale) == scale_text(*whole)) return scale.name;
  return scale.name + ", changed";
}

std::string preregistration(const Experiment& e, const Scale& scale) {
  std::string text = fmt::format("{} {}\nquestion: {}\nsource: {}\nthinned: {}\n{}\n", e.id, e.name,
                                 e.question, e.source, e.thinned, scale_text(scale));
  for (const Part& part : e.parts) text += part_text(part);
  return text;
}

void check(const Experiment& e) {
  require_text(!e.id.empty() && !e.question.empty() && !e.source.empty(), "an experiment", e.id,
               "an id, a question and a source");
  require_text(!e.parts.empty(), "the parts of " + e.id, "none", "at least one");
  std::set<std::string> ids;
  for (const Part& p : e.parts) {
    require_text(p.id.starts_with(e.id) && ids.insert(p.id).second, "the id of a part", p.id,
                 "the experiment's and a letter, each once");
    require_text(!p.statement.empty(), "the statement of " + p.id, "empty", "a sentence");
    require_text(p.entrants.size() >= entrants_needed(p.estimator), "the entrants of " + p.id,
                 std::to_string(p.entrants.size()),
                 std::to_string(entrants_needed(p.estimator)) + " or more");
    require_text(p.claimed.lower <= p.claimed.upper, "the claimed interval of " + p.id, "empty",
                 "lower <= upper");
    require_text(0 < p.level && p.level < 1, "the level of " + p.id, fmt::format("{}", p.level),
                 "between 0 and 1");
  }
}

}  // namespace adamant
