#pragma once

#include "lab/cell.hpp"
#include "problem/completion.hpp"

namespace adamant {

/// One seed's completion problem with what is known of it.
struct CompletionCase {
  Matrix<double> truth;  ///< W*
  Mask Omega;
  Matrix<double> Y;  ///< W*, or W* with noise; matters on Omega only
  Matrix<double> W_0;
};

/// The problem of a seed: W* = A Bᵀ/√r with m×r and n×r normal factors, |Omega| = round(p·m·n) entries
/// without replacement or `observed` of them, noise of `sigma` times the root mean square of W*.
///
/// Words  n, r; m (n); p or observed; sigma (0); frobenius: ‖W*‖_F is scaled to it;
///        start: zero-fill (default), gaussian:STD, perturbed:STD (zero fill, and noise beside Omega),
///        near:STD (W*, and noise beside Omega); draw: which noise the start has (0).
CompletionCase completion_case(const Words& with, std::uint64_t seed);

/// Where W stands: eu, eo, error = ‖W − W*‖_F/‖W*‖_F, moved = ‖P'(W − W_0)‖_F/‖P'(W*)‖_F, erank, rank (above
/// a hundredth of sigma_1), rho, nuclear.
std::map<std::string, double> errors_at(const CompletionCase& x, const Matrix<double>& W);

}  // namespace adamant
