#include "optim/trace_run.hpp"

namespace adamant {

template TraceResult<Real113> trace(const TraceProblem<Real113>&, const TracePlan<Real113>&,
                                    const Matrix<Real113>&, const TraceListener<Real113>&);
template Index natural_rank(const TraceProblem<Real113>&);

}  // namespace adamant
