#include "claim/claim.hpp"
#include "claim/enclosed.hpp"
#include "properties/domains/completion_run.hpp"
#include "properties/domains/rank_one.hpp"
#include "properties/domains/spectral_mask.hpp"
#include "properties/penalty_statements.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source doomed{"note", "Intuition"};
constexpr Source several{"note", "Generalisability"};

constexpr std::string_view four_hidden =
    "eta=4;lambda=1;T=40;Omega=11/10;M=[[1,2],[2,4]];W=[[1,2],[2,0]]";
constexpr std::string_view four_hidden_from_the_left =
    "eta=4;lambda=1;T=40;Omega=11/10;M=[[1,2],[2,4]];W=[[1,2],[2,-2]]";

constexpr auto feasible_steps_touch_nothing_observed = []<class S>(const Implementation<S>& the,
                                                                   const CompletionRun& x) {
  const S eta = x.eta.as<S>();
  const Completion<S> f = x.problem<S>();
  const std::vector<Matrix<S>> G{x.W.as<S>(), x.M.as<S>(), x.W.as<S>()};
  const auto U = updates<S>(the.feasible_descent({.eta = eta, .Omega = f.Omega}), G);
  const auto plain = updates<S>(the.gradient_descent({.eta = eta}), G);
  Finding worst;
  worst.vacuous = true;
  for (std::size_t t = 0; t < G.size(); ++t)
    worst = all({worst, eq<S>(U[t], P_complement<S>(f.Omega, plain[t]))});
  return worst;
};

constexpr auto projected_steps_fit = []<class S>(const Implementation<S>& the,
                                                 const CompletionRun& x) {
  const Completion<S> f = x.problem<S>();
  const Matrix<S> W_0 = x.W.as<S>(), Y = x.M.as<S>();
  const auto method = the.projected_descent({.eta = x.eta.as<S>(), .Omega = f.Omega, .Y = f.Y});
  const auto W = trajectory<S>(
      method, W_0, [&](const Matrix<S>&) { return Y; }, 2);
  const S size = W_0.cwiseAbs().maxCoeff() + Y.cwiseAbs().maxCoeff();
  return all({vanishes<S>(P_Omega<S>(f.Omega, W[1] - Y), size),
              vanishes<S>(P_Omega<S>(f.Omega, W[2] - Y), size)});
};

/// The hidden entry x_T of feasible descent on rho from W, one entry of 2×2 being hidden.
template <Real S>
S last_entry(const Implementation<S>& the, const CompletionRun& x) {
  const Mask Omega = x.Omega.mask();
  const auto gradient = [&](const Matrix<S>& W) {
    return the.ratio_gradient(the.thin_svd(W), rank_tolerance<S>(2, 2)).value();
  };
  const auto method = the.feasible_descent({.eta = x.eta.as<S>(), .Omega = Omega});
  return trajectory<S>(method, x.W.as<S>(), gradient, x.T).back()(1, 1);
}
constexpr auto stays_far_from_the_truth = []<class S>(const Implementation<S>& the,
                                                      const CompletionRun& x) {
  return leq<S>(S(1), magnitude<S>(last_entry<S>(the, x) - x.M(1, 1).template as<S>()));
};
constexpr auto comes_near_the_truth = []<class S>(const Implementation<S>& the,
                                                  const CompletionRun& x) {
  return leq<S>(magnitude<S>(last_entry<S>(the, x) - x.M(1, 1).template as<S>()), ratio<S>(1, 4));
};
constexpr auto runs_away = []<class S>(const Implementation<S>& the, const CompletionRun& x) {
  return leq<S>(last_entry<S>(the, x), S(2) * x.W(1, 1).template as<S>());
};

/// l((A + B)/2) = (l(A) + l(B))/2 − (L/8) |P(A − B)|².
constexpr auto loss_is_strictly_convex_on_omega = []<class S>(const Implementation<S>& the,
                                                              const CompletionRun& x) {
  const Completion<S> f = x.problem<S>();
  const Matrix<S> A = x.W.as<S>(), B = x.W.as<S>().cwiseProduct(x.M.as<S>());
  const auto l = [&](const Matrix<S>& W) { return the.completion_loss(f, W); };
  const S gap = P_Omega<S>(f.Omega, A - B).squaredNorm() / S(8), ends = (l(A) + l(B)) / S(2);
  return eq<S>(l((A + B) / S(2)), S(ends - gap), ends).over(A.size());
};

