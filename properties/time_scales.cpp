#include "claim/claim.hpp"
#include "claim/enclosed.hpp"
#include "properties/domains/completion_run.hpp"
#include "properties/domains/spectral_mask.hpp"
#include "properties/gradient_shapes.hpp"
#include "properties/problem_shapes.hpp"
#include "properties/spectral_statements.hpp"
#include "properties/statements.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source several{"note", "Generalisability"};
constexpr Source doomed{"note", "Intuition"};

/// |P'(W_T − W_0)| ≤ eta lambda Σ |∇rho(W_t)| ≤ eta lambda T √(k − 1)/min F.
constexpr auto moves_at_most_so_far = []<class S>(const Implementation<S>& the,
                                                  const CompletionRun& x) {
  const Completion<S> f = x.problem<S>();
  if (f.zero_fill().isZero(S(0))) return discard("Y = 0");
  const S eta = x.eta.as<S>(), lambda = x.lambda.as<S>();
  S lengths(0), least_F = frobenius_norm<S>(f.zero_fill());
  const auto gradient = [&](const Matrix<S>& W) {
    const ThinSvd<S> svd = the.thin_svd(W);
    const Matrix<S> of_rho = the.ratio_gradient(svd, rank_tolerance<S>(W.rows(), W.cols())).value();
    lengths += frobenius_norm<S>(of_rho);
    least_F = minimum<S>(least_F, frobenius_norm<S>(svd.sigma));
    return Matrix<S>(the.completion_gradient(f, W) + lambda * of_rho);
  };
  const auto W = trajectory<S>(the.gradient_descent({.eta = eta}), f.zero_fill(), gradient, x.T);
  const Index k = std::min(x.M.rows, x.M.cols);
  const S moved = frobenius_norm<S>(P_complement<S>(f.Omega, W.back() - W.front()));
  const S first = eta * lambda * lengths;
  const S second = eta * lambda * integer<S>(x.T) * square_root<S>(integer<S>(k - 1)) / least_F;
  const S size = eta * lambda * integer<S>(x.T) / least_F + frobenius_norm<S>(W.front());
  const long n = x.T * svd_operations(x.M.rows, x.M.cols);
  return all({leq<S>(moved, first, size).over(n), leq<S>(first, second, size).over(n)});
};

/// The same after one step, strictly, from a zero fill of known SVD.
constexpr auto first_step_is_shorter = []<class S>(const Implementation<S>& the,
                                                   const SpectralMatrix& x) {
  const S eta = x.eta.as<S>();
  const Matrix<S> U =
      first_update<S>(the.gradient_descent({.eta = eta}), ratio_gradient<S>(the, x));
  return less<S>(P_complement<S>(support(x), U).squaredNorm(),
                 S(eta * eta * integer<S>(x.k() - 1) / Known<S>(x).F2));
};

/// l(W_1) ≤ lambda (rho(W_0) − rho(W_1)) ≤ lambda (√k − 1), W_1 by a step of `size` times the largest that
/// the curvature allows.
template <int size>
struct StaysNear {
  template <class S>
  Finding operator()(const Implementation<S>& the, const CompletionRun& x) const {
    const Completion<S> f = x.problem<S>();
    if (f.zero_fill().isZero(S(0))) return discard("Y = 0");
    const S lambda = x.lambda.as<S>();
    const ThinSvd<S> w = the.thin_svd(f.zero_fill());
    const Index r = numerical_rank<S>(w.sigma, rank_tolerance<S>(x.M.rows, x.M.cols));
    const S curvature = S(1) + S(6) * lambda / (w.sigma(r - 1) * frobenius_norm<S>(w.sigma));
    const auto total = [&](const Matrix<S>& W) { return total_gradient<S>(the, f, lambda, W); };
    const auto W = trajectory<S>(the.gradient_descent({.eta = S(integer<S>(size) / curvature)}),
                                 f.zero_fill(), total, 1);
    const S before = the.ratio_value(w).value(),
            after = the.ratio_value(the.thin_svd(W.back())).value();
    const S l = the.completion_loss(f, W.back());
    const S most = square_root<S>(integer<S>(std::min(x.M.rows, x.M.cols)));
    const long n = svd_operations(x.M.rows, x.M.cols);
    return all({leq<S>(l, S(lambda * (before - after)), S(l + lambda * before)).over(n),
                leq<S>(S(before - after), S(most - S(1)), most).over(n)});
  }
};

