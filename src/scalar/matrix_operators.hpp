#pragma once

#include <Eigen/Core>

#include <concepts>
#include <type_traits>

namespace adamant {

template <unsigned p>
class BinFloat;
class Rational;
class Surd;
class Ball;
class Term;

/// Sums, multiples and products of matrices of these scalars are matrices; Eigen's own are expressions, each a type
/// that every unit compiles anew for every scalar (docs/decisions/0009).
///
/// Shape     as in the formula; like Eigen's in a release build, unequal ones are not refused.
/// Accuracy  Eigen's, operation by operation and in its order.
/// Cost      a matrix is allocated for every result.
template <class S>
concept Evaluated = std::same_as<S, double> || std::same_as<S, BinFloat<113>> ||
    std::same_as<S, BinFloat<256>> || std::same_as<S, BinFloat<512>> || std::same_as<S, Rational> ||
    std::same_as<S, Surd> || std::same_as<S, Ball> || std::same_as<S, Term>;

/// Matrix<S> and Vector<S>.
template <class S, int columns>
using Columns = Eigen::Matrix<S, Eigen::Dynamic, columns, 0, Eigen::Dynamic, columns>;

/// Matrix<S>, or const Matrix<S>: what Eigen's transpose of one refers to.
template <class A>
concept PlainMatrix = Evaluated<typename A::Scalar> &&
    std::same_as<std::remove_const_t<A>, Columns<typename A::Scalar, Eigen::Dynamic>>;

template <Evaluated S, int columns>
Columns<S, columns> operator+(const Columns<S, columns>& A, const Columns<S, columns>& B);
template <Evaluated S, int columns>
Columns<S, columns> operator-(const Columns<S, columns>& A, const Columns<S, columns>& B);
template <Evaluated S, int columns>
Columns<S, columns> operator-(const Columns<S, columns>& A);
template <Evaluated S, int columns>
Columns<S, columns> operator*(const S& c, const Columns<S, columns>& A);
template <Evaluated S, int columns>
Columns<S, columns> operator*(const Columns<S, columns>& A, const S& c);
template <Evaluated S, int columns>
Columns<S, columns> operator/(const Columns<S, columns>& A, const S& c);
template <Evaluated S, int columns>
Columns<S, columns> operator*(const Columns<S, Eigen::Dynamic>& A, const Columns<S, columns>& B);

/// AᵀB and ABᵀ.
template <Evaluated S, int columns>
Columns<S, columns> product_of_transpose(const Columns<S, Eigen::Dynamic>& A,
                                         const Columns<S, columns>& B);
template <Evaluated S>
Columns<S, Eigen::Dynamic> product_with_transpose(const Columns<S, Eigen::Dynamic>& A,
                                                  const Columns<S, Eigen::Dynamic>& B);
template <PlainMatrix A, Evaluated S, int columns>
  requires std::same_as<S, typename A::Scalar> Columns<S, columns>
operator*(const Eigen::Transpose<A>& At, const Columns<S, columns>& B) {
  return product_of_transpose<S, columns>(At.nestedExpression(), B);
}
template <Evaluated S, PlainMatrix B>
  requires std::same_as<S, typename B::Scalar> Columns<S, Eigen::Dynamic>
operator*(const Columns<S, Eigen::Dynamic>& A, const Eigen::Transpose<B>& Bt) {
  return product_with_transpose<S>(A, Bt.nestedExpression());
}

/// A diag(d), d of as many entries as A has columns.
template <Evaluated S>
Columns<S, Eigen::Dynamic> operator*(const Columns<S, Eigen::Dynamic>& A,
                                     const Eigen::DiagonalWrapper<const Columns<S, 1>>& d);

}  // namespace adamant
