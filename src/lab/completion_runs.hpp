#pragma once

#include "lab/completion_case.hpp"
#include "lab/experiment.hpp"

namespace adamant {

/// "completion": matrix completion by any method of method_names(), the seeds of a cell side by side.
/// Values  those of errors_at; with record=path or alternation those of completion_path.hpp too.
Measurement completion_measurement();

}  // namespace adamant
