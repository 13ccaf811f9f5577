#include "spectral/refined.hpp"

namespace adamant {

template std::optional<ThinSvd<Real256>> refined_svd(const Matrix<Real256>&);
template std::optional<CertifiedSvd<Real256>> certified_svd(const Matrix<Real256>&);
template std::optional<Matrix<Real256>> refined_polar(const Matrix<Real256>&);

}  // namespace adamant
