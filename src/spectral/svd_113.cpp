#include "spectral/jacobi_svd.hpp"

template adamant::ThinSvd<adamant::Real113> adamant::thin_svd(const Matrix<Real113>&);
