#include "claim/claim.hpp"
#include "properties/domains/completion_run.hpp"
#include "properties/problem_shapes.hpp"
#include "properties/spectral_statements.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source invariances{"note", "Adam + Ratio"};
constexpr Source generality{"note", "Generalisability"};

/// The half-sum loss and, where an entry is observed, the mean loss.
template <Scalar S>
std::vector<Completion<S>> both_losses(const CompletionRun& x) {
  std::vector<Completion<S>> losses{x.problem<S>()};
  if (x.Omega.count() > 0) losses.push_back(x.problem<S>(LossScale::mean));
  return losses;
}

/// Runs `statement` for both losses and keeps the worst.
template <Scalar S, class Statement>
Finding for_both_losses(const CompletionRun& x, const Statement& statement) {
  Finding worst;
  worst.vacuous = true;
  for (const auto& f : both_losses<S>(x)) worst = all({worst, statement(f)});
  return worst;
}

/// Gradient descent, heavy ball, both forms of Nesterov, and sign descent: exact over Surd in a closed loop.
template <Scalar S>
std::vector<Method<S>> linear_methods_and_sign_descent(const Implementation<S>& the, const S& eta) {
  const S mu = ratio<S>(9, 10);
  return {the.gradient_descent({.eta = eta}), the.heavy_ball({.eta = eta, .mu = mu}),
          the.nesterov({.eta = eta, .mu = mu}), the.nesterov_reparametrised({.eta = eta, .mu = mu}),
          the.sign_descent({.eta = eta})};
}

template <Scalar S>
std::vector<Method<S>> adaptive_methods(const Implementation<S>& the, const S& eta,
                                        const S& epsilon) {
  const S beta1 = ratio<S>(9, 10), beta2 = ratio<S>(99, 100);
  return {
      the.adagrad({.eta = eta, .epsilon = epsilon}),
      the.rmsprop({.eta = eta, .beta = beta2, .epsilon = epsilon}),
      the.rmsprop_corrected({.eta = eta, .beta = beta2, .epsilon = epsilon}),
      the.adam({.eta = eta, .beta1 = beta1, .beta2 = beta2, .epsilon = epsilon}),
      the.adam_epsilon_hat({{.eta = eta, .beta1 = beta1, .beta2 = beta2, .epsilon = epsilon}}),
      the.adam_epsilon_inside({{.eta = eta, .beta1 = beta1, .beta2 = beta2, .epsilon = epsilon}})};
}

/// Every method, the adaptive ones with epsilon = 1/1000 and with epsilon = 0.
template <Scalar S>
std::vector<Method<S>> every_method(const Implementation<S>& the, const S& eta) {
  auto methods = linear_methods_and_sign_descent<S>(the, eta);
  for (const S& epsilon : {ratio<S>(1, 1000), S(0)})
    for (auto& method : adaptive_methods<S>(the, eta, epsilon)) methods.push_back(method);
  return methods;
}

/// Is P'(W_t) = P'(W_0) along every run?
template <Scalar S, class Gradient>
Finding freezes_the_unobserved(const CompletionRun& x, const std::vector<Method<S>>& methods,
                               const Gradient& gradient) {
  const Matrix<S> W_0 = x.W.as<S>();
  const S scale = S(W_0.cwiseAbs().maxCoeff()) + x.eta.as<S>();
  Finding worst;
  for (const Method<S>& method : methods)
    for (const Matrix<S>& W : trajectory<S>(method, W_0, gradient, x.T))
      worst = all({worst, vanishes<S>(P_complement<S>(x.Omega.mask(), W - W_0), scale)});
  return worst;
}

constexpr auto observed_entries_do_not_move = []<class S>(const Implementation<S>& the,
                                                          const CompletionRun& x) {
  const Matrix<S> W = x.W.as<S>(), G = the.completion_gradient(x.problem<S>(), W);
  const Matrix<S> U_1 = first_update<S>(the.gradient_descent({.eta = x.eta.as<S>()}), G);
  return vanishes<S>(P_Omega<S>(x.Omega.mask(), U_1), frobenius_norm<S>(W - x.M.as<S>()));
};

constexpr auto loss_gradient_is_on_omega = []<class S>(const Implementation<S>& the,
                                                       const CompletionRun& x) {
  const Matrix<S> W = x.W.as<S>();
  return for_both_losses<S>(x, [&](const Completion<S>& f) {
    const S scale = frobenius_norm<S>(W - f.Y) * f.curvature();
    return vanishes<S>(P_complement<S>(f.Omega, the.completion_gradient(f, W)), scale)
        .non_vacuous_if(!f.Omega.all());
  });
};

