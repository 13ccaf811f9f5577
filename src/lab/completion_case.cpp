#include "lab/completion_case.hpp"

#include "problem/residual_loss.hpp"
#include "problem/sampling.hpp"
#include "scalar/decimal.hpp"
#include "spectral/norms.hpp"
#include "spectral/svd.hpp"

#include <cmath>

namespace adamant {
namespace {

template <class T>
T one_of(const Words& with, const std::string& name, const std::string& otherwise,
         const std::map<std::string, T>& values) {
  const std::string text = word(with, name, otherwise);
  const auto found = values.find(text);
  std::string names;
  for (const auto& [known, value] : values) names += (names.empty() ? "" : ", ") + known;
  require_text(found != values.end(), name, text, "one of " + names);
  return found->second;
}

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
  require_text(colon != text.npos && (kind == "gaussian" || kind == "perturbed"), "start", text,
               "zero-fill, gaussian:STD or perturbed:STD");
  SplitMix random = stream(seed, Stream::start);
  const Matrix<double> noise = gaussian_matrix<double>(
      x.Y.rows(), x.Y.cols(), number({{"start", text.substr(colon + 1)}}, "start"), random);
  if (kind == "gaussian") return noise;
  return zero_fill + P_complement<double>(x.Omega, noise);
}

const char* const hyper_parameters[] = {"eta",       "beta1",       "beta2",          "beta",
                                        "mu",        "epsilon",     "eta-complement", "s-0",
                                        "tolerance", "weight-decay"};

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

CompletionPlan::CompletionPlan(const Words& with)
    : method(word(with, "method")),
      penalty(one_of<PenaltyKind>(with, "penalty", "ratio",
                                  {{"ratio", PenaltyKind::ratio},
                                   {"nuclear", PenaltyKind::nuclear},
                                   {"none", PenaltyKind::none}})),
      schedule(one_of<StepSchedule>(
          with, "schedule", "decay",
          {{"decay", StepSchedule::decay}, {"constant", StepSchedule::constant}})),
      T(whole(with, "T")),
      loss(one_of<LossForm>(with, "loss", "half-sum",
                            {{"half-sum", LossForm::half_sum},
                             {"mean", LossForm::mean},
                             {"absolute", LossForm::absolute},
                             {"absolute-proximal", LossForm::absolute_proximal},
                             {"huber", LossForm::huber},
                             {"quartic", LossForm::quartic},
                             {"log-cosh", LossForm::log_cosh}})),
      basis(one_of<std::string>(with, "basis", "none",
                                {{"none", "none"}, {"random", "random"}, {"start", "start"}})),
      project(one_of<std::string>(with, "project", "none", {{"none", "none"}, {"frame", "frame"}})),
      record(
          one_of<std::string>(with, "record", "end",
                              {{"end", "end"}, {"path", "path"}, {"alternation", "alternation"}})),
      bits(one_of<long>(with, "bits", "53", {{"53", 53}, {"113", 113}})),
      eta(number(with, "eta", "0.01")) {
  for (const char* name : hyper_parameters)
    if (with.contains(name)) hyper[name] = word(with, name);
  const auto ends = split(word(with, "lambda", "0"), ':');
  require_text(ends.size() <= 2, "lambda", word(with, "lambda", "0"), "L or FROM:TO");
  lambda_from = ends.front();
  lambda_to = ends.back();
  lambda = {number({{"lambda", lambda_from}}, "lambda"), number({{"lambda", lambda_to}}, "lambda")};
  require_text(T >= 1, "T", std::to_string(T), "T >= 1");
}

Matrix<double> loss_gradient(LossForm loss, const CompletionCase& x, const Matrix<double>& W) {
  const auto with = [&]<class Phi>(Phi phi) {
    return LossCompletion<double, Phi>{x.Y, x.Omega, phi}.gradient(W);
  };
  switch (loss) {
    case LossForm::half_sum:
      return P_Omega<double>(x.Omega, W - x.Y);
    case LossForm::mean:
      return P_Omega<double>(x.Omega, W - x.Y) * (2.0 / static_cast<double>(x.Omega.count()));
    case LossForm::absolute:
      return with(AbsoluteLoss<double>());
    case LossForm::huber:
      return with(HuberLoss<double>{0.1});
    case LossForm::quartic:
      return with(QuarticLoss<double>());
    case LossForm::log_cosh:
      return with(LogCoshLoss<double>());
    case LossForm::absolute_proximal:
      break;
  }
  return Matrix<double>::Zero(W.rows(), W.cols());
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
