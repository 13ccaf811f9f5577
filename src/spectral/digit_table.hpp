#pragma once

#include "spectral/hestenes.hpp"

namespace adamant {
namespace {

constexpr DigitKernels digit_table = {pack,    digit_product, leading_pairs, deposit,
                                      correct, leftover,      hestenes};

}  // namespace
}  // namespace adamant
