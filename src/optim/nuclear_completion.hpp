#pragma once

#include "optim/completion_solver.hpp"
#include "spectral/enclosure.hpp"

namespace adamant {

/// A completion W and a dual point Z: for every W' with P_Omega(W') = P_Omega(Y),
///
///   ‖W'‖_* ≥ ⟨Z, W'⟩ = ⟨Z, Y⟩   where Z is supported on Omega and ‖Z‖_2 ≤ 1
///
/// so ‖W‖_* − ⟨Z, Y⟩ bounds how far ‖W‖_* is above the least.
struct NuclearCompletion : CompletionSolution {
  Matrix<double> Z;

  double primal = 0;  ///< ‖W‖_*
  double dual = 0;    ///< ⟨Z, Y⟩
};

/// The matrix of least nuclear norm among those with the given entries, by ADMM on ‖X‖_* + 1{P_Omega(W) =
/// P_Omega(Y)} subject to X = W:
///
///   X ← prox of ‖·‖_*/mu at W − D     W ← X + D with the entries of Omega put in     D ← D + X − W
///
/// D is supported on Omega, and −mu D, divided by its spectral norm where that exceeds 1, is Z.
///
/// Shape     Y, Omega, W, Z are m×n; Y matters on Omega only.
/// Scale     Y ↦ c Y takes W to c W and leaves Z.
/// Requires  finite Y on Omega; otherwise std::invalid_argument.
/// Accuracy  the observed entries of W are those of Y, bit for bit. Converged where the gap is at most
///           tolerance·‖W‖_*; mu is balanced for the first steps, then kept.
/// Cost      an SVD a step, every tenth step two more.
/// Source    boyd2011distributed, sections 3.4.1 and 5; candes2009exact.
NuclearCompletion minimise_nuclear_norm(const Completion<double>& problem,
                                        const SolverBudget& budget);

/// The bounds of the least nuclear norm that W and Z prove, as balls: rounding is in them.
struct NuclearCertificate {
  Ball primal;  ///< contains ‖W‖_*
  Ball dual;  ///< contains ⟨Z, Y⟩/max(1, ‖Z‖_2), which no completion's nuclear norm is below
  Ball relative_gap;
};
/// Undecided where W is no completion of Y, Z is not supported on Omega, or a spectrum is.
Enclosed<NuclearCertificate> certify(const Completion<double>& problem, const Matrix<double>& W,
                                     const Matrix<double>& Z);

}  // namespace adamant
