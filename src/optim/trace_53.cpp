#include "optim/trace_run.hpp"

namespace adamant {

template TraceResult<double> trace(const TraceProblem<double>&, const TracePlan<double>&,
                                   const Matrix<double>&, const TraceListener<double>&);
template Index natural_rank(const TraceProblem<double>&);

}  // namespace adamant
