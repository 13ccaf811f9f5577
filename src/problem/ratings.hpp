#pragma once

#include "problem/observed_matrix.hpp"

namespace adamant {

/// Reads ratings: `user,item,rating` a line, a fourth cell (a time) ignored; separated by `::`, tabs,
/// commas, semicolons or blanks. A first line whose third cell is a name is a header.
///
/// Ids are any text; users become rows and items columns, in order of appearance.
/// Refused   a second rating of one item by one user (both lines are named), ratings that are missing or
///           not finite: InputError.
ObservedMatrix read_ratings(TextFile& file);

}  // namespace adamant
