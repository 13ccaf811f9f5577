#include "claim/claim.hpp"
#include "properties/domains/completion_run.hpp"
#include "properties/domains/gradient_run.hpp"
#include "properties/domains/spectral_matrix.hpp"
#include "properties/gradient_shapes.hpp"
#include "properties/problem_shapes.hpp"
#include "properties/spectral_statements.hpp"
#include "properties/statements.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source several{"note", "Generalisability"};
constexpr Source frames{"note", "Adam + Ratio"};

/// A loss of the residuals with every entry observed and Y = 0: its gradient at E is phi'(E).
template <Scalar S, class Loss>
LossCompletion<S, Loss> of_residuals(const Matrix<S>& E, Loss phi) {
  return {Matrix<S>::Zero(E.rows(), E.cols()), Mask::Constant(E.rows(), E.cols(), true), phi};
}

/// The residuals at which phi'(E) = −p, entry by entry: −p for the squared loss, the negative cube root of p
/// for the quartic one (tried where p is a cube), −p for Huber's where |p| ≤ delta.
constexpr auto residuals_balance_the_penalty = []<class S>(const Implementation<S>& the,
                                                           const GradientRun& x) {
  const Matrix<S> p = x.gradients<S>().front(), E = -p;
  const Matrix<S> cubes = p.cwiseProduct(p).cwiseProduct(p);
  const Completion<S> squared{Matrix<S>::Zero(p.rows(), p.cols()),
                              Mask::Constant(p.rows(), p.cols(), true)};
  const auto quartic = of_residuals<S>(E, QuarticLoss<S>{});
  const auto huber = of_residuals<S>(E, HuberLoss<S>{S(S(1) + largest<S>(p))});
  return all({eq<S>(the.completion_gradient(squared, E), -p),
              eq<S>(the.quartic_gradient(quartic, E), -cubes).over(4),
              eq<S>(the.huber_loss_gradient(huber, E), -p)});
};

/// phi'(E) + p for Huber's loss with delta = max|p|/2 is at least |p| − delta, whatever E, here far away and
/// at E = -p, where the square balances.
constexpr auto huber_does_not_balance = []<class S>(const Implementation<S>& the,
                                                    const GradientRun& x) {
  const auto G = x.gradients<S>();
  const Matrix<S> p = G.front();
  const S most = largest<S>(p), delta = most / S(2);
  if (is_zero(most)) return discard("no penalty");
  const auto left_at = [&](const Matrix<S>& E) {
    const Matrix<S> left = the.huber_loss_gradient(of_residuals<S>(E, HuberLoss<S>{delta}), E) + p;
    return leq<S>(S(most - delta), largest<S>(left), most).over(4);
  };
  return all({left_at(S(-1000) * G.back()), left_at(-p)});
};

/// |e| = |p| for every loss.
constexpr auto quartic_balances_like_the_square = []<class S>(const Implementation<S>& the,
                                                              const GradientRun& x) {
  const Matrix<S> p = x.gradients<S>().front(), E = -p;
  return eq<S>(the.quartic_gradient(of_residuals<S>(E, QuarticLoss<S>{}), E), -p).over(4);
};

/// Two proximal steps on lambda·|W − Y| against a penalty slope p with largest |p| = `size`/2, from W_0 = Y.
template <int size>
constexpr auto proximal_steps_keep_the_data = []<class S>(const Implementation<S>& the,
                                                          const GradientRun& x) {
  const Matrix<S> G = x.gradients<S>().front();
  const S most = largest<S>(G), eta = x.eta.as<S>();
  if (is_zero(most)) return discard("no penalty");
  const Matrix<S> p = integer<S>(size) / S(2) / most * G;
  Matrix<S> E = Matrix<S>::Zero(G.rows(), G.cols());
  for (int t = 0; t < 2; ++t)
    E = Matrix<S>(E - eta * p).unaryExpr([&](const S& e) { return the.absolute_proximal(e, eta); });
  return vanishes<S>(E, eta);
};

