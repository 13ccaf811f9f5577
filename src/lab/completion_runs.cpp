#include "lab/completion_runs.hpp"

#include "lab/completion_runs_113.hpp"
#include "lab/seed_run.hpp"
#include "optim/completion_batch.hpp"
#include "optim/fast_spectral_descent.hpp"

#include <cmath>

namespace adamant {
namespace {

ScaledMethod<double> method_of(const CompletionPlan& plan, const Mask& Omega) {
  if (plan.method != "SpectralDescent")
    return make_scaled_method<double>(plan.method, plan.hyper, Omega);
  return [eta = parse<double>(plan.eta)](const double& factor) {
    return Method<double>(FastSpectralDescent{eta * factor});
  };
}

/// lambda ∇R of many matrices by their polar factors, in vector lanes.
class PenaltyGradients {
 public:
  PenaltyGradients(PenaltyKind kind, Index m, Index n)
      : kind_(kind), polar_(m, n), W_(m * n * polar_.lanes()), Q_(m * n * polar_.lanes()) {}

  /// Calls use(i, lambda ∇R(W_i)) for each; null where there is none.
  template <class Use>
  void each(const std::vector<const Matrix<double>*>& W, double lambda, const Use& use) {
    const Index lanes = polar_.lanes(), count = static_cast<Index>(W.size());
    Matrix<double> G = Matrix<double>::Zero(polar_.rows(), polar_.cols());
    for (Index first = 0; first < count; first += lanes) {
      if (kind_ == PenaltyKind::none) {
        for (Index i = first; i < std::min(first + lanes, count); ++i) use(i, &G);
        continue;
      }
      for (Index lane = 0; lane < lanes; ++lane) {
        const double* from = W[static_cast<std::size_t>(std::min(first + lane, count - 1))]->data();
        for (Index e = 0; e < G.size(); ++e) W_[e * lanes + lane] = from[e];
      }
      const auto norms = polar_(W_.data(), Q_.data());
      for (Index lane = 0; lane < lanes && first + lane < count; ++lane) {
        const auto& [N, F, by_svd] = norms[static_cast<std::size_t>(lane)];
        const bool ratio = kind_ == PenaltyKind::ratio;
        const double on_polar = ratio ? lambda / F : lambda;
        const double on_iterate = ratio ? lambda * (N / F / F / F) : 0;
        for (Index e = 0; e < G.size(); ++e)
          G.data()[e] = on_polar * Q_[e * lanes + lane] - on_iterate * W_[e * lanes + lane];
        use(first + lane, ratio && F == 0 ? nullptr : &G);
      }
    }
  }

