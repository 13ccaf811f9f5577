#include "spectral/symmetric_power.hpp"

#include "scalar/elementary.hpp"
#include "scalar/require.hpp"
#include "spectral/svd.hpp"

#include <Eigen/Eigenvalues>

namespace adamant {
namespace {

/// x^{p/q} for x > 0.
template <Real S>
S rational_power(S x, long p, long q) {
  for (; q % 2 == 0; q /= 2) x = square_root(x);
  if (q > 1) {
    using std::pow;
    x = pow(x, S(S(1) / integer<S>(q)));
  }
  x = power(x, std::abs(p));
  return p < 0 ? S(S(1) / x) : x;
}

template <Real S>
struct Eigenpairs {
  Matrix<S> Q;
  Vector<S> lambda;  ///< descending
};

/// The SVD that every tier has; in double, where runs are long, Eigen's solver.
template <Real S>
Eigenpairs<S> eigen_decomposition(const Matrix<S>& A) {
  if constexpr (std::same_as<S, double>) {
    const Eigen::SelfAdjointEigenSolver<Matrix<S>> eigen(A);
    if (eigen.info() != Eigen::Success)
      throw std::runtime_error("symmetric_power: the eigen-decomposition did not converge");
    return {eigen.eigenvectors().rowwise().reverse(), eigen.eigenvalues().reverse()};
  } else {
    const Matrix<S> lower = A.template triangularView<Eigen::Lower>();
    Matrix<S> symmetric = lower + Matrix<S>(lower.transpose());
    symmetric.diagonal() = A.diagonal();
    ThinSvd<S> svd = thin_svd<S>(symmetric);
    return {std::move(svd.V), std::move(svd.sigma)};
  }
}

}  // namespace

template <Real S>
Matrix<S> symmetric_power(const Matrix<S>& A, long p, long q, const S& tolerance) {
  require(A.rows() == A.cols(), "symmetric_power", "the number of columns of A", A.cols(),
          "that of its rows");
  require(q >= 1, "symmetric_power", "q", q, "q >= 1");
  for (Index i = 0; i < A.size(); ++i)
    require(is_finite(A.data()[i]), "symmetric_power", "an entry of A", A.data()[i], "finite");
  if (p == 0) return Matrix<S>::Identity(A.rows(), A.cols());
  if (A.size() == 0) return A;
  auto [Q, lambda] = eigen_decomposition<S>(A);
  const S least = tolerance * maximum<S>(S(0), lambda(0));
  for (S& x : lambda) x = x > least ? rational_power<S>(x, p, q) : S(0);
  return Q * lambda.asDiagonal() * Q.transpose();
}

template Matrix<double> symmetric_power(const Matrix<double>&, long, long, const double&);
template Matrix<Real113> symmetric_power(const Matrix<Real113>&, long, long, const Real113&);
template Matrix<Real256> symmetric_power(const Matrix<Real256>&, long, long, const Real256&);
template Matrix<Real512> symmetric_power(const Matrix<Real512>&, long, long, const Real512&);

}  // namespace adamant
