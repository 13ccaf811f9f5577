#include "spectral/digit_table.hpp"

const adamant::DigitKernels* const adamant::digit_kernels_avx2 = &digit_table;
