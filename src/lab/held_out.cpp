#include "lab/held_out.hpp"

#include "optim/alternating_least_squares.hpp"
#include "optim/hard_impute.hpp"
#include "optim/nuclear_completion.hpp"
#include "optim/soft_impute.hpp"
#include "optim/trace.hpp"
#include "problem/sampling.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace adamant {
namespace {

using RealMatrix = Matrix<double>;

/// Row mean + column mean − mean; a row or column without entries has the mean.
RealMatrix additive_fit(const RealMatrix& M, const Mask& Omega, double mean) {
  const auto means = [&](const auto& sums, const auto& counts) {
    return (counts > 0).select(sums / counts.cwiseMax(1.0), mean).eval();
  };
  const Eigen::ArrayXXd seen = Omega.cast<double>(), values = P_Omega<double>(Omega, M).array();
  const Eigen::ArrayXd rows = means(values.rowwise().sum(), seen.rowwise().sum());
  const Eigen::ArrayXd cols =
      means(values.colwise().sum().transpose().eval(), seen.colwise().sum().transpose().eval());
  return ((rows.replicate(1, M.cols()).rowwise() + cols.transpose()) - mean).matrix();
}

RealMatrix centre_of(Centring centring, const RealMatrix& M, const Mask& Omega) {
  const double mean = P_Omega<double>(Omega, M).sum() / static_cast<double>(Omega.count());
  if (centring == Centring::none) return RealMatrix::Zero(M.rows(), M.cols());
  if (centring == Centring::mean) return RealMatrix::Constant(M.rows(), M.cols(), mean);
  return additive_fit(M, Omega, mean);
}

/// Adam or gradient descent on the ratio penalty. `share` is that of SoftImpute's largest lambda: near zero
/// fill both penalties then push a singular value alike.
RealMatrix descend(const std::string& method, const Completion<double>& problem, const Words& with,
                   long steps) {
  const RealMatrix W_0 = problem.zero_fill();
  const double lambda = number(with, "share") * largest_lambda(problem) * W_0.norm();
  TraceProblem<double> traced{problem.Y, problem.Omega, problem.Omega, LossScale::half_sum,
                              PenaltyKind::ratio};
  TracePlan<double> plan;
  plan.method = make_scaled_method<double>(method, {{"eta", word(with, "eta")}}, problem.Omega);
  plan.schedule = StepSchedule::decay;
  plan.lambda = {lambda, lambda * number(with, "end", "1")};
  plan.steps = steps;
  plan.every = steps;
  plan.r = 1;
  const auto listener = [](long, const TraceRow<double>*) { return true; };
  const auto result = trace<double>(traced, plan, W_0, listener);
  return result.end == TraceEnd::finished
             ? result.W
             : RealMatrix::Constant(W_0.rows(), W_0.cols(),
                                    std::numeric_limits<double>::quiet_NaN());
}

RealMatrix complete(const std::string& name, const Completion<double>& problem, const Words& with,
                    long steps) {
  const RealMatrix zero = RealMatrix::Zero(problem.Y.rows(), problem.Y.cols());
  if (name == "SoftImpute")
    return soft_impute(problem, number(with, "share") * largest_lambda(problem),
                       {.steps = 500, .tolerance = 1e-4}, zero)
        .W;
  if (name == "HardImpute")
    return hard_impute(problem, whole(with, "r"), {.steps = 500, .tolerance = 1e-5}, zero).W;
  if (name == "ALS")
    return alternating_least_squares(problem, whole(with, "r"), number(with, "mu"),
                                     {.steps = 200, .tolerance = 1e-5})
        .W;
  if (name == "NuclearNorm")
    return minimise_nuclear_norm(problem, {.steps = 500, .tolerance = 1e-4}).W;
  if (name == "Adam") return descend("Adam", problem, with, steps);
  if (name == "GD") return descend("GradientDescent", problem, with, steps);
  return zero;
}

/// Centred and of root mean square 1 on Omega, completed, put back, clamped.
RealMatrix predict(const std::string& name, const Words& with, const ObservedMatrix& M,
                   const Mask& Omega, const HeldOutPlan& plan) {
  const RealMatrix centre = centre_of(plan.centring, M.values, Omega);
  const RealMatrix R = P_Omega<double>(Omega, M.values - centre);
  const double size = R.norm() / std::sqrt(static_cast<double>(Omega.count()));
  RealMatrix W = centre;
  if (size > 0) W += size * complete(name, {R / size, Omega}, with, plan.steps);
  if (plan.clamp) W = W.cwiseMax(plan.clamp->first).cwiseMin(plan.clamp->second);
  return W;
}

double rmse(const RealMatrix& W, const ObservedMatrix& M, const Mask& on) {
  const double mean =
      P_Omega<double>(on, W - M.values).squaredNorm() / static_cast<double>(on.count());
  return std::isfinite(mean) ? std::sqrt(mean) : std::numeric_limits<double>::infinity();
}

Index share_of(double share, const Mask& entries) {
  return static_cast<Index>(std::llround(share * static_cast<double>(entries.count())));
}

std::vector<Index> most_filled(const Eigen::ArrayXd& counts, Index k) {
  std::vector<Index> order(static_cast<std::size_t>(counts.size()));
  std::iota(order.begin(), order.end(), Index{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](Index a, Index b) { return counts(a) > counts(b); });
  order.resize(static_cast<std::size_t>(std::min(k, counts.size())));
  std::sort(order.begin(), order.end());
  return order;
}

std::vector<Words> product(const std::vector<Words>& a, const std::vector<Words>& b) {
  std::vector<Words> all;
  for (const Words& x : a)
    for (const Words& y : b) all.push_back(x + y);
  return all;
}

std::vector<Words> each(const std::string& name, const std::vector<std::string>& values) {
  std::vector<Words> all;
  for (const std::string& value : values) all.push_back({{name, value}});
  return all;
}

}  // namespace

