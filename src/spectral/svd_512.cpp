#include "spectral/jacobi_svd.hpp"

namespace adamant {

template ThinSvd<Real512> jacobi_svd(const Matrix<Real512>&);
template ThinSvd<Real512> thin_svd(const Matrix<Real512>&);

}  // namespace adamant
