#include "lab/layered_runs.hpp"

#include "problem/factorised.hpp"
#include "problem/sampling.hpp"
#include "scalar/decimal.hpp"
#include "spectral/fast_polar.hpp"
#include "spectral/norms.hpp"

#include <cmath>

namespace adamant {
namespace {

template <Real S>
Layers<S> start_of(const Words& with, const CompletionCase& x, std::uint64_t seed) {
  const std::string kind = word(with, "layers", "gaussian");
  const long N = whole(with, "depth"), n = x.Y.rows();
  require_text(N >= 1, "depth", std::to_string(N), "at least 1");
  if (kind == "zero-fill")
    return balanced_layers<S>(thin_svd<S>(P_Omega<double>(x.Omega, x.Y).cast<S>()), N);
  const double root = std::pow(number(with, "product"), 1.0 / static_cast<double>(N));
  if (kind == "identity")
    return Layers<S>(static_cast<std::size_t>(N), S(root) * Matrix<S>::Identity(n, n));
  require_text(kind == "gaussian", "layers", kind, "gaussian, identity or zero-fill");
  SplitMix random = stream(seed, Stream::start);
  Layers<S> W;
  for (long j = 0; j < N; ++j)
    W.push_back(
        gaussian_matrix<double>(n, n, root / std::sqrt(static_cast<double>(n)), random).cast<S>());
  return W;
}

/// lambda ∇rho, added to G where there is a penalty; in doubles only.
template <Real S>
class RatioGradient {
 public:
  RatioGradient(const Words& with, Index n) : lambda_(number(with, "lambda", "0")), polar_(n, n) {
    require_text((std::same_as<S, double> || lambda_ == 0), "lambda", word(with, "lambda", "0"),
                 "0 at 113 bits");
  }
  bool penalised() const { return lambda_ != 0; }
  void add_to(Matrix<S>& G, const Matrix<S>& W) {
    if constexpr (std::same_as<S, double>) {
      if (!penalised()) return;
      const auto [N, F, by_svd] = polar_(W, Q_);
      if (F > 0) G += lambda_ / F * Q_ - lambda_ * (N / F / F / F) * W;
    }
  }

 private:
  double lambda_;
  FastPolar polar_;
  Matrix<double> Q_;
};

template <Real S>
Outcome descend(const Words& with, std::uint64_t seed) {
  const CompletionCase x = completion_case(with, seed);
  const Matrix<S> Y = x.Y.cast<S>();
  const S eta = parse<S>(word(with, "eta")), size = frobenius_norm<S>(P_Omega<S>(x.Omega, Y));
  RatioGradient<S> penalty(with, x.Y.rows());
  Layers<S> W = start_of<S>(with, x, seed);
  const long T = whole(with, "T");
  for (long t = 0; t < T; ++t) {
    const Matrix<S> product = end_to_end<S>(W);
    if (!product.allFinite() || frobenius_norm<S>(product) > S(1e100))
      return {seed, RunEnd::diverged, {}};
    Matrix<S> G = P_Omega<S>(x.Omega, product - Y);
    if (!penalty.penalised() && frobenius_norm<S>(G) <= S(1e-6) * size) break;
    penalty.add_to(G, product);
    const auto gradients = layer_gradients<S>(W, G);
    for (std::size_t j = 0; j < W.size(); ++j) W[j] -= eta * gradients[j];
  }
  Outcome outcome{seed, RunEnd::finished, errors_at(x, end_to_end<S>(W).template cast<double>())};
  for (const auto& defect : balancedness_defect<S>(W))
    outcome.values["imbalance"] =
        std::max(outcome.values["imbalance"], static_cast<double>(frobenius_norm<S>(defect)));
  return outcome;
}

Outcome measure(const Words& with, std::uint64_t seed) {
  const std::string bits = word(with, "bits", "53");
  require_text(bits == "53" || bits == "113", "bits", bits, "53 or 113");
  return bits == "53" ? descend<double>(with, seed) : descend<Real113>(with, seed);
}

double steps_of(const Words& with) {
  const double n = number(with, "n") / 30, depth = number(with, "depth");
  const double a_step = word(with, "bits", "53") == "53" ? 2 * depth : 100 * depth * depth;
  return a_step * number(with, "T") * n * n * n;
}

}  // namespace

Measurement layers_measurement() { return seed_by_seed("layers", measure, steps_of); }

}  // namespace adamant
