#include "claim/claim.hpp"
#include "properties/domains/completion_run.hpp"
#include "properties/spectral_statements.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source generality{"note", "Generalisability"};
constexpr Source invariances{"note", "Adam + Ratio"};

/// A 2×2 zero fill of full rank with one entry unobserved.
constexpr std::string_view one_hidden =
    "eta=1/2;lambda=1/2;T=2;Omega=11/10;M=[[1,2],[3,0]];W=[[0,0],[0,0]]";

template <Real S>
Index rank_of(const ThinSvd<S>& svd) {
  return numerical_rank<S>(svd.sigma, rank_tolerance<S>(svd.U.rows(), svd.V.rows()));
}

/// The singular pairs that are not noise.
template <Real S>
ThinSvd<S> cut(const ThinSvd<S>& svd) {
  const Index r = rank_of<S>(svd);
  return {svd.U.leftCols(r), svd.sigma.head(r), svd.V.leftCols(r)};
}

template <Real S>
S condition(const ThinSvd<S>& w) {
  require(w.sigma.size() > 0, "condition", "the rank", w.sigma.size(), "at least 1");
  return w.sigma(0) / w.sigma(w.sigma.size() - 1);
}

/// W_0 = P(W*), …, W_T under gradient descent on l + lambda·rho.
template <Real S>
std::vector<Matrix<S>> penalised_run(const Implementation<S>& the, const CompletionRun& x, long T) {
  const Completion<S> f = x.problem<S>();
  const auto total = [&](const Matrix<S>& W) {
    return total_gradient<S>(the, f, x.lambda.as<S>(), W);
  };
  return trajectory<S>(the.gradient_descent({.eta = x.eta.as<S>()}), f.zero_fill(), total, T);
}

/// Is ∇(l + lambda·rho)(W_t) = lambda U diag((1 − sigma_i/tau)/F) Vᵀ, by the SVD of W_t?
template <Real S>
Finding penalty_does_all_the_work(const Implementation<S>& the, const CompletionRun& x, long t) {
  const Completion<S> f = x.problem<S>();
  if (is_zero<S>(frobenius_norm<S>(f.zero_fill()))) return discard("Y = 0");
  const S lambda = x.lambda.as<S>();
  const Matrix<S> W = penalised_run<S>(the, x, t).back();
  const ThinSvd<S> w = cut<S>(the.thin_svd(W));
  const S F2 = w.sigma.squaredNorm(), F = square_root<S>(F2), tau = F2 / w.sigma.sum();
  const Vector<S> d = (Vector<S>::Constant(w.sigma.size(), S(1)) - w.sigma / tau) / F;
  return eq<S>(total_gradient<S>(the, f, lambda, W),
               lambda * w.U * d.asDiagonal() * w.V.transpose(),
               S(2) * lambda * square_root<S>(integer<S>(w.sigma.size())) / F)
      .over(svd_operations(W.rows(), W.cols()))
      .conditioned_by(condition<S>(w));
}
constexpr auto at_the_start = []<class S>(const Implementation<S>& the, const CompletionRun& x) {
  return penalty_does_all_the_work<S>(the, x, 0);
};
constexpr auto after_one_step = []<class S>(const Implementation<S>& the, const CompletionRun& x) {
  return penalty_does_all_the_work<S>(the, x, 1);
};

/// Is W_t in Fr(W_0) for t = 1, …, T?
template <Real S>
Finding stays_in_the_frame(const Implementation<S>& the, const CompletionRun& x, long T) {
  const Matrix<S> W_0 = x.problem<S>().zero_fill();
  const S size = frobenius_norm<S>(W_0);
  if (is_zero(size)) return discard("Y = 0");
  const ThinSvd<S> w = cut<S>(the.thin_svd(W_0));
  Finding worst;
  for (const Matrix<S>& W : penalised_run<S>(the, x, T))
    worst = all({worst, eq<S>(W, project_on_frame<S>(W, w.U, w.V), size)
                            .over(svd_operations(W.rows(), W.cols()))
                            .conditioned_by(condition<S>(w))});
  return worst;
}
constexpr auto stays_for_one_step = []<class S>(const Implementation<S>& the,
                                                const CompletionRun& x) {
  return stays_in_the_frame<S>(the, x, 1);
};
constexpr auto stays_for_the_run = []<class S>(const Implementation<S>& the,
                                               const CompletionRun& x) {
  return stays_in_the_frame<S>(the, x, x.T);
};

