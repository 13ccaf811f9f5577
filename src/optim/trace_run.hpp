#pragma once

#include "optim/trace.hpp"
#include "penalty/nuclear.hpp"
#include "penalty/ratio.hpp"
#include "spectral/fast_polar.hpp"
#include "spectral/frame.hpp"

#include <stdexcept>

/// The definitions behind trace, included by one unit for each tier.
namespace adamant {

/// LAPACK gave up.
struct NoSvd {};

template <Real S>
ThinSvd<S> svd_for_trace(const Matrix<S>& W) {
  if constexpr (std::same_as<S, double>) {
    try {
      return thin_svd_lapack(W);
    } catch (const std::runtime_error&) {
      throw NoSvd();
    }
  } else {
    return thin_svd<S>(W);
  }
}

/// Degrees between the spans of the leading r singular vectors, the larger of left and right; none where
/// one of the spans is not determined: sigma_r = sigma_{r+1} up to rounding.
template <Real S>
std::optional<S> largest_angle(const ThinSvd<S>& a, const ThinSvd<S>& b, Index r) {
  const auto determined = [&](const ThinSvd<S>& x) {
    const Index k = x.sigma.size();
    if (r < 1 || r > k) return false;
    const S next = r < k ? x.sigma(r) : S(0);
    return x.sigma(r - 1) - next > rank_tolerance<S>(x.U.rows(), x.V.rows()) * x.sigma(0);
  };
  if (!determined(a) || !determined(b)) return std::nullopt;
  const auto sine = [&](const Matrix<S>& A, const Matrix<S>& B) {
    const Matrix<S> outside = outside_column_span<S>(B.leftCols(r), A.leftCols(r));
    return minimum<S>(spectral_norm<S>(svd_for_trace<S>(outside).sigma), S(1));
  };
  using std::acos;
  using std::asin;
  const S largest = maximum<S>(sine(a.U, b.U), sine(a.V, b.V));
  return S(asin(largest) * integer<S>(180) / acos(S(-1)));
}

/// R and ∇R of the chosen kind; none has neither, and R none at W = 0 where R is the ratio.
template <Real S>
std::optional<S> penalty_value(PenaltyKind kind, const ThinSvd<S>& svd) {
  if (kind == PenaltyKind::none) return std::nullopt;
  return kind == PenaltyKind::ratio ? NuclearToFrobeniusRatio<S>().value(svd)
                                    : NuclearNorm<S>().value(svd);
}
template <Real S>
class PenaltyGradient {
 public:
  explicit PenaltyGradient(PenaltyKind kind) : kind_(kind) {}
  /// Whether the gradient is taken from the singular values, which a row needs anyway.
  bool needs_svd() const { return kind_ != PenaltyKind::none; }

  std::optional<Matrix<S>> operator()(const Matrix<S>&, const std::optional<ThinSvd<S>>& svd) {
    const S tolerance = rank_tolerance<S>(svd->U.rows(), svd->V.rows());
    return kind_ == PenaltyKind::ratio ? NuclearToFrobeniusRatio<S>().gradient(*svd, tolerance)
                                       : NuclearNorm<S>().gradient(*svd, tolerance);
  }

 private:
  PenaltyKind kind_;
};

/// In double the polar factor is enough, and a step is the same whether it has a row or not.
template <>
class PenaltyGradient<double> {
 public:
  explicit PenaltyGradient(PenaltyKind kind) : kind_(kind) {}
  bool needs_svd() const { return false; }

  std::optional<Matrix<double>> operator()(const Matrix<double>& W,
                                           const std::optional<ThinSvd<double>>&) {
    if (W.size() == 0) return W;
    if (!polar_) polar_.emplace(W.rows(), W.cols());
    const auto [N, F, by_svd] = (*polar_)(W, Q_);
    if (kind_ == PenaltyKind::nuclear) return Q_;
    if (F == 0) return std::nullopt;
    return Matrix<double>(Q_ / F - W * (N / F / F / F));
  }

