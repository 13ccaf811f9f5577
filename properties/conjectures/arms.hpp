#pragma once

#include "lab/experiment.hpp"

/// The arms that several experiments share. An arm that only one needs is written there.
namespace adamant {

/// W* from half of … of its entries: p as a decimal.
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

/// All pairs of an eta and a lambda.
inline std::vector<Words> grid(const std::vector<std::string>& etas,
                               const std::vector<std::string>& lambdas) {
  std::vector<Words> all;
  for (const auto& eta : etas)
    for (const auto& lambda : lambdas) all.push_back({{"eta", eta}, {"lambda", lambda}});
  return all;
}

}  // namespace adamant
