#include "optim/trace_run.hpp"

namespace adamant {

template TraceResult<Real512> trace(const TraceProblem<Real512>&, const TracePlan<Real512>&,
                                    const Matrix<Real512>&, const TraceListener<Real512>&);
template Index natural_rank(const TraceProblem<Real512>&);

}  // namespace adamant
