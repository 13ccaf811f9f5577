#pragma once

#include "problem/text_file.hpp"

namespace adamant {

/// One cell of a table: its text without quotes and without the blanks around it.
struct TextCell {
  std::string text;
  bool quoted = false;

  /// Empty, NA, NaN or ?, in any case and with or without quotes.
  bool missing() const;
  bool is_number() const { return !missing() && parse_number(text).has_value(); }
  bool is_text() const { return !missing() && !is_number(); }
};

/// What separates the cells of a line, outside quotes: `::`, a tab, a comma, a semicolon, or blanks.
std::string_view delimiter_of(std::string_view line);

/// The cells of the file's current line. A quote opens a cell and is doubled inside; a cell that stays
/// open, or text behind a closing quote, fails at that line.
std::vector<TextCell> split_cells(const TextFile& file, std::string_view delimiter);

}  // namespace adamant
