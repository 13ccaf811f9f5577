#include "benchmarks/mpfr_methods.hpp"

namespace adamant::benchmarks {

std::vector<Method> mpfr_peers_512(const Matrix<Real512>& W) { return mpfr_methods<153>(W); }

}  // namespace adamant::benchmarks
