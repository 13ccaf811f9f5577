#include "problem/cells.hpp"

#include <algorithm>
#include <array>

namespace adamant {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\v\f\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\v\f\r") - first + 1);
}

/// Takes a quoted cell off the front of `rest`, the delimiter behind it left in place.
TextCell take_quoted(const TextFile& file, std::string_view& rest) {
  TextCell cell{"", true};
  std::size_t i = 1;
  while (i < rest.size() && !(rest[i] == '"' && rest.substr(i + 1, 1) != "\"")) {
    if (rest[i] == '"') ++i;
    cell.text += rest[i++];
  }
  if (i >= rest.size()) file.fail(shown(rest), "a closing quote on the same line");
  rest.remove_prefix(i + 1);
  return cell;
}

std::vector<TextCell> split_at_blanks(const TextFile& file) {
  std::vector<TextCell> cells;
  for (std::string_view rest = trimmed(file.line()); !rest.empty(); rest = trimmed(rest)) {
    if (rest.starts_with('"')) {
      cells.push_back(take_quoted(file, rest));
      if (!rest.empty() && trimmed(rest.substr(0, 1)) == rest.substr(0, 1))
        file.fail(shown(rest), "a blank behind the closing quote");
    } else {
      const std::string_view word = words(rest).front();
      cells.push_back({std::string(word), false});
      rest.remove_prefix(word.size());
    }
  }
  return cells;
}

}  // namespace

bool TextCell::missing() const {
  static constexpr std::array<std::string_view, 4> marks{"", "na", "nan", "?"};
  return std::find(marks.begin(), marks.end(), lower_case(text)) != marks.end();
}

std::string_view delimiter_of(std::string_view line) {
  std::string outside;
  bool quoted = false;
  for (const char c : trimmed(line)) {
    if (c == '"') quoted = !quoted;
    if (!quoted) outside += c;
  }
  for (const std::string_view delimiter : {"::", "\t", ",", ";", " "})
    if (outside.find(delimiter) != std::string::npos) return delimiter;
  return ",";
}

std::vector<TextCell> split_cells(const TextFile& file, std::string_view delimiter) {
  if (delimiter == " ") return split_at_blanks(file);
  std::vector<TextCell> cells;
  std::string_view rest = file.line();
  while (true) {
    const auto first = rest.find_first_not_of(' ');
    if (first != std::string_view::npos && rest[first] == '"') {
      rest.remove_prefix(first);
      cells.push_back(take_quoted(file, rest));
      const auto end = std::min(rest.find(delimiter), rest.size());
      if (!trimmed(rest.substr(0, end)).empty())
        file.fail(shown(rest.substr(0, end)), "a separator behind the closing quote");
    } else {
      cells.push_back({std::string(trimmed(rest.substr(0, rest.find(delimiter)))), false});
    }
    const auto end = rest.find(delimiter);
    if (end == std::string_view::npos) return cells;
    rest.remove_prefix(end + delimiter.size());
  }
}

}  // namespace adamant
