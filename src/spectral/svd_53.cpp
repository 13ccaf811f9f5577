#include "spectral/jacobi_svd.hpp"

template adamant::ThinSvd<double> adamant::thin_svd(const Matrix<double>&);