/// |U_1| = eta √(r − rho²)/F: the same number for every W of one shape of the spectrum, over F.
constexpr auto first_step_is_as_long_as = []<class S>(const Implementation<S>& the,
                                                      const SpectralMatrix& x) {
  const Known<S> w(x);
  const S eta = x.eta.as<S>();
  const Matrix<S> U =
      first_update<S>(the.gradient_descent({.eta = eta}), ratio_gradient<S>(the, x));
  return eq<S>(U.squaredNorm(), S(eta * eta * (w.rank() - w.rho * w.rho) / w.F2),
               S(eta * eta * w.rank() / w.F2))
      .over(svd_operations(x));
};

constexpr auto first_step_is_shorter_than_the_start = []<class S>(const Implementation<S>& the,
                                                                  const SpectralMatrix& x) {
  const Matrix<S> U =
      first_update<S>(the.gradient_descent({.eta = x.eta.as<S>()}), ratio_gradient<S>(the, x));
  return leq<S>(U.squaredNorm(), Known<S>(x).F2);
};

/// Adam's first step from W and from W/1024: the same, and no entry above eta.
constexpr auto adam_does_not_see_the_size_of_the_start = []<class S>(const Implementation<S>& the,
                                                                     const SpectralMatrix& x) {
  const S eta = x.eta.as<S>();
  const auto step = [&](const ThinSvd<S>& w) {
    return first_update<S>(the.adam({.eta = eta, .epsilon = S(0)}),
                           the.ratio_gradient(w, tolerance_for<S>(x)).value());
  };
  ThinSvd<S> small = x.svd<S>();
  small.sigma /= S(1024);
  const Matrix<S> U = step(x.svd<S>());
  return all({eq<S>(U, step(small)), leq<S>(U.cwiseAbs().maxCoeff(), eta)});
};

/// Every other entry is observed, the first is not: there the gradient is lambda H_t, beside it lambda H_t and
/// a loss gradient.
template <Scalar S>
std::vector<Matrix<S>> penalised_gradients(const GradientRun& x, const Mask& Omega,
                                           const S& lambda) {
  const auto H = x.gradients<S>();
  std::vector<Matrix<S>> G;
  for (std::size_t t = 0; t < H.size(); ++t)
    G.push_back(P_Omega<S>(Omega, H[H.size() - 1 - t]) + lambda * H[t]);
  return G;
}
inline Mask every_other(const GradientRun& x) {
  Mask Omega(x.rows(), x.cols());
  for (Index i = 0; i < x.rows(); ++i)
    for (Index j = 0; j < x.cols(); ++j) Omega(i, j) = (i + j) % 2 == 1;
  return Omega;
}

/// Is P'(U) for lambda = c equal to factor·P'(U) for lambda = 1?
template <Scalar S>
Finding responds_to_weight(const Method<S>& method, const GradientRun& x, const S& factor) {
  const Mask Omega = every_other(x);
  const auto run = [&](const S& lambda) {
    auto U = updates<S>(method, penalised_gradients<S>(x, Omega, lambda));
    for (Matrix<S>& A : U) A = P_complement<S>(Omega, A);
    return U;
  };
  return eq<S>(run(x.c.as<S>()), scaled<S>(run(S(1)), factor))
      .over(adaptive_operations(x.T()))
      .conditioned_by(kappa_of_correction<S>(x.beta1.as<S>(), x.beta2.as<S>()));
}
constexpr auto adam_ignores_the_weight = []<class S>(const Implementation<S>& the,
                                                     const GradientRun& x) {
  return responds_to_weight<S>(the.adam(adam_of<S>(x)), x, S(1));
};
constexpr auto gradient_descent_follows_the_weight = []<class S>(const Implementation<S>& the,
                                                                 const GradientRun& x) {
  return responds_to_weight<S>(the.gradient_descent({.eta = x.eta.as<S>()}), x, x.c.as<S>());
};

