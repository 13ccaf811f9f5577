#include "optim/trace_run.hpp"

namespace adamant {

template TraceResult<Real256> trace(const TraceProblem<Real256>&, const TracePlan<Real256>&,
                                    const Matrix<Real256>&, const TraceListener<Real256>&);
template Index natural_rank(const TraceProblem<Real256>&);

}  // namespace adamant
