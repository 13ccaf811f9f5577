#pragma once

#include "cli/trace_options.hpp"
#include "optim/trace.hpp"

#include <string>
#include <vector>

namespace adamant {

/// What `adamant trace` runs, made from its options.
template <class S>
struct TraceSetup {
  TraceProblem<S> problem;
  TracePlan<S> plan;
  Matrix<S> W_0;
  std::vector<std::string> description;  ///< of problem and method, a line each
  std::vector<std::string> notes;        ///< what cannot be measured or recovered, and why
};

/// Reads files and numbers and draws what is random. Where the run would mean nothing (an empty mask, the
/// ratio penalty from W_0 = 0) or the words do not fit: std::invalid_argument or InputError, one line.
template <Real S>
TraceSetup<S> trace_setup(const TraceOptions& options);

extern template TraceSetup<double> trace_setup(const TraceOptions&);
extern template TraceSetup<Real113> trace_setup(const TraceOptions&);
extern template TraceSetup<Real256> trace_setup(const TraceOptions&);
extern template TraceSetup<Real512> trace_setup(const TraceOptions&);

}  // namespace adamant
