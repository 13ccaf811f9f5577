#pragma once

#include "scalar/elementary.hpp"
#include "scalar/matrix.hpp"
#include "scalar/truth.hpp"

#include <cmath>

namespace adamant {

/// ‖W‖_F = √ΣW_ij². Scaled by the largest entry at a tier, so that the squares neither overflow nor
/// vanish; exact over Surd, enclosed over balls.
template <Scalar S>
S frobenius_norm(const Matrix<S>& W) {
  if constexpr (!Real<S>) {
    return square_root<S>(W.squaredNorm());
  } else {
    const S largest = W.size() == 0 ? S(0) : W.cwiseAbs().maxCoeff();
    if (is_zero(largest) || !is_finite(largest)) return largest;
    using std::frexp;
    int exponent = 0;
    (void)frexp(largest, &exponent);
    const S half = power_of_two<S>(-exponent / 2),
            rest = power_of_two<S>(-(exponent - exponent / 2));
    return square_root<S>((W * half * rest).squaredNorm()) / half / rest;
  }
}

/// N = ‖W‖_* = Σ sigma_i.
template <Scalar S>
S nuclear_norm(const Vector<S>& sigma) {
  return sigma.sum();
}

/// ‖W‖_2 = sigma_1; 0 for an empty matrix.
template <Scalar S>
S spectral_norm(const Vector<S>& sigma) {
  return sigma.size() == 0 ? S(0) : sigma(0);
}

/// F² = Σ sigma_i².
template <Scalar S>
S squared_frobenius_norm(const Vector<S>& sigma) {
  return sigma.squaredNorm();
}

/// How many sigma_i exceed tolerance·sigma_1; 0 for W = 0. Balls that do not tell throw Undecidable.
template <Scalar S>
Index numerical_rank(const Vector<S>& sigma, const S& tolerance) {
  Index r = 0;
  while (r < sigma.size() && decide(sigma(r) > tolerance * sigma(0), "the rank")) ++r;
  return r;
}

/// The relative tolerance max(m, n)·64u below which a computed sigma is noise; 0 elsewhere.
template <Scalar S>
S rank_tolerance(Index m, Index n) {
  if constexpr (!Real<S>) {
    return S(0);
  } else {
    return integer<S>(64 * std::max(m, n)) * unit_roundoff<S>();
  }
}

/// exp(−Σ p_i ln p_i), p_i = sigma_i/N, with 0 ln 0 = 0: between 1 and the rank. NaN at W = 0.
/// Source  roy2007effective.
template <Scalar S>
S effective_rank(const Vector<S>& sigma) {
  using std::exp;
  using std::log;
  const S N = nuclear_norm(sigma);
  S entropy(0);
  for (const S& s : sigma)
    if (!is_zero(s)) entropy -= s / N * log(S(s / N));
  return is_zero(N) ? S(S(0) / N) : S(exp(entropy));
}

}  // namespace adamant