/// P'(∇rho(W_0)) = P'(∇‖·‖_*(W_0))/F.
constexpr auto gradients_agree_beside_the_data = []<class S>(const Implementation<S>& the,
                                                             const SpectralMatrix& x) {
  const Mask Omega = support(x);
  const Gradients<S> G(the, x, tolerance_for<S>(x));
  const Known<S> w(x);
  return eq<S>(P_complement<S>(Omega, G.ratio), P_complement<S>(Omega, G.nuclear) / w.F,
               w.gradient_scale())
      .over(svd_operations(x))
      .conditioned_by(x.kappa<S>());
};

/// The first steps of Adam and of sign descent for the two penalties, on the entries that are not observed,
/// or on all of them.
template <bool beside_the_data>
constexpr auto first_steps_agree =
    []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
      const Mask Omega = beside_the_data ? support(x) : Mask::Constant(x.m(), x.n(), false);
      const Gradients<S> G(the, x, tolerance_for<S>(x));
      const S eta = x.eta.as<S>();
      const auto agree = [&](const Method<S>& method) {
        const auto step = [&](const Matrix<S>& A) {
          return P_complement<S>(Omega, first_update<S>(method, A));
        };
        return eq<S>(step(G.ratio), step(G.nuclear), eta);
      };
      return all(
          {agree(the.sign_descent({.eta = eta})), agree(the.adam({.eta = eta, .epsilon = S(0)}))});
    };

constexpr std::string_view one_step_of_two = "eta=1;beta1=0;beta2=0;epsilon=1;c=2;G=[[1,1]]";

