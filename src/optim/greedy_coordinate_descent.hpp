#pragma once

#include "optim/optimiser.hpp"

namespace adamant {

/// Greedy coordinate descent (Gauss–Southwell): steepest descent in the norm Σ|U_ij|. Only the entry with
/// the largest gradient moves, by eta.
///
///   U_t = −eta sign(G_t) at the first entry where |G_t| is largest, 0 elsewhere; entries by columns
///
/// Shape     W, G, U are m×n.      Scale  U(cG) = U(G) for c > 0.
/// Requires  eta > 0; otherwise std::invalid_argument.
/// Undefined G = 0 has no largest entry: U = 0 here.
/// Claims    A3.
template <class S>
struct GreedyCoordinateDescent {
  using Scalar = S;
  struct State {};

  S eta = ratio<S>(1, 100);

  void check() const { require(eta > S(0), "GreedyCoordinateDescent", "eta", eta, "eta > 0"); }
  State init(const Matrix<S>&) const { return {}; }
  Step<S, State> step(const Matrix<S>& G, const State&) const {
    S largest(0), left(1);
    for (Index i = 0; i < G.size(); ++i) largest = maximum<S>(largest, magnitude<S>(G.data()[i]));
    Matrix<S> U(G.rows(), G.cols());
    for (Index i = 0; i < G.size(); ++i) {
      const S g = G.data()[i], here = select<S>(magnitude<S>(g) == largest, left, S(0));
      U.data()[i] = -eta * sign<S>(g) * here;
      left -= here;
    }
    return {U, {}};
  }
};

}  // namespace adamant
