#pragma once

#include "lab/completion_case.hpp"
#include "lab/experiment.hpp"

namespace adamant {

/// "reference": the problems of "completion", each by a solver that is not an optimiser.
///
/// Words   those of completion_case; solver: nuclear-minimum, soft-impute (share: lambda as a share of the
///         least at which the minimiser is 0), hard-impute (rank: r of the truth by default), als (rank, mu: 0
///         by default); steps (20000), tolerance (1e-8; of hard-impute and als 1e-7).
/// Values  those of errors_at; steps taken; criterion: the relative duality gap, or the last relative change.
///         A solver that does not converge within its steps counts as timed out.
Measurement reference_measurement();

}  // namespace adamant
