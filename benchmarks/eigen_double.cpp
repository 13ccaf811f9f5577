#include "benchmarks/eigen_double.hpp"

#include <Eigen/SVD>

namespace adamant::benchmarks {
namespace {

using Dense = Eigen::MatrixXd;

template <class Svd>
double polar(long n, const double* W, double* Q) {
  const Svd svd(Eigen::Map<const Dense>(W, n, n), Eigen::ComputeThinU | Eigen::ComputeThinV);
  Eigen::Map<Dense>(Q, n, n).noalias() = svd.matrixU() * svd.matrixV().transpose();
  return svd.singularValues().sum();
}

}  // namespace

[[gnu::visibility("default")]] double eigen_polar(EigenDriver driver, long n, const double* W,
                                                  double* Q) {
  return driver == EigenDriver::jacobi ? polar<Eigen::JacobiSVD<Dense>>(n, W, Q)
                                       : polar<Eigen::BDCSVD<Dense>>(n, W, Q);
}

}  // namespace adamant::benchmarks