const std::vector<Competitor>& competitors() {
  const std::vector<std::string> ranks{"1", "2", "3", "5", "8", "12"};
  const auto shares = each("share", {"1/256", "1/64", "1/16", "1/4"});
  static const std::vector<Competitor> all{
      {"baseline", {{}}},
      {"SoftImpute",
       each("share", {"1/512", "1/128", "1/64", "1/32", "1/16", "1/8", "1/4", "1/2"})},
      {"HardImpute", each("r", ranks)},
      {"ALS", product(each("r", ranks), each("mu", {"1/100", "1/10", "1", "10"}))},
      {"NuclearNorm", {{}}},
      {"Adam", product(each("eta", {"0.03", "0.1"}), shares)},
      {"GD", product(product(each("eta", {"1"}), each("end", {"1", "1/1000"})),
                     each("share", {"1/64", "1/16", "1/4", "1"}))},
  };
  return all;
}

HeldOutScore compete(const Competitor& competitor, const ObservedMatrix& M,
                     const HeldOutPlan& plan) {
  require(plan.test > 0 && plan.test < 1, "compete", "test", plan.test, "between 0 and 1");
  require(plan.validation > 0 && plan.validation < 1, "compete", "validation", plan.validation,
          "between 0 and 1");
  SplitMix random = stream(plan.seed, Stream::observed);
  const Mask test = sample_entries(M.Omega, share_of(plan.test, M.Omega), random);
  const Mask rest = M.Omega && !test;
  const Mask validation = sample_entries(rest, share_of(plan.validation, rest), random);
  const Mask train = rest && !validation;
  for (const Mask* part : {&test, &validation, &train})
    require(part->any(), "compete", "the number of entries of a part", 0, "at least 1");

  HeldOutScore best;
  best.validation = std::numeric_limits<double>::infinity();
  best.setting = competitor.grid.front();
  for (const Words& with : competitor.grid) {
    const double error = rmse(predict(competitor.name, with, M, train, plan), M, validation);
    if (error < best.validation) {
      best.validation = error;
      best.setting = with;
    }
  }
  best.test = rmse(predict(competitor.name, best.setting, M, rest, plan), M, test);
  return best;
}

ObservedMatrix densest_part(const ObservedMatrix& M, Index m, Index n) {
  const auto rows = most_filled(M.Omega.cast<double>().rowwise().sum(), m);
  const Mask part = M.Omega(rows, Eigen::all);
  const auto cols = most_filled(part.cast<double>().colwise().sum().transpose(), n);
  ObservedMatrix D(static_cast<Index>(rows.size()), static_cast<Index>(cols.size()), M.layout);
  D.values = M.values(rows, cols);
  D.Omega = M.Omega(rows, cols);
  return D;
}

}  // namespace adamant
