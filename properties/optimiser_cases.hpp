#pragma once

#include "properties/implementation.hpp"

#include <sstream>
#include <string>

namespace adamant {

/// What the tests of optimisers share: small matrices of integers, comparisons, and every method by name.

/// m×n of integers, by rows.
template <class S>
Matrix<S> rows(std::initializer_list<std::initializer_list<int>> entries) {
  Matrix<S> A(static_cast<Index>(entries.size()), static_cast<Index>(entries.begin()->size()));
  Index i = 0;
  for (const auto& row : entries) {
    Index j = 0;
    for (const int x : row) A(i, j++) = integer<S>(x);
    ++i;
  }
  return A;
}

template <class S>
Matrix<S> row(std::initializer_list<S> entries) {
  Matrix<S> A(1, static_cast<Index>(entries.size()));
  Index j = 0;
  for (const S& x : entries) A(0, j++) = x;
  return A;
}

inline Mask mask(std::initializer_list<std::initializer_list<int>> entries) {
  return rows<double>(entries).array() != 0;
}

/// Equal without rounding over exact scalars; to 2^12 u of the largest entry, or of 1, at a tier.
template <class S>
bool close(const Matrix<S>& A, const Matrix<S>& B) {
  if (A.rows() != B.rows() || A.cols() != B.cols()) return false;
  for (Index i = 0; i < A.size(); ++i) {
    const S a = A.data()[i], b = B.data()[i];
    if constexpr (Exact<S>) {
      if (!(a == b)) return false;
    } else {
      const S scale = maximum<S>(S(1), B.cwiseAbs().maxCoeff());
      if (!(magnitude<S>(a - b) <= power_of_two<S>(12) * unit_roundoff<S>() * scale)) return false;
    }
  }
  return true;
}

template <class S>
bool close(const std::vector<Matrix<S>>& A, const std::vector<Matrix<S>>& B) {
  return A.size() == B.size() &&
         std::equal(A.begin(), A.end(), B.begin(),
                    [](const Matrix<S>& a, const Matrix<S>& b) { return close<S>(a, b); });
}

template <class S>
std::string text(const std::vector<Matrix<S>>& list) {
  std::ostringstream out;
  for (const auto& A : list) out << A << "\n";
  return out.str();
}

/// A method and what it is known to commute with.
template <class S>
struct Named {
  std::string name;
  Method<S> method;
  bool rotates = false;  ///< U(QG) = Q U(G) and U(GQ) = U(G) Q for orthogonal Q
  bool permutes =
      false;       ///< U of permuted entries is U permuted, likewise signs: it is element-wise
  int degree = 0;  ///< U(cG) = c^degree U(G), c > 0
  bool has_degree = true;
};

/// Every method with epsilon = 0 where it may be, so that it runs over exact scalars too. Those with a
/// mask have Omega.
template <class S>
std::vector<Named<S>> every_method(const Mask& Omega) {
  const auto the = reference_implementation<S>();
  const Adam<S> adam{.beta1 = ratio<S>(1, 2), .beta2 = ratio<S>(3, 4), .epsilon = S(0)};
  const S half = ratio<S>(1, 2);
  const Matrix<S> Y = Matrix<S>::Ones(Omega.rows(), Omega.cols());
  std::vector<Named<S>> list;
  const auto add = [&](const char* name, const Method<S>& method, bool rotates, bool permutes,
                       int degree, bool has_degree = true) {
    list.push_back({name, method, rotates, permutes, degree, has_degree});
  };
  add("GradientDescent", the.gradient_descent({}), true, true, 1);
  add("HeavyBall", the.heavy_ball({.mu = half}), true, true, 1);
  add("Nesterov", the.nesterov({.mu = half}), true, true, 1);
  add("NesterovReparametrised", the.nesterov_reparametrised({.mu = half}), true, true, 1);
  add("NesterovSequence", the.nesterov_sequence({}), true, true, 1);
  add("NormalisedGradientDescent", the.normalised_gradient_descent({}), true, true, 0);
  add("AdaGradNorm", the.adagrad_norm({.epsilon = S(0)}), true, true, 0);
  add("ScalarAdam", the.scalar_adam({adam}), true, true, 0);
  add("Muon", the.muon({.mu = half}), true, false, 0);
  add("MuonNesterov", the.muon_nesterov({{.mu = half}}), true, false, 0);
  add("AdaGrad", the.adagrad({.epsilon = S(0)}), false, true, 0);
  add("RmsProp", the.rmsprop({.beta = half, .epsilon = S(0)}), false, true, 0);
  add("RmsPropCorrected", the.rmsprop_corrected({.beta = half, .epsilon = S(0)}), false, true, 0);
  add("Adam", the.adam(adam), false, true, 0);
  add("AdamEpsilonHat", the.adam_epsilon_hat({adam}), false, true, 0);
  add("AdamEpsilonInside", the.adam_epsilon_inside({adam}), false, true, 0);
  add("AdamUncorrected", the.adam_uncorrected({adam}), false, true, 0);
  add("AmsGrad", the.amsgrad({adam}), false, true, 0);
  add("AmsGradUncorrectedMax", the.amsgrad_uncorrected_max({{adam}}), false, true, 0);
  add("AmsGradUncorrected", the.amsgrad_uncorrected({{adam}}), false, true, 0);
  add("SignDescent", the.sign_descent({}), false, true, 0);
  add("BlockAdam", the.block_adam({adam, Omega}), false, false, 0);
  add("BlockGradientDescent",
      the.block_gradient_descent({.eta_complement = integer<S>(3), .Omega = Omega}), false, false,
      1);
  add("FeasibleDescent", the.feasible_descent({.Omega = Omega}), false, false, 1);
  add("ProjectedDescent", the.projected_descent({.Omega = Omega, .Y = Y}), false, false, 0, false);
  // The sum of a rational decay and an irrational step is no Surd.
  if constexpr (Real<S>) {
    add("AdamW", the.adamw({adam}), false, true, 0);
    add("AdamWFixedDecay", the.adamw_fixed_decay({adam}), false, true, 0);
    add("AdamL2", the.adam_l2({adam}), false, true, 0, false);
    add("SpectralDescent", the.spectral_descent({}), true, false, 0);
    add("Shampoo", the.shampoo({}), true, false, 0, false);
  }
  return list;
}

/// Four gradients of shape m×n without a zero entry; the last is small.
template <class S>
std::vector<Matrix<S>> some_gradients(Index m, Index n) {
  std::vector<Matrix<S>> G;
  for (int t = 0; t < 4; ++t) {
    Matrix<S> A(m, n);
    for (Index i = 0; i < m; ++i)
      for (Index j = 0; j < n; ++j) {
        const long k = (7 * i * i + 5 * j + 3 * t * (i + 2 * j) + 11 * t) % 13 - 6;
        A(i, j) = ratio<S>(k == 0 ? 7 : k, t == 3 ? 64 : 1);
      }
    G.push_back(A);
  }
  return G;
}

}  // namespace adamant
