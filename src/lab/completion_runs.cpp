#include "lab/completion_runs.hpp"

#include "lab/completion_path.hpp"
#include "optim/completion_batch.hpp"
#include "optim/fast_spectral_descent.hpp"
#include "optim/trace.hpp"
#include "problem/residual_loss.hpp"
#include "problem/sampling.hpp"
#include "scalar/decimal.hpp"
#include "spectral/frame.hpp"
#include "spectral/svd.hpp"

#include <cmath>

namespace adamant {
namespace {

ScaledMethod<double> scaled_method(const CompletionPlan& plan, const Mask& Omega) {
  if (plan.method != "SpectralDescent")
    return make_scaled_method<double>(plan.method, plan.hyper, Omega);
  return [eta = plan.eta](const double& factor) {
    return Method<double>(FastSpectralDescent{eta * factor});
  };
}

/// An orthogonal matrix: the polar factor of a normal one.
Matrix<double> random_orthogonal(Index n, SplitMix& random) {
  Matrix<double> Q;
  FastPolar(n, n)(gaussian_matrix<double>(n, n, 1.0, random), Q);
  return Q;
}

/// One seed's run, step by step.
class SeedRun {
 public:
  SeedRun(const CompletionPlan& plan, const Words& with, std::uint64_t seed)
      : plan_(plan),
        seed_(seed),
        x_(completion_case(with, seed)),
        scaled_(scaled_method(plan, x_.Omega)),
        method_(scaled_(1.0)),
        W_(x_.W_0),
        state_(method_.init(W_)),
        recorder_(recorder_of(plan, x_)) {
    if (plan.basis == "random") {
      SplitMix random = stream(seed, Stream::basis);
      left_ = random_orthogonal(W_.rows(), random);
      right_ = random_orthogonal(W_.cols(), random);
    }
    if (plan.basis == "start" || plan.project == "frame") {
      const auto svd = thin_svd_lapack(W_);
      left_ = svd.U;
      right_ = svd.V;
    }
  }

  const CompletionCase& problem() const { return x_; }
  bool alive() const { return end_ == RunEnd::finished; }
  /// Where the gradient of the next step is taken; finite.
  const Matrix<double>& query() {
    query_ = method_.query(W_, state_);
    if (!query_.allFinite()) stop(RunEnd::diverged);
    return query_;
  }

  /// The step with lambda ∇R at the query; all of it unless the run has ended.
  void step(long t, const Matrix<double>& penalty_gradient) {
    if (!alive()) return;
    const double factor = step_factor<double>(plan_.schedule, t, plan_.T);
    if (factor != factor_) method_ = scaled_(factor_ = factor);
    Matrix<double> G = loss_gradient(plan_.loss, x_, query_) + penalty_gradient;
    if (plan_.basis != "none") G = (left_.transpose() * G * right_).eval();
    auto next = method_.step(G, W_, state_);
    if (plan_.basis != "none") next.U = (left_ * next.U * right_.transpose()).eval();
    if (plan_.project == "frame") next.U = project_on_frame(next.U, left_, right_);
    Matrix<double> moved = W_ + next.U;
    if (plan_.loss == LossForm::absolute_proximal) moved = proximal(moved, plan_.eta * factor);
    if (!moved.allFinite() || moved.cwiseAbs().maxCoeff() > 1e150) return stop(RunEnd::diverged);
    if (recorder_) recorder_->see(t, W_, moved);
    W_ = std::move(moved);
    state_ = std::move(next.state);
  }

  void stop(RunEnd end) { end_ = end; }
  Outcome outcome() const {
    Outcome outcome{seed_, end_, {}};
    if (!alive()) return outcome;
    outcome.values = errors_at(x_, W_);
    if (recorder_) outcome.values.merge(recorder_->values());
    return outcome;
  }

 private:
  Matrix<double> proximal(const Matrix<double>& W, double eta) const {
    const Matrix<double> pulled = x_.Y + (W - x_.Y).unaryExpr([&](double e) {
      return AbsoluteLoss<double>().proximal(e, eta);
    });
    return x_.Omega.matrix().select(pulled, W);
  }