 private:
  PenaltyKind kind_;
  PolarBatch polar_;
  AlignedDoubles W_, Q_;
};

std::vector<Outcome> run_side_by_side(const CompletionPlan& plan,
                                      const std::vector<WatchedRun>& wanted) {
  std::vector<std::unique_ptr<SeedRun<double>>> runs;
  for (const auto& [with, seed, watcher] : wanted)
    runs.push_back(std::make_unique<SeedRun<double>>(plan, with, seed, method_of, watcher));
  const Matrix<double>& shape = runs.front()->problem().Y;
  PenaltyGradients penalty(plan.penalty, shape.rows(), shape.cols());
  const Anneal<double> lambda = plan.lambda<double>();
  std::vector<const Matrix<double>*> queries;
  std::vector<SeedRun<double>*> alive;
  for (long t = 0; t < plan.T; ++t) {
    alive.clear();
    queries.clear();
    for (auto& run : runs) {
      if (!run->alive()) continue;
      const Matrix<double>& query = run->query();
      if (!run->alive()) continue;
      alive.push_back(run.get());
      queries.push_back(&query);
    }
    if (alive.empty()) break;
    penalty.each(queries, lambda.at(t, plan.T), [&](Index i, const Matrix<double>* G) {
      SeedRun<double>& run = *alive[static_cast<std::size_t>(i)];
      G ? run.step(t, *G) : run.stop(RunEnd::no_gradient);
    });
  }
  std::vector<Outcome> outcomes;
  for (const auto& run : runs) outcomes.push_back(run->outcome());
  return outcomes;
}

/// The same by the fused kernels where they have the method; none where they do not, or where a run left the
/// finite numbers, which the others must not pay for.
std::optional<FusedMethod> fused_method(const CompletionPlan& plan) {
  const bool plain = plan.basis == "none" && plan.project == "none" && plan.record == "end" &&
                     (plan.loss == LossForm::half_sum || plan.loss == LossForm::mean);
  if (!plain) return std::nullopt;
  const Words hyper(plan.hyper.begin(), plan.hyper.end());
  const double eta = parse<double>(plan.eta);
  if (plan.method == "GradientDescent") return GradientDescent<double>{eta};
  if (plan.method == "HeavyBall") return HeavyBall<double>{eta, number(hyper, "mu", "0.9")};
  if (plan.method != "Adam") return std::nullopt;
  return Adam<double>{eta, number(hyper, "beta1", "0.9"), number(hyper, "beta2", "0.999"),
                      number(hyper, "epsilon", "1e-8")};
}

std::optional<std::vector<Outcome>> run_fused(const Cell& cell, const CompletionPlan& plan) {
  const auto method = fused_method(plan);
  if (!method) return std::nullopt;
  (void)make_method<double>(plan.method, plan.hyper);  // refuses what the method does not have
  std::vector<CompletionCase> cases;
  std::vector<Completion<double>> problems;
  std::vector<Matrix<double>> starts;
  for (int i = 0; i < cell.seeds; ++i) {
    cases.push_back(completion_case(cell.with, cell.first_seed + static_cast<std::uint64_t>(i)));
    const auto& x = cases.back();
    problems.push_back(
        {x.Y, x.Omega, plan.loss == LossForm::mean ? LossScale::mean : LossScale::half_sum});
    starts.push_back(x.W_0);
  }
  std::vector<Outcome> outcomes;
  try {
    CompletionBatch batch(problems, starts, *method, plan.penalty);
    const Anneal<double> lambda = plan.lambda<double>();
    for (long t = 0; t < plan.T; ++t)
      batch.step(lambda.at(t, plan.T), step_factor<double>(plan.schedule, t, plan.T));
    for (int i = 0; i < cell.seeds; ++i) {
      const Matrix<double> W = batch.W(i);
      if (!W.allFinite()) return std::nullopt;
      const auto& x = cases[static_cast<std::size_t>(i)];
      outcomes.push_back(
          {cell.first_seed + static_cast<std::uint64_t>(i), RunEnd::finished, errors_at(x, W)});
    }
  } catch (const std::invalid_argument&) {
    return std::nullopt;
  }
  return outcomes;
}

std::vector<Outcome> run_completion(const Cell& cell) {
  require_text(cell.seeds >= 1, "seeds", std::to_string(cell.seeds), "at least 1");
  const CompletionPlan plan(cell.with);
  if (plan.bits == 53) {
    if (auto outcomes = run_fused(cell, plan)) return *outcomes;
    std::vector<WatchedRun> runs;
    for (int i = 0; i < cell.seeds; ++i)
      runs.push_back({cell.with, cell.first_seed + static_cast<std::uint64_t>(i)});
    return run_side_by_side(plan, runs);
  }
  std::vector<Outcome> outcomes;
  for (int i = 0; i < cell.seeds; ++i)
    outcomes.push_back(
        run_at_113(plan, cell.with, cell.first_seed + static_cast<std::uint64_t>(i)));
  return outcomes;
}

/// Steps of a fused 30 × 30 run that cost as much.
double completion_cost(const Cell& cell) {
  const CompletionPlan plan(cell.with);
  const double n = static_cast<double>(whole(cell.with, "n")) / 30;
  double weight = fused_method(plan) ? 1 : 1.5;
  if (plan.basis != "none") weight = 5;
  if (plan.record != "end") weight = 3;
  if (plan.method.starts_with("Muon")) weight = 8;
  if (plan.method == "Shampoo") weight = 40;
  if (plan.bits == 113) weight = 60;
  return weight * static_cast<double>(plan.T) * cell.seeds * n * n * n;
}

}  // namespace

std::vector<Outcome> run_watched(const std::vector<WatchedRun>& runs) {
  require_text(!runs.empty(), "the number of runs", "0", "at least 1");
  const CompletionPlan plan(runs.front().with);
  require_text(plan.bits == 53, "bits", std::to_string(plan.bits), "53 for a run that is watched");
  return run_side_by_side(plan, runs);
}

Measurement completion_measurement() { return {"completion", run_completion, completion_cost}; }

}  // namespace adamant
