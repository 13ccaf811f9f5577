#pragma once

#include "lab/laboratory.hpp"

namespace adamant {

/// Of this program, byte for byte.
const std::string& program_hash();

/// The folder of a measurement's finished cells: one small file each, named by the cell's key, so that a run
/// that was stopped at any moment goes on where it was. What another version of the numerics made is not seen, nor,
/// for an experiment's own measurement, what another build of the program made.
class ResultFiles {
 public:
  /// Makes the folder where there is none; FileError where that cannot be done.
  explicit ResultFiles(std::string folder);

  /// Puts what the folder has of these cells into `results`, and returns those it does not have. A file that
  /// is not the whole result of its cell counts as missing.
  std::vector<Cell> load(const std::vector<Cell>& cells, Results& results) const;
  /// Writes the result of a cell atomically; `text` is that of results_text.
  void save(const Cell& cell, const std::string& text) const;

 private:
  std::string path_of(const Cell& cell) const;
  std::string folder_;
};

}  // namespace adamant