  const CompletionPlan& plan_;
  std::uint64_t seed_;
  CompletionCase x_;
  ScaledMethod<double> scaled_;
  Method<double> method_;
  double factor_ = 1;
  Matrix<double> W_, query_, left_, right_;
  Method<double>::State state_;
  std::unique_ptr<Recorder> recorder_;
  RunEnd end_ = RunEnd::finished;
};

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

std::vector<Outcome> run_side_by_side(const Cell& cell, const CompletionPlan& plan) {
  std::vector<std::unique_ptr<SeedRun>> runs;
  for (int i = 0; i < cell.seeds; ++i)
    runs.push_back(std::make_unique<SeedRun>(plan, cell.with,
                                             cell.first_seed + static_cast<std::uint64_t>(i)));
  const Matrix<double>& shape = runs.front()->problem().Y;
  PenaltyGradients penalty(plan.penalty, shape.rows(), shape.cols());
  std::vector<const Matrix<double>*> queries;
  std::vector<SeedRun*> alive;
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
    penalty.each(queries, plan.lambda.at(t, plan.T), [&](Index i, const Matrix<double>* G) {
      SeedRun& run = *alive[static_cast<std::size_t>(i)];
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
  if (plan.method == "GradientDescent") return GradientDescent<double>{plan.eta};
  if (plan.method == "HeavyBall") return HeavyBall<double>{plan.eta, number(hyper, "mu", "0.9")};
  if (plan.method != "Adam") return std::nullopt;
  return Adam<double>{plan.eta, number(hyper, "beta1", "0.9"), number(hyper, "beta2", "0.999"),
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
    for (long t = 0; t < plan.T; ++t)
      batch.step(plan.lambda.at(t, plan.T), step_factor<double>(plan.schedule, t, plan.T));
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

/// The same run at 113 bits: the plain ones only.
Outcome run_at_113(const CompletionPlan& plan, const Words& with, std::uint64_t seed) {
  using S = Real113;
  const bool mean = plan.loss == LossForm::mean;
  require_text((plan.loss == LossForm::half_sum || mean) && plan.basis == "none" &&
                   plan.project == "none" && plan.record == "end",
               "bits", "113", "53 for this loss, basis, projection or record");
  const CompletionCase x = completion_case(with, seed);
  const Mask all = Mask::Constant(x.Y.rows(), x.Y.cols(), true);
  const TraceProblem<S> problem{x.Y.cast<S>(), all, x.Omega,
                                mean ? LossScale::mean : LossScale::half_sum, plan.penalty};
  TracePlan<S> trace_plan{make_scaled_method<S>(plan.method, plan.hyper, x.Omega),
                          plan.schedule,
                          {parse<S>(plan.lambda_from), parse<S>(plan.lambda_to)},
                          plan.T,
                          plan.T,
                          1};
  const auto result =
      trace<S>(problem, trace_plan, x.W_0.cast<S>(), [](long, const auto*) { return true; });
  const std::map<TraceEnd, RunEnd> ends{{TraceEnd::finished, RunEnd::finished},
                                        {TraceEnd::diverged, RunEnd::diverged},
                                        {TraceEnd::no_gradient, RunEnd::no_gradient}};
  const auto end = ends.find(result.end);
  Outcome outcome{seed, end == ends.end() ? RunEnd::failed : end->second, {}};
  const Matrix<double> W = result.W.cast<double>();
  if (outcome.end == RunEnd::finished) outcome.values = errors_at(x, W);
  return outcome;
}

std::vector<Outcome> run_completion(const Cell& cell) {
  require_text(cell.seeds >= 1, "seeds", std::to_string(cell.seeds), "at least 1");
  const CompletionPlan plan(cell.with);
  if (plan.bits == 53) {
    if (auto outcomes = run_fused(cell, plan)) return *outcomes;
    return run_side_by_side(cell, plan);
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

Measurement completion_measurement() { return {"completion", run_completion, completion_cost}; }

}  // namespace adamant
