#pragma once

#include "properties/fields.hpp"
#include "spectral/svd.hpp"

namespace adamant {

/// W = a bᵀ: a rank-one matrix whose singular vectors a/‖a‖, b/‖b‖ are exact over Surd, whatever a and b.
struct RankOne {
  Fraction eta{1, 1};
  DyadicMatrix a;  ///< m×1
  DyadicMatrix b;  ///< n×1

  static constexpr auto fields() {
    return std::tuple{field("eta", &RankOne::eta), field("a", &RankOne::a, "m1"),
                      field("b", &RankOne::b, "n1")};
  }
  std::vector<std::string> features() const;

  /// The one singular pair that is not null.
  template <Scalar S>
  ThinSvd<S> svd() const {
    const Matrix<S> u = a.as<S>(), v = b.as<S>();
    const S length_u = square_root<S>(u.squaredNorm()), length_v = square_root<S>(v.squaredNorm());
    return {u / length_u, Vector<S>::Constant(1, length_u * length_v), v / length_v};
  }
};

/// a, b ≠ 0; both of order at least 2, so that W has low rank.
extern const DomainOf<RankOne> rank_one_matrices;

}  // namespace adamant
