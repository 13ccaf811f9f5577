#include "spectral/sliced.hpp"

#include <algorithm>
#include <cmath>

namespace adamant {
namespace {

constexpr double radix = 0x1p22;

/// To the nearest integer, for |x| < 2^51.
double nearest(double x) {
  constexpr double magic = 0x1.8p52;
  return (x + magic) - magic;
}

/// The sum of six digits from the first that is not zero.
template <class Digit>
DoublePair leading(Index slices, Digit digit) {
  DoublePair sum;
  Index k = 0;
  while (k < slices && digit(k) == 0) ++k;
  const Index end = std::min(k + 6, slices);
  double unit = std::ldexp(1.0, static_cast<int>(-Sliced::bits * (k + 1)));
  for (; k < end; ++k, unit /= radix) {
    const DoublePair s = two_sum(sum.high, digit(k) * unit);
    sum = {s.high, sum.low + s.low};
  }
  return quick_two_sum(sum.high, sum.low);
}

}  // namespace

Sliced::Sliced(Index n, Index slices)
    : n_(n),
      slices_(slices),
      stride_((n + 7) / 8 * 8),
      digits_(static_cast<std::size_t>(stride_ * n * slices)) {}

void Sliced::resize(Index slices) {
  slices_ = slices;
  digits_.resize(static_cast<std::size_t>(stride_ * n_ * slices));
}

Sliced Sliced::transposed() const {
  Sliced result(n_, slices_);
  for (Index k = 0; k < slices_; ++k)
    for (Index j = 0; j < n_; ++j)
      for (Index i = 0; i < n_; ++i) result.digit(k, j, i) = digit(k, i, j);
  return result;
}

void Sliced::carry() {
  const Index size = stride_ * n_;
  for (Index k = slices_ - 1; k > 0; --k) {
    double* here = slice(k);
    double* above = slice(k - 1);
    for (Index e = 0; e < size; ++e) {
      const double c = nearest(here[e] * (1 / radix));
      here[e] -= c * radix;
      above[e] += c;
    }
  }
}

void Sliced::add(const Sliced& other) {
  const std::size_t count = std::min(digits_.size(), other.digits_.size());
  for (std::size_t e = 0; e < count; ++e) digits_[e] += other.digits_[e];
}

void Sliced::deposit(Index i, Index j, double x, Index first) {
  double scale = std::ldexp(1.0, static_cast<int>(bits * (first + 1)));
  for (Index k = first; k < slices_ && x != 0; ++k, scale *= radix) {
    const double d = nearest(x * scale);
    digit(k, i, j) += d;
    x -= d / scale;
  }
}

Index leading_zeros(const Sliced& A) {
  const Index size = A.stride() * A.n();
  for (Index k = 0; k < A.slices(); ++k)
    for (Index e = 0; e < size; ++e)
      if (A.slice(k)[e] != 0) return k;
  return A.slices();
}

DoublePair leading_pair(const Sliced& A, Index i, Index j) {
  return leading(A.slices(), [&](Index k) { return A.digit(k, i, j); });
}

DoublePair diagonal_difference(const Sliced& A, Index i, Index j) {
  return leading(A.slices(), [&](Index k) { return A.digit(k, i, i) - A.digit(k, j, j); });
}

std::vector<DoublePair> off_diagonal_pairs(const Sliced& A) {
  const Index stride = A.stride(), n = A.n();
  std::vector<DoublePair> pairs(static_cast<std::size_t>(stride * n));
  const auto first = [&] {
    for (Index k = 0; k < A.slices(); ++k)
      for (Index j = 0; j < n; ++j)
        for (Index i = 0; i < n; ++i)
          if (i != j && A.digit(k, i, j) != 0) return k;
    return A.slices();
  }();
  for (Index k = first; k < std::min(first + 6, A.slices()); ++k) {
    const double unit = std::ldexp(1.0, static_cast<int>(-Sliced::bits * (k + 1)));
    for (std::size_t e = 0; e < pairs.size(); ++e) {
      const DoublePair s = two_sum(pairs[e].high, A.slice(k)[e] * unit);
      pairs[e] = {s.high, pairs[e].low + s.low};
    }
  }
  for (DoublePair& x : pairs) x = quick_two_sum(x.high, x.low);
  for (Index i = 0; i < n; ++i) pairs[static_cast<std::size_t>(i + i * stride)] = {};
  return pairs;
}

Sliced multiply(const SpectralKernels& kernels, const Sliced& A, const Sliced& B, Index skip) {
  const Index n = A.n(), stride = A.stride(), s = std::min(A.slices(), B.slices());
  Sliced C(n, s);
  // The slices of B below each other, the last one first, so that one long product is one weight.
  const Index kept = s - skip, height = kept * n;
  if (kept <= 0) return C;
  std::vector<double> stacked(static_cast<std::size_t>(height * n)),
      weight(static_cast<std::size_t>(stride * n));
  for (Index b = 0; b < kept; ++b)
    for (Index j = 0; j < n; ++j)
      std::copy_n(B.slice(skip + b) + j * stride, n,
                  stacked.data() + j * height + (kept - 1 - b) * n);
  // Digit a of A times digit skip + b of B has the weight of digit a + skip + b + 1 of C.
  for (Index w = 0; w < kept; ++w) {
    kernels.product(n, n, (w + 1) * n, A.slice(0), stride, stacked.data() + (kept - 1 - w) * n, 1,
                    height, weight.data(), stride);
    const Index k = w + skip + 1;
    if (k < s) {
      double* to = C.slice(k);
      for (Index e = 0; e < stride * n; ++e) to[e] += weight[static_cast<std::size_t>(e)];
    } else {
      double* to = C.slice(s - 1);
      for (Index e = 0; e < stride * n; ++e)
        to[e] += nearest(weight[static_cast<std::size_t>(e)] * (1 / radix));
    }
  }
  C.carry();
  return C;
}

}  // namespace adamant
