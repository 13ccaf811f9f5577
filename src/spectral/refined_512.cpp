#include "spectral/refined.hpp"

namespace adamant {

template std::optional<ThinSvd<Real512>> refined_svd(const Matrix<Real512>&);
template std::optional<CertifiedSvd<Real512>> certified_svd(const Matrix<Real512>&);
template std::optional<Matrix<Real512>> refined_polar(const Matrix<Real512>&);

}  // namespace adamant
