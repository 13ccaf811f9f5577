#include "spectral/digit_table.hpp"

const adamant::DigitKernels* const adamant::digit_kernels_baseline = &digit_table;
