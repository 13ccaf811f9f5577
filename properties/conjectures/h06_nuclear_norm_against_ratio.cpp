#include "properties/conjectures/arms.hpp"
#include "properties/conjectures/conjectures.hpp"

namespace adamant {
namespace {

Arm tuned(const std::string& name, const std::string& penalty) {
  Arm arm{name, {{"method", "Adam"}, {"penalty", penalty}}};
  arm.grid = grid({"0.01"}, {"0.001", "0.01", "0.1"});
  return arm;
}
Arm feasible(const std::string& penalty, const std::vector<std::string>& etas) {
  return {"feasible descent, " + penalty,
          {{"method", "FeasibleDescent"}, {"lambda", "1"}, {"penalty", penalty}},
          grid(etas, {"1"})};
}

}  // namespace

Experiment nuclear_norm_against_ratio(const Scale&) {
  Experiment e{
      .id = "H6",
      .name = "the_ratio_recovers_from_fewer_entries_than_the_nuclear_norm",
      .question = "Under the same optimiser, from how few entries does each penalty recover W*?",
      .source = "the note, matrix completion: the ratio against the nuclear norm",
      .thinned = "lambda tuned among 3 at p = 0.35; p = 0.2 .. 0.5",
      .parts = {},
  };
  const Arm ratio = tuned("Adam + ratio", "ratio"),
            nuclear = tuned("Adam + nuclear norm", "nuclear");
  char letter = 'a';
  for (const char* p : {"0.2", "0.25", "0.3", "0.35", "0.4", "0.5"}) {
    const bool primary =
        std::string(p) == "0.3" || std::string(p) == "0.35" || std::string(p) == "0.4";
    e.parts.push_back({.id = std::string("H6") + letter++,
                       .statement = std::string("at p = ") + p +
                                    " Adam recovers at least a quarter more often with the ratio "
                                    "than with the nuclear norm",
                       .prediction = primary ? Verdict::confirmed : Verdict::undecided,
                       .estimator = Estimator::rate_difference,
                       .entrants = {{ratio, at(p), at("0.35")}, {nuclear, at(p), at("0.35")}},
                       .claimed = {0.25, 1},
                       .again_at_113_bits = std::string(p) == "0.35"});
  }
  e.parts.push_back(
      {.id = std::string("H6") + letter++,
       .statement = "inside the constraint set too: at p = 0.35 feasible descent recovers at least "
                    "a quarter more often with the ratio",
       .prediction = Verdict::confirmed,
       .estimator = Estimator::rate_difference,
       .entrants = {{feasible("ratio", {"1", "3", "10", "30"}), at("0.35")},
                    {feasible("nuclear", {"0.03", "0.1", "0.3", "1"}), at("0.35")}},
       .claimed = {0.25, 1}});
  e.parts.push_back({.id = std::string("H6") + letter++,
                     .statement = "Adam and feasible descent end at the same error with the "
                                  "nuclear norm, within a twentieth",
                     .prediction = Verdict::confirmed,
                     .estimator = Estimator::log_ratio,
                     .entrants = {{adam_nuclear(), at("0.3")},
                                  {feasible("nuclear", {"0.03", "0.1", "0.3", "1"}), at("0.3")}},
                     .claimed = {-0.0212, 0.0212},
                     .level = 0.9,
                     .claims = {"F11c"}});
  return e;
}

}  // namespace adamant
