#include "spectral/jacobi_svd.hpp"

template adamant::ThinSvd<adamant::Real512> adamant::thin_svd(const Matrix<Real512>&);
