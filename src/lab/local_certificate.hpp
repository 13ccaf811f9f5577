#pragma once

#include "lab/completion_case.hpp"
#include "optim/penalty_kind.hpp"

namespace adamant {

/// The least-squares dual certificate at W* of rank r: Lambda on Omega of least norm with P_T(Lambda) = D, where T is
/// the tangent space of the matrices of rank r, and D is U Vᵀ for the nuclear norm and U diag(1 − sigma_i/tau) Vᵀ,
/// tau = ‖W*‖²/‖W*‖_*, for the ratio.
///
/// Where Z < 1 and P_Omega is injective on T, W* is a strict local minimiser of the penalty among the completions,
/// and for the nuclear norm the only one. The converse is false: another Lambda may do.
///
/// Cost      an SVD of |Omega| × (2nr − r²).      Claims  F13.
struct LocalCertificate {
  double Z = 0;      ///< ‖P_{T⊥}(Lambda)‖_2
  double least = 0;  ///< the least singular value of P_Omega on T: injective where it is positive

  bool holds() const { return least > 1e-6 && Z <= 0.999; }
};

/// Requires  a square W*, the nuclear norm or the ratio, 1 ≤ r ≤ n; otherwise std::invalid_argument.
LocalCertificate least_squares_certificate(const CompletionCase& x, Index r, PenaltyKind penalty);

}  // namespace adamant
