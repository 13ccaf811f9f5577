#pragma once

#include "optim/optimiser.hpp"
#include "spectral/newton_schulz.hpp"

namespace adamant {

/// Muon: the momentum, made nearly orthogonal.
///
///   M_t = mu M_{t-1} + G_t          U_t = −eta NS(M_t), NS the Newton–Schulz polynomial of 5 steps
///
/// Shape     W, G, M, U are m×n.      Scale  U(cG) = U(G) for c > 0.
/// Requires  eta > 0, 0 ≤ mu < 1; otherwise std::invalid_argument.
/// Undefined M_t = 0 has no direction: U_t = 0 here.
/// Variants  MuonNesterov. A momentum with (1 − mu) G_t differs by a factor that NS does not see; the factor
///           √max(1, m/n) that implementations put before eta is left to eta.
/// Source    jordan2024muon.      Claims  A10 E17.
template <class S>
struct Muon {
  using Scalar = S;
  struct State {
    Matrix<S> M;
  };
  static constexpr long newton_schulz_steps = 5;

  S eta = ratio<S>(1, 50);
  S mu = ratio<S>(19, 20);

  void check() const {
    require(eta > S(0), "Muon", "eta", eta, "eta > 0");
    require(mu >= S(0) && mu < S(1), "Muon", "mu", mu, "0 <= mu < 1");
  }
  State init(const Matrix<S>& W) const { return {Matrix<S>::Zero(W.rows(), W.cols())}; }
  Step<S, State> step(const Matrix<S>& G, const State& state) const {
    const Matrix<S> M = mu * state.M + G;
    return {-eta * newton_schulz<S>(M, newton_schulz_steps), {M}};
  }
};

/// Muon on Nesterov's combination of momentum and gradient: the default of its reference implementation.
///
///   M_t = mu M_{t-1} + G_t          U_t = −eta NS(G_t + mu M_t)
///
/// Shape, Scale, Requires, Undefined  as Muon.      Source  jordan2024muon.      Claims  A10 E17.
template <class S>
struct MuonNesterov : Muon<S> {
  using State = typename Muon<S>::State;

  Step<S, State> step(const Matrix<S>& G, const State& state) const {
    const Matrix<S> M = this->mu * state.M + G;
    return {-this->eta * newton_schulz<S>(G + this->mu * M, Muon<S>::newton_schulz_steps), {M}};
  }
};

}  // namespace adamant