/// The same for a closed loop of at most four steps that keeps full rank, from W_0 = P(W*), with the error
/// it may amplify: kappa = max sigma_1/sigma_k times Π(1 + eta lambda L_t), L_t = 6/(sigma_k F).
template <Real S>
Finding stays_in_the_frame_at_full_rank(const Implementation<S>& the, const CompletionRun& x,
                                        const Completion<S>& f) {
  const S eta = x.eta.as<S>(), lambda = x.lambda.as<S>();
  S spread(1), growth(1), largest(0);
  bool keeps_rank = !f.zero_fill().isZero(S(0));
  const auto observed = [&](const Matrix<S>& W) {
    const ThinSvd<S> svd = the.thin_svd(W);
    keeps_rank = keeps_rank && rank_of<S>(svd) == svd.sigma.size();
    const S least = svd.sigma(svd.sigma.size() - 1), F = frobenius_norm<S>(svd.sigma);
    largest = maximum<S>(largest, F);
    spread = maximum<S>(spread, quotient_or_zero<S>(svd.sigma(0), least));
    growth *= S(1) + quotient_or_zero<S>(S(6) * eta * lambda, S(least * F));
    return Matrix<S>(keeps_rank ? total_gradient<S>(the, f, lambda, W)
                                : Matrix<S>::Zero(W.rows(), W.cols()));
  };
  const long T = std::min<long>(x.T, 4);
  const auto run = trajectory<S>(the.gradient_descent({.eta = eta}), f.zero_fill(), observed, T);
  if (!keeps_rank) return discard("a singular value reaches 0");
  const ThinSvd<S> w = the.thin_svd(run.front());
  Finding worst;
  for (const Matrix<S>& W : run)
    worst = all({worst, eq<S>(W, project_on_frame<S>(W, w.U, w.V), largest)
                            .over(T * svd_operations(W.rows(), W.cols()))
                            .conditioned_by(S(spread * growth))});
  return worst;
}
constexpr auto stays_under_a_full_mask = []<class S>(const Implementation<S>& the,
                                                     const CompletionRun& x) {
  Completion<S> f = x.problem<S>();
  f.Omega.setConstant(true);
  return stays_in_the_frame_at_full_rank<S>(the, x, f);
};
constexpr auto stays_under_any_mask = []<class S>(const Implementation<S>& the,
                                                  const CompletionRun& x) {
  return stays_in_the_frame_at_full_rank<S>(the, x, x.problem<S>());
};

constexpr std::array claims{
    Claim{
        .id = "F5a",
        .name = "penalty_does_all_the_work_of_a_fitted_start",
        .states = "grad (l + lambda rho)(W) = lambda U diag((1 - sigma_i/tau)/F) V'",
        .given = "P(W) = Y, here W_0 = P(W*) != 0; the SVD of W, rank r; kappa = sigma_1/sigma_r",
        .source = generality,
        .kind = Kind::conditional,
        .holds = forall(partial_completions, at_the_start),
        .without = "P(W) = Y (after one step of gradient descent)",
        .fails_without = witness_on_the_ladder(partial_completions, one_hidden, after_one_step),
    },
    Claim{
        .id = "F5b",
        .name = "loss_stays_zero_along_the_run",
        .states = "grad (l + lambda rho)(W_1) = lambda U diag((1 - sigma_i/tau)/F) V'",
        .given = "W_0 = P(W*) != 0, W_1 by gradient descent; the SVD of W_1",
        .source = generality,
        .kind = Kind::literal_reading,
        .holds = {forall(partial_completions, after_one_step),
                  witness_on_the_ladder(partial_completions, one_hidden, after_one_step)},
        .remark = "the first step moves observed entries as well, and the loss pulls them back "
                  "from then on",
    },
    Claim{
        .id = "F6a",
        .name = "gradient_descent_stays_in_the_frame_of_the_zero_fill",
        .states = "W_t in Fr(W_0), t <= T",
        .given = "loss and penalty, W_0 = P(W*) != 0",
        .source = invariances,
        .kind = Kind::literal_reading,
        .holds = {forall(partial_completions, stays_for_the_run),
                  witness_on_the_ladder(partial_completions, one_hidden, stays_for_the_run)},
        .remark = "W_1 is in the frame (F6b); P(W_1 - Y) is not, and W_2 is not",
    },
    Claim{
        .id = "F6b",
        .name = "first_step_stays_in_the_frame_of_the_zero_fill",
        .states = "W_1 in Fr(W_0)",
        .given = "loss and penalty, W_0 = P(W*) != 0; kappa = sigma_1/sigma_r of W_0",
        .source = invariances,
        .kind = Kind::theorem,
        .holds = forall(partial_completions, stays_for_one_step),
    },
    Claim{
        .id = "F6c",
        .name = "gradient_descent_stays_in_the_frame_of_a_full_mask",
        .states = "W_t in Fr(W_0), t <= 4",
        .given = "every entry observed, W_0 = W*, full rank along the run; "
                 "kappa = max sigma_1/sigma_k times prod(1 + eta lambda L_t)",
        .source = invariances,
        .kind = Kind::conditional,
        .holds = forall(completion_runs, stays_under_a_full_mask),
        .without = "every entry observed",
        .fails_without = witness_on_the_ladder(completion_runs, one_hidden, stays_under_any_mask),
        .remark = "the mask is what takes gradient descent out of the frame: P(U D V') is not "
                  "diagonal there",
    },
    Claim{
        .id = "F0b",
        .name = "canary_penalty_leaves_the_zero_fill_where_it_is",
        .states = "W_1 = W_0",
        .given = "loss and penalty, W_0 = P(W*) != 0",
        .source = {"canary", "false by F5a wherever the sigma of W_0 differ"},
        .kind = Kind::canary,
        .holds = forall(partial_completions,
                        []<class S>(const Implementation<S>& the, const CompletionRun& x) {
                          const Matrix<S> W_0 = x.problem<S>().zero_fill();
                          if (W_0.isZero(S(0))) return discard("Y = 0");
                          return eq<S>(penalised_run<S>(the, x, 1).back(), W_0);
                        }),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group penalised_completion_claims() { return {"F", "Completion with a penalty", claims}; }

}  // namespace adamant
