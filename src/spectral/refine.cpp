#include "spectral/refine.hpp"

#include "scalar/splitmix.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace adamant {
namespace {

constexpr Index probes = 4;

/// How far a correction reaches that is a pair of doubles.
constexpr double pair_reach = 96;

PanelPairs transposed_pairs(const Matrix<double>& U) {
  PanelPairs pairs(U.rows());
  for (Index j = 0; j < U.cols(); ++j)
    for (Index i = 0; i < U.rows(); ++i) pairs.set(j, i, {U(i, j), 0});
  return pairs;
}

class Refiner {
 public:
  Refiner(const DigitKernels& kernels, const Sliced& A, const Matrix<double>& U,
          const Matrix<double>& V, int bits)
      : kernels_(kernels),
        A_(A),
        bits_(bits),
        n_(A.rows()),
        all_(refinement_slices(bits, n_)),
        scratch_(n_, all_),
        A_t_(n_, n_, all_),
        packed_(n_, n_, all_),
        correction_(kernels, n_) {
    for (Sliced* M : {&svd_.U_t, &svd_.V_t, &svd_.T}) *M = Sliced(n_, all_);
    A_t_.pack(kernels, A, true);
    deposit(transposed_pairs(U), 0, svd_.U_t);
    deposit(transposed_pairs(V), 0, svd_.V_t);
  }

  std::optional<RefinedSvd> run() {
    for (svd_.steps = 1; svd_.steps <= 60; ++svd_.steps) {
      use(slices_wanted());
      measure();
      if (slices() == all_ && is_within(correction_.measured(), 1)) return result();
      const double negligible = tolerance() * correction_.largest_sigma() / 8;
      correction_.find(noise_of_product(), negligible);
      if (!(correction_.largest() < 0.25)) return std::nullopt;
      // The products cut off something: in the measurement, and twice in the correction of U and V.
      const bool last = slices() == all_ && !correction_.turned() && is_within(correction_.leftover(), 3);
      apply(correction_.F(), correction_.turn_U, svd_.U_t);
      apply(correction_.G(), correction_.turn_V, svd_.V_t);
      if (last) {
        move_diagonal();
        return result();
      }
      foresee();
    }
    return std::nullopt;
  }

 private:
  double size() const { return static_cast<double>(n_); }
  Index slices() const { return svd_.T.slices(); }

  /// So many that what the step will leave is seen in the next measurement; never fewer than before, for what
  /// is cut off U and V after a turn would have to be turned again.
  Index slices_wanted() const {
    const double reach = std::min(2 * accuracy_, accuracy_ + pair_reach);
    if (reach >= bits_) return all_;
    return std::clamp(static_cast<Index>(std::ceil((reach + gap_bits_ + 18) / Sliced::bits)),
                      std::min(least_slices_, all_), all_);
  }

  void use(Index slices) {
    for (Sliced* M : {&svd_.U_t, &svd_.V_t, &svd_.T, &scratch_}) M->resize(slices);
  }

  double noise_of_product() const {
    return size() * static_cast<double>(slices()) *
           std::ldexp(1.0, static_cast<int>(2 - Sliced::bits * slices()));
  }

  void deposit(const PanelPairs& pairs, Index first, Sliced& to) const {
    kernels_.deposit(to.panels(), n_, pairs.data(), to.data(), to.panel_size(), first, to.slices());
  }

  void measure() {
    multiply(kernels_, svd_.V_t, A_t_, scratch_);
    packed_.pack(kernels_, scratch_, true);
    multiply(kernels_, svd_.U_t, packed_, svd_.T);
    correction_.read_T(svd_.T);
    multiply_gram(svd_.U_t);
    correction_.read_gram_U(scratch_);
    multiply_gram(svd_.V_t);
    correction_.read_gram_V(scratch_);
  }

  void multiply_gram(const Sliced& X_t) {
    packed_.pack(kernels_, X_t, true);
    multiply(kernels_, X_t, packed_, scratch_, Keep::lower);
  }

  double tolerance() const { return std::ldexp(size(), -bits_); }

  bool is_within(Leftover bound, int products) {
    const double hidden = products * size() * noise_of_product();
    svd_.bound = {bound.off_diagonal + hidden, bound.departure_U + hidden,
                  bound.departure_V + hidden};
    return svd_.bound.off_diagonal <= tolerance() * correction_.largest_sigma() &&
           svd_.bound.departure_U <= tolerance() && svd_.bound.departure_V <= tolerance();
  }

  std::optional<RefinedSvd> result() {
    if (!keeps_the_bound()) return std::nullopt;
    svd_.order.resize(static_cast<std::size_t>(n_));
    std::iota(svd_.order.begin(), svd_.order.end(), Index{0});
    return std::move(svd_);
  }

