#pragma once

#include "cli/data_options.hpp"

namespace adamant {

/// `data list`, `data fetch NAME` and `data compare FILE`. Returns the exit code: 2 with one line on standard error for a name
/// that does not exist and for a package that is not installed.
int data_command(const DataOptions& options);

}  // namespace adamant
