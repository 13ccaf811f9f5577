#include "spectral/refine.hpp"

#include "scalar/splitmix.hpp"

#include <cmath>

namespace adamant {
namespace {

constexpr Index probes = 4;

/// Images of the vectors x of signs.
class Probe {
 public:
  Probe(const DigitKernels& kernels, Index n, Index slices)
      : kernels_(kernels),
        n_(n),
        x_t_(probes, n, 1),
        y_t_(probes, n, slices),
        z_(n, probes, slices),
        right_(n, n, slices),
        start_(n, probes, slices),
        last_(n, probes, slices) {
    SplitMix random(static_cast<std::uint64_t>(n));
    for (Index c = 0; c < probes; ++c)
      for (Index j = 0; j < n; ++j)
        x_t_.digit(0, c, j) = (random.next() >> 63) != 0 ? 0x1p22 : -0x1p22;
  }

  /// Xx, X given transposed.
  void start(const Sliced& X_t) {
    right_.pack(kernels_, X_t, false);
    multiply(kernels_, x_t_, right_, y_t_);
    start_.pack(kernels_, y_t_, true);
  }
  /// A times where it started.
  void apply_to_start(const Sliced& A) { multiply(kernels_, A, start_, z_); }
  /// A times what there is.
  void apply(const Sliced& A) {
    last_.pack(kernels_, z_, false);
    multiply(kernels_, A, last_, z_);
  }
  /// How far what there is is from Dx, D diagonal with the digits digit(k, i): the root of the sum of squares
  /// over all x.
  template <class Digit>
  double distance_from(Digit digit) const {
    const int scale = static_cast<int>(Sliced::bits * z_.slices());
    double sum = 0;
    for (Index c = 0; c < probes; ++c)
      for (Index i = 0; i < n_; ++i) {
        const double sign = x_t_.digit(0, c, i) * 0x1p-22;
        const double d = std::ldexp(
            leading_difference(z_, i, c, [&](Index k) { return sign * digit(k, i); }).high, scale);
        sum += d * d;
      }
    return std::ldexp(std::sqrt(sum), -scale);
  }

 private:
  const DigitKernels& kernels_;
  Index n_;
  Sliced x_t_, y_t_, z_;
  PackedDigits right_, start_, last_;
};

}  // namespace

bool keeps_its_bound(const DigitKernels& kernels, const Sliced& A, const RefinedSvd& svd) {
  const Index n = A.rows();
  // |x|² = n, for each of them.
  const double allowed = std::sqrt(static_cast<double>(n * probes));
  const auto one = [](Index k, Index) { return k == 0 ? 0x1p22 : 0.0; };
  Probe probe(kernels, n, svd.T.slices());
  probe.start(svd.U_t);
  probe.apply_to_start(svd.U_t);
  if (!(probe.distance_from(one) <= allowed * svd.bound.departure_U)) return false;
  probe.start(svd.V_t);
  probe.apply_to_start(svd.V_t);
  if (!(probe.distance_from(one) <= allowed * svd.bound.departure_V)) return false;
  probe.apply_to_start(A);
  probe.apply(svd.U_t);
  return probe.distance_from([&](Index k, Index i) { return svd.T.digit(k, i, i); }) <=
         allowed * svd.bound.off_diagonal;
}

}  // namespace adamant
