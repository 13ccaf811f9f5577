#include "benchmarks/eigen_svd_methods.hpp"
#include "benchmarks/mpfr_peer.hpp"

#include <boost/multiprecision/float128.hpp>

using Quad = boost::multiprecision::number<boost::multiprecision::float128_backend,
                                           boost::multiprecision::et_off>;

template <>
struct Eigen::NumTraits<Quad> : Eigen::GenericNumTraits<Quad> {
  using Real = Quad;
  using NonInteger = Quad;
  using Nested = Quad;
  using Literal = double;
  enum {
    IsComplex = 0,
    IsInteger = 0,
    IsSigned = 1,
    RequireInitialization = 0,
    ReadCost = 1,
    AddCost = 4,
    MulCost = 8
  };
  static Real epsilon() { return std::numeric_limits<Quad>::epsilon(); }
  static Real dummy_precision() { return 1024 * epsilon(); }
  static Quad highest() { return std::numeric_limits<Quad>::max(); }
  static Quad lowest() { return -std::numeric_limits<Quad>::max(); }
  static int digits10() { return std::numeric_limits<Quad>::digits10; }
};

namespace adamant::benchmarks {

std::vector<Method> float128_peers(const Matrix<Real113>& W) {
  const Matrix<Quad> A = W.unaryExpr([](const Real113& x) { return Quad(x.str()); });
  return {eigen_svd_method<Eigen::JacobiSVD<Matrix<Quad>>, Quad>("eigen_jacobi_float128", A)};
}

}  // namespace adamant::benchmarks
