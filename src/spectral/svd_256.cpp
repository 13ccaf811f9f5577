#include "spectral/jacobi_svd.hpp"

namespace adamant {

template ThinSvd<Real256> jacobi_svd(const Matrix<Real256>&);
template ThinSvd<Real256> thin_svd(const Matrix<Real256>&);

}  // namespace adamant
