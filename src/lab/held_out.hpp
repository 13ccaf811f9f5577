#pragma once

#include "lab/words.hpp"
#include "problem/observed_matrix.hpp"

#include <cstdint>
#include <optional>

namespace adamant {

/// What is taken off the observed entries before a method sees them, and put back on its prediction: nothing,
/// their mean, or row mean + column mean − mean.
enum class Centring { none, mean, additive };

/// One comparison: known entries are held out for the test, of the rest some are held out for tuning.
struct HeldOutPlan {
  double test = 0.2;        ///< share of the known entries
  double validation = 0.1;  ///< share of what is left
  std::uint64_t seed = 0;   ///< of the split
  long steps = 1000;        ///< of Adam and of gradient descent
  Centring centring = Centring::mean;
  std::optional<std::pair<double, double>> clamp = {};  ///< of predictions, never of targets
};

/// A way to complete a matrix, and the settings that are tried on the validation entries.
struct Competitor {
  std::string name;
  std::vector<Words> grid;
};
/// baseline (the centring alone), SoftImpute, HardImpute, ALS, NuclearNorm, Adam (with the ratio penalty), GD
/// (with the ratio penalty).
const std::vector<Competitor>& competitors();

/// The setting with the least validation error, and the errors of its fit to all that is not for the test.
struct HeldOutScore {
  Words setting;
  double validation = 0;  ///< root mean square error there
  double test = 0;
};

/// Requires  shares between 0 and 1, entries for all three parts; otherwise std::invalid_argument.
/// Accuracy  as trace at 53 bits: no verdict rests on it.
HeldOutScore compete(const Competitor& competitor, const ObservedMatrix& M,
                     const HeldOutPlan& plan);

/// The m rows with the most known entries, and the n columns with the most among those; ties by order.
ObservedMatrix densest_part(const ObservedMatrix& M, Index m, Index n);

}  // namespace adamant
