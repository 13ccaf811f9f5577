#pragma once

#include <Eigen/Core>

namespace adamant {

/// Whether Eigen multiplies matrices of S entry by entry, Σ_k A_ik B_kj in the order of k, and not by blocks made for
/// caches: those save nothing where a multiplication is a call, and each block kernel costs seconds to compile.
template <class S>
inline constexpr bool coefficient_products = false;

template <class S>
concept MultipliedByCoefficients = coefficient_products<S>;

}  // namespace adamant

/// Eigen's choice of a product is a partial specialisation of this template; these two are the narrower ones.
template <class Left, class Right>
  requires adamant::MultipliedByCoefficients<typename Left::Scalar>
struct Eigen::internal::generic_product_impl<Left, Right, Eigen::DenseShape, Eigen::DenseShape,
                                             Eigen::GemmProduct>
    : generic_product_impl<Left, Right, DenseShape, DenseShape, CoeffBasedProductMode> {
};

template <class Left, class Right>
  requires adamant::MultipliedByCoefficients<typename Left::Scalar>
struct Eigen::internal::generic_product_impl<Left, Right, Eigen::DenseShape, Eigen::DenseShape,
                                             Eigen::GemvProduct>
    : generic_product_impl<Left, Right, DenseShape, DenseShape, CoeffBasedProductMode> {
};