constexpr auto explicit_steps_keep_the_data = []<class S>(const Implementation<S>& the,
                                                          const GradientRun& x) {
  const Matrix<S> G = x.gradients<S>().front();
  const S most = largest<S>(G), eta = x.eta.as<S>();
  if (is_zero(most)) return discard("no penalty");
  const Matrix<S> p = G / (S(2) * most);
  const auto gradient = [&](const Matrix<S>& E) {
    return Matrix<S>(the.absolute_gradient(of_residuals<S>(E, AbsoluteLoss<S>{}), E) + p);
  };
  const Matrix<S> start = Matrix<S>::Zero(G.rows(), G.cols());
  return vanishes<S>(trajectory<S>(the.gradient_descent({.eta = eta}), start, gradient, 2).back(),
                     eta);
};

/// Y = P(M + W), W the noise: the zero fill has loss 0 and is as far from M on the data as the noise is long.
constexpr auto zero_fill_keeps_the_noise = []<class S>(const Implementation<S>& the,
                                                       const CompletionRun& x) {
  const Matrix<S> truth = x.M.as<S>(), noise = x.W.as<S>();
  const Completion<S> f{truth + noise, x.Omega.mask()}, clean{truth, x.Omega.mask()};
  const S size = truth.squaredNorm() + noise.squaredNorm();
  return all({eq<S>(the.completion_loss(f, f.zero_fill()), S(0), size),
              eq<S>(S(2) * the.completion_loss(clean, f.zero_fill()),
                    S(P_Omega<S>(f.Omega, noise).squaredNorm()), size)
                  .over(noise.size())});
};

/// U_t = Σ_i c_{ti} G_i, with the c that the method shows when it is fed one number at a time.
template <Scalar S>
Finding combines_the_gradients(const Method<S>& method, const GradientRun& x) {
  const auto G = x.gradients<S>();
  std::vector<Matrix<S>> sum(G.size(), Matrix<S>::Zero(x.rows(), x.cols()));
  S size(0);
  for (std::size_t i = 0; i < G.size(); ++i) {
    std::vector<Matrix<S>> impulse(G.size(), Matrix<S>::Zero(1, 1));
    impulse[i](0, 0) = S(1);
    const auto c = updates<S>(method, impulse);
    for (std::size_t t = 0; t < G.size(); ++t) {
      sum[t] += c[t](0, 0) * G[i];
      size = maximum<S>(size, magnitude<S>(c[t](0, 0)) * largest<S>(G[i]));
    }
  }
  const auto U = updates<S>(method, G);
  Finding worst;
  worst.vacuous = true;
  for (std::size_t t = 0; t < G.size(); ++t)
    worst = all({worst, eq<S>(U[t], sum[t], size).over(adaptive_operations(x.T() * x.T()))});
  return worst;
}
constexpr auto momentum_combines_the_gradients = []<class S>(const Implementation<S>& the,
                                                             const GradientRun& x) {
  const S eta = x.eta.as<S>(), mu = x.beta1.as<S>();
  return all({combines_the_gradients<S>(the.gradient_descent({.eta = eta}), x),
              combines_the_gradients<S>(the.heavy_ball({.eta = eta, .mu = mu}), x),
              combines_the_gradients<S>(the.nesterov({.eta = eta, .mu = mu}), x),
              combines_the_gradients<S>(the.nesterov_reparametrised({.eta = eta, .mu = mu}), x)});
};
constexpr auto adam_combines_the_gradients = []<class S>(const Implementation<S>& the,
                                                         const GradientRun& x) {
  return combines_the_gradients<S>(the.adam(adam_of<S>(x)), x);
};

