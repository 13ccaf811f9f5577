#pragma once

#include "optim/optimiser.hpp"
#include "spectral/fast_polar.hpp"

#include <memory>

namespace adamant {

/// Spectral descent in double with the polar factor of the hot loop: U_t = −eta polar(G_t).
///
/// Shape     W, G, U are m×n.      Scale  U(cG) = U(G) for c > 0; U has the units of W.
/// Requires  eta > 0; otherwise std::invalid_argument. The state holds the kernel's workspace: one run a state.
/// Accuracy  as FastPolar; SpectralDescent is the pure form, and a test that both agree.
/// Source    carlson2015preconditioned.
struct FastSpectralDescent {
  using Scalar = double;
  struct State {
    std::shared_ptr<FastPolar> polar;
  };

  double eta;

  void check() const { require(eta > 0, "FastSpectralDescent", "eta", eta, "eta > 0"); }
  State init(const Matrix<double>& W) const {
    return {std::make_shared<FastPolar>(W.rows(), W.cols())};
  }
  Step<double, State> step(const Matrix<double>& G, const State& state) const {
    Matrix<double> Q;
    (*state.polar)(G, Q);
    return {-eta * Q, state};
  }
};

}  // namespace adamant
