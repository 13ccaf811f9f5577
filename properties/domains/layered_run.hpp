#pragma once

#include "problem/completion.hpp"
#include "problem/factorised.hpp"
#include "properties/fields.hpp"

namespace adamant {

/// Any layers W_1, …, W_N of shapes that fit, a completion problem for their product and a step size.
struct LayeredRun {
  Fraction eta{1, 1};
  Sequence W;  ///< W_j is d_j×d_{j-1}
  Pattern Omega;
  DyadicMatrix Y;  ///< d_N×d_0

  static constexpr auto fields() {
    return std::tuple{field("eta", &LayeredRun::eta), field("W", &LayeredRun::W),
                      field("Omega", &LayeredRun::Omega), field("Y", &LayeredRun::Y)};
  }
  std::vector<std::string> features() const;

  template <Scalar S>
  Layers<S> layers() const {
    Layers<S> list;
    for (const DyadicMatrix& A : W) list.push_back(A.as<S>());
    return list;
  }
  template <Scalar S>
  Completion<S> problem() const {
    return {Y.as<S>(), Omega.mask()};
  }
};

/// N ≥ 2.
extern const DomainOf<LayeredRun> layered_runs;

/// The same with d_j ≥ 2, entries from 1/8 to 1 in magnitude, every row observed: where a flow is smooth.
extern const DomainOf<LayeredRun> coupled_layers;

}  // namespace adamant