 private:
  PenaltyKind kind_;
  std::optional<FastPolar> polar_;
  Matrix<double> Q_;
};

/// lambda at step t; the last row, which has no step, keeps that of the last step.
template <Real S>
S lambda_at(const TracePlan<S>& plan, long t) {
  return plan.lambda.at(std::min(t, std::max(plan.steps - 1, 0L)), plan.steps);
}

template <Real S>
std::optional<S> relative_to(const S& size, const S& unit) {
  if (is_zero(unit)) return std::nullopt;
  return S(size / unit);
}

/// What rows are measured against: the start and the truth.
template <Real S>
class TraceGauge {
 public:
  TraceGauge(const TraceProblem<S>& problem, const TracePlan<S>& plan, const Matrix<S>& W_0)
      : problem_(problem),
        plan_(plan),
        W_0_(W_0),
        hidden_(problem.hidden()),
        completion_(problem.completion()),
        start_(svd_for_trace<S>(W_0)),
        hidden_size_(frobenius_norm<S>(P_Omega<S>(hidden_, problem.M))),
        observed_size_(frobenius_norm<S>(P_Omega<S>(problem.Omega, problem.M))) {
    if (problem.known.all()) truth_ = svd_for_trace<S>(problem.M);
  }

  TraceRow<S> row(long t, const Matrix<S>& W, const ThinSvd<S>& svd) const {
    TraceRow<S> row;
    row.t = t;
    row.loss = completion_.value(W);
    row.lambda = problem_.penalty == PenaltyKind::none ? S(0) : lambda_at(plan_, t);
    if (const auto R = penalty_value(problem_.penalty, svd)) row.penalty = S(row.lambda * *R);
    row.rho = NuclearToFrobeniusRatio<S>().value(svd);
    row.nuclear = nuclear_norm(svd.sigma);
    row.frobenius = frobenius_norm<S>(W);
    errors(row, W);
    if (row.rho) row.effective_rank = effective_rank<S>(svd.sigma);
    for (std::size_t k = 0; k < 3; ++k)
      row.rank[k] = numerical_rank<S>(svd.sigma, ratio<S>(1, std::array{10, 100, 1000}[k]));
    if (!is_zero(spectral_norm(start_.sigma)))
      row.off_frame = off_frame_share<S>(W, start_.U, start_.V);
    row.angle_to_start = largest_angle(svd, start_, plan_.r);
    if (truth_) row.angle_to_truth = largest_angle(svd, *truth_, plan_.r);
    return row;
  }

 private:
  void errors(TraceRow<S>& row, const Matrix<S>& W) const {
    const S wrong = frobenius_norm<S>(P_Omega<S>(hidden_, W - problem_.M));
    const S moved = frobenius_norm<S>(P_Omega<S>(hidden_, W - W_0_));
    const S residual = frobenius_norm<S>(P_Omega<S>(problem_.Omega, W - problem_.M));
    row.eu = relative_to(wrong, hidden_size_);
    row.moved = relative_to(moved, hidden_size_);
    row.eo = relative_to(residual, observed_size_);
    if (hidden_.any()) row.rmse = S(wrong / square_root(integer<S>(hidden_.count())));
  }

  const TraceProblem<S>& problem_;
  const TracePlan<S>& plan_;
  const Matrix<S>& W_0_;
  Mask hidden_;
  Completion<S> completion_;
  ThinSvd<S> start_;
  S hidden_size_;
  S observed_size_;
  std::optional<ThinSvd<S>> truth_;
};

/// The run itself: one call of `step` from W_t to W_{t+1}.
template <Real S>
class Tracer {
 public:
  Tracer(const TraceProblem<S>& problem, const TracePlan<S>& plan, const Matrix<S>& W_0,
         const TraceListener<S>& listener)
      : problem_(problem),
        plan_(plan),
        listener_(listener),
        completion_(problem.completion()),
        gauge_(problem, plan, W_0),
        gradient_(problem.penalty),
        state_(plan.method(S(1)).init(W_0)),
        W_(W_0) {}

