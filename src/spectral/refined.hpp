#pragma once

#include "scalar/elementary.hpp"
#include "scalar/require.hpp"
#include "spectral/refine.hpp"
#include "spectral/sliced_real.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace adamant {

/// The definitions behind refined_svd, included by one unit for each tier.
template <Real S>
struct Refinement {
  RefinedSvd svd;
  long scale;  ///< A = W·2^-scale, W square or made square by zeros
};

/// Every digit of sigma and the radius, and half an ulp of them, is a number of S.
template <Real S>
bool is_in_range(long scale) {
  using Limits = std::numeric_limits<S>;
  return scale >= Limits::min_exponent + 2L * bits<S> && scale < Limits::max_exponent;
}

template <Real S>
std::optional<Refinement<S>> refine(const Matrix<S>& W) {
  const Index m = W.rows(), k = W.cols(), n = std::max(m, k);
  for (Index i = 0; i < W.size(); ++i)
    require(is_finite(W.data()[i]), "thin_svd", "an entry of W", W.data()[i], "finite");
  if (W.size() == 0) return std::nullopt;
  if (!is_refinable(bits<S>, n)) return std::nullopt;
  long top = std::numeric_limits<long>::min();
  for (Index i = 0; i < W.size(); ++i)
    if (!is_zero(W.data()[i])) top = std::max(top, W.data()[i].exponent());
  if (top == std::numeric_limits<long>::min()) return std::nullopt;
  // ‖A‖_F is from 1/4 to 1/2, by the sum of squares in double.
  Matrix<double> start = Matrix<double>::Zero(n, n);
  for (Index j = 0; j < k; ++j)
    for (Index i = 0; i < m; ++i) start(i, j) = leading_double(W(i, j), top);
  const int more = std::ilogb(start.norm()) + 2;
  start *= std::ldexp(1.0, -more);
  const long scale = top + more;
  if (!is_in_range<S>(scale)) return std::nullopt;
  Sliced A(n, refinement_slices(bits<S>, n));
  for (Index j = 0; j < k; ++j)
    for (Index i = 0; i < m; ++i) deposit_real(A, i, j, W(i, j), scale);
  A.carry();
  const DigitKernels& kernels = digit_kernels(best_isa());
  const auto first = double_svd(kernels, start);
  if (!first) return std::nullopt;
  auto refined = refine_svd(kernels, A, first->U, first->V, bits<S>);
  if (!refined) return std::nullopt;
  return Refinement<S>{std::move(*refined), scale};
}

/// Descending; a negative T_ii turns its left vector.
template <Real S>
std::vector<S> sorted_sigma(Refinement<S>& refinement, std::vector<double>& signs) {
  RefinedSvd& svd = refinement.svd;
  const Index n = svd.T.rows();
  std::vector<S> values;
  for (Index i = 0; i < n; ++i) {
    values.push_back(real_entry<bits<S>>(svd.T, i, i, refinement.scale));
    signs.push_back(values.back() < S(0) ? -1 : 1);
    if (signs.back() < 0) values.back() = -values.back();
  }
  std::stable_sort(svd.order.begin(), svd.order.end(), [&](Index a, Index b) {
    return values[static_cast<std::size_t>(a)] > values[static_cast<std::size_t>(b)];
  });
  return values;
}

template <Real S>
std::optional<ThinSvd<S>> thin_of(const Matrix<S>& W, Refinement<S>& refinement) {
  std::vector<double> signs;
  const std::vector<S> values = sorted_sigma<S>(refinement, signs);
  const RefinedSvd& svd = refinement.svd;
  const Index m = W.rows(), n = W.cols(), k = std::min(m, n);
  ThinSvd<S> result{Matrix<S>(m, k), Vector<S>(k), Matrix<S>(n, k)};
  for (Index c = 0; c < k; ++c) {
    const Index from = svd.order[static_cast<std::size_t>(c)];
    const auto i = static_cast<std::size_t>(from);
    result.sigma(c) = values[i];
    for (Index r = 0; r < m; ++r) {
      result.U(r, c) = real_entry<bits<S>>(svd.U_t, from, r, 0);
      if (signs[i] < 0) result.U(r, c) = -result.U(r, c);
    }
    for (Index r = 0; r < n; ++r) result.V(r, c) = real_entry<bits<S>>(svd.V_t, from, r, 0);
    // A zero singular value of a matrix made square may have its vector in the rows that were added.
    const Sliced& longer = m < n ? svd.U_t : svd.V_t;
    for (Index r = k; m != n && r < std::max(m, n); ++r)
      if (std::abs(leading_pair(longer, from, r).high) > std::ldexp(1.0, -bits<S>))
        return std::nullopt;
  }
  return result;
}

template <Real S>
  requires(!std::same_as<S, double>)
std::optional<ThinSvd<S>> refined_svd(const Matrix<S>& W) {
  auto refinement = refine<S>(W);
  if (!refinement) return std::nullopt;
  return thin_of<S>(W, *refinement);
}

template <Real S>
  requires(!std::same_as<S, double>)
std::optional<CertifiedSvd<S>> certified_svd(const Matrix<S>& W) {
  require(W.rows() == W.cols(), "certified_svd", "the columns of W", W.cols(), "as many as rows");
  auto refinement = refine<S>(W);
  if (!refinement) return std::nullopt;
  auto svd = thin_of<S>(W, *refinement);
  if (!svd) return std::nullopt;
  const Leftover& at = refinement->svd.bound;
  // σ lies in [(t − E)/√((1 + a)(1 + b)), (t + E)/√((1 − a)(1 − b))]; a, b ≤ 2^-100, t ≤ 1/2, so the ends are
  // within E + (a + b) of t. Twice that covers every rounding here and of t itself to a tier's bits.
  const double radius =
      2 * (at.off_diagonal + at.departure_U + at.departure_V) + std::ldexp(1.0, 1 - bits<S>);
  return CertifiedSvd<S>{std::move(*svd),
                         S(radius) * power_of_two<S>(static_cast<int>(refinement->scale))};
}

template <Real S>
  requires(!std::same_as<S, double>)
std::optional<Matrix<S>> refined_polar(const Matrix<S>& W) {
  if (W.rows() != W.cols()) return std::nullopt;
  auto refinement = refine<S>(W);
  if (!refinement) return std::nullopt;
  std::vector<double> signs;
  const std::vector<S> values = sorted_sigma<S>(*refinement, signs);
  RefinedSvd& svd = refinement->svd;
  const Index n = W.rows();
  const S least = values[static_cast<std::size_t>(svd.order.back())],
          most = values[static_cast<std::size_t>(svd.order.front())];
  if (!(least > most * unit_roundoff<S>() * integer<S>(64 * n))) return std::nullopt;
  for (Index j = 0; j < n; ++j)
    if (signs[static_cast<std::size_t>(j)] < 0)
      for (Index k = 0; k < svd.U_t.slices(); ++k)
        for (Index i = 0; i < n; ++i) svd.U_t.digit(k, j, i) = -svd.U_t.digit(k, j, i);
  const Sliced Q = multiply(digit_kernels(best_isa()), svd.U_t.transposed(), svd.V_t);
  Matrix<S> result(n, n);
  for (Index j = 0; j < n; ++j)
    for (Index i = 0; i < n; ++i) result(i, j) = real_entry<bits<S>>(Q, i, j, 0);
  return result;
}

}  // namespace adamant
