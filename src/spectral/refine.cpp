#include "spectral/refine.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <utility>

namespace adamant {
namespace {

/// How far a correction reaches that is a pair of doubles, and so one of two.
constexpr double pair_reach = 96;

/// As many as a double at the start has.
constexpr Index double_digits = 3;

/// log2 x from below, to 0.09: linear between powers of two and exact, so the same on every processor.
double logarithm(double x) {
  const int exponent = std::ilogb(x);
  return exponent + (std::ldexp(x, -exponent) - 1);
}

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
        A_t_(n_, n_, all_),
        packed_(n_, n_, all_),
        correction_(kernels, n_) {
    for (Sliced* M : everything()) *M = Sliced(n_, all_);
    A_t_.pack(kernels, A, true);
    for (const auto& [M, to] : {std::pair{&U, &svd_.U_t}, {&V, &svd_.V_t}}) {
      to->resize(double_digits);
      deposit(transposed_pairs(*M), 0, double_digits, *to);
    }
  }

  std::optional<RefinedSvd> run() {
    for (svd_.steps = 1; svd_.steps <= 60; ++svd_.steps) {
      use(slices_wanted());
      measure();
      if (slices() == all_ && is_within(correction_.measured(), 1)) return result();
      find_correction();
      if (!(correction_.largest() < 0.25)) return std::nullopt;
      // The products cut off something: in the measurement, in what is taken off it, and twice in the
      // correction of U and V.
      const bool last =
          slices() == all_ && !correction_.turned() && is_within(correction_.leftover(), 4);
      apply(F_t_, correction_.turn_U, svd_.U_t);
      apply(G_t_, correction_.turn_V, svd_.V_t);
      if (last) {
        move_diagonal();
        return result();
      }
      foresee();
    }
    return std::nullopt;
  }

 private:
  std::array<Sliced*, 7> everything() {
    return {&svd_.U_t, &svd_.V_t, &svd_.T, &gram_U_, &gram_V_, &F_t_, &G_t_};
  }
  double size() const { return static_cast<double>(n_); }
  Index slices() const { return svd_.T.slices(); }

  /// So many that what the step will leave is seen in the next measurement; never fewer than before, for what
  /// is cut off U and V after a turn would have to be turned again.
  Index slices_wanted() const {
    const double reach = std::min(2 * accuracy_, accuracy_ + 2 * pair_reach);
    if (reach >= bits_) return all_;
    return std::clamp(static_cast<Index>(std::ceil((reach + gap_bits_ + 18) / Sliced::bits)),
                      std::min(least_slices_, all_), all_);
  }

  /// Not of U and V: they have the digits of the last correction until they are corrected again.
  void use(Index slices) {
    for (Sliced* M : {&svd_.T, &gram_U_, &gram_V_, &F_t_, &G_t_}) M->resize(slices);
  }

  double noise_of_product() const {
    return size() * static_cast<double>(slices()) *
           std::ldexp(1.0, static_cast<int>(2 - Sliced::bits * slices()));
  }

  void deposit(const PanelPairs& pairs, Index first, Index end, Sliced& to) const {
    kernels_.deposit(to.panels(), n_, pairs.data(), to.data(), to.panel_size(), first, end);
  }

  /// Digits from first_ to `end`, zeros behind them; before them nothing is read.
  void deposit_anew(const PanelPairs& pairs, Index end, Sliced& to) const {
    to.resize(end);
    to.resize(slices());
    deposit(pairs, first_, end, to);
  }

  /// (AV)ᵀ is kept where F will be.
  void measure() {
    multiply(kernels_, svd_.V_t, A_t_, F_t_);
    packed_.pack(kernels_, F_t_, true);
    multiply(kernels_, svd_.U_t, packed_, svd_.T);
    correction_.read_T(svd_.T);
    packed_.pack(kernels_, svd_.U_t, true);
    multiply(kernels_, svd_.U_t, packed_, gram_U_, Keep::lower);
    correction_.read_gram_U(gram_U_);
    packed_.pack(kernels_, svd_.V_t, true);
    multiply(kernels_, svd_.V_t, packed_, gram_V_, Keep::lower);
    correction_.read_gram_V(gram_V_);
  }

  /// Of a correction this large, below 1/2, the first digit that may be other than zero.
  Index first_digit(double largest) const {
    if (largest == 0) return slices();
    return std::min(slices(), static_cast<Index>((-std::ilogb(largest) - 2) / Sliced::bits));
  }

