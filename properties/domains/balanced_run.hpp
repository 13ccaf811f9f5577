#pragma once

#include "problem/completion.hpp"
#include "properties/domains/frames.hpp"

namespace adamant {

/// N balanced layers W_j = A_j diag(s, 0) A_{j-1}ᵀ, A_j orthogonal of order d_j, with r ≤ min d_j positive s
/// in descending order: their product A_N diag(s^N, 0) A_0ᵀ has a known SVD. With them a completion problem
/// for the product, a step size and a weight.
struct BalancedRun {
  Fraction eta{1, 1};
  Fraction lambda{1, 1};
  Frames A;        ///< A_0, …, A_N
  DyadicMatrix s;  ///< r×1
  Pattern Omega;
  DyadicMatrix Y;  ///< d_N×d_0

  static constexpr auto fields() {
    return std::tuple{field("eta", &BalancedRun::eta),     field("lambda", &BalancedRun::lambda),
                      field("A", &BalancedRun::A),         field("s", &BalancedRun::s, "r1"),
                      field("Omega", &BalancedRun::Omega), field("Y", &BalancedRun::Y)};
  }
  long N() const { return static_cast<long>(A.size()) - 1; }
  Index m() const { return A.back().n; }
  Index n() const { return A.front().n; }
  Index r() const { return s.rows; }
  std::vector<std::string> features() const;

  template <Scalar S>
  Completion<S> problem() const {
    return {Y.as<S>(), Omega.mask()};
  }
};

/// N ≥ 1; every shape, rank and pattern.
extern const DomainOf<BalancedRun> balanced_networks;

/// N ≥ 2.
extern const DomainOf<BalancedRun> deep_balanced_networks;

/// N ≥ 2, r < min(m, n).
extern const DomainOf<BalancedRun> deep_networks_of_low_rank;

/// All layers square and regular, s distinct, 1/2 ≤ s ≤ 3/2, |Y| ≤ 1 with no entry 0, every row observed: where
/// a flow is smooth over a time of 1/32.
extern const DomainOf<BalancedRun> regular_networks;

/// The same with N ≥ 2.
extern const DomainOf<BalancedRun> deep_regular_networks;

/// The same of rank r < d_j, N ≥ 2, every entry observed.
extern const DomainOf<BalancedRun> deep_networks_that_turn;

}  // namespace adamant
