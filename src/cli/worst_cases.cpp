#include "cli/worst_cases.hpp"

#include "scalar/atomic_file.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

namespace adamant {
namespace {

std::string contents(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace

std::vector<std::string> read_worst_cases(const std::string& folder) {
  std::vector<std::string> tokens;
  if (!std::filesystem::is_directory(folder)) return tokens;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    std::istringstream lines(contents(file));
    for (std::string line; std::getline(lines, line);) {
      line = line.substr(0, line.find('#'));
      while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.pop_back();
      if (!line.empty()) tokens.push_back(line);
    }
  }
  return tokens;
}

std::vector<std::string> keep_worst_cases(const std::string& folder,
                                          const std::vector<std::string>& tokens,
                                          const std::string& comment) {
  std::vector<std::string> written;
  if (!std::filesystem::is_directory(folder)) return written;
  const auto known = read_worst_cases(folder);
  std::map<std::string, std::string> added;
  for (const std::string& token : tokens)
    if (std::find(known.begin(), known.end(), token) == known.end())
      added[token.substr(0, token.find_first_of("0123456789"))] += token + "  # " + comment + "\n";
  for (const auto& [group, lines] : added) {
    const std::string path = (std::filesystem::path(folder) / (group + ".txt")).string();
    write_file_atomically(path, contents(path) + lines);
    written.push_back(path);
  }
  return written;
}

}  // namespace adamant
