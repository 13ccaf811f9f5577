#pragma once

#include "problem/observed_matrix.hpp"

namespace adamant {

/// Reads a table of numbers: CSV, TSV, or separated by semicolons or blanks, whichever the first line uses.
///
/// An empty cell, NA, NaN and ? are missing entries: they are not in Omega. A first line of names without a
/// number is a header. A first column is taken for row names where its header is empty: names, or the
/// numbers 0, 1, 2 … that data frames are written with. Lines that begin with # are comments.
/// Refused   rows of different lengths, infinite values, text, blank lines between rows: InputError.
ObservedMatrix read_delimited(TextFile& file);

}  // namespace adamant
