#pragma once

#include "problem/observed_matrix.hpp"
#include "scalar/text.hpp"

namespace adamant {

/// Reads Matrix Market: array or coordinate, real, integer or pattern, general, symmetric or skew-symmetric.
///
/// An array gives every entry. A coordinate file gives the entries it lists, their mirror images included
/// where it is symmetric, and says nothing of the others. Indices count from 1.
/// Refused   complex and hermitian matrices, a second value for one entry, entries above the diagonal of a
///           symmetric file, values that are not finite: InputError.
/// Source    boisvert1996matrix.
ObservedMatrix read_matrix_market(TextFile& file);

/// The entries that a coordinate pattern lists; any other kind of file is refused.
Mask read_pattern(TextFile& file);

/// W as a Matrix Market array whose digits read back to the same W at its own tier; `comment` may have
/// several lines.
template <Real S>
std::string matrix_market_text(const Matrix<S>& W, const std::string& comment = "") {
  std::string text = "%%MatrixMarket matrix array real general\n";
  for (std::size_t i = 0; i < comment.size();) {
    const std::size_t end = std::min(comment.find('\n', i), comment.size());
    text += "% " + comment.substr(i, end - i) + "\n";
    i = end + 1;
  }
  text += std::to_string(W.rows()) + " " + std::to_string(W.cols()) + "\n";
  for (Index k = 0; k < W.size(); ++k) {
    if constexpr (std::same_as<S, double>) {
      text += to_decimal(W.data()[k]);
    } else {
      text += to_text(W.data()[k]);
    }
    text += "\n";
  }
  return text;
}

}  // namespace adamant
