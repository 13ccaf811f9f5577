#include "properties/conjectures/arms.hpp"

namespace adamant {
namespace {

/// The ladder of ablations: every rung is tuned on the same budget of four settings.
Arm rung(const std::string& name, const Words& with, const std::vector<Words>& choices) {
  return {name, with, choices};
}
std::vector<Words> adaptive_grid() { return grid({"0.01", "0.03"}, {"0.01", "1"}); }
std::vector<Words> plain_grid() { return grid({"1", "1.9"}, {"0.3", "1"}); }

Arm tuned_adam() { return rung("Adam", {{"method", "Adam"}}, adaptive_grid()); }
Arm block_adam() { return rung("block Adam", {{"method", "BlockAdam"}}, adaptive_grid()); }
Arm block_gd() {
  return rung("block GD", {{"method", "BlockGradientDescent"}, {"eta", "0.5"}, {"lambda", "0.01"}},
              {{{"eta-complement", "100"}},
               {{"eta-complement", "300"}},
               {{"eta-complement", "1000"}},
               {{"eta-complement", "3000"}}});
}
Arm feasible() {
  return rung("feasible descent", {{"method", "FeasibleDescent"}, {"lambda", "1"}},
              {{{"eta", "1"}}, {{"eta", "3"}}, {{"eta", "10"}}, {{"eta", "30"}}});
}
Arm rotated_adam() {
  return rung("Adam in a random basis", {{"method", "Adam"}, {"basis", "random"}}, adaptive_grid());
}
Arm gd_constant() {
  return rung("GD, constant lambda", {{"method", "GradientDescent"}}, plain_grid());
}
Arm gd_annealed_tuned() {
  return rung("GD, annealed lambda", {{"method", "GradientDescent"}},
              grid({"0.5", "1"}, {"3:0.01", "10:0.01"}));
}

/// The other rungs, each against Adam.
std::vector<Arm> other_rungs() {
  const std::vector<Words> small = adaptive_grid();
  return {
      rung("Adam, beta1 = 0", {{"method", "Adam"}, {"beta1", "0"}}, small),
      rung("Adam, beta2 = 9/10", {{"method", "Adam"}, {"beta2", "0.9"}}, small),
      rung("RMSProp", {{"method", "RmsProp"}, {"beta", "0.99"}}, small),
      rung("AdaGrad", {{"method", "AdaGrad"}}, grid({"0.3", "1"}, {"0.01", "1"})),
      rung("sign descent", {{"method", "SignDescent"}}, small),
      rung("one scalar v for all", {{"method", "ScalarAdam"}}, small),
      rung("normalised GD", {{"method", "NormalisedGradientDescent"}},
           grid({"0.3", "1"}, {"0.1", "1"})),
      rung("Adam in the basis of the start", {{"method", "Adam"}, {"basis", "start"}}, small),
      rung("Muon", {{"method", "Muon"}}, grid({"0.03", "0.1"}, {"0.1", "1"})),
      rung("spectral descent", {{"method", "SpectralDescent"}},
           grid({"0.01", "0.03"}, {"0.1", "1"})),
  };
}

/// Rungs that were added later: their parts come after the others'.
std::vector<Arm> last_rungs() {
  return {
      rung("Adam without its corrections", {{"method", "AdamUncorrected"}}, adaptive_grid()),
      rung("Shampoo", {{"method", "Shampoo"}}, grid({"0.03", "0.1"}, {"0.1", "1"})),
      rung("one scalar v for all, beta1 = 0", {{"method", "ScalarAdam"}, {"beta1", "0"}},
           adaptive_grid()),
  };
}

}  // namespace

Experiment what_adaptivity_is_for(const Scale&) {
  const Words p = at("0.3");
  const Entrant adam{tuned_adam(), p};
  Experiment e{
      .id = "H10",
      .name = "leaving_the_frame_element_by_element_is_what_matters",
      .question =
          "Which property of Adam is needed: momentum, one step size an entry, leaving the "
          "frame of the start, or two time scales, one for the data and one for the rest?",
      .source = "the note, matrix completion: why adaptive methods",
      .thinned =
          "4 settings an arm in place of 35; p = 0.3, the decisive contrasts also at 0.4; lambda 1 "
          ".. 1e-6 "
          "in four values; at 113 bits H10a to H10e",
      .parts =
          {
              {
                  .id = "H10a",
                  .statement = "one second moment on Omega and one beside it do what Adam's do: "
                               "|log10 eu ratio| < 0.3",
                  .prediction = Verdict::confirmed,
                  .estimator = Estimator::log_ratio,
                  .entrants = {{block_adam(), p}, adam},
                  .claimed = {-0.3, 0.3},
                  .level = 0.9,
                  .again_at_113_bits = true,
              },
              {
                  .id = "H10b",
                  .statement = "gradient descent with two step sizes recovers at least a quarter "
                               "less often than Adam",
                  .prediction = Verdict::refuted,
                  .estimator = Estimator::rate_difference,
                  .entrants = {{block_gd(), p}, adam},
                  .claimed = {-1, -0.25},
                  .claims = {},
                  .again_at_113_bits = true,
              },
              {
                  .id = "H10c",
                  .statement = "descent inside the constraint set recovers at least a quarter less "
                               "often than Adam",
                  .prediction = Verdict::refuted,
                  .estimator = Estimator::rate_difference,
                  .entrants = {{feasible(), p}, adam},
                  .claimed = {-1, -0.25},
                  .claims = {"F10d"},
                  .again_at_113_bits = true,
              },
              {
                  .id = "H10d",
                  .statement = "Adam in a random basis does as well as Adam",
                  .prediction = Verdict::refuted,
                  .estimator = Estimator::win_share,
                  .entrants = {{rotated_adam(), p}, adam},
                  .claimed = {0.25, 1},
                  .again_at_113_bits = true,
              },
              {
                  .id = "H10e",
                  .statement = "an annealed lambda does not help gradient descent",
                  .prediction = Verdict::refuted,
                  .estimator = Estimator::win_share,
                  .entrants = {{gd_annealed_tuned(), p}, {gd_constant(), p}},
                  .claimed = {0, 0.5},
                  .again_at_113_bits = true,
              },
          },
  };
  char letter = 'f';
  for (const Arm& arm : other_rungs())
    e.parts.push_back(
        {.id = std::string("H10") + letter++,
         .statement = arm.name + " has at least the eu of Adam in three pairs of four",
         .prediction = Verdict::undecided,
         .estimator = Estimator::win_share,
         .entrants = {adam, {arm, p}},
         .claimed = {0.75, 1}});
  for (const char* lambda : {"1", "0.1", "0.0001", "0.000001"})
    e.parts.push_back(
        {.id = std::string("H10") + letter++,
         .statement = std::string("Adam at lambda = ") + lambda +
                      " and epsilon = 1e-20 has the eu of lambda = 0.01 within a factor of 2",
         .prediction = std::string(lambda) == "1" ? Verdict::refuted : Verdict::confirmed,
         .estimator = Estimator::log_ratio,
         .entrants =
             {{{"Adam",
                {{"method", "Adam"}, {"eta", "0.01"}, {"lambda", lambda}, {"epsilon", "1e-20"}}},
               p},
              {{"Adam",
                {{"method", "Adam"}, {"eta", "0.01"}, {"lambda", "0.01"}, {"epsilon", "1e-20"}}},
               p}},
         .claimed = {-0.30103, 0.30103},
         .level = 0.9});
  for (const Arm& arm : last_rungs())
    e.parts.push_back(
        {.id = std::string("H10") + letter++,
         .statement = arm.name + " has at least the eu of Adam in three pairs of four",
         .prediction = Verdict::undecided,
         .estimator = Estimator::win_share,
         .entrants = {adam, {arm, p}},
         .claimed = {0.75, 1}});
  const auto at_lambda = [](const std::string& lambda, const std::string& epsilon) {
    return Arm{"Adam, lambda " + lambda + ", epsilon " + epsilon,
               {{"method", "Adam"}, {"eta", "0.01"}, {"lambda", lambda}, {"epsilon", epsilon}}};
  };
  e.parts.push_back(
      {.id = std::string("H10") + letter++,
       .statement = "Adam at lambda = 0.000001 and epsilon = 1e-20 recovers W* as "
                    "often as at lambda = 0.01: within a quarter",
       .prediction = Verdict::confirmed,
       .estimator = Estimator::rate_difference,
       .entrants = {{at_lambda("0.000001", "1e-20"), p}, {at_lambda("0.01", "1e-20"), p}},
       .claimed = {-0.25, 0.25}});
  e.parts.push_back(
      {.id = std::string("H10") + letter++,
       .statement = "at epsilon = 1e-8 it recovers at least a quarter less often at "
                    "lambda = 0.000001 than at 0.01",
       .prediction = Verdict::confirmed,
       .estimator = Estimator::rate_difference,
       .entrants = {{at_lambda("0.000001", "1e-8"), p}, {at_lambda("0.01", "1e-8"), p}},
       .claimed = {-1, -0.25}});
  const Entrant adam_more{tuned_adam(), at("0.4")};
  e.parts.push_back({.id = std::string("H10") + letter++,
                     .statement = "at p = 0.4 too one second moment on Omega and one beside it do "
                                  "what Adam's do: |log10 eu ratio| < 0.3",
                     .prediction = Verdict::confirmed,
                     .estimator = Estimator::log_ratio,
                     .entrants = {{block_adam(), at("0.4")}, adam_more},
                     .claimed = {-0.3, 0.3},
                     .level = 0.9});
  e.parts.push_back({.id = std::string("H10") + letter++,
                     .statement = "at p = 0.4 too Adam in a random basis does as well as Adam",
                     .prediction = Verdict::refuted,
                     .estimator = Estimator::win_share,
                     .entrants = {{rotated_adam(), at("0.4")}, adam_more},
                     .claimed = {0.25, 1}});
  return e;
}

}  // namespace adamant
