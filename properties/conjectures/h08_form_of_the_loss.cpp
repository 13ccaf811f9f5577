#include "properties/conjectures/arms.hpp"
#include "properties/conjectures/conjectures.hpp"

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

}  // namespace

Experiment form_of_the_loss(const Scale&) {
  const Words p = at("0.4");
  Experiment e{
      .id = "H8",
      .name = "form_of_the_loss_does_not_matter",
      .question = "Does it matter whether the residuals count squared, absolute or otherwise?",
      .source = "the note, matrix completion: the form of the loss",
      .thinned = "lambda = 0.01 alone; GD with annealed lambda; no log-cosh, which is near Huber",
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
                       .claimed = {-0.25, 0.25}});
  for (const char* loss : {"absolute", "absolute-proximal", "quartic"})
    e.parts.push_back({.id = std::string("H8") + letter++,
                       .statement = std::string("annealed GD recovers as often with the ") + loss +
                                    " loss as with squares: within a quarter",
                       .prediction = Verdict::undecided,
                       .estimator = Estimator::rate_difference,
                       .entrants = {{gd(loss), p}, {gd("half-sum"), p}},
                       .claimed = {-0.25, 0.25}});
  return e;
}

}  // namespace adamant
