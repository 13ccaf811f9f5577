#pragma once

#include "scalar/matrix.hpp"

#include <algorithm>

namespace adamant::benchmarks {

/// The larger of ‖W − U Σ Vᵀ‖_F/‖W‖_F and the departures ‖UᵀU − I‖_F, ‖VᵀV − I‖_F, computed in S.
template <class S, class M, class V>
double svd_error(const M& W, const M& U, const V& sigma, const M& right) {
  const auto departure = [](const M& Q) {
    M G = Q.transpose() * Q;
    for (Index i = 0; i < G.rows(); ++i) G(i, i) -= S(1);
    return static_cast<double>(S(G.norm()));
  };
  const M R = W - U * sigma.asDiagonal() * right.transpose();
  return std::max(
      {static_cast<double>(S(S(R.norm()) / S(W.norm()))), departure(U), departure(right)});
}

}  // namespace adamant::benchmarks