/// W_x = [[3/4, x], [x, 3/4]] with |x| < 3/4 for W* = I_2, the diagonal observed, lambda = 1/4; x from eta.
constexpr auto is_a_minimiser_of_the_nuclear_norm = []<class S>(const Implementation<S>& the,
                                                                const CompletionRun& x) {
  const S lambda = ratio<S>(1, 4), a = ratio<S>(3, 4);
  const S b = a * ratio<S>(x.eta.p - x.eta.q, x.eta.p + x.eta.q),
          half = square_root<S>(S(1) / S(2));
  Matrix<S> U(2, 2);
  U << half, half, half, -half;
  const ThinSvd<S> w{U, Vector<S>{{a + b, a - b}}, U};
  const Completion<S> f{Matrix<S>::Identity(2, 2), Matrix<S>::Identity(2, 2).array() == S(1)};
  const Matrix<S> W = w.product();
  return vanishes<S>(the.completion_gradient(f, W) +
                         lambda * the.nuclear_gradient(decomposition<S>(the, w), S(0)),
                     lambda)
      .over(svd_operations(2, 2))
      .conditioned_by(S(a / (a - magnitude<S>(b))));
};

/// rho(C + x E_ab) ≤ 1 + |C|_*/|x|, (a, b) the first hidden entry, C the truth without it.
constexpr auto ratio_tends_to_one = []<class S>(const Implementation<S>& the,
                                                const CompletionRun& x) {
  Matrix<S> C = x.M.as<S>();
  Index hidden = 0;
  while (x.Omega.observed[static_cast<std::size_t>(hidden)]) ++hidden;
  const Index i = hidden / C.cols(), j = hidden % C.cols();
  C(i, j) = S(0);
  const S size = x.eta.as<S>() * power_of_two<S>(static_cast<int>(8 * x.T));
  const S bound = S(1) + nuclear_norm(the.thin_svd(C).sigma) / size;
  Matrix<S> W = C;
  W(i, j) = -size;
  return leq<S>(the.ratio_value(the.thin_svd(W)).value(), bound)
      .over(svd_operations(C.rows(), C.cols()));
};

/// The same where C != 0: at C = 0 both sides are 1, which no ball around either can tell.
constexpr auto ratio_tends_to_one_from_below = []<class S>(const Implementation<S>& the,
                                                           const CompletionRun& x) {
  Matrix<double> C = x.M.as<double>();
  Index hidden = 0;
  while (x.Omega.observed[static_cast<std::size_t>(hidden)]) ++hidden;
  C(hidden / C.cols(), hidden % C.cols()) = 0;
  if (C.isZero(0)) return discard("C = 0");
  return ratio_tends_to_one(the, x);
};

constexpr auto no_fit_has_a_lower_ratio = []<class S>(const Implementation<S>& the,
                                                      const CompletionRun& x) {
  const Matrix<S> fit =
      P_Omega<S>(x.Omega.mask(), x.M.as<S>()) + P_complement<S>(x.Omega.mask(), x.W.as<S>());
  const auto rho = [&](const Matrix<S>& W) { return the.ratio_value(the.thin_svd(W)); };
  const auto truth = rho(x.M.as<S>()), other = rho(fit);
  if (!truth || !other) return discard("W = 0");
  return leq<S>(*truth, *other).over(svd_operations(x.M.rows, x.M.cols));
};

