#pragma once

#include "scalar/tier.hpp"
#include "spectral/sliced.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

namespace adamant {

/// The leading 53 bits of x·2^−scale, cut off.
template <unsigned p>
double leading_double(const BinFloat<p>& x, long scale) {
  if (x == BinFloat<p>(0)) return 0;
  const double size = static_cast<double>(x.limbs().back() >> 11);
  const long exponent = std::max(x.exponent() - scale - 53, -2000L);
  return std::ldexp(x.negative() ? -size : size, static_cast<int>(exponent));
}

/// Fixed point and back, on the limbs themselves: x·2^−scale into digits, |x·2^−scale| ≤ 1.
template <unsigned p>
void deposit_real(Sliced& to, Index i, Index j, const BinFloat<p>& x, long scale) {
  if (x == BinFloat<p>(0)) return;
  const auto& limbs = x.limbs();
  constexpr long count = BinFloat<p>::limb_count;
  // Bit b of the limbs weighs 2^(lowest + b).
  const long lowest = x.exponent() - scale - 64 * count;
  const double sign = x.negative() ? -1 : 1;
  for (Index k = 0; k < to.slices(); ++k) {
    const long from = -Sliced::bits * (k + 1) - lowest;  // bit of the mantissa under this digit
    if (from >= count * 64) continue;
    if (from <= -Sliced::bits) break;
    std::uint64_t window;
    if (from < 0) {
      window = limbs[0] << -from;
    } else {
      const long limb = from / 64, shift = from % 64;
      const auto at = static_cast<std::size_t>(limb);
      window = limbs[at] >> shift;
      if (shift > 64 - Sliced::bits && limb + 1 < count) window |= limbs[at + 1] << (64 - shift);
    }
    // The uppermost digit takes what is left above it: at most one bit.
    const int width = k == 0 ? Sliced::bits + 1 : Sliced::bits;
    to.digit(k, i, j) += sign * static_cast<double>(window & ((std::uint64_t{1} << width) - 1));
  }
}

/// The entry times 2^scale, rounded to p bits. Digits as carry() leaves them.
template <unsigned p>
BinFloat<p> real_entry(const Sliced& from, Index i, Index j, long scale) {
  constexpr int bits = Sliced::bits, words = 10;
  const Index slices = from.slices();
  // Digits between 0 and 2^22 − 1 of the magnitude; its sign is that of the leading one.
  double sign = 1;
  for (Index k = 0; k < slices; ++k)
    if (const double d = from.digit(k, i, j); d != 0) {
      sign = d < 0 ? -1 : 1;
      break;
    }
  std::array<std::uint64_t, words> limbs{};
  std::int64_t borrow = 0;
  for (Index k = slices - 1; k >= 0; --k) {
    std::int64_t d = static_cast<std::int64_t>(sign * from.digit(k, i, j)) + borrow;
    borrow = k > 0 ? d >> bits : 0;
    if (k > 0) d &= (std::int64_t{1} << bits) - 1;
    const Index at = bits * (slices - 1 - k), limb = at / 64, shift = at % 64;
    limbs[static_cast<std::size_t>(limb)] |= static_cast<std::uint64_t>(d) << shift;
    if (shift > 40)
      limbs[static_cast<std::size_t>(limb + 1)] |= static_cast<std::uint64_t>(d) >> (64 - shift);
  }
  int top = words - 1;
  while (top >= 0 && limbs[static_cast<std::size_t>(top)] == 0) --top;
  if (top < 0) return BinFloat<p>(0);
  const long msb = 64L * top + 63 - std::countl_zero(limbs[static_cast<std::size_t>(top)]);
  // The p leading bits, rounded half up in magnitude.
  long low = msb - static_cast<long>(p) + 1;
  const auto word = [&](long bit) -> std::uint64_t {
    const long limb = bit >= 0 ? bit / 64 : -((63 - bit) / 64), shift = bit - 64 * limb;
    const auto at = [&](long l) {
      return l >= 0 && l < words ? limbs[static_cast<std::size_t>(l)] : std::uint64_t{0};
    };
    return shift == 0 ? at(limb) : (at(limb) >> shift) | (at(limb + 1) << (64 - shift));
  };
  typename BinFloat<p>::Limbs mantissa{};
  constexpr std::size_t count = BinFloat<p>::limb_count;
  constexpr int below = 64 * static_cast<int>(count) - static_cast<int>(p);  // bits of no digit
  bool carry = low > 0 && (word(low - 1) & 1) != 0;
  low -= below;
  for (std::size_t l = 0; l < count; ++l) {
    std::uint64_t w = word(low + 64L * static_cast<long>(l)), unit = 1;
    if (l == 0) {
      unit = std::uint64_t{1} << below;
      w &= ~(unit - 1);
    }
    mantissa[l] = w + (carry ? unit : 0);
    carry = carry && mantissa[l] == 0;
  }
  if (carry) mantissa[count - 1] = std::uint64_t{1} << 63;  // 11…1 became 100…0
  const long exponent = msb + 1 + (carry ? 1 : 0) - bits * slices + scale;
  return BinFloat<p>::of_limbs(mantissa, exponent, sign < 0);
}

}  // namespace adamant
