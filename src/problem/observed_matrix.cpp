#include "problem/observed_matrix.hpp"

#include "problem/cells.hpp"
#include "problem/delimited.hpp"
#include "problem/matrix_market.hpp"
#include "problem/ratings.hpp"

namespace adamant {
namespace {

bool looks_like_ratings(TextFile& file) {
  const std::string name = lower_case(file.name().substr(file.name().find_last_of('/') + 1));
  if (name.find("rating") != std::string::npos || name == "u.data") return true;
  if (!file.next_filled()) return false;
  const std::string_view delimiter = delimiter_of(file.line());
  if (delimiter == "::") return true;
  const auto cells = split_cells(file, delimiter);
  return cells.size() >= 3 && lower_case(cells[2].text).find("rating") != std::string::npos;
}

MatrixFormat format_of(TextFile& file) {
  const std::string name = lower_case(file.name());
  file.next();
  const bool banner = lower_case(file.line().substr(0, 14)) == "%%matrixmarket";
  file.rewind();
  if (banner || name.ends_with(".mtx") || name.ends_with(".mm")) return MatrixFormat::matrix_market;
  const bool ratings = looks_like_ratings(file);
  file.rewind();
  return ratings ? MatrixFormat::ratings : MatrixFormat::dense;
}

}  // namespace

ObservedMatrix::ObservedMatrix(Index m, Index n, std::string how)
    : values(Matrix<double>::Zero(m, n)),
      Omega(Mask::Constant(m, n, false)),
      layout(std::move(how)) {}

Index checked_size(const TextFile& file, Index rows, Index cols) {
  constexpr Index most = Index{1} << 26;
  if (rows < 1 || cols < 1 || rows > most / cols)
    file.fail(std::to_string(rows) + " rows and " + std::to_string(cols) + " columns",
              "at least 1 of each and at most 2^26 entries");
  return rows * cols;
}

ObservedMatrix read_matrix(const std::string& path, MatrixFormat format) {
  TextFile file = TextFile::open(path);
  if (format == MatrixFormat::by_content) format = format_of(file);
  switch (format) {
    case MatrixFormat::matrix_market:
      return read_matrix_market(file);
    case MatrixFormat::ratings:
      return read_ratings(file);
    default:
      return read_delimited(file);
  }
}

Mask read_mask(const std::string& path) {
  TextFile file = TextFile::open(path);
  return read_pattern(file);
}

}  // namespace adamant