/// Along every K with <Lambda, K> = 0, Lambda = D + Z, a penalty with direction D grows at least like
/// factor (1 − |Z|_2) |U_⊥ᵀ K V_⊥|_*. `of_ratio`: F times the ratio; otherwise the nuclear norm.
template <bool of_ratio, int p = 1, int q = 1>
struct GrowsBesideTheData {
  template <Scalar S>
  static Matrix<S> unseen(const SpectralMatrix& x) {
    const Matrix<S> H = x.H.as<S>();
    const Matrix<S> Lambda =
        dual_certificate<S>(x, of_ratio ? ratio_direction<S>(x) : nuclear_direction<S>(x));
    return H - Lambda * S(inner<S>(Lambda, H) / Lambda.squaredNorm());
  }
  template <class S>
  Finding operator()(const Implementation<S>& the, const SpectralMatrix& x) const {
    if (across_null_spaces<Rational>(x, unseen<Rational>(x)).isZero(0))
      return Finding{.vacuous = true};
    const Matrix<S> K = unseen<S>(x);
    const Known<S> w(x);
    const S across = nuclear_norm(the.thin_svd(across_null_spaces<S>(x, K)).sigma);
    const S slope = of_ratio ? S(w.F * inner<S>(ratio_gradient<S>(the, x), K) + across)
                             : S(inner<S>(nuclear_gradient<S>(the, x), K) + across);
    const S least = ratio<S>(p, q) * (S(1) - x.eta.as<S>()) * across;
    const S scale = w.rank() * frobenius_norm<S>(K);
    return all({leq<S>(least, slope, scale).over(svd_operations(x)).conditioned_by(x.kappa<S>()),
                leq<S>(S(0), slope, scale).over(svd_operations(x)).conditioned_by(x.kappa<S>())});
  }
};

/// |W|_*² = |W|² + 2 |det W| for the upper left 2×2 of a matrix.
constexpr auto two_by_two_identity = []<class S>(const Implementation<S>& the,
                                                 const SpectralMatrix& x) {
  const Matrix<S> W = x.W<S>().topLeftCorner(2, 2);
  const S N = nuclear_norm(the.thin_svd(W).sigma), F2 = W.squaredNorm();
  const S det = W(0, 0) * W(1, 1) - W(0, 1) * W(1, 0);
  return eq<S>(S(N * N), S(F2 + S(2) * magnitude<S>(det)), S(S(2) * F2)).over(svd_operations(2, 2));
};

/// W = a bᵀ and D W D^{-1}, D = diag(1, c, …, c): the same diagonal and rho = 1 for both.
constexpr auto both_have_ratio_one = []<class S>(const Implementation<S>& the, const RankOne& x) {
  const S c = S(1) + x.eta.as<S>();
  Matrix<S> a = x.a.as<S>(), b = x.b.as<S>();
  const Matrix<S> W = a * b.transpose();
  const auto rho = [&](const Matrix<S>& u, const Matrix<S>& v) {
    const S p = square_root<S>(u.squaredNorm()), q = square_root<S>(v.squaredNorm());
    return the.ratio_value(decomposition<S>(the, {u / p, Vector<S>::Constant(1, p * q), v / q}))
        .value();
  };
  const S first = rho(a, b);
  a.bottomRows(a.rows() - 1) *= c;
  b.bottomRows(b.rows() - 1) /= c;
  const Matrix<S> other = a * b.transpose();
  return all({eq<S>(first, S(1)).over(svd_operations(W.rows(), W.cols())),
              eq<S>(rho(a, b), S(1)).over(svd_operations(W.rows(), W.cols())),
              eq<S>(Matrix<S>(W.diagonal()), Matrix<S>(other.diagonal())).over(4)});
};

