#pragma once

namespace adamant::benchmarks {

enum class EigenDriver { jacobi, bdc };

/// Q = polar(W) by Eigen's SVD, W and Q n×n without gaps; ‖W‖_*. From a library of its own, compiled for
/// this processor as a user of Eigen would, whose inline functions nobody else sees.
double eigen_polar(EigenDriver driver, long n, const double* W, double* Q);

}  // namespace adamant::benchmarks
