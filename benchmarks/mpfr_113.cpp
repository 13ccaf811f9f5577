#include "benchmarks/mpfr_methods.hpp"

namespace adamant::benchmarks {

std::vector<Method> mpfr_peers_113(const Matrix<Real113>& W) { return mpfr_methods<34>(W); }

}  // namespace adamant::benchmarks
