#pragma once

#include "problem/completion.hpp"

namespace adamant {

/// A loss phi of one residual e, with phi(0) = phi'(0) = 0 (the minimal subgradient of |e|).
template <class L, class S>
concept ResidualLoss = requires(const L& phi, const S& e) {
  { phi.value(e) } -> std::same_as<S>;
  { phi.slope(e) } -> std::same_as<S>;
};

/// phi(e) = e²/2.
template <class S>
struct SquaredLoss {
  S value(const S& e) const { return e * e / S(2); }
  S slope(const S& e) const { return e; }
};

/// phi(e) = |e|; the slope at 0 is 0.
template <class S>
struct AbsoluteLoss {
  S value(const S& e) const { return magnitude<S>(e); }
  S slope(const S& e) const { return sign<S>(e); }
  /// The minimiser of eta |x| + (x − e)²/2: a step that does not jump over 0, as explicit ones do.
  S proximal(const S& e, const S& eta) const {
    return sign<S>(e) * maximum<S>(S(0), magnitude<S>(e) - eta);
  }
};

/// phi(e) = e⁴/4.
template <class S>
struct QuarticLoss {
  S value(const S& e) const { return power(e, 4) / S(4); }
  S slope(const S& e) const { return power(e, 3); }
};

/// phi(e) = e²/2 for |e| ≤ delta, delta(|e| − delta/2) beyond: the slope never exceeds delta.
/// Source  huber1964robust.
template <class S>
struct HuberLoss {
  S delta = S(1);

  void check() const { require(delta > S(0), "HuberLoss", "delta", delta, "delta > 0"); }
  S value(const S& e) const {
    const S a = magnitude<S>(e);
    return select<S>(a <= delta, e * e / S(2), delta * (a - delta / S(2)));
  }
  S slope(const S& e) const { return maximum<S>(-delta, minimum<S>(e, delta)); }
};

/// phi(e) = log cosh e, between e²/2 and |e|. Not over exact scalars.
/// Accuracy  the value has an error of about u beside u·phi: near 0 it is noise.
template <class S>
struct LogCoshLoss {
  S value(const S& e) const {
    using std::exp;
    using std::log;
    const S a = magnitude<S>(e);
    return a + log(S((S(1) + exp(S(S(-2) * a))) / S(2)));
  }
  S slope(const S& e) const {
    using std::exp;
    const S q = exp(S(S(-2) * magnitude<S>(e)));
    return sign<S>(e) * (S(1) - q) / (S(1) + q);
  }
};

/// Matrix completion under any loss of the residuals.
///
///   l(W) = Σ_Omega phi(W − Y)       ∇l = phi'(W − Y) on Omega, 0 beside it
///
/// Shape     Y, Omega, W are m×n; Y matters on Omega only.
/// Variants  Completion: the squared loss, summed or averaged.      Claims  F1 F5 F20 F21.
template <class S, class Loss>
  requires ResidualLoss<Loss, S>
struct LossCompletion {
  Matrix<S> Y;
  Mask Omega;
  Loss phi = Loss();

  void check() const { require_same_shape(Y, Omega, "LossCompletion", "the shape of Omega"); }
  S value(const Matrix<S>& W) const {
    return P_Omega<S>(Omega, W - Y).unaryExpr([&](const S& e) { return phi.value(e); }).sum();
  }
  Matrix<S> gradient(const Matrix<S>& W) const {
    return P_Omega<S>(Omega, W - Y).unaryExpr([&](const S& e) { return phi.slope(e); });
  }
};

}  // namespace adamant