/// At W, and at the point that agrees with Y on Omega and with W elsewhere.
constexpr auto loss_is_stationary_iff_it_fits = []<class S>(const Implementation<S>& the,
                                                            const CompletionRun& x) {
  const Matrix<S> W = x.W.as<S>();
  return for_both_losses<S>(x, [&](const Completion<S>& f) {
    const Matrix<S> fitted = f.zero_fill() + P_complement<S>(f.Omega, W);
    const bool fits = P_Omega<S>(f.Omega, W - f.Y).isZero(S(0));
    const bool moves = the.completion_gradient(f, W).squaredNorm() > S(0);
    return all({holds_that(moves == !fits, "grad l = 0 iff P(W) = Y"),
                vanishes<S>(the.completion_gradient(f, fitted), frobenius_norm<S>(f.zero_fill()))});
  });
};

/// l is quadratic, so its second-order expansion is an identity: H is W read backwards.
constexpr auto loss_gradient_by_expansion = []<class S>(const Implementation<S>& the,
                                                        const CompletionRun& x) {
  const Matrix<S> W = x.W.as<S>(), H = W.reverse();
  return for_both_losses<S>(x, [&](const Completion<S>& f) {
    const S at_W = the.completion_loss(f, W), at_WH = the.completion_loss(f, W + H);
    const S first = inner<S>(the.completion_gradient(f, W), H);
    const S second = f.curvature() / S(2) * P_Omega<S>(f.Omega, H).squaredNorm();
    return eq<S>(at_WH, at_W + first + second, at_W + at_WH + second).over(4 * W.size());
  });
};

constexpr auto linear_methods_freeze_the_unobserved = []<class S>(const Implementation<S>& the,
                                                                  const CompletionRun& x) {
  const auto loss = [&](const Matrix<S>& W) { return the.completion_gradient(x.problem<S>(), W); };
  return freezes_the_unobserved<S>(x, linear_methods_and_sign_descent<S>(the, x.eta.as<S>()), loss);
};
constexpr auto adaptive_methods_freeze_the_unobserved = []<class S>(const Implementation<S>& the,
                                                                    const CompletionRun& x) {
  const auto loss = [&](const Matrix<S>& W) { return the.completion_gradient(x.problem<S>(), W); };
  return freezes_the_unobserved<S>(x, adaptive_methods<S>(the, x.eta.as<S>(), ratio<S>(1, 1000)),
                                   loss);
};
constexpr auto adaptive_methods_freeze_the_unobserved_under_a_penalty =
    []<class S>(const Implementation<S>& the, const CompletionRun& x) {
      const auto total = [&](const Matrix<S>& W) {
        return total_gradient<S>(the, x.problem<S>(), x.lambda.as<S>(), W);
      };
      return freezes_the_unobserved<S>(
          x, adaptive_methods<S>(the, x.eta.as<S>(), ratio<S>(1, 1000)), total);
    };
constexpr auto linear_methods_freeze_the_unobserved_under_a_penalty =
    []<class S>(const Implementation<S>& the, const CompletionRun& x) {
      const auto total = [&](const Matrix<S>& W) {
        return total_gradient<S>(the, x.problem<S>(), x.lambda.as<S>(), W);
      };
      return freezes_the_unobserved<S>(x, linear_methods_and_sign_descent<S>(the, x.eta.as<S>()),
                                       total);
    };

/// |P'(W_T − W*)|² = |P'(W*)|² from the zero fill.
constexpr auto nothing_is_recovered = []<class S>(const Implementation<S>& the,
                                                  const CompletionRun& x) {
  const Completion<S> f = x.problem<S>();
  const auto loss = [&](const Matrix<S>& W) { return the.completion_gradient(f, W); };
  const S hidden = P_complement<S>(f.Omega, f.Y).squaredNorm();
  Finding worst;
  for (const Method<S>& method : every_method<S>(the, x.eta.as<S>())) {
    const Matrix<S> W = trajectory<S>(method, f.zero_fill(), loss, x.T).back();
    worst = all({worst, eq<S>(P_complement<S>(f.Omega, W - f.Y).squaredNorm(), hidden)});
  }
  return std::move(worst).provided(!is_zero(hidden));
};

