#pragma once

#include "lab/words.hpp"

#include <cstdint>

namespace adamant {

/// The unit of work: one measurement at one setting on consecutive seeds. It has no state and no clock, so
/// its outcomes are the same bytes whenever, wherever (on one kind of processor) and however often it runs.
struct Cell {
  std::string measurement;  ///< the name of a Measurement
  Words with;               ///< its arm and setting
  std::uint64_t first_seed = 0;
  int seeds = 0;
};

/// "completion{eta=0.01;…} 0+8": the whole cell on one line, and back (std::invalid_argument).
std::string text_of(const Cell& cell);
Cell cell_from(std::string_view text);

/// What names the cell's results: its text, and the version of what computes them. Results of another version
/// have other names, so that none is taken for this one's.
inline std::string key_of(const Cell& cell, std::string_view version) {
  return content_hash(text_of(cell) + "\n" + std::string(version));
}

/// How a run ended. Whatever is not `finished` is a failure, in every estimator.
enum class RunEnd { finished, diverged, no_gradient, failed, timed_out };
std::string_view name_of(RunEnd end);

/// What one seed gave.
struct Outcome {
  std::uint64_t seed = 0;
  RunEnd end = RunEnd::finished;
  std::map<std::string, double> values;  ///< finite
};

/// A result file: the cell on the first line, then a line for each seed, numbers in the shortest form that
/// reads back as the same double. Reading throws std::invalid_argument where the text is not the whole
/// result of this cell: cut short, or of another cell.
std::string results_text(const Cell& cell, const std::vector<Outcome>& outcomes);
std::vector<Outcome> outcomes_from(std::string_view text, const Cell& cell);

}  // namespace adamant