constexpr std::array claims{
    Claim{
        .id = "F10a",
        .name = "feasible_descent_is_gradient_descent_beside_the_data",
        .states = "P(U_t) = 0 and P'(U_t) = -eta P'(G_t)",
        .given = "any mask, any gradients",
        .source = doomed,
        .kind = Kind::definition,
        .holds = forall_and_exactly(completion_runs, feasible_steps_touch_nothing_observed),
    },
    Claim{
        .id = "F10b",
        .name = "projected_descent_fits_from_the_first_step_on",
        .states = "P(W_t) = Y for t >= 1",
        .given = "any W_0, any gradients",
        .source = doomed,
        .holds = forall_and_exactly(completion_runs, projected_steps_fit),
    },
    Claim{
        .id = "F10c",
        .name = "staying_in_the_constraint_set_keeps_far_from_the_truth",
        .states = "|x_T - 4| >= 1 for feasible descent on rho, x_0 = 0",
        .given = "W* = [[1,2],[2,4]], its last entry hidden, eta = 4, T = 40",
        .source = doomed,
        .kind = Kind::literal_reading,
        .holds = witness_on_the_ladder(completion_runs, four_hidden, stays_far_from_the_truth),
        .remark = "what is doomed is a path in the constraint set and in the frame: F9b",
    },
    Claim{
        .id = "F10d",
        .name = "feasible_descent_on_the_ratio_recovers_as_often_as_adam",
        .states = "the shares of runs that recover W* do not differ",
        .given = "W* 30 x 30 of rank 2, three tenths of the entries observed, decaying steps",
        .source = doomed,
        .kind = Kind::conjecture,
        .remark = "statistical: to be measured",
    },
    Claim{
        .id = "F11a",
        .name = "completion_loss_is_strictly_convex_on_the_data",
        .states = "l((A + B)/2) = (l(A) + l(B))/2 - |P(A - B)|^2/8",
        .given = "half-sum loss",
        .source = several,
        .holds = forall_and_exactly(completion_runs, loss_is_strictly_convex_on_omega),
        .remark = "with E9b: two minimisers of l + lambda |W|_* agree on the data, so different "
                  "P(W) of two methods means that one has not converged",
    },
    Claim{
        .id = "F11b",
        .name = "nuclear_minimisers_form_a_segment_of_a_diagonal_mask",
        .states = "grad (l + lambda |.|_*) = 0 at [[3/4,x],[x,3/4]]",
        .given = "W* = I_2, the diagonal observed, lambda = 1/4, |x| < 3/4; kappa = (3/4)/(3/4 - "
                 "|x|)",
        .source = several,
        .holds = forall_and_exactly(completion_runs, is_a_minimiser_of_the_nuclear_norm),
        .remark = "so P'(W) of two minimisers may differ",
    },
    Claim{
        .id = "F11c",
        .name = "adam_reaches_the_value_of_the_convex_program_of_the_nuclear_norm",
        .states = "f and P(W) of Adam and of a convex solver agree",
        .given = "W* 30 x 30 of rank 2, lambda -> 0",
        .source = several,
        .kind = Kind::conjecture,
        .remark = "statistical: to be measured",
    },
    Claim{
        .id = "F12a",
        .name = "ratio_tends_to_one_of_one_large_entry",
        .states = "rho(C + x E_ab) <= 1 + |C|_*/|x|",
        .given = "(a,b) not observed, C_ab = 0; by intervals where C != 0",
        .source = several,
        .holds = {forall(partial_completions, ratio_tends_to_one),
                  enclosed(partial_completions, ratio_tends_to_one_from_below)},
        .remark =
            "slack by what C shares with E_ab; the limit is what counts, and 1 is attained by "
            "rank 1 alone (E1b)",
    },
    Claim{
        .id = "F12b",
        .name = "truth_minimises_the_ratio_among_the_fits",
        .states = "rho(W*) <= rho(W) for every W with P(W) = P(W*)",
        .given = "any mask",
        .source = several,
        .kind = Kind::literal_reading,
        .holds = {forall(partial_completions, no_fit_has_a_lower_ratio),
                  witness_on_the_ladder(
                      partial_completions,
                      "eta=1;lambda=1;T=1;Omega=111/111/110;M=[[1,2,0],[0,1,1],[1,3,1]];"
                      "W=[[1,2,0],[0,1,1],[1,3,11]]",
                      no_fit_has_a_lower_ratio)},
        .remark = "recovery is local: from rank 2 on W* is no global minimiser",
    },
    Claim{
        .id = "F13a",
        .name = "ratio_grows_beside_the_data_of_a_dual_certificate",
        .states = "F rho'(W*; K) >= (1 - |Z|_2) |U_n' K V_n|_* >= 0 for <Lambda, K> = 0",
        .given = "Lambda = U diag(1 - sigma_i/tau) V' + Z, U' Z = 0, Z V = 0, "
                 "|Z|_2 < 1; kappa = sigma_1/sigma_r",
        .source = several,
        .kind = Kind::conditional,
        .holds = {forall(dual_certificates, GrowsBesideTheData<true>{}),
                  enclosed(dual_certificates, GrowsBesideTheData<true, 1023, 1024>{})},
        .without = "|Z|_2 < 1",
        .fails_without = witness_on_the_ladder(overlong_certificates,
                                               "eta=2;U=<4>;sigma=[[2],[1],[1]];V=<4|00+->;"
                                               "H=[[0,0,0,0],[0,0,0,0],[0,0,0,0],[0,0,1,0]]",
                                               GrowsBesideTheData<true>{}),
        .remark = "of completion: Lambda supported on Omega and P(K) = 0. An equality where U_n' K "
                  "V_n is positive semidefinite; over balls with (1 - "
                  "2^-10) of the bound",
    },
    Claim{
        .id = "F13b",
        .name = "nuclear_norm_grows_beside_the_data_of_a_dual_certificate",
        .states = "|.|_*'(W*; K) >= (1 - |Z|_2) |U_n' K V_n|_* >= 0 for <Lambda, K> = 0",
        .given = "Lambda = U V' + Z, U' Z = 0, Z V = 0, |Z|_2 < 1; kappa = "
                 "sigma_1/sigma_r",
        .source = {"candes2009exact", "dual certificates"},
        .kind = Kind::conditional,
        .holds = {forall(dual_certificates, GrowsBesideTheData<false>{}),
                  enclosed(dual_certificates, GrowsBesideTheData<false, 1023, 1024>{})},
        .without = "|Z|_2 < 1",
        .fails_without = forall(overlong_certificates, GrowsBesideTheData<false>{}),
        .remark = "|D|^2 is r for the nuclear norm, r - rho^2 for the ratio: less to certify",
    },
    Claim{
        .id = "F13c",
        .name = "dual_certificates_are_common_for_the_ratio_and_rare_for_the_nuclear_norm",
        .states = "the share of least-squares certificates with |Z|_2 < 1",
        .given = "W* 30 x 30 of rank 2, three tenths of the entries observed",
        .source = several,
        .kind = Kind::conjecture,
        .remark = "statistical: to be measured",
    },
    Claim{
        .id = "F14a",
        .name = "squared_nuclear_norm_of_two_by_two_is_that_of_frobenius_and_the_determinant",
        .states = "|W|_*^2 = |W|^2 + 2 |det W|",
        .given = "W is 2x2",
        .source = several,
        .holds = forall(matrices_of_unequal_sigma, two_by_two_identity),
    },
    Claim{
        .id = "F14b",
        .name = "feasible_descent_recovers_the_hidden_entry_of_two_by_two",
        .states = "|x_T - 4| <= 1/4 for feasible descent on rho, x_0 = 0",
        .given = "W* = [[1,2],[2,4]], its last entry hidden, eta = 4, T = 40",
        .source = several,
        .holds = witness_on_the_ladder(completion_runs, four_hidden, comes_near_the_truth),
        .remark = "no adaptivity, and the frame of the zero fill is left",
    },
    Claim{
        .id = "F22a",
        .name = "feasible_descent_runs_away_from_left_of_the_maximum",
        .states = "x_T <= 2 x_0 for feasible descent on rho, x_0 = -2",
        .given = "W* = [[1,2],[2,4]], its last entry hidden, eta = 4, T = 40",
        .source = several,
        .holds = witness_on_the_ladder(completion_runs, four_hidden_from_the_left, runs_away),
        .remark = "two basins: rho has local maxima at x = -1 and x = 9",
    },
    Claim{
        .id = "F22b",
        .name = "ratio_has_many_minimisers_of_a_diagonal_mask",
        .states = "rho(W) = rho(D W D^-1) = 1, with one diagonal",
        .given = "W = a b', D = diag(1, c, ..., c), c > 1",
        .source = several,
        .holds = forall_and_exactly(rank_one_matrices, both_have_ratio_one),
        .remark = "for 2x2 a hyperbola of them",
    },
    Claim{
        .id = "F0d",
        .name = "canary_nuclear_norm_grows_faster_than_the_certificate_says",
        .states = "|.|_*'(W*; K) >= (1 + 2^-10) (1 - |Z|_2) |U_n' K V_n|_*",
        .given = "as F13b",
        .source = {"canary", "false where U_n' K V_n is positive semidefinite: F13b is tight"},
        .kind = Kind::canary,
        .holds = forall(dual_certificates, GrowsBesideTheData<false, 1025, 1024>{}),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group feasible_claims() { return {"F", "On the constraint set", claims}; }

}  // namespace adamant
