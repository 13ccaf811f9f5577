#pragma once

#include "scalar/elementary.hpp"
#include "scalar/require.hpp"
#include "spectral/jacobi.hpp"
#include "spectral/refine.hpp"

#include <Eigen/SVD>

namespace adamant {

/// The definitions behind thin_svd and jacobi_svd, included by one unit for each tier.
template <Real S>
ThinSvd<S> jacobi_svd(const Matrix<S>& W) {
  const Index k = std::min(W.rows(), W.cols());
  if (k == 0) return {Matrix<S>(W.rows(), 0), Vector<S>(0), Matrix<S>(W.cols(), 0)};
  for (Index i = 0; i < W.size(); ++i)
    require(is_finite(W.data()[i]), "thin_svd", "an entry of W", W.data()[i], "finite");
  using std::frexp;
  int exponent = 0;
  (void)frexp(S(W.cwiseAbs().maxCoeff()), &exponent);
  const Eigen::JacobiSVD<Matrix<S>> svd(
      W * power_of_two<S>(-exponent / 2) * power_of_two<S>(-(exponent - exponent / 2)),
      Eigen::ComputeThinU | Eigen::ComputeThinV);
  return {svd.matrixU(),
          svd.singularValues() * power_of_two<S>(exponent / 2) *
              power_of_two<S>(exponent - exponent / 2),
          svd.matrixV()};
}

template <Real S>
ThinSvd<S> thin_svd(const Matrix<S>& W) {
  if constexpr (!std::same_as<S, double>)
    if (std::min(W.rows(), W.cols()) > 1)
      if (auto refined = refined_svd<S>(W)) return *std::move(refined);
  return jacobi_svd<S>(W);
}

}  // namespace adamant
