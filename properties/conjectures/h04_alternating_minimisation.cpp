#include "properties/conjectures/arms.hpp"
#include "properties/conjectures/conjectures.hpp"

namespace adamant {
namespace {

Arm slower(Arm arm) {
  arm.name += ", a tenth of eta";
  arm.with["eta"] = "0.001";
  return arm;
}

}  // namespace

Experiment alternating_minimisation(const Scale& scale) {
  const Words p = at("0.4") + Words{{"record", "alternation"}};
  const Words longer = {{"T", std::to_string(4 * scale.T)}};
  return {
      .id = "H4",
      .name = "adam_and_the_ratio_alternate_between_data_and_rank",
      .question =
          "The note sees some form of alternating minimisation. Do steps towards the data and "
          "steps towards low rank take turns?",
      .source = "the note, matrix completion: some form of alternating minimisation",
      .thinned =
          "two step sizes in place of three; the regression on three directions; no surrogate "
          "alternation",
      .parts =
          {
              {.id = "H4a",
               .statement =
                   "consecutive normal parts of the steps point apart: mean cosine <= -0.5",
               .prediction = Verdict::confirmed,
               .estimator = Estimator::median,
               .entrants = {{adam_ratio(), p}},
               .claimed = {-1, -0.5},
               .metric = "normal_cosine"},
              {.id = "H4b",
               .statement = "they still do at a tenth of the step size",
               .prediction = Verdict::undecided,
               .estimator = Estimator::median,
               .entrants = {{slower(adam_ratio()), p + longer}},
               .claimed = {-1, -0.5},
               .metric = "normal_cosine"},
              {.id = "H4c",
               .statement = "alternation has its amplitude at a tenth of the step size: within a "
                            "factor of 2",
               .prediction = Verdict::refuted,
               .estimator = Estimator::log_ratio,
               .entrants = {{slower(adam_ratio()), p + longer}, {adam_ratio(), p}},
               .claimed = {-0.30103, 0.30103},
               .metric = "amplitude",
               .level = 0.9},
              {.id = "H4d",
               .statement =
                   "a step to the data and two to low rank explain four fifths of each step",
               .prediction = Verdict::refuted,
               .estimator = Estimator::median,
               .entrants = {{adam_ratio(), p}},
               .claimed = {0.8, 1},
               .metric = "fit"},
          },
  };
}

}  // namespace adamant
