#pragma once

#include "lab/experiment.hpp"

/// The arms that several experiments share. An arm that only one needs is written there.
namespace adamant {

/// p, the share of the entries that is observed, as a decimal.
inline Words at(const std::string& p) { return {{"p", p}}; }

inline Arm adam_ratio() {
  return {"Adam + ratio", {{"method", "Adam"}, {"eta", "0.01"}, {"lambda", "0.01"}}};
}
inline Arm adam_nuclear() {
  return {"Adam + nuclear norm",
          {{"method", "Adam"}, {"eta", "0.01"}, {"lambda", "0.01"}, {"penalty", "nuclear"}}};
}
/// Gradient descent at the setting of Adam.
inline Arm gd_as_adam() {
  return {"GD at Adam's setting",
          {{"method", "GradientDescent"}, {"eta", "0.01"}, {"lambda", "0.01"}}};
}
inline Arm gd_annealed() {
  return {"GD, lambda 10 to 0.01",
          {{"method", "GradientDescent"}, {"eta", "0.5"}, {"lambda", "10:0.01"}}};
}

/// The settings that a word may have.
inline std::vector<Words> each(const std::string& name, const std::vector<std::string>& values) {
  std::vector<Words> all;
  for (const auto& value : values) all.push_back({{name, value}});
  return all;
}

/// The least nuclear norm among the completions; proved so up to a relative gap of 1e-6. (1e-8 is out of reach of
/// 20000 steps for one problem in ten.)
inline Arm least_nuclear_norm() {
  return {"least nuclear norm",
          {{"solver", "nuclear-minimum"}, {"tolerance", "1e-6"}},
          {},
          "reference"};
}
/// Put the entries in, keep the true rank, repeat.
inline Arm hard_impute() {
  return {"hard-impute at the true rank",
          {{"solver", "hard-impute"}, {"steps", "5000"}},
          {},
          "reference"};
}

/// All pairs of an eta and a lambda.
inline std::vector<Words> grid(const std::vector<std::string>& etas,
                               const std::vector<std::string>& lambdas) {
  std::vector<Words> all;
  for (const auto& eta : etas)
    for (const auto& lambda : lambdas) all.push_back({{"eta", eta}, {"lambda", lambda}});
  return all;
}

}  // namespace adamant
