#pragma once

#include "problem/objective.hpp"
#include "scalar/require.hpp"

namespace adamant {

/// P_Omega(A): A on the observed entries, 0 elsewhere. Chosen, not multiplied: 0·NaN would be NaN.
template <Scalar S>
Matrix<S> P_Omega(const Mask& Omega, const Matrix<S>& A) {
  require_same_shape(Omega, A, "P_Omega", "the shape of A");
  return Omega.matrix().select(A, Matrix<S>::Zero(A.rows(), A.cols()));
}

/// A − P_Omega(A): the unobserved part.
template <Scalar S>
Matrix<S> P_complement(const Mask& Omega, const Matrix<S>& A) {
  return P_Omega<S>(!Omega, A);
}

/// Which multiple of the squared residual a completion loss is: the two differ by |Omega|/2, and so
/// does the largest stable step (2 and |Omega|).
enum class LossScale { half_sum, mean };

/// Matrix completion: the squared residual on the observed entries.
///
///   half_sum  l(W) = ½ ‖P_Omega(W − Y)‖²           ∇l = P_Omega(W − Y)
///   mean      l(W) = ‖P_Omega(W − Y)‖²/|Omega|     ∇l = 2 P_Omega(W − Y)/|Omega|
///
/// Shape     Y, Omega, W are m×n; Y matters on Omega only.
/// Undefined the mean over an empty Omega: check() throws std::invalid_argument.
/// Claims    F1 F2 F4 F5 F6.
template <class S>
struct Completion {
  Matrix<S> Y;
  Mask Omega;
  LossScale scale = LossScale::half_sum;

  void check() const {
    require_same_shape(Y, Omega, "Completion", "the shape of Omega");
    if (scale == LossScale::mean)
      require(Omega.count() > 0, "Completion", "|Omega|", Omega.count(),
              "at least 1 for the mean loss");
  }

  S value(const Matrix<S>& W) const {
    return P_Omega<S>(Omega, W - Y).squaredNorm() * curvature() / S(2);
  }
  Matrix<S> gradient(const Matrix<S>& W) const { return P_Omega<S>(Omega, W - Y) * curvature(); }
  /// L, the curvature of l along an observed entry: gradient descent is stable for eta < 2/L.
  S curvature() const { return scale == LossScale::half_sum ? S(1) : ratio<S>(2, Omega.count()); }
  Matrix<S> zero_fill() const { return P_Omega<S>(Omega, Y); }
};

}  // namespace adamant
