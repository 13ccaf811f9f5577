#include "spectral/jacobi_svd.hpp"

template adamant::ThinSvd<adamant::Real256> adamant::thin_svd(const Matrix<Real256>&);
