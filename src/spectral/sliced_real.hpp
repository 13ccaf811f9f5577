#pragma once

#include "scalar/tier.hpp"
#include "spectral/sliced.hpp"

#include <array>
#include <bit>
#include <cstdint>

namespace adamant {

/// The mantissa in words of 64 bits: up to 128 bits Boost keeps it in one integer.
template <class Mantissa>
std::uint64_t mantissa_word(const Mantissa& mantissa, long word) {
  if constexpr (sizeof(*mantissa.limbs()) == 16) {
    return static_cast<std::uint64_t>(*mantissa.limbs() >> (64 * word));
  } else {
    static_assert(sizeof(*mantissa.limbs()) == 8);
    return mantissa.limbs()[word];
  }
}
template <class Mantissa>
long mantissa_words(const Mantissa& mantissa) {
  return static_cast<long>(mantissa.size()) * (sizeof(*mantissa.limbs()) == 16 ? 2 : 1);
}
template <class Mantissa, std::size_t count>
void set_mantissa(Mantissa& mantissa, const std::array<std::uint64_t, count>& words) {
  if constexpr (sizeof(*mantissa.limbs()) == 16) {
    using Limb = std::remove_cvref_t<decltype(*mantissa.limbs())>;
    *mantissa.limbs() = static_cast<Limb>(words[1]) << 64 | words[0];
  } else {
    mantissa.resize(count, count);
    for (std::size_t l = 0; l < count; ++l) mantissa.limbs()[l] = words[l];
    mantissa.normalize();
  }
}

/// Fixed point and back, on the limbs themselves: x·2^−scale into digits, |x·2^−scale| ≤ 1.
template <unsigned p>
void deposit_real(Sliced& to, Index i, Index j, const BinFloat<p>& x, long scale) {
  const auto& backend = x.backend();
  if (x == 0) return;
  const auto& mantissa = backend.bits();
  const long limbs = mantissa_words(mantissa);
  // Bit b of the mantissa weighs 2^(lowest + b).
  const long lowest = static_cast<long>(backend.exponent()) - scale - static_cast<long>(p) + 1;
  const double sign = backend.sign() ? -1 : 1;
  for (Index k = 0; k < to.slices(); ++k) {
    const long from = -Sliced::bits * (k + 1) - lowest;  // bit of the mantissa under this digit
    if (from >= limbs * 64) continue;
    if (from <= -Sliced::bits) break;
    std::uint64_t window;
    if (from < 0) {
      window = mantissa_word(mantissa, 0) << -from;
    } else {
      const long limb = from / 64, shift = from % 64;
      window = mantissa_word(mantissa, limb) >> shift;
      if (shift > 64 - Sliced::bits && limb + 1 < limbs)
        window |= mantissa_word(mantissa, limb + 1) << (64 - shift);
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
  constexpr int count = (static_cast<int>(p) + 63) / 64, rest = static_cast<int>(p) % 64;
  std::array<std::uint64_t, count> mantissa{};
  bool carry = low > 0 && (word(low - 1) & 1) != 0;
  for (int l = 0; l < count; ++l) {
    std::uint64_t w = word(low + 64L * l);
    if (rest != 0 && l == count - 1) w &= (std::uint64_t{1} << rest) - 1;
    const std::uint64_t sum = w + (carry ? 1 : 0);
    carry = carry && sum == 0;
    mantissa[static_cast<std::size_t>(l)] = sum;
  }
  if (rest != 0) carry = (mantissa[count - 1] >> rest) != 0;
  long exponent = msb;
  if (carry) {  // 11…1 became 100…0
    mantissa = {};
    mantissa[count - 1] = std::uint64_t{1} << (rest == 0 ? 63 : rest - 1);
    ++exponent;
  }
  BinFloat<p> x;
  auto& backend = x.backend();
  set_mantissa(backend.bits(), mantissa);
  backend.exponent() = static_cast<int>(exponent - bits * slices + scale);
  backend.sign() = sign < 0;
  return x;
}

}  // namespace adamant
