#include "spectral/polar.hpp"

#include "scalar/elementary.hpp"
#include "scalar/require.hpp"

#include <Eigen/LU>
#include <Eigen/QR>

namespace adamant {
namespace {

/// The square, nonsingular case. Scaled while far from orthogonal, then plain and quadratic.
template <Real S>
std::optional<Matrix<S>> newton(Matrix<S> X) {
  const S u = unit_roundoff<S>();
  const S root_n = square_root(integer<S>(X.rows()));
  bool scaled = true;
  for (int step = 0; step < 200; ++step) {
    const Matrix<S> inverse = X.partialPivLu().inverse().transpose();
    const S size = X.norm(), inverse_size = inverse.norm();
    if (!is_finite(inverse_size) || !is_finite(size)) return std::nullopt;
    if (size * inverse_size * u * integer<S>(X.rows()) > S(1)) return std::nullopt;
    const S gamma = scaled ? square_root<S>(inverse_size / size) : S(1);
    const Matrix<S> next = (X * gamma + inverse / gamma) / S(2);
    const S change = (next - X).norm() / root_n;
    X = next;
    if (!scaled && change < integer<S>(64) * root_n * u) return X;
    if (change < power_of_two<S>(-7)) scaled = false;
  }
  return std::nullopt;
}

}  // namespace

template <Real S>
std::optional<Matrix<S>> polar_newton(const Matrix<S>& W) {
  for (Index i = 0; i < W.size(); ++i)
    require(is_finite(W.data()[i]), "polar_newton", "an entry of W", W.data()[i], "finite");
  if (W.size() == 0) return W;
  if (W.rows() < W.cols()) {
    const auto Pt = polar_newton<S>(W.transpose());
    if (!Pt) return std::nullopt;
    return Matrix<S>(Pt->transpose());
  }
  const S largest = W.cwiseAbs().maxCoeff();
  if (is_zero(largest)) return std::nullopt;
  const Eigen::HouseholderQR<Matrix<S>> qr(W / largest);
  const Matrix<S> R = qr.matrixQR().topRows(W.cols()).template triangularView<Eigen::Upper>();
  const auto P = newton<S>(R);
  if (!P) return std::nullopt;
  const Matrix<S> Q = qr.householderQ() * Matrix<S>::Identity(W.rows(), W.cols());
  return Matrix<S>(Q * *P);
}

template std::optional<Matrix<double>> polar_newton(const Matrix<double>&);
template std::optional<Matrix<Real113>> polar_newton(const Matrix<Real113>&);
template std::optional<Matrix<Real256>> polar_newton(const Matrix<Real256>&);
template std::optional<Matrix<Real512>> polar_newton(const Matrix<Real512>&);

}  // namespace adamant
