#pragma once

#include "scalar/elementary.hpp"
#include "scalar/matrix.hpp"
#include "scalar/require.hpp"
#include "spectral/svd.hpp"

#include <vector>

namespace adamant {

/// W_1, …, W_N of the product W = W_N ⋯ W_1; W_j is d_j×d_{j-1}.
template <class S>
using Layers = std::vector<Matrix<S>>;

/// W_b ⋯ W_a for layers a, …, b counted from 1; needs 1 ≤ a ≤ b ≤ N.
template <Scalar S>
Matrix<S> product_of(const Layers<S>& W, std::size_t a, std::size_t b) {
  Matrix<S> P = W[a - 1];
  for (std::size_t j = a; j < b; ++j) {
    require(W[j].cols() == P.rows(), "product_of", "the number of columns of a layer", W[j].cols(),
            "that of the rows below it");
    P = (W[j] * P).eval();
  }
  return P;
}

/// W = W_N ⋯ W_1.
template <Scalar S>
Matrix<S> end_to_end(const Layers<S>& W) {
  require(!W.empty(), "end_to_end", "the number of layers", W.size(), "at least 1");
  return product_of<S>(W, 1, W.size());
}

/// The gradients G_j of f(W_N ⋯ W_1) in each layer, G = ∇f at the product.
///
///   G_j = (W_N ⋯ W_{j+1})ᵀ G (W_{j-1} ⋯ W_1)ᵀ
///
/// Source  arora2018optimization.      Claims  G1 G2 G6 G7.
template <Scalar S>
Layers<S> layer_gradients(const Layers<S>& W, const Matrix<S>& G) {
  const std::size_t N = W.size();
  Layers<S> gradients;
  for (std::size_t j = 1; j <= N; ++j) {
    Matrix<S> G_j = G;
    if (j < N) G_j = (product_of<S>(W, j + 1, N).transpose() * G_j).eval();
    if (j > 1) G_j = (G_j * product_of<S>(W, 1, j - 1).transpose()).eval();
    gradients.push_back(std::move(G_j));
  }
  return gradients;
}

/// W_{j+1}ᵀ W_{j+1} − W_j W_jᵀ for j = 1, …, N − 1: all 0 where the layers are balanced.
/// Source  arora2018optimization.      Claims  G2.
template <Scalar S>
std::vector<Matrix<S>> balancedness_defect(const Layers<S>& W) {
  std::vector<Matrix<S>> defect;
  for (std::size_t j = 0; j + 1 < W.size(); ++j)
    defect.push_back(W[j + 1].transpose() * W[j + 1] - W[j] * W[j].transpose());
  return defect;
}

/// W_j = A_j diag(s_j) A_{j-1}ᵀ: each layer's left frame is the next one's right frame, so that the product
/// is A_N diag(s_1 ∘ … ∘ s_N) A_0ᵀ.
///
/// Shape     A has N + 1 matrices with k orthonormal columns each, s has N spectra of length k.
/// Requires  these numbers; otherwise std::invalid_argument.      Claims  G6.
template <Scalar S>
Layers<S> aligned_layers(const std::vector<Matrix<S>>& A, const std::vector<Vector<S>>& s) {
  require(A.size() == s.size() + 1, "aligned_layers", "the number of frames", A.size(),
          "one more than the layers");
  Layers<S> W;
  for (std::size_t j = 0; j < s.size(); ++j) {
    require(A[j].cols() == s[j].size() && A[j + 1].cols() == s[j].size(), "aligned_layers",
            "the number of columns of a frame", A[j].cols(), "the length of a spectrum");
    W.push_back(A[j + 1] * s[j].asDiagonal() * A[j].transpose());
  }
  return W;
}

/// Balanced layers with product U diag(s^N) Vᵀ: all have the spectrum s, and `inner` are the N − 1 frames
/// between them, from the bottom. The root s = sigma^{1/N} is the caller's, because it need not exist over an
/// exact scalar.
template <Scalar S>
Layers<S> balanced_layers(const Matrix<S>& U, const Vector<S>& s, const Matrix<S>& V,
                          const std::vector<Matrix<S>>& inner) {
  std::vector<Matrix<S>> A{V};
  A.insert(A.end(), inner.begin(), inner.end());
  A.push_back(U);
  return aligned_layers<S>(A, std::vector<Vector<S>>(inner.size() + 1, s));
}

/// N balanced layers with product W from its thin SVD, the inner frames being the identity.
template <Real S>
Layers<S> balanced_layers(const ThinSvd<S>& svd, long N) {
  require(N >= 1, "balanced_layers", "N", N, "N >= 1");
  const Index k = svd.sigma.size();
  using std::pow;
  const S root = S(1) / integer<S>(N);
  const Vector<S> s =
      svd.sigma.unaryExpr([&](const S& x) { return is_zero(x) ? S(0) : S(pow(x, root)); });
  return balanced_layers<S>(svd.U, s, svd.V,
                            {static_cast<std::size_t>(N - 1), Matrix<S>::Identity(k, k)});
}

}  // namespace adamant
