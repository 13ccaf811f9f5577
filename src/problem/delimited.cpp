#include "problem/delimited.hpp"

#include "problem/cells.hpp"

#include <algorithm>
#include <cmath>

namespace adamant {
namespace {

struct Row {
  long line;
  std::vector<TextCell> cells;
};

bool next_row(TextFile& file) {
  while (file.next())
    if (!file.line().starts_with('#')) return true;
  return false;
}

/// All rows, of one length; blank lines may follow the last.
std::vector<Row> rows_of(TextFile& file) {
  std::vector<Row> rows;
  std::string_view delimiter;
  while (next_row(file)) {
    if (words(file.line()).empty() && file.line().find('\t') == std::string_view::npos) {
      const long blank = file.number();
      if (!file.next_filled()) break;
      throw InputError(file.name(), blank, "a blank line", "a row of the table");
    }
    if (rows.empty()) delimiter = delimiter_of(file.line());
    rows.push_back({file.number(), split_cells(file, delimiter)});
    const std::size_t width = rows.front().cells.size(), found = rows.back().cells.size();
    if (found != width)
      file.fail(std::to_string(found) + " cells",
                std::to_string(width) + ", as on line " + std::to_string(rows.front().line));
    checked_size(file, static_cast<Index>(rows.size()), static_cast<Index>(width));
  }
  if (rows.empty()) file.fail("no rows", "a table of numbers");
  return rows;
}

/// The first column holds 0, 1, 2 …, and so does the first line behind its empty corner.
bool counts_up(const std::vector<Row>& rows) {
  const auto& head = rows.front().cells;
  if (rows.size() < 2 || head.size() < 2 || !head[0].text.empty()) return false;
  for (std::size_t j = 1; j < head.size(); ++j)
    if (head[j].text != std::to_string(j - 1)) return false;
  for (std::size_t i = 1; i < rows.size(); ++i)
    if (rows[i].cells[0].text != std::to_string(i - 1)) return false;
  return true;
}

bool has_header(const std::vector<Row>& rows) {
  const auto& head = rows.front().cells;
  const bool text =
      std::any_of(head.begin(), head.end(), [](const TextCell& c) { return c.is_text(); });
  const bool number =
      std::any_of(head.begin(), head.end(), [](const TextCell& c) { return c.is_number(); });
  return rows.size() > 1 && ((text && !number) || counts_up(rows));
}

void fill(ObservedMatrix& M, const TextFile& file, const Row& row, Index i,
          std::size_t first_column) {
  for (Index j = 0; j < M.values.cols(); ++j) {
    const std::size_t column = static_cast<std::size_t>(j) + first_column;
    const TextCell& cell = row.cells[column];
    if (cell.missing()) continue;
    const auto refuse = [&](const char* expected) {
      throw InputError(file.name(), row.line,
                       shown(cell.text) + " in column " + std::to_string(column + 1), expected);
    };
    const auto x = parse_number(cell.text);
    if (!x) refuse("a number, or nothing, NA, NaN or ? where it is missing");
    if (!std::isfinite(*x)) refuse("a finite number of double range");
    M.values(i, j) = *x;
    M.Omega(i, j) = true;
  }
}

}  // namespace

ObservedMatrix read_delimited(TextFile& file) {
  const auto rows = rows_of(file);
  const bool header = has_header(rows);
  const bool row_names =
      header && rows.front().cells.size() > 1 && rows.front().cells[0].text.empty();
  const std::size_t top = header ? 1 : 0, left = row_names ? 1 : 0;
  ObservedMatrix M(static_cast<Index>(rows.size() - top),
                   static_cast<Index>(rows.front().cells.size() - left), "a table");
  if (header) M.layout += " with a header";
  if (row_names) M.layout += " and row names";
  for (std::size_t j = left; header && j < rows.front().cells.size(); ++j)
    M.col_names.push_back(rows.front().cells[j].text);
  for (std::size_t i = top; i < rows.size(); ++i) {
    if (row_names) M.row_names.push_back(rows[i].cells[0].text);
    fill(M, file, rows[i], static_cast<Index>(i - top), left);
  }
  return M;
}

}  // namespace adamant
