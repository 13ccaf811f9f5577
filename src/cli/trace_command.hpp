#pragma once

#include "cli/trace_options.hpp"

namespace adamant {

/// Runs one optimiser on one completion problem and reports what it did: a summary on standard output,
/// the rows as CSV, the last iterate as Matrix Market. Returns the exit code: 0, 130 where it was
/// interrupted (what was done is written), 2 for bad input and 4 for a file that cannot be written, with
/// one line on standard error.
int trace_command(const TraceOptions& options);

}  // namespace adamant
