#pragma once

#include "optim/layered.hpp"
#include "properties/domains/balanced_run.hpp"
#include "properties/domains/layered_run.hpp"
#include "properties/spectral_statements.hpp"
#include "properties/statements.hpp"

namespace adamant {

/// What a balanced network is known to be, whatever is on trial: W_j = A_j diag(s) A_{j-1}ᵀ over its r pairs.
template <Scalar S>
struct Balanced {
  explicit Balanced(const BalancedRun& x) : s(x.s.as<S>().col(0)) {
    for (const DyadicOrthogonal& Q : x.A) A.push_back(Q.as<S>().leftCols(x.r()));
  }

  std::vector<Matrix<S>> A;  ///< d_j×r
  Vector<S> s;               ///< all positive, descending

  long N() const { return static_cast<long>(A.size()) - 1; }
  const Matrix<S>& U() const { return A.back(); }
  const Matrix<S>& V() const { return A.front(); }
  Vector<S> powers(long k) const {
    return s.unaryExpr([k](const S& a) { return power<S>(a, k); });
  }
  /// U diag(s^N) Vᵀ.
  ThinSvd<S> svd() const { return {U(), powers(N()), V()}; }
  Matrix<S> W() const { return svd().product(); }
  Layers<S> layers() const { return aligned_layers<S>(A, {static_cast<std::size_t>(N()), s}); }
  /// Condition number of W.
  S kappa() const { return power<S>(S(s(0) / s(s.size() - 1)), N()); }
};

/// The longest chain of operations in a product of N layers of width d and in a sum over them.
inline long depth_operations(long N, Index d) { return 8 * N * d; }
inline long depth_operations(const BalancedRun& x) {
  Index d = 1;
  for (const DyadicOrthogonal& Q : x.A) d = std::max(d, Q.n);
  return depth_operations(x.N(), d);
}

/// W_b ⋯ W_a, the identity of order n where there is no layer from a to b.
template <Scalar S>
Matrix<S> part_of(const Implementation<S>& the, const Layers<S>& W, std::size_t a, std::size_t b,
                  Index n) {
  if (a > b) return Matrix<S>::Identity(n, n);
  const auto first = W.begin();
  return the.end_to_end(Layers<S>(first + static_cast<std::ptrdiff_t>(a) - 1,
                                  first + static_cast<std::ptrdiff_t>(b)));
}

/// dW/dt of W = W_N ⋯ W_1 while every layer moves by Ẇ_j = −G_j, the gradient of f in it.
template <Scalar S>
Matrix<S> velocity(const Implementation<S>& the, const Layers<S>& W, const Matrix<S>& G) {
  const Layers<S> G_j = the.layer_gradients(W, G);
  const std::size_t N = W.size();
  Matrix<S> sum = Matrix<S>::Zero(G.rows(), G.cols());
  for (std::size_t j = 1; j <= N; ++j)
    sum -= part_of<S>(the, W, j + 1, N, G.rows()) * G_j[j - 1] *
           part_of<S>(the, W, 1, j - 1, G.cols());
  return sum;
}

/// (U diag(s²) Uᵀ)^k, with the identity for k = 0.
template <Scalar S>
Matrix<S> gram_power(const Matrix<S>& U, const Vector<S>& s, long k) {
  if (k == 0) return Matrix<S>::Identity(U.rows(), U.rows());
  const Vector<S> d = s.unaryExpr([k](const S& a) { return power<S>(a, 2 * k); });
  return U * d.asDiagonal() * U.transpose();
}

/// −Σ_j (W Wᵀ)^{(N−j)/N} G (WᵀW)^{(j−1)/N} over the layers j from `first`, W = U diag(s^N) Vᵀ.
template <Scalar S>
Matrix<S> end_to_end_velocity(const Matrix<S>& U, const Vector<S>& s, const Matrix<S>& V, long N,
                              const Matrix<S>& G, long first = 1) {
  Matrix<S> sum = Matrix<S>::Zero(G.rows(), G.cols());
  for (long j = first; j <= N; ++j)
    sum -= gram_power<S>(U, s, N - j) * G * gram_power<S>(V, s, j - 1);
  return sum;
}

/// The size of the terms of either velocity before they cancel.
template <Scalar S>
S velocity_scale(const Balanced<S>& w, const Matrix<S>& G) {
  return integer<S>(w.N()) * maximum<S>(S(1), power<S>(w.s(0), 2 * w.N() - 2)) * largest<S>(G);
}

/// The gradients in all layers of f, whose gradient at the product is `gradient`.
template <Scalar S, class Gradient>
auto gradients_in_layers(const Implementation<S>& the, const Gradient& gradient) {
  return [&the, gradient](const Layers<S>& W) {
    return the.layer_gradients(W, gradient(the.end_to_end(W)));
  };
}

template <Scalar S>
auto loss_gradient(const Implementation<S>& the, const Completion<S>& f) {
  return [&the, f](const Matrix<S>& W) { return the.completion_gradient(f, W); };
}

/// W − A Aᵀ W for orthonormal columns A.
template <Scalar S>
Matrix<S> off_columns(const Matrix<S>& A, const Matrix<S>& W) {
  return W - A * (A.transpose() * W);
}
template <Scalar S>
Matrix<S> off_rows(const Matrix<S>& W, const Matrix<S>& A) {
  return W - (W * A) * A.transpose();
}

}  // namespace adamant
