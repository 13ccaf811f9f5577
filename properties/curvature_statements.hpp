#pragma once

#include "properties/domains/curvature_run.hpp"
#include "properties/statements.hpp"

namespace adamant {

/// What an instance describes: f of smallest and largest curvature mu and L, its minimiser, a start.
template <Scalar S>
struct Curved {
  explicit Curved(const CurvatureRun& run)
      : T(run.T),
        Q(run.Q.as<S>()),
        lambda(run.s.as<S>().cwiseProduct(run.s.as<S>())),
        centre(run.centre.as<S>()),
        start(run.start.as<S>()),
        f(around(Q * lambda.col(0).asDiagonal() * Q.transpose())) {
    for (Index i = 0; i < lambda.rows(); ++i) {
      if (lambda(i, 0) > lambda(top, 0)) top = i;
      if (lambda(i, 0) < lambda(bottom, 0)) bottom = i;
    }
    L = lambda(top, 0);
    mu = lambda(bottom, 0);
    eta = run.eta.as<S>() / L;
  }

  long T;
  Matrix<S> Q, lambda, centre, start;
  Quadratic<S> f;
  Index top = 0, bottom = 0;
  S L, mu, eta;

  /// The same curvatures in the same basis, seen from x_0 = centre + e.
  Curved from(const Matrix<S>& e) const {
    Curved other = *this;
    other.start = e;
    return other;
  }
  S R2() const { return start.squaredNorm(); }
  /// √(L/mu), rational.
  S root_kappa() const { return square_root<S>(L / mu); }

  /// x_0 − x*, …, x_T − x*.
  std::vector<Matrix<S>> errors(const Implementation<S>& the, const Method<S>& method) const {
    const auto gradient = [&](const Matrix<S>& x) { return the.quadratic_gradient(f, x); };
    auto x = trajectory<S>(method, centre + start, gradient, T);
    for (auto& e : x) e -= centre;
    return x;
  }
  /// f(x* + e) − f*.
  S gap(const Implementation<S>& the, const Matrix<S>& e) const {
    return the.quadratic_value(f, centre + e) - the.quadratic_value(f, centre);
  }

 private:
  Quadratic<S> around(const Matrix<S>& H) const { return {H, H * centre}; }
};

/// Gradient descent with the instance's step size, eta/L.
template <Scalar S>
Method<S> descent(const Implementation<S>& the, const S& eta) {
  return the.gradient_descent({.eta = eta});
}

}  // namespace adamant
