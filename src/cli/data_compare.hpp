#pragma once

#include "cli/data_options.hpp"

namespace adamant {

/// `data compare FILE`: every competitor on every split. Throws InputError or std::invalid_argument for what
/// is no input.
int compare_on_data(const DataOptions& options);

}  // namespace adamant
