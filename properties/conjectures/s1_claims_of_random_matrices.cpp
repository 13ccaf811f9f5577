#include "lab/local_certificate.hpp"
#include "problem/sampling.hpp"
#include "properties/conjectures/arms.hpp"
#include "spectral/frame.hpp"
#include "spectral/norms.hpp"
#include "spectral/svd.hpp"

#include <cmath>

namespace adamant {
namespace {

Matrix<double> gradient_of_rho(const ThinSvd<double>& svd) {
  const double N = nuclear_norm(svd.sigma), F = svd.sigma.norm();
  return svd.U * svd.V.transpose() / F - svd.product() * (N / (F * F * F));
}
Matrix<double> sign_of(const Matrix<double>& A) {
  return A.unaryExpr([](double a) { return sign<double>(a); });
}

/// Of 200 normal 3×3 matrices, the share that a sign step of 1e-6 on rho makes smaller.
Outcome shrinking_sign_steps(const Words&, std::uint64_t seed) {
  SplitMix random(seed, 31);
  int smaller = 0;
  for (int k = 0; k < 200; ++k) {
    const Matrix<double> W = gaussian_matrix<double>(3, 3, 1.0, random);
    const Matrix<double> next = W - 1e-6 * sign_of(gradient_of_rho(thin_svd<double>(W)));
    smaller += next.squaredNorm() < W.squaredNorm();
  }
  return {seed, RunEnd::finished, {{"share", smaller / 200.0}}};
}

/// The share of |sign(UVᵀ)|² outside the frame of a normal n×n matrix, over 1 − 2/pi.
Outcome sign_outside_the_frame(const Words&, std::uint64_t seed) {
  SplitMix random(seed, 32);
  const auto svd = thin_svd_lapack(gaussian_matrix<double>(200, 200, 1.0, random));
  const Matrix<double> S = sign_of(svd.U * svd.V.transpose());
  return {seed,
          RunEnd::finished,
          {{"share", off_frame_share<double>(S, svd.U, svd.V) / (1 - 2 / std::acos(-1.0))}}};
}

/// 1 where the zero fill of a rank-3 truth has full rank, above 1e-12 sigma_1.
Outcome rank_of_the_zero_fill(const Words&, std::uint64_t seed) {
  const auto x = completion_case({{"n", "30"}, {"r", "3"}, {"p", "0.2"}}, seed);
  const Index rank = numerical_rank<double>(thin_svd_lapack(x.W_0).sigma, 1e-12);
  return {seed, RunEnd::finished, {{"full", rank == 30 ? 1 : 0}}};
}

Outcome certificate(const Words& with, std::uint64_t seed) {
  const auto found = least_squares_certificate(
      completion_case(with, seed), whole(with, "r"),
      word(with, "penalty") == "ratio" ? PenaltyKind::ratio : PenaltyKind::nuclear);
  if (!std::isfinite(found.Z)) return {seed, RunEnd::failed, {}};
  return {seed, RunEnd::finished, {{"Z", found.Z}, {"least", found.least}}};
}

Arm draws(const char* name, const char* what) { return {name, {}, {}, what}; }
Arm certificates(const std::string& penalty) {
  return {"certificate of the " + penalty,
          {{"n", "30"}, {"r", "2"}, {"penalty", penalty}},
          {},
          "certificate"};
}
Arm thrown(const std::string& lambda) {
  return {"GD from a small start, eta lambda = " + lambda,
          {{"method", "GradientDescent"},
           {"loss", "mean"},
           {"eta", "1"},
           {"lambda", lambda},
           {"start", "gaussian:0.001"}}};
}

}  // namespace

Experiment claims_of_random_matrices(const Scale&) {
  return {
      .id = "S1",
      .name = "statistical_claims_of_the_catalogue",
      .question = "What the catalogue says of random matrices: shares, limits and chances.",
      .source = "groups E, F: the statements that only a sample can judge",
      .thinned = "32 seeds each",
      .parts =
          {
              {.id = "S1a",
               .statement = "a small sign step on rho shrinks two in five normal 3 x 3 matrices: "
                            "0.38 to 0.42",
               .prediction = Verdict::confirmed,
               .estimator = Estimator::mean,
               .entrants = {{draws("normal 3 x 3", "sign-steps"), {}}},
               .claimed = {0.38, 0.42},
               .metric = "share",
               .claims = {"E21b"}},
              {.id = "S1b",
               .statement = "at n = 200 sign descent leaves the frame with 1 - 2/pi of its energy, "
                            "within a fiftieth",
               .prediction = Verdict::confirmed,
               .estimator = Estimator::mean,
               .entrants = {{draws("normal 200 x 200", "sign-frame"), {}}},
               .claimed = {0.98, 1.02},
               .metric = "share",
               .claims = {"E18f"}},
              {.id = "S1c",
               .statement =
                   "the zero fill of a fifth of the entries has full rank in three draws of four",
               .prediction = Verdict::confirmed,
               .estimator = Estimator::rate,
               .entrants = {{draws("rank 3, 30 x 30", "zero-fill-rank"), {}}},
               .claimed = {0.75, 1},
               .event = "full>=1",
               .claims = {"F7e"}},
              {.id = "S1d",
               .statement = "at p = 0.3 the ratio has a certificate at least a quarter more often "
                            "than the nuclear norm",
               .prediction = Verdict::confirmed,
               .estimator = Estimator::rate_difference,
               .entrants = {{certificates("ratio"), at("0.3")},
                            {certificates("nuclear"), at("0.3")}},
               .claimed = {0.25, 1},
               .event = "Z<=0.999&least>=0.000001",
               .claims = {"F13c"}},
              {.id = "S1e",
               .statement = "from a small start GD ends ten times as far away when eta lambda is "
                            "ten times as large: within a factor of 2",
               .prediction = Verdict::confirmed,
               .estimator = Estimator::log_ratio,
               .entrants = {{thrown("10"), at("0.4")}, {thrown("1"), at("0.4")}},
               .claimed = {0.69897, 1.30103},
               .level = 0.9,
               .claims = {"F17d"}},
          },
      .measurements =
          {seed_by_seed("sign-steps", shrinking_sign_steps, [](const Words&) { return 100.0; }),
           seed_by_seed("sign-frame", sign_outside_the_frame, [](const Words&) { return 1000.0; }),
           seed_by_seed("zero-fill-rank", rank_of_the_zero_fill, [](const Words&) { return 10.0; }),
           seed_by_seed("certificate", certificate, [](const Words&) { return 200.0; })},
  };
}

}  // namespace adamant
