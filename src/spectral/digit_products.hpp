#pragma once

#include "spectral/digit_kernels.hpp"
#include "spectral/simd.hpp"

/// Matrix products over digits. Every sum is an integer below 2^53, so fused operations are exact too.
namespace adamant {
namespace {

constexpr double digit_radix = 0x1p22;
constexpr int panel_vectors = panel_rows / lanes;
/// Twelve sums in flight, or what the registers hold.
constexpr int group_columns = lanes == 4 ? 6 : lanes == 8 ? 8 : 3;

/// To the nearest integer, for |x| < 2^51.
template <class T>
inline T nearest_integer(T x) {
  constexpr double magic = 0x1.8p52;
  return (x + magic) - magic;
}

inline V add_product(V sum, V x, V y) {
#if defined(__AVX512F__)
  return reinterpret_cast<V>(_mm512_fmadd_pd(
      reinterpret_cast<__m512d>(x), reinterpret_cast<__m512d>(y), reinterpret_cast<__m512d>(sum)));
#elif defined(__AVX2__)
  return reinterpret_cast<V>(_mm256_fmadd_pd(
      reinterpret_cast<__m256d>(x), reinterpret_cast<__m256d>(y), reinterpret_cast<__m256d>(sum)));
#else
  return sum + x * y;
#endif
}

/// The columns of the group that begins where `left` of them are left: two of four rather than a thin one.
inline Size group_width(Size left) {
  if (lanes == 4 && (left == 8 || left == 4)) return 4;
  return least(group_columns, left);
}

/// Columns `first` to first + width − 1 of one slice of X, or rows of it, behind each other.
template <int width>
inline void pack_slice(Size inner, Size first, const double* X, Size panel, bool transposed,
                       double* packed) {
  if (transposed) {
    const double* from[width];
    for (int c = 0; c < width; ++c)
      from[c] = X + (first + c) / panel_rows * panel + (first + c) % panel_rows;
    for (Size l = 0; l < inner; ++l)
      for (int c = 0; c < width; ++c) packed[l * width + c] = from[c][panel_rows * l];
    return;
  }
  for (Size l = 0; l < inner; l += panel_rows, X += panel)
    for (Size r = 0; r < least(panel_rows, inner - l); ++r)
      for (int c = 0; c < width; ++c) packed[(l + r) * width + c] = X[panel_rows * (first + c) + r];
}

/// `task` for the width of a group as a constant.
template <int width, class Task>
inline void for_width(Size wanted, Task task) {
  if constexpr (width > 1)
    if (wanted < width) return for_width<width - 1>(wanted, task);
  task.template operator()<width>();
}

inline void pack(Size inner, Size columns, Size slices, const double* X, Size panel,
                 bool transposed, double* packed) {
  const Size slice = panel_rows * (transposed ? inner : columns);
  for (Size j = 0, width; j < columns; j += width) {
    width = group_width(columns - j);
    for_width<group_columns>(width, [&]<int w>() {
      for (Size k = slices - 1; k >= 0; --k, packed += inner * w)
        pack_slice<w>(inner, j, X + k * slice, panel, transposed, packed);
    });
  }
}

/// Not inlined: what its caller keeps in registers would take those of the sums.
template <int columns>
[[gnu::noinline]] void accumulate(Size depth, const double* a, const double* b,
                                  V (&sum)[columns][panel_vectors]) {
  V s[columns][panel_vectors];
  for (int c = 0; c < columns; ++c)
    for (int v = 0; v < panel_vectors; ++v) s[c][v] = sum[c][v];
  for (Size l = 0; l < depth; ++l, a += panel_rows, b += columns) {
    V x[panel_vectors];
    for (int v = 0; v < panel_vectors; ++v) x[v] = load(a + v * lanes);
    for (int c = 0; c < columns; ++c) {
      const V y = all(b[c]);
      for (int v = 0; v < panel_vectors; ++v) s[c][v] = add_product(s[c][v], x[v], y);
    }
  }
  for (int c = 0; c < columns; ++c)
    for (int v = 0; v < panel_vectors; ++v) sum[c][v] = s[c][v];
}

/// Eight rows of a group of columns, from the last digit up: what a digit is too large for is carried on in
/// the sum of the one above.
template <int columns>
[[gnu::noinline]] void digit_tile(const DigitProduct& p, const double* a, const double* b,
                                  double* c) {
  const Size slice = panel_rows * p.columns;
  V sum[columns][panel_vectors] = {};
  for (Size k = p.slices; k >= 0; --k) {
    double* const at = c + k * slice;
    if (p.add && k < p.slices)
      for (int j = 0; j < columns; ++j)
        for (int v = 0; v < panel_vectors; ++v) sum[j][v] += load(at + panel_rows * j + v * lanes);
    // Digit q of A times digit k − 1 − q of B has the weight of digit k.
    const Size first = p.A_first > k - p.B_end ? p.A_first : k - p.B_end, end = least(p.A_end, k);
    if (first < end)
      accumulate<columns>((end - first) * p.inner, a + first * p.inner * panel_rows,
                          b + (p.B_packed - k + first) * p.inner * columns, sum);
    for (int j = 0; j < columns; ++j)
      for (int v = 0; v < panel_vectors; ++v) {
        double* const to = at + panel_rows * j + v * lanes;
        const V carry = k == 0 ? V{} : nearest_integer(sum[j][v] * (1 / digit_radix));
        if (k < p.slices) store(to, sum[j][v] - carry * digit_radix);
        sum[j][v] = carry;
      }
  }
}

inline void digit_product(const DigitProduct& p) {
  for (Size j = 0, width; j < p.columns; j += width) {
    width = group_width(p.columns - j);
    for (Size i = p.lower ? j / panel_rows : 0; i < p.panels; ++i)
      for_width<group_columns>(width, [&]<int w>() {
        digit_tile<w>(p, p.A + i * p.A_panel, p.B + j * p.inner * p.B_packed,
                      p.C + i * p.C_panel + panel_rows * j);
      });
  }
}

}  // namespace
}  // namespace adamant
