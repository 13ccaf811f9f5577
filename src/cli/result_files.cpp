#include "cli/result_files.hpp"

#include "cli/files.hpp"
#include "lab/numerics_version.hpp"
#include "scalar/atomic_file.hpp"

#include <algorithm>
#include <filesystem>

namespace adamant {
namespace {

/// Of what computes a cell: an experiment's own measurement is somewhere in the program.
std::string version_of(const Cell& cell) {
  const auto& shared = laboratory_measurements();
  const bool own = std::none_of(shared.begin(), shared.end(),
                                [&](const Measurement& m) { return m.name == cell.measurement; });
  return own ? numerics_version() + program_hash() : numerics_version();
}

}  // namespace

const std::string& program_hash() {
  static const std::string hash = content_hash(read_file("/proc/self/exe"));
  return hash;
}

ResultFiles::ResultFiles(std::string folder) : folder_(std::move(folder)) {
  std::error_code error;
  std::filesystem::create_directories(folder_, error);
  if (error) throw FileError(folder_, "cannot be made", error);
}

std::vector<Cell> ResultFiles::load(const std::vector<Cell>& cells, Results& results) const {
  std::vector<Cell> missing;
  for (const Cell& cell : cells) {
    if (!std::filesystem::exists(path_of(cell))) {
      missing.push_back(cell);
      continue;
    }
    try {
      results.put(cell, outcomes_from(read_file(path_of(cell)), cell));
    } catch (const std::invalid_argument&) {
      missing.push_back(cell);
    }
  }
  return missing;
}

void ResultFiles::save(const Cell& cell, const std::string& text) const {
  write_file_atomically(path_of(cell), text);
}

std::string ResultFiles::path_of(const Cell& cell) const {
  return (std::filesystem::path(folder_) / (key_of(cell, version_of(cell)) + ".txt")).string();
}

}  // namespace adamant
