#include "benchmarks/mpfr_methods.hpp"

#include <qd/qd_real.h>

namespace adamant::benchmarks {
namespace {

/// Every component of an unevaluated sum, the smallest first.
template <class E>
E widened(const dd_real& x) {
  return E(x.x[1]) + E(x.x[0]);
}
template <class E>
E widened(const qd_real& x) {
  return E(x.x[3]) + E(x.x[2]) + E(x.x[1]) + E(x.x[0]);
}

}  // namespace
}  // namespace adamant::benchmarks

template <class Q>
struct QdTraits : Eigen::GenericNumTraits<Q> {
  using Real = Q;
  using NonInteger = Q;
  using Nested = Q;
  using Literal = double;
  enum {
    IsComplex = 0,
    IsInteger = 0,
    IsSigned = 1,
    RequireInitialization = 0,
    ReadCost = 1,
    AddCost = 20,
    MulCost = 20
  };
  static Q epsilon() { return Q::_eps; }
  static Q dummy_precision() { return 1024 * Q::_eps; }
  static Q highest() { return Q::_max; }
  static Q lowest() { return -Q::_max; }
  static int digits10() { return Q::_ndigits; }
};
template <>
struct Eigen::NumTraits<dd_real> : QdTraits<dd_real> {};
template <>
struct Eigen::NumTraits<qd_real> : QdTraits<qd_real> {};

namespace adamant::benchmarks {
namespace {

template <class Q, class S>
Method quad_double_peer(const std::string& name, const Matrix<S>& W) {
  using E = Mpfr<340>;
  const auto A =
      std::make_shared<Matrix<Q>>(W.unaryExpr([](const S& x) { return Q(x.str().c_str()); }));
  // Eigen's preconditioners have a constructor that takes these for an index.
  const auto svd = std::make_shared<Eigen::JacobiSVD<Matrix<Q>, Eigen::NoQRPreconditioner>>();
  const auto run = [=] { svd->compute(*A, Eigen::ComputeFullU | Eigen::ComputeFullV); };
  return {.name = name, .run = run, .error = [=] {
            if (svd->singularValues().size() == 0) run();
            const auto wide = [](const auto& X) {
              return X.unaryExpr([](const Q& x) { return widened<E>(x); }).eval();
            };
            return svd_error<E, Matrix<E>, Vector<E>>(
                wide(*A), wide(svd->matrixU()), wide(svd->singularValues()), wide(svd->matrixV()));
          }};
}

}  // namespace

std::vector<Method> double_double_peers(const Matrix<Real113>& W) {
  return {quad_double_peer<dd_real>("eigen_jacobi_dd_real", W)};
}
std::vector<Method> quad_double_peers(const Matrix<Real256>& W) {
  return {quad_double_peer<qd_real>("eigen_jacobi_qd_real", W)};
}

}  // namespace adamant::benchmarks
