#pragma once

#include "optim/optimiser.hpp"

namespace adamant {

/// Sign descent: every entry moves by eta, whatever the size of its gradient.
///
///   U_t = −eta sign(G_t), sign(0) = 0
///
/// Shape     W, G, U are m×n.      Scale  U(cG) = U(G) for c > 0.
/// Requires  eta > 0; otherwise std::invalid_argument.
/// Source    bernstein2018signsgd.      Claims  D1 E18 F2.
template <class S>
struct SignDescent {
  using Scalar = S;
  struct State {};

  S eta = ratio<S>(1, 100);

  void check() const { require(eta > S(0), "SignDescent", "eta", eta, "eta > 0"); }
  State init(const Matrix<S>&) const { return {}; }
  Step<S, State> step(const Matrix<S>& G, const State&) const {
    return {-eta * G.unaryExpr([](const S& g) { return sign<S>(g); }), {}};
  }
};

}  // namespace adamant