/// Upd(G + H) = Upd(G) + Upd(H), H the gradients in reverse.
template <Scalar S>
Finding is_additive(const Method<S>& method, const GradientRun& x) {
  const auto G = x.gradients<S>();
  std::vector<Matrix<S>> H(G.rbegin(), G.rend()), both = G;
  S size(0);
  for (std::size_t t = 0; t < G.size(); ++t) {
    both[t] += H[t];
    size = maximum<S>(size, largest<S>(G[t]));
  }
  const auto of_G = updates<S>(method, G), of_H = updates<S>(method, H),
             of_both = updates<S>(method, both);
  Finding worst;
  worst.vacuous = true;
  for (std::size_t t = 0; t < G.size(); ++t)
    worst = all({worst, eq<S>(of_both[t], of_G[t] + of_H[t],
                              S(size * integer<S>(4 * x.T()) * x.eta.as<S>()))
                            .over(adaptive_operations(x.T()))});
  return worst;
}
constexpr auto momentum_is_additive = []<class S>(const Implementation<S>& the,
                                                  const GradientRun& x) {
  const S eta = x.eta.as<S>(), mu = x.beta1.as<S>();
  return all({is_additive<S>(the.gradient_descent({.eta = eta}), x),
              is_additive<S>(the.heavy_ball({.eta = eta, .mu = mu}), x),
              is_additive<S>(the.nesterov({.eta = eta, .mu = mu}), x)});
};
constexpr auto adam_is_additive = []<class S>(const Implementation<S>& the, const GradientRun& x) {
  return is_additive<S>(the.adam(adam_of<S>(x)), x);
};

constexpr auto penalty_gradient_is_linear = []<class S>(const Implementation<S>& the,
                                                        const SpectralMatrix& x) {
  ThinSvd<S> doubled = x.svd<S>();
  doubled.sigma *= S(2);
  const S tolerance = tolerance_for<S>(x);
  return eq<S>(the.nuclear_gradient(decomposition<S>(the, doubled), tolerance),
               S(2) * nuclear_gradient<S>(the, x), S(1));
};

constexpr std::string_view three_and_minus_one =
    "eta=1;beta1=0;beta2=0;epsilon=0;c=1;G=[[3]]|[[-1]]";

