#include "properties/conjectures/arms.hpp"

namespace adamant {
namespace {

Arm adam(const std::string& loss) {
  return {"Adam, " + loss,
          {{"method", "Adam"}, {"eta", "0.01"}, {"lambda", "0.01"}, {"loss", loss}}};
}
Arm gd(const std::string& loss) {
  return {"GD annealed, " + loss,
          {{"method", "GradientDescent"}, {"eta", "0.5"}, {"lambda", "10:0.01"}, {"loss", loss}}};
}

Arm ten_times(Arm arm) {
  arm.name += ", lambda 0.1";
  arm.with["lambda"] = "0.1";
  return arm;
}

}  // namespace

Experiment form_of_the_loss(const Scale&) {
  const Words p = at("0.4");
  Experiment e{
      .id = "H8",
      .name = "form_of_the_loss_does_not_matter",
      .question = "Does it matter whether the residuals count squared, absolute or otherwise?",
      .source = "the note, matrix completion: the form of the loss",
      .thinned =
          "lambda = 0.01, for Adam also 0.1 with the absolute and the log-cosh loss; GD with "
          "annealed "
          "lambda; p = 0.4; at 113 bits Adam alone",
      .parts = {},
  };
  char letter = 'a';
  for (const char* loss : {"absolute", "huber", "quartic"})
    e.parts.push_back({.id = std::string("H8") + letter++,
                       .statement = std::string("Adam recovers as often with the ") + loss +
                                    " loss as with squares: within a quarter",
                       .prediction = Verdict::undecided,
                       .estimator = Estimator::rate_difference,
                       .entrants = {{adam(loss), p}, {adam("half-sum"), p}},
                       .claimed = {-0.25, 0.25},
                       .again_at_113_bits = true});
  for (const char* loss : {"absolute", "absolute-proximal", "quartic"})
    e.parts.push_back({.id = std::string("H8") + letter++,
                       .statement = std::string("annealed GD recovers as often with the ") + loss +
                                    " loss as with squares: within a quarter",
                       .prediction = Verdict::undecided,
                       .estimator = Estimator::rate_difference,
                       .entrants = {{gd(loss), p}, {gd("half-sum"), p}},
                       .claimed = {-0.25, 0.25}});
  const auto more = [&](const std::string& statement, const Arm& arm, const Arm& squares,
                        Verdict prediction) {
    e.parts.push_back({.id = std::string("H8") + letter++,
                       .statement = statement + " as with squares: within a quarter",
                       .prediction = prediction,
                       .estimator = Estimator::rate_difference,
                       .entrants = {{arm, p}, {squares, p}},
                       .claimed = {-0.25, 0.25},
                       .again_at_113_bits = word(arm.with, "method") == "Adam"});
  };
  more("Adam recovers as often with the log-cosh loss", adam("log-cosh"), adam("half-sum"),
       Verdict::confirmed);
  more("annealed GD recovers as often with the log-cosh loss", gd("log-cosh"), gd("half-sum"),
       Verdict::undecided);
  more("annealed GD recovers as often with the huber loss", gd("huber"), gd("half-sum"),
       Verdict::undecided);
  for (const char* loss : {"absolute", "log-cosh"})
    more(std::string("at lambda = 0.1 Adam recovers as often with the ") + loss + " loss",
         ten_times(adam(loss)), ten_times(adam("half-sum")), Verdict::undecided);
  return e;
}

}  // namespace adamant
