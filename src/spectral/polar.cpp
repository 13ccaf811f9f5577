#include "spectral/polar.hpp"

#include "scalar/elementary.hpp"
#include "scalar/require.hpp"

#include <utility>
#include <vector>

namespace adamant {
namespace {

/// A ← (I − 2 v vᵀ/(vᵀv)) A on the columns from `first` on, v = (0, …, 0, v_k, …, v_{m−1})ᵀ in column k of V.
template <Real S>
void reflect(Matrix<S>& A, Index first, const Matrix<S>& V, Index k, const S& v_squared) {
  for (Index j = first; j < A.cols(); ++j) {
    S dot(0);
    for (Index i = k; i < A.rows(); ++i) dot += V(i, k) * A(i, j);
    const S c = S(2) * dot / v_squared;
    for (Index i = k; i < A.rows(); ++i) A(i, j) -= c * V(i, k);
  }
}

/// A = QR, Q m×n with orthonormal columns, R n×n and upper triangular, m ≥ n: by Householder's reflections.
template <Real S>
std::pair<Matrix<S>, Matrix<S>> householder_qr(Matrix<S> A) {
  const Index m = A.rows(), n = A.cols();
  Matrix<S> V = Matrix<S>::Zero(m, n), Q = Matrix<S>::Identity(m, n), R = Matrix<S>::Zero(n, n);
  Vector<S> v_squared(n);
  for (Index k = 0; k < n; ++k) {
    S squares(0);
    for (Index i = k; i < m; ++i) {
      V(i, k) = A(i, k);
      squares += A(i, k) * A(i, k);
    }
    const S length = square_root<S>(squares), alpha = A(k, k) > S(0) ? S(-length) : length;
    V(k, k) -= alpha;
    v_squared(k) = S(2) * (squares - alpha * A(k, k));
    if (!is_zero(v_squared(k))) reflect(A, k, V, k, v_squared(k));
    for (Index i = 0; i <= k; ++i) R(i, k) = A(i, k);
  }
  for (Index k = n - 1; k >= 0; --k)
    if (!is_zero(v_squared(k))) reflect(Q, k, V, k, v_squared(k));
  return {std::move(Q), std::move(R)};
}

/// X⁻¹ by Gauss and Jordan in place, rows exchanged for the largest pivot; not finite where X is singular.
template <Real S>
Matrix<S> inverse_of(Matrix<S> X) {
  const Index n = X.rows();
  std::vector<Index> pivots;
  for (Index k = 0; k < n; ++k) {
    Index pivot = k;
    for (Index i = k + 1; i < n; ++i)
      if (magnitude<S>(X(i, k)) > magnitude<S>(X(pivot, k))) pivot = i;
    X.row(k).swap(X.row(pivot));
    pivots.push_back(pivot);
    const S inverse_pivot = S(1) / X(k, k);
    X(k, k) = S(1);
    for (Index j = 0; j < n; ++j) X(k, j) *= inverse_pivot;
    for (Index i = 0; i < n; ++i) {
      if (i == k) continue;
      const S factor = X(i, k);
      X(i, k) = S(0);
      for (Index j = 0; j < n; ++j) X(i, j) -= factor * X(k, j);
    }
  }
  for (Index k = n - 1; k >= 0; --k) X.col(k).swap(X.col(pivots[static_cast<std::size_t>(k)]));
  return X;
}

/// The square, nonsingular case. Scaled while far from orthogonal, then plain and quadratic.
template <Real S>
std::optional<Matrix<S>> newton(Matrix<S> X) {
  const S u = unit_roundoff<S>();
  const S root_n = square_root(integer<S>(X.rows()));
  bool scaled = true;
  for (int step = 0; step < 200; ++step) {
    const Matrix<S> inverse = inverse_of(X).transpose();
    const S size = X.norm(), inverse_size = inverse.norm();
    if (!is_finite(inverse_size) || !is_finite(size)) return std::nullopt;
    if (size * inverse_size * u * integer<S>(X.rows()) > S(1)) return std::nullopt;
    const S gamma = scaled ? square_root<S>(inverse_size / size) : S(1);
    const Matrix<S> next = (X * gamma + inverse / gamma) / S(2);
    const S change = (next - X).norm() / root_n;
    X = next;
    if (!scaled && change < integer<S>(64) * root_n * u) return X;
    if (change < power_of_two<S>(-7)) scaled = false;
  }
  return std::nullopt;
}

}  // namespace

template <Real S>
std::optional<Matrix<S>> polar_newton(const Matrix<S>& W) {
  for (Index i = 0; i < W.size(); ++i)
    require(is_finite(W.data()[i]), "polar_newton", "an entry of W", W.data()[i], "finite");
  if (W.size() == 0) return W;
  if (W.rows() < W.cols()) {
    const auto Pt = polar_newton<S>(W.transpose());
    if (!Pt) return std::nullopt;
    return Matrix<S>(Pt->transpose());
  }
  const S largest = W.cwiseAbs().maxCoeff();
  if (is_zero(largest)) return std::nullopt;
  const auto [Q, R] = householder_qr<S>(W / largest);
  const auto P = newton<S>(R);
  if (!P) return std::nullopt;
  return Matrix<S>(Q * *P);
}

template std::optional<Matrix<double>> polar_newton(const Matrix<double>&);
template std::optional<Matrix<Real113>> polar_newton(const Matrix<Real113>&);
template std::optional<Matrix<Real256>> polar_newton(const Matrix<Real256>&);
template std::optional<Matrix<Real512>> polar_newton(const Matrix<Real512>&);

}  // namespace adamant
