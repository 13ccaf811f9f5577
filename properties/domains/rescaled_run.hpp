#pragma once

#include "properties/domains/gradient_run.hpp"

namespace adamant {

/// A gradient run with a factor for each coordinate and one for each step.
struct RescaledRun : GradientRun {
  DyadicMatrix C;  ///< m×n
  DyadicMatrix s;  ///< T×1

  static constexpr auto fields() {
    return std::tuple_cat(GradientRun::fields(), std::tuple{field("C", &RescaledRun::C, "mn"),
                                                            field("s", &RescaledRun::s, "T1")});
  }
};

/// A gradient sequence with positive factors.
extern const DomainOf<RescaledRun> rescaled_sequences;

/// Gradient sequences with c = 2^j such that no square of an entry and no running mean, with or without
/// the factor, leaves the normal numbers of double: |g| and c|g| reach from about
/// 2^-511/√((1 − beta2) beta2^(T−1)) to 2^511.
extern const DomainOf<GradientRun> normal_sequences;

/// Every entry keeps its magnitude and changes its sign at will, so that v̂_t = G_t ∘ G_t has a root
/// without rounding; epsilon > 0, c > 0.
extern const DomainOf<GradientRun> sequences_of_constant_magnitude;

}  // namespace adamant
