#pragma once

#include "spectral/block_polar.hpp"
#include "spectral/block_products.hpp"
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

Size block_workspace(Size m, Size n) {
  return m >= n ? BlockPolar::workspace(m, n) : BlockPolar::workspace(n, m);
}

LaneNorms block_polar(Size m, Size n, const double* W, double* Q, double* workspace) {
  return m >= n ? BlockPolar(m, n, workspace).run(W, Q, 1, m)
                : BlockPolar(n, m, workspace).run(W, Q, m, 1);
}

void product_of(Size m, Size n, Size inner, const double* A, Size lda, const double* B, Size down,
                Size right, double* C, Size ldc) {
  block_product<Store::set>(m, n, inner, {const_cast<double*>(A), lda}, {B, down, right}, {C, ldc});
}

constexpr SpectralKernels table = {lanes,           lane_workspace, lane_polar,
                                   block_workspace, block_polar,    product_of};

}  // namespace
}  // namespace adamant
