#include "benchmarks/polar_case.hpp"

namespace adamant::benchmarks {

PolarCase::PolarCase(Index size, const std::string& stage, Index count)
    : n(size), lanes_W(n * n * count), lanes_Q(n * n * count), Q(n * n) {
  for (Index s = 0; s < count; ++s) {
    W.push_back(iterate(n, stage, static_cast<std::uint64_t>(s)));
    reference.push_back(reference_polar(W.back()));
    kappa.push_back(condition_number(W.back()));
    for (Index e = 0; e < n * n; ++e) lanes_W[e * count + s] = W.back().data()[e];
  }
}

double PolarCase::lanes_error(std::span<const PolarNorms> of) const {
  double worst = 0;
  const auto count = static_cast<Index>(W.size());
  std::vector<double> P(static_cast<std::size_t>(n * n));
  for (std::size_t s = 0; s < W.size(); ++s) {
    for (Index e = 0; e < n * n; ++e)
      P[static_cast<std::size_t>(e)] = lanes_Q[e * count + static_cast<Index>(s)];
    worst = std::max(worst, gradient_error(W[s], reference[s], P.data(), of[s].nuclear));
  }
  return worst;
}

}  // namespace adamant::benchmarks
