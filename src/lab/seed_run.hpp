#pragma once

#include "lab/completion_path.hpp"
#include "lab/completion_plan.hpp"
#include "problem/sampling.hpp"
#include "spectral/fast_polar.hpp"
#include "spectral/frame.hpp"

namespace adamant {

/// One seed's run at a tier, step by step. The problem is drawn in doubles, and whoever looks on sees doubles.
template <Real S>
class SeedRun {
 public:
  using MethodMaker = ScaledMethod<S> (*)(const CompletionPlan& plan, const Mask& Omega);

  /// Requires that `plan` outlives it. `watcher` may be null.
  SeedRun(const CompletionPlan& plan, const Words& with, std::uint64_t seed, MethodMaker make,
          Recorder* watcher)
      : plan_(plan),
        seed_(seed),
        x_(completion_case(with, seed)),
        Y_(x_.Y.template cast<S>()),
        scaled_(make(plan, x_.Omega)),
        method_(scaled_(S(1))),
        W_(x_.W_0.template cast<S>()),
        state_(method_.init(W_)),
        own_(recorder_of(plan, x_)),
        watcher_(watcher ? watcher : own_.get()) {
    if (plan.basis == "random") {
      SplitMix random = stream(seed, Stream::basis);
      left_ = random_orthogonal(W_.rows(), random);
      right_ = random_orthogonal(W_.cols(), random);
    }
    if (plan.basis == "start" || plan.project == "frame") {
      const auto svd = frame_of(W_);
      left_ = svd.U;
      right_ = svd.V;
    }
  }

  const CompletionCase& problem() const { return x_; }
  bool alive() const { return end_ == RunEnd::finished; }
  /// Where the gradient of the next step is taken; finite.
  const Matrix<S>& query() {
    query_ = method_.query(W_, state_);
    if (!query_.allFinite()) stop(RunEnd::diverged);
    return query_;
  }

  /// The step with lambda ∇R at the query; nothing where the run has ended.
  void step(long t, const Matrix<S>& penalty_gradient) {
    if (!alive()) return;
    const S factor = step_factor<S>(plan_.schedule, t, plan_.T);
    if (factor != factor_) method_ = scaled_(factor_ = factor);
    Matrix<S> G = loss_gradient<S>(plan_.loss, Y_, x_.Omega, query_) + penalty_gradient;
    if (plan_.basis != "none") G = (left_.transpose() * G * right_).eval();
    auto next = method_.step(G, W_, state_);
    if (plan_.basis != "none") next.U = (left_ * next.U * right_.transpose()).eval();
    if (plan_.project == "frame") next.U = project_on_frame(next.U, left_, right_);
    Matrix<S> moved = W_ + next.U;
    if (plan_.loss == LossForm::absolute_proximal)
      moved = proximal(moved, S(parse<S>(plan_.eta) * factor));
    if (!moved.allFinite() || moved.cwiseAbs().maxCoeff() > S(1e150)) return stop(RunEnd::diverged);
    if (watcher_) watcher_->see(t, W_.template cast<double>(), moved.template cast<double>());
    W_ = std::move(moved);
    state_ = std::move(next.state);
  }

  void stop(RunEnd end) { end_ = end; }
  Outcome outcome() const {
    Outcome outcome{seed_, end_, {}};
    if (!alive()) return outcome;
    outcome.values = errors_at(x_, W_.template cast<double>());
    if (watcher_) outcome.values.merge(watcher_->values());
    return outcome;
  }

 private:
  static ThinSvd<S> frame_of(const Matrix<S>& W) {
    if constexpr (std::same_as<S, double>) {
      return thin_svd_lapack(W);
    } else {
      return thin_svd<S>(W);
    }
  }
  /// The polar factor of a normal matrix: the same matrix at every tier, up to its rounding.
  static Matrix<S> random_orthogonal(Index n, SplitMix& random) {
    const Matrix<S> A = gaussian_matrix<S>(n, n, S(1), random);
    if constexpr (std::same_as<S, double>) {
      Matrix<double> Q;
      FastPolar(n, n)(A, Q);
      return Q;
    } else {
      const auto svd = thin_svd<S>(A);
      return svd.U * svd.V.transpose();
    }
  }
  Matrix<S> proximal(const Matrix<S>& W, const S& eta) const {
    const Matrix<S> pulled =
        Y_ + (W - Y_).unaryExpr([&](const S& e) { return AbsoluteLoss<S>().proximal(e, eta); });
    return x_.Omega.matrix().select(pulled, W);
  }

  const CompletionPlan& plan_;
  std::uint64_t seed_;
  CompletionCase x_;
  Matrix<S> Y_;
  ScaledMethod<S> scaled_;
  Method<S> method_;
  S factor_ = S(1);
  Matrix<S> W_, query_, left_, right_;
  typename Method<S>::State state_;
  std::unique_ptr<Recorder> own_;
  Recorder* watcher_;
  RunEnd end_ = RunEnd::finished;
};

}  // namespace adamant
