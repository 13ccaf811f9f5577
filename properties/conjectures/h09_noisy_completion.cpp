#include "lab/completion_runs.hpp"
#include "properties/conjectures/arms.hpp"
#include "properties/conjectures/conjectures.hpp"

#include <cmath>

namespace adamant {
namespace {

const std::vector<std::string> lambdas{"0.01", "0.1", "1"};

/// Of the runs at each lambda, a seed keeps that of the largest whose residual is at most the noise's:
/// ‖P(W − Y)‖² ≤ |Omega| (sigma rms(W*))², the discrepancy rule; that of the least lambda where none is.
std::vector<Outcome> by_discrepancy(const Cell& cell) {
  std::vector<Outcome> kept;
  for (const std::string& lambda : lambdas) {
    Cell at_lambda{"completion", cell.with, cell.first_seed, cell.seeds};
    at_lambda.with["lambda"] = lambda;
    const auto outcomes = completion_measurement().run(at_lambda);
    if (kept.empty()) kept = outcomes;
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
      const CompletionCase x = completion_case(cell.with, outcomes[i].seed);
      const double rms = x.truth.norm() / std::sqrt(static_cast<double>(x.truth.size()));
      const double noise = number(cell.with, "sigma") * rms *
                           std::sqrt(static_cast<double>(x.Omega.count())) /
                           P_Omega<double>(x.Omega, x.Y).norm();
      const bool fits = outcomes[i].end == RunEnd::finished && outcomes[i].values.at("eo") <= noise;
      if (fits || kept[i].end != RunEnd::finished) kept[i] = outcomes[i];
    }
  }
  return kept;
}

Measurement discrepancy() {
  return {"discrepancy", by_discrepancy, [](const Cell& cell) {
            Cell one{"completion", cell.with, cell.first_seed, cell.seeds};
            return static_cast<double>(lambdas.size()) * completion_measurement().cost(one);
          }};
}

Arm oracle(const std::string& name, const std::string& penalty) {
  return {name,
          {{"method", "Adam"}, {"penalty", penalty}},
          grid({"0.01"}, lambdas),
          "completion",
          "error"};
}
Arm ruled() {
  return {"Adam + ratio, lambda by discrepancy",
          {{"method", "Adam"}, {"eta", "0.01"}},
          {},
          "discrepancy"};
}

}  // namespace

Experiment noisy_completion(const Scale&) {
  Experiment e{
      .id = "H9",
      .name = "adam_and_the_ratio_break_down_with_noise",
      .question = "What does noise in the observed entries do, and does a better lambda mend it?",
      .source = "the note, matrix completion: noise",
      .thinned =
          "sigma in 3 values; the convex program by Adam with the nuclear norm, lambda tuned; p = "
          "0.4",
      .parts = {},
      .measurements = {discrepancy()},
  };
  char letter = 'a';
  for (const char* sigma : {"0.1", "0.3", "1"}) {
    const Words p = at("0.4") + Words{{"sigma", sigma}};
    e.parts.push_back(
        {.id = std::string("H9") + letter++,
         .statement = std::string("at sigma = ") + sigma +
                      " the tuned nuclear norm has a smaller error than Adam + ratio at lambda = "
                      "0.01 in three pairs of four",
         .prediction = std::string(sigma) == "1" ? Verdict::confirmed : Verdict::undecided,
         .estimator = Estimator::win_share,
         .entrants = {{oracle("nuclear norm tuned", "nuclear"), p}, {adam_ratio(), p}},
         .claimed = {0.75, 1},
         .metric = "error"});
  }
  for (const char* sigma : {"0.3"}) {
    const Words p = at("0.4") + Words{{"sigma", sigma}};
    e.parts.push_back({.id = std::string("H9") + letter++,
                       .statement = std::string("at sigma = ") + sigma +
                                    " no simple choice of lambda brings Adam + ratio within a "
                                    "twentieth of the tuned nuclear norm",
                       .prediction = Verdict::refuted,
                       .estimator = Estimator::log_ratio,
                       .entrants = {{ruled(), p}, {oracle("nuclear norm tuned", "nuclear"), p}},
                       .claimed = {0.0212, 1e300},
                       .metric = "error",
                       .level = 0.9});
  }
  return e;
}

}  // namespace adamant
