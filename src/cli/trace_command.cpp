#include "cli/trace_command.hpp"

#include <stdexcept>

namespace adamant {

int trace_command(const TraceOptions&) { throw std::runtime_error("trace is not built yet"); }

}  // namespace adamant
