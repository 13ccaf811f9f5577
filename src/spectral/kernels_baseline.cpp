#include "spectral/kernel_table.hpp"

const adamant::SpectralKernels* const adamant::spectral_kernels_baseline = &table;
