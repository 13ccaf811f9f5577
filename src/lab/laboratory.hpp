#pragma once

#include "lab/estimate.hpp"
#include "report/experiment_record.hpp"

#include <span>

namespace adamant {

/// The outcomes that are known, by cell.
class Results {
 public:
  const Outcomes* find(const Cell& cell) const;
  void put(const Cell& cell, Outcomes outcomes);

 private:
  std::map<std::string, Outcomes> by_text_;
};

/// The cells that the experiment needs and that are not known, as far as they are determined: a tuned arm is
/// tested only when its tuning runs are there. Empty when the experiment can be judged. Each cell once.
std::vector<Cell> missing_cells(const Experiment& experiment, const Scale& scale,
                                const Results& results);

/// The verdict on each part; a part whose cells are missing is undecided, and says so.
ExperimentRecord judge(const Experiment& experiment, const Scale& scale, const Results& results);

/// What every experiment can measure by name: completion, reference, layers.
const std::vector<Measurement>& laboratory_measurements();

/// The measurement of a cell: the experiment's own, or the laboratory's. Throws std::invalid_argument where
/// there is none of that name.
const Measurement& measurement_of(const Cell& cell, std::span<const Experiment> experiments);

}  // namespace adamant
