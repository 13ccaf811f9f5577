#include "cli/files.hpp"

#include "cli/options.hpp"

#include <cctype>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace adamant {

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  if (!std::filesystem::is_regular_file(path) || !in || !(text << in.rdbuf()))
    throw InputFileError(path + ": cannot be read as a file");
  return text.str();
}

Ledger read_ledger(const std::string& path) {
  const std::string file = path.empty() ? project_file("reports/ledger.json") : path;
  if (path.empty() && !std::filesystem::exists(file)) return {};
  return ledger_from_json(read_file(file), file);
}

std::string proof_of(const Claim& claim) {
  const std::string file = "docs/theory/" + std::string(claim.group()) + ".md";
  std::string entry(claim.entry());
  if (!std::filesystem::exists(project_file(file))) return "";
  if (("\n" + read_file(project_file(file))).find("\n## " + entry + "\n") == std::string::npos)
    return "";
  for (char& c : entry) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return file + "#" + entry;
}

}  // namespace adamant
