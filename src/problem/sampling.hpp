#pragma once

#include "scalar/elementary.hpp"
#include "scalar/splitmix.hpp"

#include "scalar/matrix.hpp"

namespace adamant {

/// What is drawn from one seed, each from its own stream.
enum class Stream : std::uint64_t { truth = 1, observed = 2, start = 3, noise = 4, basis = 5 };

inline SplitMix stream(std::uint64_t seed, Stream which) {
  return SplitMix(seed, static_cast<std::uint64_t>(which));
}

/// m×n with independent normal entries of mean 0 and this standard deviation. The draws are doubles, so
/// the matrix is the same at every tier up to the rounding of the product.
template <Real S>
Matrix<S> gaussian_matrix(Index m, Index n, const S& deviation, SplitMix& random) {
  Matrix<S> A(m, n);
  for (S& a : A.reshaped()) a = deviation * S(random.normal());
  return A;
}

/// A Bᵀ/√r with A (m×r) and B (n×r) of independent standard normal entries.
template <Real S>
Matrix<S> low_rank_matrix(Index m, Index n, Index r, SplitMix& random) {
  const Matrix<S> A = gaussian_matrix<S>(m, r, S(1), random);
  const Matrix<S> B = gaussian_matrix<S>(n, r, S(1), random);
  return A * B.transpose() / square_root(integer<S>(r));
}

/// `count` of the known entries, each subset of that size equally likely.
/// Requires  0 ≤ count ≤ the number of known entries; otherwise std::invalid_argument.
Mask sample_entries(const Mask& known, Index count, SplitMix& random);

}  // namespace adamant
