#pragma once

#include "properties/domains/gradient_run.hpp"
#include "properties/implementation.hpp"

namespace adamant {

/// Adam with the hyper-parameters of an instance.
template <Scalar S>
Adam<S> adam_of(const GradientRun& x) {
  return {.eta = x.eta.as<S>(),
          .beta1 = x.beta1.as<S>(),
          .beta2 = x.beta2.as<S>(),
          .epsilon = x.epsilon.as<S>()};
}

/// cG_1, …, cG_T.
template <Scalar S>
std::vector<Matrix<S>> scaled(std::vector<Matrix<S>> G, const S& c);

/// The longest chain of operations in T steps of an adaptive method.
inline long adaptive_operations(long T) { return 16 * T; }

/// 1/(1 − max(beta1, beta2)): the condition number of the corrections 1 − beta^t, by which Adam divides, for
/// claims that state it.
template <Scalar S>
S kappa_of_correction(const S& beta1, const S& beta2) {
  return S(1) / (S(1) - maximum<S>(beta1, beta2));
}
template <Scalar S>
S kappa_of_correction(const Adam<S>& p) {
  return kappa_of_correction<S>(p.beta1, p.beta2);
}

/// Fed G and cG, a method gives U and U': is U' = factor·U?
template <Scalar S>
Finding responds_to_scale(const Method<S>& method, const GradientRun& x, const S& c,
                          const S& factor);

/// |A|, entry by entry.
template <Scalar S>
Matrix<S> magnitudes(const Matrix<S>& A);

/// The largest |entry|.
template <Scalar S>
S largest(const Matrix<S>& A);

/// A_1 ∘ A_1, …, A_t ∘ A_t.
template <Scalar S>
std::vector<Matrix<S>> squares(std::vector<Matrix<S>> A);

/// Σ_{i ≤ t} b^{t−i} A_i, from its powers and not by recurrence.
template <Scalar S>
Matrix<S> decayed_sum(const std::vector<Matrix<S>>& A, const S& b, std::size_t t);

/// Σ_{i ≤ t} w_i A_i with w_i ∝ b^{t−i} and Σ w_i = 1.
template <Scalar S>
Matrix<S> decayed_mean(const std::vector<Matrix<S>>& A, const S& b, std::size_t t);

/// f(1) and … and f(n); vacuous where n = 0.
template <class F>
Finding for_every(std::size_t n, F f) {
  Finding worst = n == 0 ? Finding{.vacuous = true} : f(std::size_t(1));
  for (std::size_t i = 2; i <= n; ++i) worst = all({worst, f(i)});
  return worst;
}

/// All gradients of an instance as one, Tm×n: many entries for a claim about a single step.
template <Scalar S>
Matrix<S> stacked(const GradientRun& x);

/// sign(A), entry by entry.
template <Scalar S>
Matrix<S> signs(const Matrix<S>& A);

/// p with beta1 = 0.
template <Scalar S>
Adam<S> without_momentum(Adam<S> p) {
  p.beta1 = S(0);
  return p;
}

/// v_T, or v̂_T, of a method that moves by −eta G ⊘ √v.
template <Scalar S>
Matrix<S> observed_v(const Method<S>& method, const std::vector<Matrix<S>>& G, const S& eta);

}  // namespace adamant