/// Is P(W_t − Y) = (1 − eta)^t P(W_0 − Y) under gradient descent?
template <Scalar S>
Finding contracts(const Implementation<S>& the, const CompletionRun& x, LossScale scale) {
  const Completion<S> f = x.problem<S>(scale);
  const Matrix<S> W_0 = x.W.as<S>();
  const auto loss = [&](const Matrix<S>& W) { return the.completion_gradient(f, W); };
  const auto W = trajectory<S>(the.gradient_descent({.eta = x.eta.as<S>()}), W_0, loss, x.T);
  const S size = S(W_0.cwiseAbs().maxCoeff()) + f.Y.cwiseAbs().sum();
  Finding worst;
  for (long t = 0; t <= x.T; ++t) {
    const Matrix<S> said = P_Omega<S>(f.Omega, W_0 - f.Y) * power<S>(S(1) - x.eta.as<S>(), t);
    worst = all({worst, eq<S>(P_Omega<S>(f.Omega, W[static_cast<std::size_t>(t)] - f.Y), said, size)
                            .over(8 * (t + 1))});
  }
  return std::move(worst).non_vacuous_if(f.Omega.any());
}
constexpr auto half_sum_contracts = []<class S>(const Implementation<S>& the,
                                                const CompletionRun& x) {
  return contracts<S>(the, x, LossScale::half_sum);
};
constexpr auto mean_contracts = []<class S>(const Implementation<S>& the, const CompletionRun& x) {
  return contracts<S>(the, x, LossScale::mean);
};

constexpr auto zero_fill_is_stationary = []<class S>(const Implementation<S>& the,
                                                     const CompletionRun& x) {
  const Completion<S> f = x.problem<S>();
  const Matrix<S> W_0 = f.zero_fill();
  const auto loss = [&](const Matrix<S>& W) { return the.completion_gradient(f, W); };
  Finding worst;
  for (const Method<S>& method : every_method<S>(the, x.eta.as<S>()))
    for (const Matrix<S>& W : trajectory<S>(method, W_0, loss, x.T))
      worst = all({worst, vanishes<S>(W - W_0, x.eta.as<S>())});
  return worst;
};

/// Adam's first update at epsilon = 0 is −eta G ⊘ |G|, with the scalar's own quotient.
constexpr auto plain_quotient_is_defined = []<class S>(const Implementation<S>& the,
                                                       const CompletionRun& x) {
  const Completion<S> f = x.problem<S>();
  const Matrix<S> G = the.completion_gradient(f, f.zero_fill());
  return vanishes<S>(G.cwiseQuotient(G.cwiseAbs()), S(1));
};

