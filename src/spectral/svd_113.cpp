#include "spectral/jacobi_svd.hpp"

namespace adamant {

template ThinSvd<Real113> jacobi_svd(const Matrix<Real113>&);
template ThinSvd<Real113> thin_svd(const Matrix<Real113>&);

}  // namespace adamant
