#include "scalar/linear_solve.hpp"

#include "scalar/elementary.hpp"
#include "scalar/rational.hpp"
#include "scalar/require.hpp"
#include "scalar/surd.hpp"
#include "scalar/term.hpp"

namespace adamant {
namespace {

/// Rows k and i exchanged where the condition holds.
template <class S, class Condition>
void exchange(Matrix<S>& A, Index k, Index i, const Condition& condition) {
  for (Index j = 0; j < A.cols(); ++j) {
    const S upper = A(k, j), lower = A(i, j);
    A(k, j) = select(condition, lower, upper);
    A(i, j) = select(condition, upper, lower);
  }
}

/// Row i ← row i − factor · row k.
template <class S>
void subtract(Matrix<S>& A, Index i, const S& factor, Index k) {
  for (Index j = 0; j < A.cols(); ++j) A(i, j) -= factor * A(k, j);
}

template <class S>
S largest_magnitude(const Matrix<S>& A) {
  S largest(0);
  for (Index e = 0; e < A.size(); ++e) largest = maximum<S>(largest, magnitude<S>(A.data()[e]));
  return largest;
}

}  // namespace

template <class S>
std::optional<Matrix<S>> linear_solve(Matrix<S> A, Matrix<S> B) {
  const Index n = A.rows();
  require(A.cols() == n, "linear_solve", "the number of columns of A", A.cols(),
          "that of its rows");
  require(B.rows() == n, "linear_solve", "the number of rows of B", B.rows(), "that of A");
  S negligible(0);
  if constexpr (Real<S>)
    negligible = integer<S>(4 * n) * unit_roundoff<S>() * largest_magnitude<S>(A);
  for (Index k = 0; k < n; ++k) {
    for (Index i = k + 1; i < n; ++i) {
      const auto larger = magnitude<S>(A(i, k)) > magnitude<S>(A(k, k));
      exchange(A, k, i, larger);
      exchange(B, k, i, larger);
    }
    if constexpr (Real<S>) {
      if (!(magnitude<S>(A(k, k)) > negligible)) return std::nullopt;
    } else if (!is_finite(A(k, k)) || is_zero(A(k, k))) {
      return std::nullopt;
    }
    for (Index i = k + 1; i < n; ++i) {
      const S factor = A(i, k) / A(k, k);
      subtract(A, i, factor, k);
      subtract(B, i, factor, k);
    }
  }
  for (Index k = n - 1; k >= 0; --k)
    for (Index j = 0; j < B.cols(); ++j) {
      for (Index i = k + 1; i < n; ++i) B(k, j) -= A(k, i) * B(i, j);
      B(k, j) /= A(k, k);
    }
  return B;
}

template std::optional<Matrix<double>> linear_solve(Matrix<double>, Matrix<double>);
template std::optional<Matrix<Real113>> linear_solve(Matrix<Real113>, Matrix<Real113>);
template std::optional<Matrix<Real256>> linear_solve(Matrix<Real256>, Matrix<Real256>);
template std::optional<Matrix<Real512>> linear_solve(Matrix<Real512>, Matrix<Real512>);
template std::optional<Matrix<Rational>> linear_solve(Matrix<Rational>, Matrix<Rational>);
template std::optional<Matrix<Surd>> linear_solve(Matrix<Surd>, Matrix<Surd>);
template std::optional<Matrix<Term>> linear_solve(Matrix<Term>, Matrix<Term>);

}  // namespace adamant
