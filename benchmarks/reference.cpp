#include "benchmarks/reference.hpp"

#include "benchmarks/lapack.hpp"
#include "spectral/double_pair.hpp"
#include "spectral/refine.hpp"
#include "spectral/svd.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace adamant::benchmarks {
namespace {

constexpr int slice_bits = 20, slices = 4;

/// x = Σ_k s_k 2^(−20(k+1)) + less than 2^-80, |x| ≤ 1; the s_k are integers.
std::array<Matrix<double>, slices> cut(Matrix<double> A) {
  std::array<Matrix<double>, slices> parts;
  for (Matrix<double>& part : parts) {
    A *= std::ldexp(1.0, slice_bits);
    part = A.unaryExpr([](double x) { return std::nearbyint(x); });
    A -= part;
  }
  return parts;
}

/// AᵀB − its transpose where `skew`, else I − AᵀB, rounded once. Products of slices are below 2^38, sums of
/// 4·1024 of them below 2^53: every dgemm is exact. Entries of A and B at most 1/2.
Matrix<double> exact_difference(const Matrix<double>& A, const Matrix<double>& B, bool skew) {
  const Index n = A.rows();
  const auto a = cut(A), b = cut(B);
  std::vector<DoublePair> sum(static_cast<std::size_t>(n * n));
  for (int weight = 0; weight < slices + 1; ++weight) {
    Matrix<double> C = Matrix<double>::Zero(n, n);
    for (int k = std::max(0, weight - slices + 1); k <= std::min(weight, slices - 1); ++k)
      dgemm(n, a[static_cast<std::size_t>(k)].data(), true,
            b[static_cast<std::size_t>(weight - k)].data(), C.data(), true);
    const double unit = std::ldexp(1.0, -slice_bits * (weight + 2));
    for (Index j = 0; j < n; ++j)
      for (Index i = 0; i < n; ++i) {
        DoublePair& s = sum[static_cast<std::size_t>(i + j * n)];
        s = s + DoublePair{(skew ? C(i, j) - C(j, i) : -C(i, j)) * unit, 0};
      }
  }
  Matrix<double> D(n, n);
  for (Index j = 0; j < n; ++j)
    for (Index i = 0; i < n; ++i) {
      const DoublePair s = sum[static_cast<std::size_t>(i + j * n)];
      D(i, j) = !skew && i == j ? (DoublePair{0.25, 0} + s).high : s.high;
    }
  return D;
}

}  // namespace

Matrix<double> corrected_polar(const Matrix<double>& W) {
  const ThinSvd<double> svd = thin_svd_lapack(W);
  const Matrix<double> Q = svd.U * svd.V.transpose();
  int exponent = 0;
  (void)std::frexp(svd.sigma(0), &exponent);
  const double scale = std::ldexp(1.0, exponent + 1);  // |W/scale| ≤ ‖W/scale‖_2 ≤ 1/2
  const Matrix<double> A = 2 * exact_difference(Q / 2, W / scale, true),
                       R = 4 * exact_difference(Q / 2, Q / 2, false);
  const Matrix<double> a = svd.V.transpose() * A * svd.V, r = svd.V.transpose() * R * svd.V;
  Matrix<double> X(W.rows(), W.cols());
  for (Index j = 0; j < X.cols(); ++j)
    for (Index i = 0; i < X.rows(); ++i) {
      const double si = svd.sigma(i) / scale, sj = svd.sigma(j) / scale;
      X(i, j) = r(i, j) / 2 + (a(i, j) + r(i, j) * (sj - si) / 2) / (si + sj);
    }
  return Q + Q * (svd.V * X * svd.V.transpose());
}

Matrix<double> reference_polar(const Matrix<double>& W) {
  if (W.rows() <= 157)
    if (const auto Q = refined_polar<Real256>(W.cast<Real256>()))
      return Q->unaryExpr([](const Real256& x) { return static_cast<double>(x); });
  return corrected_polar(W);
}

double gradient_error(const Matrix<double>& W, const Matrix<double>& reference, const double* Q,
                      double nuclear) {
  const double F = W.norm();
  const auto gradient = [&](const auto& P, double N) -> Matrix<double> {
    return P / F - W * (N / F / F / F);
  };
  const Matrix<double> best = gradient(reference, reference.cwiseProduct(W).sum());
  const Eigen::Map<const Matrix<double>> P(Q, W.rows(), W.cols());
  return (gradient(P, nuclear) - best).norm() / best.norm();
}

double polar_floor(Index n, double kappa) {
  const double pi = std::numbers::pi, size = static_cast<double>(n);
  const double degree = 2 * std::log(4 * kappa) / (pi * pi) * std::log(4e12);
  return 2 * size * size * size * std::log2(degree);
}

}  // namespace adamant::benchmarks
