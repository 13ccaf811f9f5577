#pragma once

#include <cmath>
#include <cstdint>

namespace adamant {

/// Random numbers that are the same everywhere for one seed, unlike those of std::*_distribution.
///
/// Source  steele2014fast; the normal numbers by marsaglia1964convenient.
class SplitMix {
 public:
  /// Streams of one seed are independent of each other: what is drawn from one leaves the rest alone.
  explicit SplitMix(std::uint64_t seed, std::uint64_t stream = 0) : state_(seed) {
    state_ = next() ^ (stream * 0xD1342543DE82EF95u);
  }

  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  /// Uniform on 0, …, n − 1, n ≥ 1, without bias.
  std::uint64_t below(std::uint64_t n) {
    const std::uint64_t excess = -n % n;
    std::uint64_t x = next();
    while (x < excess) x = next();
    return x % n;
  }
  /// Uniform on the multiples of 2^-53 in [0, 1).
  double uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }
  /// Normal with mean 0 and variance 1.
  double normal() {
    if (kept_) {
      kept_ = false;
      return other_;
    }
    double x = 0, y = 0, q = 0;
    do {
      x = 2 * uniform() - 1;
      y = 2 * uniform() - 1;
      q = x * x + y * y;
    } while (q >= 1 || q == 0);
    const double scale = std::sqrt(-2 * std::log(q) / q);
    other_ = y * scale;
    kept_ = true;
    return x * scale;
  }

 private:
  std::uint64_t state_;
  double other_ = 0;
  bool kept_ = false;
};

}  // namespace adamant