  TraceResult<S> run() {
    try {
      for (; t_ < plan_.steps; ++t_)
        if (const auto end = step()) return {*end, t_, W_};
      if (!is_finite(completion_.value(W_))) return {TraceEnd::diverged, t_, W_};
      const TraceRow<S> row = gauge_.row(t_, W_, svd_for_trace<S>(W_));
      return {listener_(t_, &row) ? TraceEnd::finished : TraceEnd::interrupted, t_, W_};
    } catch (const NoSvd&) {
      return {TraceEnd::no_svd, t_, W_};
    }
  }

 private:
  /// The reason why the run ends before this step, if it does.
  std::optional<TraceEnd> step() {
    const Method<S> method = plan_.method(step_factor<S>(plan_.schedule, t_, plan_.steps));
    const Matrix<S> query = method.query(W_, state_);
    const S lambda = lambda_at(plan_, t_);
    const bool penalised = problem_.penalty != PenaltyKind::none, due = t_ % plan_.every == 0;
    if (!is_finite(completion_.value(W_)) || !query.allFinite()) return TraceEnd::diverged;

    std::optional<ThinSvd<S>> svd;
    if (gradient_.needs_svd() || (due && query == W_)) svd = svd_for_trace<S>(query);
    std::optional<TraceRow<S>> row;
    if (due) row = gauge_.row(t_, W_, query == W_ ? *svd : svd_for_trace<S>(W_));

    Matrix<S> G = completion_.gradient(query);
    if (row) row->loss_gradient = frobenius_norm<S>(G);
    if (penalised) {
      const auto gradient = gradient_(query, svd);
      if (!gradient) return report(row) ? TraceEnd::no_gradient : TraceEnd::interrupted;
      if (row) row->penalty_gradient = lambda * frobenius_norm<S>(*gradient);
      G += lambda * *gradient;
    }
    auto next = method.step(G, W_, state_);
    if (row) row->largest_update = next.U.cwiseAbs().maxCoeff();
    if (!report(row)) return TraceEnd::interrupted;
    const Matrix<S> moved = W_ + next.U;
    if (!moved.allFinite()) return TraceEnd::diverged;
    W_ = moved;
    state_ = std::move(next.state);
    return std::nullopt;
  }

  bool report(const std::optional<TraceRow<S>>& row) const {
    return listener_(t_, row ? &*row : nullptr);
  }

  const TraceProblem<S>& problem_;
  const TracePlan<S>& plan_;
  const TraceListener<S>& listener_;
  Completion<S> completion_;
  TraceGauge<S> gauge_;
  PenaltyGradient<S> gradient_;
  typename Method<S>::State state_;
  Matrix<S> W_;
  long t_ = 0;
};

template <Real S>
TraceResult<S> trace(const TraceProblem<S>& problem, const TracePlan<S>& plan, const Matrix<S>& W_0,
                     const TraceListener<S>& listener) {
  problem.completion().check();
  require_same_shape(problem.M, problem.known, "trace", "the shape of known");
  require_same_shape(problem.M, W_0, "trace", "the shape of W_0");
  require((problem.known || !problem.Omega).all(), "trace", "Omega", 0, "a subset of known");
  require(plan.steps >= 0, "trace", "steps", plan.steps, "steps >= 0");
  require(plan.every >= 1, "trace", "every", plan.every, "every >= 1");
  return Tracer<S>(problem, plan, W_0, listener).run();
}

template <Real S>
Index natural_rank(const TraceProblem<S>& problem) {
  const Matrix<S> W = problem.known.all() ? problem.M : problem.completion().zero_fill();
  return std::max<Index>(1, numerical_rank<S>(svd_for_trace<S>(W).sigma, ratio<S>(1, 100)));
}

}  // namespace adamant
