#pragma once

#include "spectral/lane_polar.hpp"

namespace adamant {
namespace {

Size lane_workspace(Size m, Size n) {
  return lanes * (m >= n ? LanePolar::workspace(m, n) : LanePolar::workspace(n, m));
}

void lane_polar(Size m, Size n, const double* W, double* Q, double* workspace, LaneNorms* norms) {
  const Lanes w{const_cast<V*>(reinterpret_cast<const V*>(W)), 1, m};
  const Lanes q{reinterpret_cast<V*>(Q), 1, m};
  V* memory = reinterpret_cast<V*>(workspace);
  if (m >= n) {
    LanePolar(m, n, memory).run(w, q, norms);
  } else {
    LanePolar(n, m, memory).run(w.transposed(), q.transposed(), norms);
  }
}

constexpr SpectralKernels table = {lanes, lane_workspace, lane_polar};

}  // namespace
}  // namespace adamant
