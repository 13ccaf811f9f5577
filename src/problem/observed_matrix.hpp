#pragma once

#include "problem/text_file.hpp"
#include "scalar/matrix.hpp"

namespace adamant {

/// A matrix of which some entries are known: `values` on Omega, 0 elsewhere.
///
/// A dense file (Matrix Market array, CSV, TSV) gives every entry but those marked as missing; a file that
/// lists entries (Matrix Market coordinate, ratings) gives these and no others: what it leaves out is
/// unknown, not zero. Values are the doubles nearest to the file's decimals.
struct ObservedMatrix {
  Matrix<double> values;
  Mask Omega;
  std::string layout;  ///< how the file was read, for a summary: "Matrix Market, array"
  std::vector<std::string>
      row_names;  ///< where the file has them: ids of ratings, labels of a table
  std::vector<std::string> col_names;

  ObservedMatrix() = default;
  ObservedMatrix(Index m, Index n, std::string how);
};

/// rows·cols, checked before anything is allocated: each at least 1, the product at most 2^26.
Index checked_size(const TextFile& file, Index rows, Index cols);

enum class MatrixFormat { by_content, matrix_market, dense, ratings };

/// Reads a matrix. By content means: Matrix Market where the first line has its banner or the name ends in
/// .mtx; ratings where the columns are separated by `::`, the third header is a rating, or the file's own
/// name speaks of ratings (ratings.csv, u.data); otherwise a dense table.
/// Throws InputError.
ObservedMatrix read_matrix(const std::string& path, MatrixFormat format = MatrixFormat::by_content);

/// Reads Omega: Matrix Market, coordinate, pattern. Throws InputError.
Mask read_mask(const std::string& path);

}  // namespace adamant
