#pragma once

#include "benchmarks/lapack.hpp"
#include "benchmarks/reference.hpp"
#include "benchmarks/trajectory.hpp"

#include <span>

namespace adamant::benchmarks {

/// Iterates of as many runs as there are lanes, one a seed, with their reference; room for what is computed.
struct PolarCase {
  PolarCase(Index n, const std::string& stage, Index count);

  Index n;
  std::vector<Matrix<double>> W, reference;
  std::vector<double> kappa;
  AlignedDoubles lanes_W, lanes_Q, Q;
  std::vector<PolarNorms> norms;

  double floor() const { return polar_floor(n, kappa.front()); }
  /// Of the Q and the norm that a single method left for the first iterate.
  double error(double nuclear) const {
    return gradient_error(W.front(), reference.front(), Q.data(), nuclear);
  }
  /// The largest over the lanes.
  double lanes_error(std::span<const PolarNorms> of) const;
};

/// Whether so many seeds are run side by side.
inline bool is_batched(Index n) { return n <= 64; }

}  // namespace adamant::benchmarks
