#include "benchmarks/mpfr_methods.hpp"

namespace adamant::benchmarks {

std::vector<Method> mpfr_peers_256(const Matrix<Real256>& W) { return mpfr_methods<76>(W); }

}  // namespace adamant::benchmarks
