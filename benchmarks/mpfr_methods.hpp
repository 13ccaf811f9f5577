#pragma once

#include "benchmarks/eigen_svd_methods.hpp"
#include "benchmarks/mpfr_peer.hpp"

#include <boost/multiprecision/mpfr.hpp>

namespace adamant::benchmarks {

/// Boost counts decimals: these are within two bits of a tier, and take as many limbs.
template <unsigned decimals>
using Mpfr = boost::multiprecision::number<
    boost::multiprecision::mpfr_float_backend<decimals, boost::multiprecision::allocate_stack>,
    boost::multiprecision::et_off>;

}  // namespace adamant::benchmarks

/// What Boost's own lack, as for the tiers: without infinity BDCSVD does not compile.
template <unsigned decimals>
struct Eigen::NumTraits<adamant::benchmarks::Mpfr<decimals>>
    : Eigen::GenericNumTraits<adamant::benchmarks::Mpfr<decimals>> {
  using Scalar = adamant::benchmarks::Mpfr<decimals>;
  using Real = Scalar;
  using NonInteger = Scalar;
  using Nested = Scalar;
  using Literal = double;
  using Limits = std::numeric_limits<Scalar>;
  enum {
    IsComplex = 0,
    IsInteger = 0,
    IsSigned = 1,
    RequireInitialization = 1,
    ReadCost = 1,
    AddCost = 4,
    MulCost = 8
  };
  static Real epsilon() { return Limits::epsilon(); }
  static Real dummy_precision() { return 1024 * epsilon(); }
  static Scalar highest() { return Limits::max(); }
  static Scalar lowest() { return -Limits::max(); }
  static Scalar infinity() { return Limits::infinity(); }
  static Scalar quiet_NaN() { return Limits::quiet_NaN(); }
  static int digits() { return Limits::digits; }
  static int digits10() { return Limits::digits10; }
};

namespace adamant::benchmarks {

template <unsigned decimals, class S>
std::vector<Method> mpfr_methods(const Matrix<S>& W) {
  using Number = Mpfr<decimals>;
  using Dense = Matrix<Number>;
  constexpr int digits = std::numeric_limits<Number>::digits;
  static_assert((digits + 63) / 64 == (bits<S> + 63) / 64 && digits - bits<S> <= 2 &&
                bits<S> - digits <= 2);
  const Dense A = W.unaryExpr([](const S& x) { return Number(x.str()); });
  return {eigen_svd_method<Eigen::JacobiSVD<Dense>, Mpfr<340>>("eigen_jacobi_mpfr", A),
          eigen_svd_method<Eigen::BDCSVD<Dense>, Mpfr<340>>("eigen_bdc_mpfr", A)};
}

}  // namespace adamant::benchmarks
