#pragma once

#include "benchmarks/contest.hpp"
#include "scalar/matrix.hpp"
#include "scalar/tier.hpp"

namespace adamant::benchmarks {

/// Eigen's JacobiSVD and BDCSVD over MPFR numbers of these bits on the stack, without expression templates;
/// one unit each, for they take a minute to compile. W is converted before the clock starts.
std::vector<Method> mpfr_peers_113(const Matrix<Real113>& W);
std::vector<Method> mpfr_peers_256(const Matrix<Real256>& W);
std::vector<Method> mpfr_peers_512(const Matrix<Real512>& W);
/// Eigen's JacobiSVD over __float128, which has 113 bits.
std::vector<Method> float128_peers(const Matrix<Real113>& W);
/// The same over QD's dd_real, 106 bits, and qd_real, 212 bits: fewer than the tier has that they stand beside.
std::vector<Method> double_double_peers(const Matrix<Real113>& W);
std::vector<Method> quad_double_peers(const Matrix<Real256>& W);

}  // namespace adamant::benchmarks
