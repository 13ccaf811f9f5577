#pragma once

#include "spectral/digit_corrections.hpp"
#include "spectral/hestenes.hpp"

namespace adamant {
namespace {

constexpr DigitKernels digit_table = {pack,           digit_product, leading_pairs,
                                      deposit<false>, deposit<true>, correct,
                                      leftover,       take_off,      hestenes};

}  // namespace
}  // namespace adamant