  /// F and G in digits: of a pair, or of two where the products know more than a pair holds.
  void find_correction() {
    correction_.find(noise_of_product(), tolerance() * correction_.largest_sigma() / 8);
    const double f = correction_.largest();
    if (!(f < 0.25)) return;
    first_ = first_digit(f);
    got_ = f > 0 ? -logarithm(f) : 1024;
    reach_ = pair_reach;
    const double known =
        slices() == all_ ? bits_ : static_cast<double>(Sliced::bits * slices()) - 18;
    const bool again = got_ > pair_reach && known > got_ + pair_reach && !correction_.clustered();
    const Index end = again ? std::min(slices(), first_ + pair_digits) : slices();
    deposit_anew(correction_.F(), end, F_t_);
    deposit_anew(correction_.G(), end, G_t_);
    if (again) find_second_pair();
  }

  /// It may be larger than the first.
  void find_second_pair() {
    const double first = correction_.largest();
    correction_.find_again(first_, svd_.T, gram_U_, gram_V_);
    const double second = correction_.largest();
    if (!(second < 0.25)) return;
    const Index begin = std::min(first_, first_digit(first + second));
    add_pairs(kernels_, correction_.F(), first_, begin, F_t_);
    add_pairs(kernels_, correction_.G(), first_, begin, G_t_);
    first_ = begin;
    reach_ = 2 * pair_reach;
  }

  double tolerance() const { return std::ldexp(size(), -bits_); }

  /// noise_of_product() may be exceeded in an entry, n times that is not in ‖U(AV)‖_F: a first product's errors
  /// are turned by U.
  bool is_within(Leftover bound, int products) {
    const double hidden = products * size() * noise_of_product();
    svd_.bound = {bound.off_diagonal + hidden, bound.departure_U + hidden,
                  bound.departure_V + hidden};
    return svd_.bound.off_diagonal <= tolerance() * correction_.largest_sigma() &&
           svd_.bound.departure_U <= tolerance() && svd_.bound.departure_V <= tolerance();
  }

  std::optional<RefinedSvd> result() {
    for (Sliced* M : {&svd_.U_t, &svd_.V_t}) M->resize(all_);
    if (!keeps_its_bound(kernels_, A_, svd_)) return std::nullopt;
    svd_.order.resize(static_cast<std::size_t>(n_));
    std::iota(svd_.order.begin(), svd_.order.end(), Index{0});
    return std::move(svd_);
  }

  void apply(const Sliced& F_t, const Sliced& turn, Sliced& U_t) {
    packed_.pack(kernels_, U_t, false);
    U_t.resize(slices());
    add_product(kernels_, F_t, first_, packed_, U_t);
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
    accuracy_ = std::min({2 * got_ - 3 - logarithm(size()), got_ + reach_,
                          static_cast<double>(Sliced::bits * slices()) - logarithm(size()) - 6});
    accuracy_ = correction_.turned() ? 44 : std::max(accuracy_, 10.0);
    least_slices_ = slices() + (correction_.turned() ? 2 : 0);
    gap_bits_ = correction_.least_gap() < 0x1p-12 ? -logarithm(correction_.least_gap()) : 0;
  }

  const DigitKernels& kernels_;
  const Sliced& A_;
  int bits_;
  Index n_, all_;
  RefinedSvd svd_;
  Sliced gram_U_, gram_V_, F_t_, G_t_;
  PackedDigits A_t_, packed_;
  Correction correction_;
  double accuracy_ = 44, gap_bits_ = 0;
  Index least_slices_ = 4, first_ = 0;
  double got_ = 0, reach_ = 0;
};

}  // namespace

Index refinement_slices(int bits, Index n) {
  const Index needed = bits + 12 + std::bit_width(static_cast<std::uint64_t>(n - 1));
  return (needed + Sliced::bits - 1) / Sliced::bits;
}

bool is_refinable(int bits, Index n) {
  return static_cast<double>(n * refinement_slices(bits, n)) +
             2 * std::sqrt(static_cast<double>(n)) <=
         Sliced::largest_sum;
}

std::optional<RefinedSvd> refine_svd(const DigitKernels& kernels, const Sliced& A,
                                     const Matrix<double>& U, const Matrix<double>& V, int bits) {
  if (!is_refinable(bits, A.rows())) return std::nullopt;
  return Refiner(kernels, A, U, V, bits).run();
}

}  // namespace adamant
