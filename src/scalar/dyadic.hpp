#pragma once

#include "scalar/elementary.hpp"
#include "scalar/matrix.hpp"

#include <cstdint>
#include <limits>
#include <vector>

namespace adamant {

/// Thrown where the number is wanted that a symbol stands for.
[[noreturn]] void misuse_of_symbol();

/// mantissa · 2^exponent: a number that exists exactly at every tier (|mantissa| < 2^53).
///
/// In an instance on which a claim is proved it stands for a Term instead.
struct Dyadic {
  std::int64_t mantissa = 0;
  int exponent = 0;

  static constexpr int symbolic_exponent = std::numeric_limits<int>::min();
  static Dyadic of_term(const Term& x);
  bool is_symbolic() const { return exponent == symbolic_exponent; }

  template <Scalar S>
  S as() const {
    if (is_symbolic()) {
      if constexpr (Symbolic<S>) return S::of_node(static_cast<std::int32_t>(mantissa));
      misuse_of_symbol();
    }
    return integer<S>(mantissa) * power_of_two<S>(exponent);
  }
  /// Mantissa odd, or zero with exponent zero.
  Dyadic normalised() const;
  bool operator==(const Dyadic& b) const;
};

/// p/q with q > 0: a hyper-parameter such as 9/10, correctly rounded at each tier; or, as Dyadic, a Term.
struct Fraction {
  std::int64_t p = 0;
  std::int64_t q = 1;

  static Fraction of_term(const Term& x);
  bool is_symbolic() const { return q == 0; }

  template <Scalar S>
  S as() const {
    if (is_symbolic()) {
      if constexpr (Symbolic<S>) return S::of_node(static_cast<std::int32_t>(p));
      misuse_of_symbol();
    }
    return ratio<S>(p, q);
  }
  bool operator==(const Fraction&) const = default;
};

/// m×n, row-major, of dyadic numbers.
struct DyadicMatrix {
  Index rows = 0;
  Index cols = 0;
  std::vector<Dyadic> entries;

  DyadicMatrix() = default;
  DyadicMatrix(Index m, Index n) : rows(m), cols(n), entries(static_cast<std::size_t>(m * n)) {}

  Dyadic& operator()(Index i, Index j) { return entries[static_cast<std::size_t>(i * cols + j)]; }
  const Dyadic& operator()(Index i, Index j) const {
    return entries[static_cast<std::size_t>(i * cols + j)];
  }
  bool operator==(const DyadicMatrix&) const = default;

  template <Scalar S>
  Matrix<S> as() const;
};

/// Q = H(v_1) H(v_2) …, H(v) = I − 2 v vᵀ/‖v‖², v ∈ {−1, 0, 1}^n and ‖v‖² = 2^k.
///
/// Every H(v) is dyadic, so Q is orthogonal without rounding, at every tier and over the rationals.
struct DyadicOrthogonal {
  Index n = 0;
  std::vector<std::vector<int>> reflectors;

  bool operator==(const DyadicOrthogonal&) const = default;
  /// Every reflector has length n and a number of non-zeros that is a power of two.
  bool well_formed() const;

  template <Scalar S>
  Matrix<S> as() const;
};

}  // namespace adamant
