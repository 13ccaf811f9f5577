#pragma once

#include <immintrin.h>
#include <cstddef>

/// Vectors of doubles, as wide as the flags of the including unit allow. Only for units that are compiled
/// with -m flags of their own: everything has internal linkage and nothing here uses the standard library,
/// so that no such instruction reaches another unit through a shared inline function.
namespace adamant {
namespace {

using Size = std::ptrdiff_t;

#if defined(__AVX512F__)
constexpr int lanes = 8;
#elif defined(__AVX2__)
constexpr int lanes = 4;
#else
constexpr int lanes = 2;
#endif

typedef double V __attribute__((vector_size(8 * lanes)));
typedef double UnalignedV __attribute__((vector_size(8 * lanes), aligned(8)));
typedef long long I __attribute__((vector_size(8 * lanes)));

inline V load(const double* p) { return *reinterpret_cast<const UnalignedV*>(p); }
inline void store(double* p, V v) { *reinterpret_cast<UnalignedV*>(p) = v; }
/// Not V{} + x: that is an addition (0 + −0 = 0), where this is a load that broadcasts.
inline V all(double x) {
#if defined(__AVX512F__)
  return reinterpret_cast<V>(_mm512_set1_pd(x));
#elif defined(__AVX2__)
  return reinterpret_cast<V>(_mm256_set1_pd(x));
#else
  return reinterpret_cast<V>(_mm_set1_pd(x));
#endif
}

inline V root(V x) {
#if defined(__AVX512F__)
  return reinterpret_cast<V>(_mm512_maskz_sqrt_pd(0xff, reinterpret_cast<__m512d>(x)));
#elif defined(__AVX2__)
  return reinterpret_cast<V>(_mm256_sqrt_pd(reinterpret_cast<__m256d>(x)));
#else
  return reinterpret_cast<V>(_mm_sqrt_pd(reinterpret_cast<__m128d>(x)));
#endif
}

inline Size least(Size a, Size b) { return a < b ? a : b; }

}  // namespace
}  // namespace adamant
