#include "spectral/refined.hpp"

namespace adamant {

template std::optional<ThinSvd<Real113>> refined_svd(const Matrix<Real113>&);
template std::optional<CertifiedSvd<Real113>> certified_svd(const Matrix<Real113>&);
template std::optional<Matrix<Real113>> refined_polar(const Matrix<Real113>&);

}  // namespace adamant
