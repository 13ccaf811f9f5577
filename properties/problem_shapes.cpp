#include "properties/problem_shapes.hpp"

namespace adamant::symbols {
namespace {

Hypothesis below(std::string_view a, std::string_view b, bool strictly) {
  return {std::string(a) + (strictly ? " < " : " <= ") + std::string(b),
          strictly ? named(a) < named(b) : named(a) <= named(b)};
}

Formula is_not_zero(const DyadicMatrix& A) {
  Formula any = false;
  for (const Dyadic& x : A.entries) any = any || x.as<Term>() != Term(0);
  return any;
}

/// sigma_1 ≥ … ≥ sigma_r > 0 on the frames of 4×n.
Made<SpectralMatrix> spectrum(Index m, Index n, int r) {
  SpectralMatrix x;
  x.eta = fraction("eta");
  x.U = orthogonal(m);
  x.V = orthogonal(n);
  x.sigma = matrix("sigma", r, 1);
  x.H = matrix("H", m, n);
  std::vector<Hypothesis> given{positive("eta")};
  const auto name = [&](int i) { return r == 1 ? "sigma" : "sigma" + std::to_string(i); };
  for (int i = 1; i < r; ++i) given.push_back(below(name(i + 1), name(i), false));
  given.push_back(positive(name(r)));
  return {x, given};
}

}  // namespace

Made<GradientStep> gradient_step(int n) {
  GradientStep x;
  x.eta = fraction("eta");
  x.G = matrix("G", n, 1);
  x.D = matrix("D", n, 1);
  return {x, {positive("eta")}};
}

Made<GradientStep> gradient_step_without_zero(int n) {
  auto made = gradient_step(n);
  made.second.push_back({"G != 0", is_not_zero(made.first.G)});
  made.second.push_back({"D != 0", is_not_zero(made.first.D)});
  return made;
}

Made<QuadraticRun> quadratic(int n) {
  QuadraticRun x;
  x.eta = fraction("eta");
  x.mu = fraction("mu");
  x.T = 2;
  x.H = symmetric("H", n);
  x.b = matrix("b", n, 1);
  x.x = matrix("x", n, 1);
  x.d = matrix("d", n, 1);
  std::vector<Hypothesis> given{positive("eta")};
  below_one(given, "mu");
  return {x, given};
}

Made<QuadraticRun> quadratic_line(int T) {
  auto made = quadratic(1);
  made.first.T = T;
  return made;
}

Made<QuadraticRun> positive_definite_quadratic(int n) {
  if (n > 2) throw std::logic_error("the minors of more than two rows are not written down");
  auto made = quadratic(n);
  const Matrix<Term> H = made.first.H.as<Term>();
  made.second.push_back({"H11 > 0", H(0, 0) > Term(0)});
  if (n == 2) made.second.push_back({"det H > 0", H(0, 0) * H(1, 1) - H(0, 1) * H(1, 0) > Term(0)});
  return made;
}

Made<SpectralMatrix> spectral_matrix(int k) { return spectrum(4, k, k); }

Made<SpectralMatrix> low_rank_matrix(int k) { return spectrum(4, 4, k); }

Made<SpectralMatrix> contraction(int k) {
  auto made = low_rank_matrix(k);
  made.second.push_back({"eta <= 1", named("eta") <= Term(1)});
  return made;
}

Made<SpectralMatrix> of_unequal_sigma(int k) {
  auto made = spectral_matrix(k);
  made.second.push_back(below("sigma" + std::to_string(k), "sigma1", true));
  return made;
}

Made<CompletionRun> completion(int n) {
  CompletionRun x;
  x.eta = fraction("eta");
  x.lambda = fraction("lambda");
  x.T = 2;
  x.M = matrix("M", n, n);
  x.W = matrix("W", n, n);
  x.Omega = {n, n, std::vector<bool>(static_cast<std::size_t>(n * n), true)};
  for (int i = 0; i < n; ++i) x.Omega.observed[static_cast<std::size_t>(i * n + i)] = i == 0;
  return {x, {positive("eta"), positive("lambda")}};
}

Made<LineStart> line_start(int T) {
  LineStart x;
  x.T = T;
  x.x = fraction("x");
  x.y = fraction("y");
  return {x, {}};
}

}  // namespace adamant::symbols
