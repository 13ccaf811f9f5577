#include "cli/sweep_folder.hpp"

#include "cli/files.hpp"
#include "scalar/atomic_file.hpp"

#include <algorithm>
#include <filesystem>

namespace adamant {

namespace fs = std::filesystem;

SweepFolder::SweepFolder(std::string folder)
    : folder_(std::move(folder)),
      plan_(sweep_plan_from(read_file(folder_ + "/plan.json"), folder_ + "/plan.json")) {}

SweepFolder::SweepFolder(std::string folder, SweepPlan plan)
    : folder_(std::move(folder)), plan_(std::move(plan)) {}

SweepFolder SweepFolder::make(const std::string& folder, SweepPlan plan) {
  for (const char* part : {"/cells", "/shards", "/log"}) {
    std::error_code error;
    fs::create_directories(folder + part, error);
    if (error) throw FileError(folder + part, "cannot be made", error);
  }
  SweepFolder made(folder, std::move(plan));
  made.write_plan();
  return made;
}

bool SweepFolder::exists(const std::string& folder) { return fs::exists(folder + "/plan.json"); }

void SweepFolder::write_plan() const {
  write_file_atomically(folder_ + "/plan.json", sweep_plan_text(plan_));
}

void SweepFolder::extend(std::vector<Shard> shards) {
  std::move(shards.begin(), shards.end(), std::back_inserter(plan_.shards));
  write_plan();
}

std::string SweepFolder::file_of(const Cell& cell) const {
  return folder_ + "/cells/" + key_of(cell, plan_.version) + ".txt";
}
std::string SweepFolder::file_of(const Shard& shard) const {
  return folder_ + "/shards/" + shard.hash() + ".txt";
}

bool SweepFolder::is_done(const Shard& shard) const { return fs::exists(file_of(shard)); }

int SweepFolder::cells_done(const Shard& shard) const {
  return static_cast<int>(std::count_if(shard.cells.begin(), shard.cells.end(),
                                        [&](const Cell& c) { return fs::exists(file_of(c)); }));
}

std::optional<std::string> SweepFolder::result(const Cell& cell) const {
  if (!fs::exists(file_of(cell))) return std::nullopt;
  std::string text = read_file(file_of(cell));
  try {
    (void)outcomes_from(text, cell);
    return text;
  } catch (const std::invalid_argument&) {
    return std::nullopt;
  }
}

void SweepFolder::save(const Cell& cell, const std::string& result) const {
  write_file_atomically(file_of(cell), result);
}
void SweepFolder::save(const Shard& shard, const std::string& text) const {
  write_file_atomically(file_of(shard), text);
}

ShardResults SweepFolder::shard_results(const std::vector<std::string>& others) const {
  ShardResults results(plan_);
  std::vector<std::string> folders{folder_};
  folders.insert(folders.end(), others.begin(), others.end());
  for (const std::string& folder : folders) {
    std::vector<std::string> files;
    if (fs::is_directory(folder + "/shards"))
      for (const auto& entry : fs::directory_iterator(folder + "/shards"))
        if (entry.path().extension() == ".txt") files.push_back(entry.path().string());
    std::sort(files.begin(), files.end());
    for (const std::string& file : files) results.add(read_file(file), file);
  }
  return results;
}

std::vector<int> SweepFolder::to_do() const {
  std::vector<int> numbers;
  for (std::size_t i = 0; i < plan_.shards.size(); ++i)
    if (!is_done(plan_.shards[i])) numbers.push_back(static_cast<int>(i) + 1);
  return numbers;
}

}  // namespace adamant
