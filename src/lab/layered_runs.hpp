#pragma once

#include "lab/completion_case.hpp"
#include "lab/experiment.hpp"

namespace adamant {

/// "layers": gradient descent on the layers of l(W_N ⋯ W_1) + lambda rho(W_N ⋯ W_1), l the half-sum; it stops early
/// at eo ≤ 1e-6 where there is no penalty.
///
/// Words   those of completion_case for square problems; depth, eta, T; lambda (0);
///         layers: gaussian (default: normal, the entries of the product about `product` in size), identity
///         (product^{1/N} I each), zero-fill (balanced, from its SVD); bits: 53 (default), 113 without a penalty.
/// Values  those of errors_at; imbalance: the largest ‖W_{j+1}ᵀ W_{j+1} − W_j W_jᵀ‖.
Measurement layers_measurement();

}  // namespace adamant
