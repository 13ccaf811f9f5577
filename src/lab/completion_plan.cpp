#include "lab/completion_plan.hpp"

namespace adamant {
namespace {

template <class T>
T one_of(const Words& with, const std::string& name, const std::string& otherwise,
         const std::map<std::string, T>& values) {
  const std::string text = word(with, name, otherwise);
  const auto found = values.find(text);
  std::string names;
  for (const auto& [known, value] : values) names += (names.empty() ? "" : ", ") + known;
  require_text(found != values.end(), name, text, "one of " + names);
  return found->second;
}

const char* const hyper_parameters[] = {"eta",       "beta1",       "beta2",          "beta",
                                        "mu",        "epsilon",     "eta-complement", "s-0",
                                        "tolerance", "weight-decay"};

}  // namespace

CompletionPlan::CompletionPlan(const Words& with)
    : method(word(with, "method")),
      penalty(one_of<PenaltyKind>(with, "penalty", "ratio",
                                  {{"ratio", PenaltyKind::ratio},
                                   {"nuclear", PenaltyKind::nuclear},
                                   {"none", PenaltyKind::none}})),
      schedule(one_of<StepSchedule>(
          with, "schedule", "decay",
          {{"decay", StepSchedule::decay}, {"constant", StepSchedule::constant}})),
      T(whole(with, "T")),
      loss(one_of<LossForm>(with, "loss", "half-sum",
                            {{"half-sum", LossForm::half_sum},
                             {"mean", LossForm::mean},
                             {"absolute", LossForm::absolute},
                             {"absolute-proximal", LossForm::absolute_proximal},
                             {"huber", LossForm::huber},
                             {"quartic", LossForm::quartic},
                             {"log-cosh", LossForm::log_cosh}})),
      basis(one_of<std::string>(with, "basis", "none",
                                {{"none", "none"}, {"random", "random"}, {"start", "start"}})),
      project(one_of<std::string>(with, "project", "none", {{"none", "none"}, {"frame", "frame"}})),
      record(
          one_of<std::string>(with, "record", "end",
                              {{"end", "end"}, {"path", "path"}, {"alternation", "alternation"}})),
      bits(one_of<long>(with, "bits", "53", {{"53", 53}, {"113", 113}})),
      eta(word(with, "eta", "0.01")) {
  for (const char* name : hyper_parameters)
    if (with.contains(name)) hyper[name] = word(with, name);
  const auto ends = split(word(with, "lambda", "0"), ':');
  require_text(ends.size() <= 2, "lambda", word(with, "lambda", "0"), "L or FROM:TO");
  lambda_from = ends.front();
  lambda_to = ends.back();
  (void)number({{"eta", eta}}, "eta");
  (void)number({{"lambda", lambda_from}}, "lambda");
  (void)number({{"lambda", lambda_to}}, "lambda");
  require_text(T >= 1, "T", std::to_string(T), "T >= 1");
}

}  // namespace adamant
