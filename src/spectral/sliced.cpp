#include "spectral/sliced.hpp"

#include "scalar/require.hpp"

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

DigitProduct product_of(const Sliced& A, Index skip, const PackedDigits& B, Sliced& C) {
  return {.panels = C.panels(),
          .inner = A.columns(),
          .columns = C.columns(),
          .slices = C.slices(),
          .A = A.data(),
          .A_panel = A.panel_size(),
          .A_first = skip,
          .A_end = A.slices(),
          .B = B.data(),
          .B_packed = B.slices(),
          .B_end = B.slices(),
          .C = C.data(),
          .C_panel = C.panel_size(),
          .add = false,
          .lower = false};
}

}  // namespace

const DigitKernels& digit_kernels(Isa isa) {
  if (!is_supported(isa))
    misuse("digit_kernels", "isa", name_of(isa), "what this processor and this build have");
  return *(isa == Isa::avx512 ? digit_kernels_avx512
           : isa == Isa::avx2 ? digit_kernels_avx2
                              : digit_kernels_baseline);
}

Sliced::Sliced(Index rows, Index columns, Index slices)
    : rows_(rows),
      columns_(columns),
      slices_(slices),
      capacity_(slices),
      digits_(static_cast<std::size_t>(panels() * panel_size())) {}

void Sliced::resize(Index slices) {
  clear(slices, slices_);
  slices_ = slices;
}

void Sliced::clear(Index first, Index end) {
  const Index slice = columns_ * panel_rows;
  for (Index p = 0; first < end && p < panels(); ++p)
    std::fill_n(data() + p * panel_size() + first * slice, (end - first) * slice, 0.0);
}

Sliced Sliced::transposed() const {
  Sliced result(columns_, rows_, slices_);
  for (Index k = 0; k < slices_; ++k)
    for (Index j = 0; j < columns_; ++j)
      for (Index i = 0; i < rows_; ++i) result.digit(k, j, i) = digit(k, i, j);
  return result;
}

void Sliced::carry(Index first) {
  const Index slice = columns_ * panel_rows;
  for (Index p = 0; p < panels(); ++p)
    for (Index k = slices_ - 1; k > first; --k) {
      double* here = data() + p * panel_size() + k * slice;
      for (Index e = 0; e < slice; ++e) {
        const double c = nearest(here[e] * (1 / radix));
        here[e] -= c * radix;
        here[e - slice] += c;
      }
    }
}

void Sliced::deposit(Index i, Index j, double x) {
  double up = radix, down = 1 / radix;
  for (Index k = 0; k < slices_ && x != 0; ++k, up *= radix, down *= 1 / radix) {
    const double d = nearest(x * up);
    digit(k, i, j) += d;
    x -= d * down;
  }
}

PackedDigits::PackedDigits(Index inner, Index columns, Index slices)
    : inner_(inner),
      columns_(columns),
      digits_(static_cast<std::size_t>(inner * columns * slices)) {}

void PackedDigits::pack(const DigitKernels& kernels, const Sliced& B, bool transposed) {
  slices_ = B.slices();
  kernels.pack(inner_, columns_, slices_, B.data(), B.panel_size(), transposed, digits_.data());
}

void multiply(const DigitKernels& kernels, const Sliced& A, const PackedDigits& B, Sliced& C,
              Keep keep) {
  DigitProduct product = product_of(A, 0, B, C);
  product.lower = keep == Keep::lower;
  kernels.product(product);
}

void add_product(const DigitKernels& kernels, const Sliced& A, Index skip, const PackedDigits& B,
                 Sliced& C) {
  DigitProduct product = product_of(A, skip, B, C);
  product.add = true;
  kernels.product(product);
}

Sliced multiply(const DigitKernels& kernels, const Sliced& A, const Sliced& B) {
  PackedDigits packed(B.rows(), B.columns(), B.slices());
  packed.pack(kernels, B, false);
  Sliced C(A.rows(), B.columns(), std::min(A.slices(), B.slices()));
  multiply(kernels, A, packed, C);
  return C;
}

DoublePair leading_pair(const Sliced& A, Index i, Index j) {
  return leading_difference(A, i, j, [](Index) { return 0.0; });
}

}  // namespace adamant