  void apply(const PanelPairs& F_t, const Sliced& turn, Sliced& U_t) {
    const double f = correction_.largest();
    const Index first =
        f == 0 ? slices()
               : std::min(slices(), static_cast<Index>((-std::log2(f) - 1) / Sliced::bits));
    deposit(F_t, first, scratch_);
    packed_.pack(kernels_, U_t, false);
    add_product(kernels_, scratch_, first, packed_, U_t);
    if (turn.rows() == 0) return;
    packed_.pack(kernels_, U_t, false);
    multiply(kernels_, turn, packed_, U_t);
  }

  void move_diagonal() {
    for (Index i = 0; i < n_; ++i) {
      const DoublePair x = correction_.moved(i);
      svd_.T.deposit(i, i, x.high);
      svd_.T.deposit(i, i, x.low);
    }
    svd_.T.carry();
  }

  /// What the last correction will have left: bits that U and V have, and that the smallest gap takes.
  void foresee() {
    const double f = correction_.largest(), got = f > 0 ? -std::log2(f) : 1024;
    accuracy_ = std::min({2 * got - 3 - std::log2(size()), got + pair_reach,
                          static_cast<double>(Sliced::bits * slices()) - std::log2(size()) - 6});
    accuracy_ = correction_.turned() ? 44 : std::max(accuracy_, 10.0);
    least_slices_ = slices() + (correction_.turned() ? 2 : 0);
    gap_bits_ = correction_.least_gap() < 0x1p-12 ? -std::log2(correction_.least_gap()) : 0;
  }

  /// The independent check: nothing of the steps is used, only A, U, V and the diagonal of T.
  bool keeps_the_bound() {
    const Sliced x_t = signs();
    const double allowed = std::sqrt(size() * static_cast<double>(probes));
    Sliced y, z(n_, probes, all_);
    PackedDigits packed(n_, probes, all_);
    const auto pack_image = [&](const Sliced& X_t) {  // of X x
      packed_.pack(kernels_, X_t, false);
      y = Sliced(probes, n_, all_);
      multiply(kernels_, x_t, packed_, y);
      packed.pack(kernels_, y, true);
    };
    const auto departure = [&](const auto& expected) {
      double sum = 0;
      for (Index c = 0; c < probes; ++c)
        for (Index i = 0; i < n_; ++i) {
          const double sign = x_t.digit(0, c, i) * 0x1p-22;
          const double d = std::ldexp(
              leading_difference(z, i, c, [&](Index k) { return sign * expected(k, i); }).high, bits_);
          sum += d * d;
        }
      return std::ldexp(std::sqrt(sum), -bits_);
    };
    const auto one = [](Index k, Index) { return k == 0 ? 0x1p22 : 0.0; };
    pack_image(svd_.U_t);
    multiply(kernels_, svd_.U_t, packed, z);
    if (!(departure(one) <= allowed * svd_.bound.departure_U)) return false;
    pack_image(svd_.V_t);
    multiply(kernels_, svd_.V_t, packed, z);
    if (!(departure(one) <= allowed * svd_.bound.departure_V)) return false;
    multiply(kernels_, A_, packed, z);
    packed.pack(kernels_, z, false);
    multiply(kernels_, svd_.U_t, packed, z);
    return departure([&](Index k, Index i) { return svd_.T.digit(k, i, i); }) <=
           allowed * svd_.bound.off_diagonal;
  }

  Sliced signs() const {
    SplitMix random(static_cast<std::uint64_t>(n_));
    Sliced x_t(probes, n_, 1);
    for (Index c = 0; c < probes; ++c)
      for (Index j = 0; j < n_; ++j) x_t.digit(0, c, j) = (random.next() >> 63) != 0 ? 0x1p22 : -0x1p22;
    return x_t;
  }

  const DigitKernels& kernels_;
  const Sliced& A_;
  int bits_;
  Index n_, all_;
  RefinedSvd svd_;
  Sliced scratch_;
  PackedDigits A_t_, packed_;
  Correction correction_;
  double accuracy_ = 44, gap_bits_ = 0;
  Index least_slices_ = 4;
};

}  // namespace

Index refinement_slices(int bits, Index n) {
  const double needed = bits + 12 + std::log2(static_cast<double>(n));
  return static_cast<Index>(std::ceil(needed / Sliced::bits));
}

std::optional<RefinedSvd> refine_svd(const DigitKernels& kernels, const Sliced& A, const Matrix<double>& U,
                                     const Matrix<double>& V, int bits) {
  if (A.rows() * refinement_slices(bits, A.rows()) > Sliced::largest_sum) return std::nullopt;
  return Refiner(kernels, A, U, V, bits).run();
}

}  // namespace adamant