constexpr std::array claims{
    Claim{
        .id = "F20a",
        .name = "residuals_at_equilibrium_depend_on_the_form_of_the_loss",
        .states =
            "phi'(E) = -p at E = -p for e^2/2 and for Huber's loss with delta >= |p|, at -p^(1/3) "
            "for e^4/4",
        .given = "p = lambda times the penalty's slope on the observed entries",
        .source = several,
        .holds = forall_and_exactly(gradient_sequences, residuals_balance_the_penalty),
    },
    Claim{
        .id = "F20b",
        .name = "huber_loss_has_no_equilibrium_of_a_steep_penalty",
        .states = "max |phi'(E) + p| >= max |p| - delta for every E",
        .given = "delta = max |p|/2, p != 0 as F20a",
        .source = several,
        .holds = forall_and_exactly(gradient_sequences_without_zeros, huber_does_not_balance),
        .remark = "the residual drifts away; an equality where e <= -delta at the largest p",
    },
    Claim{
        .id = "F20c",
        .name = "form_of_the_loss_is_inconsequential",
        .states = "phi'(E) = -p at E = -p also for e^4/4",
        .given = "p = lambda times the penalty's slope on the observed entries",
        .source = several,
        .kind = Kind::literal_reading,
        .holds = exactly(gradient_sequences, quartic_balances_like_the_square),
        .remark = "true of the gradient at the zero fill, where every phi'(0) = 0, and not after",
    },
    Claim{
        .id = "F21a",
        .name = "proximal_steps_keep_the_data_of_the_absolute_loss",
        .states = "P(W_t) = Y",
        .given =
            "l = |P(W - Y)|_1, W_0 = P(W*), lambda max |grad R| <= 1, here 1/2; implicit steps on "
            "the loss",
        .source = several,
        .kind = Kind::conditional,
        .holds =
            forall_and_exactly(gradient_sequences_without_zeros, proximal_steps_keep_the_data<1>),
        .without = "lambda max |grad R| <= 1 (twice it)",
        .fails_without = exactly(gradient_sequences_without_zeros, proximal_steps_keep_the_data<4>),
        .remark = "an exact penalty: the constraint without a projection",
    },
    Claim{
        .id = "F21b",
        .name = "explicit_steps_keep_the_data_of_the_absolute_loss",
        .states = "P(W_2) = Y",
        .given = "l = |P(W - Y)|_1, W_0 = P(W*), lambda max |grad R| = 1/2; gradient descent",
        .source = several,
        .kind = Kind::literal_reading,
        .holds = exactly(gradient_sequences_without_zeros, explicit_steps_keep_the_data),
        .remark = "sign steps chatter about the constraint with the amplitude of eta",
    },
    Claim{
        .id = "F23a",
        .name = "zero_fill_keeps_all_of_the_noise",
        .states = "l(W_0) = 0 and |P(W_0 - W*)| = |P(E)|",
        .given = "Y = P(W* + E), W_0 = Y; the same for every W with P(W) = Y",
        .source = several,
        .holds = forall_exactly_and_proved(completion_runs, symbolic_completions,
                                           zero_fill_keeps_the_noise),
        .remark = "staying on the constraint set cannot beat the noise on what is observed",
    },
    Claim{
        .id = "F24a",
        .name = "momentum_methods_combine_their_gradients_with_numbers",
        .states = "U_t = sum_i c_ti G_i, c the response to one number at a time",
        .given = "gradient descent, heavy ball and Nesterov twice",
        .source = frames,
        .kind = Kind::conditional,
        .holds = forall_exactly_and_proved(gradient_sequences, symbolic_sequences,
                                           momentum_combines_the_gradients),
        .without = "gradient descent, heavy ball and Nesterov twice (Adam instead)",
        .fails_without =
            witness(gradient_sequences, three_and_minus_one, adam_combines_the_gradients),
        .remark =
            "so they stay in every linear space that gradient descent stays in: E15, E17, F2, "
            "F3. Momentum is not special",
    },
    Claim{
        .id = "F24b",
        .name = "momentum_on_the_ratio_recovers_with_an_annealed_weight",
        .states = "the share of runs that recover W* is that of Adam",
        .given = "W* 30 x 30 of rank 2, two fifths of the entries observed",
        .source = frames,
        .kind = Kind::conjecture,
        .remark = "statistical: to be measured",
    },
    Claim{
        .id = "F25a",
        .name = "momentum_methods_are_additive_in_their_gradients",
        .states = "U(G + H) = U(G) + U(H)",
        .given = "gradient descent, heavy ball and Nesterov",
        .source = several,
        .holds =
            forall_exactly_and_proved(gradient_sequences, symbolic_sequences, momentum_is_additive),
    },
    Claim{
        .id = "F25b",
        .name = "adam_is_additive_in_its_gradients",
        .states = "U(G + H) = U(G) + U(H)",
        .given = "epsilon = 0",
        .source = several,
        .kind = Kind::literal_reading,
        .holds = {exactly(gradient_sequences, adam_is_additive),
                  witness(gradient_sequences, three_and_minus_one, adam_is_additive)},
        .remark = "sign(3 - 1) is not sign(3) + sign(-1)",
    },
    Claim{
        .id = "F25c",
        .name = "gradient_descent_on_the_penalty_is_a_linear_recurrence",
        .states = "grad |2W|_* = 2 grad |W|_*",
        .given = "W != 0",
        .source = several,
        .kind = Kind::literal_reading,
        .holds = forall_and_exactly(spectral_matrices, penalty_gradient_is_linear),
        .remark = "the update is linear in the gradient, the gradient is not linear in W",
    },
    Claim{
        .id = "F0f",
        .name = "canary_quartic_loss_balances_at_the_cube",
        .states = "phi'(-p^3) = -p for e^4/4",
        .given = "p = lambda times the penalty's slope",
        .source = {"canary", "false by F20a"},
        .kind = Kind::canary,
        .holds = exactly(gradient_sequences,
                         []<class S>(const Implementation<S>& the, const GradientRun& x) {
                           const Matrix<S> p = x.gradients<S>().front();
                           const Matrix<S> E = -p.cwiseProduct(p).cwiseProduct(p);
                           return eq<S>(
                               the.quartic_gradient(of_residuals<S>(E, QuarticLoss<S>{}), E), -p);
                         }),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group loss_form_claims() { return {"F", "The form of the loss, and linearity", claims}; }

}  // namespace adamant
