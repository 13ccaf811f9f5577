#pragma once

#include "scalar/matrix.hpp"
#include "scalar/tier.hpp"

#include <optional>

namespace adamant {

class Rational;
class Surd;
class Term;

/// X with A X = B, by Gaussian elimination; of the rows that are left the one with the largest entry comes first.
///
/// Shape      A is n×n, B and X are n×k; k = 0 asks whether A is invertible.
/// Undefined  a pivot of at most 4 n u max |A_ij|, without rounding one that is 0, or one that is no number:
///            std::nullopt. On symbols it is a divisor that has to be shown not to be 0.
/// Requires   as many rows in A and B as columns in A; otherwise std::invalid_argument.
/// Accuracy   backward stable, up to the growth of the pivots: 2^(n−1) at worst, 1 of a positive definite A.
/// Cost       n³/3 + n²k multiplications.
/// Source     golub2013matrix, section 3.4.
template <class S>
std::optional<Matrix<S>> linear_solve(Matrix<S> A, Matrix<S> B);

extern template std::optional<Matrix<double>> linear_solve(Matrix<double>, Matrix<double>);
extern template std::optional<Matrix<Real113>> linear_solve(Matrix<Real113>, Matrix<Real113>);
extern template std::optional<Matrix<Real256>> linear_solve(Matrix<Real256>, Matrix<Real256>);
extern template std::optional<Matrix<Real512>> linear_solve(Matrix<Real512>, Matrix<Real512>);
extern template std::optional<Matrix<Rational>> linear_solve(Matrix<Rational>, Matrix<Rational>);
extern template std::optional<Matrix<Surd>> linear_solve(Matrix<Surd>, Matrix<Surd>);
extern template std::optional<Matrix<Term>> linear_solve(Matrix<Term>, Matrix<Term>);

}  // namespace adamant
