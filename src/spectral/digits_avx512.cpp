#include "spectral/digit_table.hpp"

const adamant::DigitKernels* const adamant::digit_kernels_avx512 = &digit_table;