constexpr std::array claims{
    Claim{
        .id = "F1a",
        .name = "loss_keeps_the_observed_entries_invariant",
        .states = "P(W_1) = P(W_0) under a step of gradient descent on l",
        .given = "l(W) = |P(W - Y)|^2/2, any W_0",
        .source = invariances,
        .kind = Kind::literal_reading,
        .holds = {exactly(completion_runs, observed_entries_do_not_move),
                  witness(completion_runs, "eta=1;lambda=1;T=1;Omega=1;M=[[0]];W=[[1]]",
                          observed_entries_do_not_move)},
        .remark = "the other way round: the loss moves observed entries and no others (F1b), and "
                  "leaves an "
                  "observed entry alone only where it already fits (F1c)",
    },
    Claim{
        .id = "F1b",
        .name = "loss_gradient_is_supported_on_the_observed_entries",
        .states = "P'(grad l(W)) = 0: the loss leaves every unobserved entry invariant",
        .given = "half-sum or mean loss, any pattern of observed entries, any W",
        .source = invariances,
        .kind = Kind::theorem,
        .holds = forall_exactly_and_proved(completion_runs, symbolic_completions,
                                           loss_gradient_is_on_omega),
    },
    Claim{
        .id = "F1c",
        .name = "loss_gradient_vanishes_iff_the_observed_entries_fit",
        .states = "grad l(W) = 0 iff P(W) = Y",
        .given = "half-sum or mean loss",
        .source = invariances,
        .kind = Kind::theorem,
        .holds = exactly(completion_runs, loss_is_stationary_iff_it_fits),
        .remark = "for any entry loss phi with phi'(e) = 0 iff e = 0",
    },
    Claim{
        .id = "F1d",
        .name = "loss_gradient_is_the_derivative_of_the_loss",
        .states = "l(W + H) - l(W) = <grad l(W), H> + (L/2) |P(H)|^2",
        .given = "half-sum (L = 1) or mean loss (L = 2/|Omega|)",
        .source = invariances,
        .kind = Kind::definition,
        .holds = forall_exactly_and_proved(completion_runs, symbolic_completions,
                                           loss_gradient_by_expansion),
    },
    Claim{
        .id = "F0",
        .name = "canary_loss_gradient_ignores_the_mask",
        .states = "grad l(W) = W - Y",
        .given = "at least one entry unobserved",
        .source = {"canary", "false by F1b"},
        .kind = Kind::canary,
        .holds =
            forall_and_exactly(partial_completions,
                               []<class S>(const Implementation<S>& the, const CompletionRun& x) {
                                 const Matrix<S> W = x.W.as<S>(), Y = x.M.as<S>();
                                 return eq<S>(the.completion_gradient(x.problem<S>(), W), W - Y);
                               }),
    },
    Claim{
        .id = "F2a",
        .name = "linear_methods_freeze_unobserved_entries_of_no_penalty",
        .states = "P'(W_t) = P'(W_0) for gradient descent, heavy ball, Nesterov and sign descent",
        .given = "lambda = 0, one layer, any W_0",
        .source = generality,
        .kind = Kind::conditional,
        .holds = forall_exactly_and_proved(partial_completions, symbolic_completions,
                                           linear_methods_freeze_the_unobserved),
        .without = "lambda = 0",
        .fails_without = witness_on_the_ladder(
            partial_completions,
            "eta=1/2;lambda=1/2;T=1;Omega=11/10;M=[[1,2],[3,0]];W=[[1,2],[3,0]]",
            linear_methods_freeze_the_unobserved_under_a_penalty),
    },
    Claim{
        .id = "F2b",
        .name = "adaptive_methods_freeze_unobserved_entries_of_no_penalty",
        .states = "P'(W_t) = P'(W_0) for AdaGrad, RMSProp and Adam, corrected or not, in three "
                  "places of epsilon",
        .given = "lambda = 0, one layer, epsilon > 0, no weight decay, any W_0",
        .source = generality,
        .kind = Kind::conditional,
        .holds = forall(partial_completions, adaptive_methods_freeze_the_unobserved),
        .without = "lambda = 0",
        .fails_without = witness_on_the_ladder(
            partial_completions,
            "eta=1/2;lambda=1/2;T=1;Omega=11/10;M=[[1,2],[3,0]];W=[[1,2],[3,0]]",
            adaptive_methods_freeze_the_unobserved_under_a_penalty),
        .remark = "without a penalty no method leaves the entries it cannot see; adaptivity "
                  "changes nothing",
    },
    Claim{
        .id = "F2c",
        .name = "nothing_unobserved_is_recovered_of_no_penalty_and_zero_fill",
        .states = "|P'(W_t - W*)| = |P'(W*)| for every method, Adam included",
        .given = "lambda = 0, W_0 = P(W*), P'(W*) != 0; 0/0 := 0 where epsilon = 0",
        .source = generality,
        .kind = Kind::theorem,
        .holds = forall(partial_completions, nothing_is_recovered),
        .remark = "the relative error on the unobserved entries stays exactly 1",
    },
    Claim{
        .id = "F2d",
        .name = "observed_entries_contract_geometrically_of_the_half_sum",
        .states = "P(W_t - Y) = (1 - eta)^t P(W_0 - Y) under gradient descent",
        .given = "lambda = 0, l(W) = |P(W - Y)|^2/2",
        .source = generality,
        .kind = Kind::conditional,
        .holds =
            forall_exactly_and_proved(completion_runs, symbolic_completions, half_sum_contracts),
        .without = "the half-sum (the mean over Omega instead)",
        .fails_without = witness(completion_runs, "eta=1/2;lambda=1;T=1;Omega=1;M=[[0]];W=[[1]]",
                                 mean_contracts),
        .remark = "the mean contracts by 1 - 2 eta/|Omega|: its stable steps reach |Omega|, not 2",
    },
    Claim{
        .id = "F4a",
        .name = "zero_fill_is_stationary_of_no_penalty",
        .states = "W_t = W_0 for every method",
        .given = "lambda = 0, W_0 = P(W*); 0/0 := 0 where epsilon = 0",
        .source = generality,
        .kind = Kind::theorem,
        .holds = forall_exactly_and_proved(completion_runs, symbolic_completions,
                                           zero_fill_is_stationary),
        .remark = "the start fits the data, so all movement comes from the penalty",
    },
    Claim{
        .id = "F4b",
        .name = "adam_is_defined_at_the_zero_fill_of_no_epsilon",
        .states = "g/sqrt(g^2) is a number at every entry of W_0",
        .given = "lambda = 0, W_0 = P(W*), epsilon = 0, without the convention 0/0 := 0",
        .source = generality,
        .kind = Kind::literal_reading,
        .holds = {forall(completion_runs, plain_quotient_is_defined),
                  witness(completion_runs, "eta=1;lambda=1;T=1;Omega=1;M=[[1]];W=[[0]]",
                          plain_quotient_is_defined)},
        .remark = "IEEE arithmetic gives NaN, and so does PyTorch",
    },
};
static_assert(well_formed(claims));

}  // namespace

Group completion_claims() { return {"F", "Completion without a penalty", claims}; }

}  // namespace adamant
