#include "spectral/jacobi_svd.hpp"

namespace adamant {

template ThinSvd<double> jacobi_svd(const Matrix<double>&);
template ThinSvd<double> thin_svd(const Matrix<double>&);

}  // namespace adamant
