#include "problem/text_file.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <memory>

namespace adamant {
namespace {

constexpr std::size_t most_bytes = std::size_t{1} << 30;

std::string located(const std::string& file, long line) {
  return line > 0 ? file + ":" + std::to_string(line) : file;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f'; }

}  // namespace

InputError::InputError(const std::string& file, long line, const std::string& found,
                       const std::string& expected)
    : std::runtime_error(located(file, line) + ": found " + found + ", expected " + expected) {}

std::string shown(std::string_view text) {
  constexpr std::size_t most = 80;
  std::string result = "'";
  for (const char c : text.substr(0, most)) {
    if (c >= ' ' && c <= '~') {
      result += c;
    } else {
      char code[8];
      std::snprintf(code, sizeof code, "\\x%02x", static_cast<unsigned char>(c));
      result += code;
    }
  }
  return result + (text.size() > most ? "…'" : "'");
}

TextFile::TextFile(std::string name, std::string bytes)
    : name_(std::move(name)), bytes_(std::move(bytes)) {
  if (bytes_.starts_with("\xEF\xBB\xBF")) bytes_.erase(0, 3);
}

TextFile TextFile::open(const std::string& path) {
  const auto refuse = [&](const std::string& found) {
    throw InputError(path, 0, found, "a file to read");
  };
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"),
                                                             std::fclose);
  if (!file) refuse("nothing that can be read (" + std::string(std::strerror(errno)) + ")");
  std::string bytes;
  char block[1 << 16];
  while (const std::size_t n = std::fread(block, 1, sizeof block, file.get())) {
    bytes.append(block, n);
    if (bytes.size() > most_bytes) refuse("more than 2^30 bytes");
  }
  if (std::ferror(file.get()))
    refuse("nothing that can be read (" + std::string(std::strerror(errno)) + ")");
  return {path, std::move(bytes)};
}

bool TextFile::next() {
  line_ = {};
  if (position_ >= bytes_.size()) return false;
  const std::size_t end = std::min(bytes_.find('\n', position_), bytes_.size());
  line_ = std::string_view(bytes_).substr(position_, end - position_);
  if (line_.ends_with('\r')) line_.remove_suffix(1);
  position_ = end + 1;
  ++number_;
  return true;
}

bool TextFile::next_filled() {
  while (next())
    if (!std::all_of(line_.begin(), line_.end(), is_blank)) return true;
  return false;
}

void TextFile::fail(const std::string& found, const std::string& expected) const {
  throw InputError(name_, number_, found, expected);
}

std::vector<std::string_view> words(std::string_view line) {
  std::vector<std::string_view> list;
  for (std::size_t i = 0; i < line.size();) {
    std::size_t end = i;
    while (end < line.size() && !is_blank(line[end])) ++end;
    if (end > i) list.push_back(line.substr(i, end - i));
    i = end + 1;
  }
  return list;
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

std::optional<double> parse_number(std::string_view cell) {
  if (cell.starts_with('+') && !cell.starts_with("+-")) cell.remove_prefix(1);
  double x = 0;
  const char* end = cell.data() + cell.size();
  const auto [rest, error] = std::from_chars(cell.data(), end, x);
  if (error == std::errc::invalid_argument || rest != end) return std::nullopt;
  if (error == std::errc::result_out_of_range)
    return std::strtod(std::string(cell).c_str(), nullptr);
  return x;
}

double number_in(const TextFile& file, std::string_view cell) {
  const auto x = parse_number(cell);
  if (!x) file.fail(shown(cell), "a number");
  if (!std::isfinite(*x)) file.fail(shown(cell), "a finite number of double range");
  return *x;
}

}  // namespace adamant
