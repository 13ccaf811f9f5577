#pragma once

#include "properties/domains/spectral_matrix.hpp"

namespace adamant {

/// min(m, n) ≥ 2 and at most 4 of rank min(m, n), 1/2 ≤ sigma ≤ 3/2 distinct: where the flows of the penalties are
/// smooth over a time of 1/32.
extern const DomainOf<SpectralMatrix> mild_matrices;

/// The same of rank below min(m, n); H has entries from 1/8 to 1.
extern const DomainOf<SpectralMatrix> mild_matrices_of_low_rank;

}  // namespace adamant
