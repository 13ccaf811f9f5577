#pragma once

#include "benchmarks/contest.hpp"
#include "benchmarks/svd_error.hpp"

#include <Eigen/SVD>

#include <memory>

namespace adamant::benchmarks {

/// A peer of multiprecision_svd: Eigen's `Svd` of W, all in S; the error is computed in the wider E.
template <class Svd, class E, class S>
Method eigen_svd_method(const std::string& name, const Matrix<S>& W) {
  const auto svd = std::make_shared<Svd>();
  const auto input = std::make_shared<Matrix<S>>(W);
  const auto run = [=] { svd->compute(*input, Eigen::ComputeThinU | Eigen::ComputeThinV); };
  return {.name = name, .run = run, .error = [=] {
            if (svd->singularValues().size() == 0) run();
            const auto wide = [](const auto& A) { return A.template cast<E>().eval(); };
            return svd_error<E, Matrix<E>, Vector<E>>(wide(*input), wide(svd->matrixU()),
                                                      wide(svd->singularValues()),
                                                      wide(svd->matrixV()));
          }};
}

}  // namespace adamant::benchmarks
