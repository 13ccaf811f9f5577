#pragma once

#include "spectral/digit_products.hpp"

/// The SVD in double by which refinement starts: one-sided Jacobi rotations in a fixed order, sums in eight
/// parts whatever the vectors, nothing fused. Source  hestenes1958inversion.
namespace adamant {
namespace {

/// Columns are orthogonal where |xᵀy| is below this share of their norms.
constexpr double orthogonal_enough = 0x1p-48;
/// A column below this share of the largest counts as zero, for squares of squares would vanish.
constexpr double negligible_column = 0x1p-200;

inline double sum_of_eight(const V (&part)[panel_vectors]) {
  double s[panel_rows];
  for (int v = 0; v < panel_vectors; ++v) store(s + v * lanes, part[v]);
  return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
}

inline double dot(Size rows, const double* x, const double* y) {
  V part[panel_vectors] = {};
  for (Size i = 0; i < rows; i += panel_rows)
    for (int v = 0; v < panel_vectors; ++v)
      part[v] += load(x + i + v * lanes) * load(y + i + v * lanes);
  return sum_of_eight(part);
}

/// (x, y) ← (c x − s y, s x + c y).
inline void rotate(Size rows, double c, double s, double* x, double* y) {
  for (Size i = 0; i < rows; i += lanes) {
    const V a = load(x + i), b = load(y + i);
    store(x + i, c * a - s * b);
    store(y + i, s * a + c * b);
  }
}

/// y ← y − a x.
inline void subtract(Size rows, double a, const double* x, double* y) {
  for (Size i = 0; i < rows; i += lanes) store(y + i, load(y + i) - a * load(x + i));
}

inline void scale_column(Size rows, double a, double* x) {
  for (Size i = 0; i < rows; i += lanes) store(x + i, a * load(x + i));
}

inline void exchange(Size rows, double* x, double* y) {
  for (Size i = 0; i < rows; i += lanes) {
    const V a = load(x + i);
    store(x + i, load(y + i));
    store(y + i, a);
  }
}

class Hestenes {
 public:
  Hestenes(Size n, Size stride, double* A, double* right, double* squares)
      : n_(n), stride_(stride), A_(A), right_(right), squares_(squares) {}

  bool run() {
    for (Size e = 0; e < n_ * stride_; ++e) right_[e] = 0;
    for (Size j = 0; j < n_; ++j) right_[j * stride_ + j] = 1;
    bool done = false;
    for (int sweep = 0; sweep < 40 && !done; ++sweep) done = !this->sweep();
    if (done) normalise();
    return done;
  }

 private:
  double* a(Size j) const { return A_ + j * stride_; }
  double* v(Size j) const { return right_ + j * stride_; }

  /// True where it turned something.
  bool sweep() {
    double most = 0;
    for (Size j = 0; j < n_; ++j) {
      squares_[j] = dot(stride_, a(j), a(j));
      most = squares_[j] > most ? squares_[j] : most;
    }
    least_ = most * (negligible_column * negligible_column);
    bool turned = false;
    for (Size i = 0; i < n_; ++i) {
      largest_first(i);
      for (Size j = i + 1; j < n_; ++j) turned = turn(i, j) || turned;
    }
    return turned;
  }

  /// De Rijk's order: the longest column that is left comes first.
  void largest_first(Size i) {
    Size most = i;
    for (Size j = i + 1; j < n_; ++j)
      if (squares_[j] > squares_[most]) most = j;
    if (most == i) return;
    exchange(stride_, a(i), a(most));
    exchange(stride_, v(i), v(most));
    const double square = squares_[i];
    squares_[i] = squares_[most];
    squares_[most] = square;
  }

  bool turn(Size i, Size j) {
    if (squares_[i] <= least_ || squares_[j] <= least_) return false;
    const double x = dot(stride_, a(i), a(j));
    if (x * x <= orthogonal_enough * orthogonal_enough * squares_[i] * squares_[j]) return false;
    const double zeta = (squares_[j] - squares_[i]) / (2 * x), size = zeta < 0 ? -zeta : zeta,
                 root = size + __builtin_sqrt(1 + zeta * zeta), t = (zeta < 0 ? -1 : 1) / root,
                 c = 1 / __builtin_sqrt(1 + t * t), s = c * t;
    rotate(stride_, c, s, a(i), a(j));
    rotate(stride_, c, s, v(i), v(j));
    squares_[i] -= t * x;
    squares_[j] += t * x;
    return true;
  }

  void normalise() {
    for (Size j = 0; j < n_; ++j) {
      const double square = dot(stride_, a(j), a(j));
      squares_[j] = __builtin_sqrt(square);
      if (square > least_) {
        scale_column(stride_, 1 / squares_[j], a(j));
      } else {
        scale_column(stride_, 0, a(j));
      }
    }
    for (Size j = 0; j < n_; ++j)
      if (!(squares_[j] * squares_[j] > least_)) complete(j);
  }

  /// Column j of U becomes a unit vector orthogonal to the others: of the axes, one that they do not span.
  void complete(Size j) {
    for (Size axis = 0; axis < n_; ++axis) {
      for (Size i = 0; i < stride_; ++i) a(j)[i] = 0;
      a(j)[axis] = 1;
      if (orthogonalise(j) * static_cast<double>(2 * n_) < 1) continue;
      orthogonalise(j);
      scale_column(stride_, 1 / __builtin_sqrt(dot(stride_, a(j), a(j))), a(j));
      return;
    }
  }

  /// The square of what is left.
  double orthogonalise(Size j) {
    for (Size i = 0; i < n_; ++i)
      if (i != j) subtract(stride_, dot(stride_, a(i), a(j)), a(i), a(j));
    return dot(stride_, a(j), a(j));
  }

  Size n_, stride_;
  double *A_, *right_, *squares_;
  double least_ = 0;
};

inline bool hestenes(Size n, Size stride, double* A, double* right, double* norms) {
  return Hestenes(n, stride, A, right, norms).run();
}

}  // namespace
}  // namespace adamant
