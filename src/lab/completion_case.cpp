#include "lab/completion_case.hpp"

#include "problem/sampling.hpp"
#include "spectral/norms.hpp"
#include "spectral/svd.hpp"

#include <cmath>

namespace adamant {
namespace {

Index observed_entries(const Words& with, Index entries) {
  if (with.contains("observed")) return whole(with, "observed");
  return std::lround(number(with, "p") * static_cast<double>(entries));
}

Matrix<double> start_of(const Words& with, const CompletionCase& x, std::uint64_t seed) {
  const Matrix<double> zero_fill = P_Omega<double>(x.Omega, x.Y);
  const std::string text = word(with, "start", "zero-fill");
  if (text == "zero-fill") return zero_fill;
  const auto colon = text.find(':');
  const std::string kind = text.substr(0, colon);
  require_text(colon != text.npos && (kind == "gaussian" || kind == "perturbed" || kind == "near"),
               "start", text, "zero-fill, gaussian:STD, perturbed:STD or near:STD");
  const long draw = whole(with, "draw", "0");
  SplitMix random = draw == 0 ? stream(seed, Stream::start)
                              : SplitMix(seed, static_cast<std::uint64_t>(1000 + draw));
  const Matrix<double> noise = gaussian_matrix<double>(
      x.Y.rows(), x.Y.cols(), number({{"start", text.substr(colon + 1)}}, "start"), random);
  if (kind == "gaussian") return noise;
  return (kind == "near" ? x.truth : zero_fill) + P_complement<double>(x.Omega, noise);
}

}  // namespace

CompletionCase completion_case(const Words& with, std::uint64_t seed) {
  const Index n = whole(with, "n"), r = whole(with, "r");
  const Index m = whole(with, "m", word(with, "n"));
  require_text(m >= 1 && n >= 1 && r >= 1, "n", word(with, "n"), "m, n, r >= 1");
  CompletionCase x;
  SplitMix truth = stream(seed, Stream::truth), observed = stream(seed, Stream::observed),
           noise = stream(seed, Stream::noise);
  x.truth = low_rank_matrix<double>(m, n, r, truth);
  if (with.contains("frobenius")) x.truth *= number(with, "frobenius") / x.truth.norm();
  x.Omega = sample_entries(Mask::Constant(m, n, true), observed_entries(with, m * n), observed);
  const double rms = x.truth.norm() / std::sqrt(static_cast<double>(m * n));
  const double sigma = number(with, "sigma", "0");
  x.Y = x.truth;
  if (sigma != 0) x.Y += gaussian_matrix<double>(m, n, sigma * rms, noise);
  x.W_0 = start_of(with, x, seed);
  return x;
}

std::map<std::string, double> errors_at(const CompletionCase& x, const Matrix<double>& W) {
  const auto hidden = [&](const Matrix<double>& A) {
    return P_complement<double>(x.Omega, A).norm();
  };
  std::map<std::string, double> values{{"error", (W - x.truth).norm() / x.truth.norm()}};
  if (const double size = hidden(x.truth); size > 0) {
    values["eu"] = hidden(W - x.truth) / size;
    values["moved"] = hidden(W - x.W_0) / size;
  }
  if (const double size = P_Omega<double>(x.Omega, x.Y).norm(); size > 0)
    values["eo"] = P_Omega<double>(x.Omega, W - x.Y).norm() / size;
  const Vector<double> sigma = thin_svd_lapack(W).sigma;
  if (sigma(0) > 0) {
    values["erank"] = effective_rank(sigma);
    values["rank"] = static_cast<double>(numerical_rank<double>(sigma, 0.01));
    values["nuclear"] = nuclear_norm(sigma);
    values["rho"] = nuclear_norm(sigma) / sigma.norm();
  }
  return values;
}

}  // namespace adamant
