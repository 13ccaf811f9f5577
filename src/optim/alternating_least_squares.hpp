#pragma once

#include "optim/completion_solver.hpp"

#include <Eigen/QR>

namespace adamant {

/// W = A Bᵀ.
template <Real S>
struct Factors {
  Matrix<S> A;  ///< m×r
  Matrix<S> B;  ///< n×r

  Matrix<S> product() const { return A * B.transpose(); }
};

/// The x of least ‖B_J x − y‖² + mu ‖x‖², B_J the rows of B in J; of several the shortest.
template <Real S>
Vector<S> ridge_solution(const Matrix<S>& B, const std::vector<Index>& J, const Vector<S>& y,
                         const S& mu) {
  const Index q = static_cast<Index>(J.size()), r = B.cols();
  if (q == 0 || r == 0) return Vector<S>::Zero(r);
  const Index extra = mu > S(0) ? r : 0;
  Matrix<S> C = Matrix<S>::Zero(q + extra, r);
  Vector<S> d = Vector<S>::Zero(q + extra);
  for (Index k = 0; k < q; ++k) C.row(k) = B.row(J[static_cast<std::size_t>(k)]);
  d.head(q) = y;
  if (extra > 0) C.bottomRows(r).diagonal().setConstant(square_root<S>(mu));
  return C.completeOrthogonalDecomposition().solve(d);
}

/// Alternating least squares: W = A Bᵀ, each factor the exact minimiser for the other.
///
///   f(A, B) = ½ ‖P_Omega(A Bᵀ − Y)‖² + ½ mu (‖A‖_F² + ‖B‖_F²)
///   A_{t+1} = argmin f(·, B_t),   B_{t+1} = argmin f(A_{t+1}, ·), row by row
///
/// Shape     Y, Omega are m×n, A is m×r, B n×r; Y matters on Omega only.
/// Scale     (A, B, Y, mu) ↦ (√c A, √c B, c Y, c mu) for c > 0.
/// Requires  r ≥ 1, mu ≥ 0; otherwise std::invalid_argument.
/// Undefined a row without observed entries, or with fewer than r at mu = 0: the shortest solution.
/// Variants  mu = 0 is the factorised problem of rank r. For mu > 0 and r no less than the rank of
///           SoftImpute's minimiser for lambda = mu, min f over the factors is that minimum.
/// Source    srebro2005maximum for the penalty; zhou2008large, whose penalty weighs rows by their entries.
template <Real S>
struct AlternatingLeastSquares {
  using State = Factors<S>;

  Completion<S> problem;
  Index r = 1;
  S mu = S(0);

  void check() const {
    problem.check();
    require(r >= 1, "AlternatingLeastSquares", "r", r, "r >= 1");
    require(mu >= S(0), "AlternatingLeastSquares", "mu", mu, "mu >= 0");
  }
  /// A = U_r Sigma_r^½, B = V_r Sigma_r^½ of zero fill, padded with zeros where r > min(m, n).
  State init() const {
    const ThinSvd<S> svd = thin_svd<S>(problem.zero_fill());
    const Index kept = std::min<Index>(r, svd.sigma.size());
    const Vector<S> root =
        svd.sigma.head(kept).unaryExpr([](const S& s) { return square_root<S>(s); });
    State x{Matrix<S>::Zero(problem.Y.rows(), r), Matrix<S>::Zero(problem.Y.cols(), r)};
    x.A.leftCols(kept) = svd.U.leftCols(kept) * root.asDiagonal();
    x.B.leftCols(kept) = svd.V.leftCols(kept) * root.asDiagonal();
    return x;
  }
  State step(const State& x) const {
    const Matrix<S> A = fitted(x.B, problem.Y, problem.Omega);
    return {A, fitted(A, problem.Y.transpose(), problem.Omega.transpose())};
  }
  S value(const State& x) const {
    return problem.value(x.product()) + mu * (x.A.squaredNorm() + x.B.squaredNorm()) / S(2);
  }

 private:
  /// Row i: the best x for y_ij ≈ ⟨x, B_j⟩, j observed.
  Matrix<S> fitted(const Matrix<S>& B, const Matrix<S>& Y, const Mask& Omega) const {
    Matrix<S> A(Y.rows(), r);
    for (Index i = 0; i < Y.rows(); ++i) {
      std::vector<Index> J;
      for (Index j = 0; j < Y.cols(); ++j)
        if (Omega(i, j)) J.push_back(j);
      Vector<S> y(static_cast<Index>(J.size()));
      for (Index k = 0; k < y.size(); ++k) y(k) = Y(i, J[static_cast<std::size_t>(k)]);
      A.row(i) = ridge_solution<S>(B, J, y, mu).transpose();
    }
    return A;
  }
};

/// Its steps from init() until the relative change of W is at most the tolerance.
CompletionSolution alternating_least_squares(const Completion<double>& problem, Index r, double mu,
                                             const SolverBudget& budget);

}  // namespace adamant