constexpr std::array claims{
    Claim{
        .id = "F15a",
        .name = "hidden_entries_move_at_most_with_step_weight_and_time",
        .states = "|P'(W_T - W_0)| <= eta lambda sum_t |grad rho(W_t)| <= eta lambda T sqrt(k - "
                  "1)/min F",
        .given = "gradient descent on l + lambda rho, W_0 = P(W*) != 0",
        .source = several,
        .holds = forall(partial_completions, moves_at_most_so_far),
        .remark =
            "so a small eta lambda T recovers nothing, whatever spans say. Slack by the turns "
            "of the path and by sqrt(k - rho^2) < sqrt(k - 1); strict: F15b",
    },
    Claim{
        .id = "F15b",
        .name = "hidden_entries_move_strictly_less_than_the_bound_at_first",
        .states = "|P'(U_1)| < eta sqrt(k - 1)/F",
        .given = "gradient descent on rho from W_0 = P(W*) of full rank k >= 2",
        .source = several,
        .holds = {exactly(regular_zero_fills, first_step_is_shorter),
                  enclosed(regular_zero_fills, first_step_is_shorter)},
    },
    Claim{
        .id = "F16a",
        .name = "loss_stays_below_the_fall_of_the_penalty_of_descent",
        .states = "l(W_1) <= lambda (rho(W_0) - rho(W_1)) <= lambda (sqrt(k) - 1)",
        .given =
            "f = l + lambda rho does not rise, here by eta <= 1/(1 + 6 lambda/(sigma_r F)); W_0 "
            "= P(W*) != 0",
        .source = doomed,
        .kind = Kind::conditional,
        .holds = forall(partial_completions, StaysNear<1>{}),
        .without = "f does not rise (a step 1000 times as long)",
        .fails_without = forall(partial_completions, StaysNear<1000>{}),
        .remark = "l(W_0) = 0, so an equality where f stays; otherwise slack by its fall",
    },
    Claim{
        .id = "F17a",
        .name = "first_step_of_gradient_descent_grows_like_one_over_the_start",
        .states = "|U_1| = eta sqrt(r - rho^2)/|W_0|",
        .given = "gradient descent on rho, W_0 of rank r",
        .source = several,
        .holds = forall_exactly_and_proved(spectral_matrices, symbolic_spectra,
                                           first_step_is_as_long_as),
    },
    Claim{
        .id = "F17b",
        .name = "first_step_of_gradient_descent_is_no_longer_than_the_start",
        .states = "|U_1| <= |W_0|",
        .given = "gradient descent on rho",
        .source = several,
        .kind = Kind::literal_reading,
        .holds = {exactly(spectral_matrices, first_step_is_shorter_than_the_start),
                  witness(spectral_matrices,
                          "eta=1;U=<2>;sigma=[[1/8],[1/16]];V=<2>;H=[[0,0],[0,0]]",
                          first_step_is_shorter_than_the_start)},
        .remark = "from a small start it throws W far away, where the gradient is small",
    },
    Claim{
        .id = "F17c",
        .name = "adam_does_not_see_the_size_of_the_start",
        .states = "U_1(W_0/1024) = U_1(W_0), |U_1| <= eta in every entry",
        .given = "Adam on rho, epsilon = 0",
        .source = several,
        .holds = exactly(spectral_matrices, adam_does_not_see_the_size_of_the_start),
    },
    Claim{
        .id = "F17d",
        .name = "small_starts_throw_gradient_descent_away_in_proportion_to_eta_lambda",
        .states = "|P'(W_T - W*)|/|P'(W*)| grows like eta lambda",
        .given = "W* 30 x 30 of rank 2, Gaussian start of 1/1000, mean loss",
        .source = several,
        .kind = Kind::conjecture,
        .remark = "statistical: to be measured",
    },
    Claim{
        .id = "F18a",
        .name = "adam_ignores_the_weight_of_the_penalty_beside_the_data",
        .states = "P'(U_t) is the same for lambda and for 1",
        .given = "P'(G_t) = lambda P'(H_t), one H_1, H_2, ... for both, lambda > 0, epsilon = 0; "
                 "kappa = 1/(1 - max(beta1, beta2))",
        .source = several,
        .kind = Kind::conditional,
        .holds = forall_exactly_and_proved(gradient_sequences, symbolic_sequences,
                                           adam_ignores_the_weight),
        .without = "epsilon = 0",
        .fails_without = witness(gradient_runs, one_step_of_two, adam_ignores_the_weight),
        .remark = "what adaptivity is for without noise: it takes lambda out of the time scale of "
                  "the entries that the loss does not see",
    },
    Claim{
        .id = "F18b",
        .name = "gradient_descent_follows_the_weight_of_the_penalty_beside_the_data",
        .states = "P'(U_t) for lambda is lambda times P'(U_t) for 1",
        .given = "P'(G_t) = lambda P'(H_t), one H_1, H_2, ... for both",
        .source = several,
        .holds = forall_exactly_and_proved(gradient_sequences, symbolic_sequences,
                                           gradient_descent_follows_the_weight),
    },
    Claim{
        .id = "F19a",
        .name = "both_penalties_have_one_gradient_beside_the_data_at_the_zero_fill",
        .states = "P'(grad rho(W_0)) = P'(grad |W_0|_*)/F",
        .given = "W_0 = P(W*), the minimal subgradient; kappa = sigma_1/sigma_r",
        .source = several,
        .holds = forall_and_exactly(spectral_zero_fills, gradients_agree_beside_the_data),
        .remark = "the W term of grad rho is 0 there",
    },
    Claim{
        .id = "F19b",
        .name = "adam_takes_one_first_step_for_both_penalties_beside_the_data",
        .states = "P'(U_1) is the same for |.|_* and for rho, for Adam and for sign descent",
        .given = "W_0 = P(W*), epsilon = 0, 0/0 := 0",
        .source = several,
        .kind = Kind::conditional,
        .holds = exactly(spectral_zero_fills, first_steps_agree<true>),
        .without = "the entries are hidden at the start",
        .fails_without =
            witness(spectral_matrices, "eta=1;U=<2>;sigma=[[2],[1]];V=<2>;H=[[0,1],[1,0]]",
                    first_steps_agree<false>),
    },
    Claim{
        .id = "F0e",
        .name = "canary_adam_moves_hidden_entries_in_proportion_to_the_weight",
        .states = "P'(U_t) for lambda is lambda times P'(U_t) for 1, under Adam",
        .given = "epsilon = 0",
        .source = {"canary", "false by F18a"},
        .kind = Kind::canary,
        .holds = forall_and_exactly(
            gradient_sequences,
            []<class S>(const Implementation<S>& the, const GradientRun& x) {
              return responds_to_weight<S>(the.adam(adam_of<S>(x)), x, x.c.as<S>());
            }),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group time_scale_claims() { return {"F", "Two time scales", claims}; }

}  // namespace adamant
