#pragma once

#include "problem/completion.hpp"
#include "spectral/fast_polar.hpp"

namespace adamant::benchmarks {

/// polar(W) of a square W to rounding, whatever its condition (below 1e10): refined at 256 bits where that
/// reaches (n ≤ 157), beyond by the first-order correction of LAPACK's from exact products,
///
///   Q = Q_0 (I + R/2 + K),  R = I − Q_0ᵀQ_0,  KH + HK = B − Bᵀ + (RH − HR)/2,  B = Q_0ᵀW, H = (B + Bᵀ)/2,
///
/// whose error is that of Q_0 squared, about 1e-20.
Matrix<double> reference_polar(const Matrix<double>& W);
/// The second way alone.
Matrix<double> corrected_polar(const Matrix<double>& W);

/// ‖G − G*‖/‖G*‖ for G = ∇(‖W‖_*/‖W‖_F) from Q and ‖W‖_* as computed, G* from the reference Q*.
double gradient_error(const Matrix<double>& W, const Matrix<double>& reference, const double* Q,
                      double nuclear);

/// 2n³ log2 d: the least operations for polar(W) at condition kappa to an error of 1e-12. d is the degree
/// of the best odd rational approximation of the sign on [1/kappa, 1]; a doubling of the degree costs one
/// product of n×n matrices.      Source  nakatsukasa2016computing (Zolotarev's error).
double polar_floor(Index n, double kappa);

}  // namespace adamant::benchmarks
