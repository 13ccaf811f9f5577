#include "claim/claim.hpp"
#include "claim/enclosed.hpp"
#include "properties/spectral_statements.hpp"
#include "properties/statements.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source invariance{"note", "Intuition about Adam / History"};
constexpr Source ratio_note{"note", "Adam + Ratio"};
constexpr Source several{"note", "Generalisability"};

/// A number as a gradient of one entry.
template <Scalar S>
Matrix<S> one(const S& g) {
  return Matrix<S>::Constant(1, 1, g);
}

/// (1 − beta1^t)/√(1 − beta2^t) rises to t = 12 and falls behind it. The last term bounds the tail: the
/// numerator is below 1 and the denominator grows.
constexpr auto overshoot_peaks_at_12 = []<class S>(const Implementation<S>& the,
                                                   const GradientRun& x) {
  const auto U = updates<S>(the.adam_uncorrected({adam_of<S>(x)}), x.gradients<S>());
  const auto size = [&](std::size_t t) { return magnitude<S>(U[t - 1](0, 0)); };
  Finding f = holds_that(U.size() >= 30, "thirty steps are needed");
  for (std::size_t t = 1; t <= U.size(); ++t)
    if (t != 12) f = all({f, less<S>(size(t), size(12))});
  const S tail = S(1) / square_root<S>(S(1) - power<S>(x.beta2.as<S>(), x.T()));
  return all({f, less<S>(tail, size(12))});
};

/// |U_3| ≤ factor·√B_3 for Adam at its default betas, whatever g_1, g_2, g_3.
template <int p, int q>
struct StepBound {
  template <class S>
  Finding operator()(const Implementation<S>& the, const std::vector<S>& g) const {
    const Adam<S> adam{.eta = S(1), .epsilon = S(0)};
    const S b1 = adam.beta1, b2 = adam.beta2, a = b1 * b1 / b2;
    const auto squared = [](const S& x) { return S(x * x); };
    const S B = squared(S(1) - b1) * (S(1) - power<S>(b2, 3)) /
                (squared(S(1) - power<S>(b1, 3)) * (S(1) - b2)) * (S(1) - power<S>(a, 3)) /
                (S(1) - a);
    const auto U = updates<S>(the.adam(adam), {one(g[0]), one(g[1]), one(g[2])});
    return leq<S>(magnitude<S>(U.back()(0, 0)), ratio<S>(p, q) * square_root<S>(B));
  }
};
constexpr StepBound<1025, 1024> within_the_bound{};
constexpr StepBound<1023, 1024> within_less{};

/// One cycle of Reddi's problem with C = 3 from x = 1 at step t = 1/u, under Adam with beta1 = 0 and no
/// correction, whose v is (1 − beta2)g² before it: the three steps at rates a/√t, a/√(t + 1), a/√(t + 2)
/// do not reach −1 (a ≤ 1/2), add up to at least 0, and leave v no larger than it may be. So x = 1 again, where
/// the box ends, and v is in the same interval: all cycles, by induction.
template <int p, int q>
struct CycleReturns {
  template <class S>
  Finding operator()(const Implementation<S>& the, const std::vector<S>& x) const {
    const S g = x[0], u = x[1], b = ratio<S>(p, q);
    const auto U = updates<S>(
        the.adam_uncorrected({Adam<S>{.eta = S(1), .beta1 = S(0), .beta2 = b, .epsilon = S(0)}}),
        {one<S>(g), one<S>(S(3)), one<S>(S(-1)), one<S>(S(-1))});
    const S up = U[2](0, 0) / square_root<S>(S(1) + u) + U[3](0, 0) / square_root<S>(S(1) + u + u);
    const S v = S(1) / (U[3](0, 0) * U[3](0, 0));
    return all({less<S>(S(-4), U[1](0, 0)), less<S>(S(0), U[1](0, 0) + up),
                less<S>(v, (S(1) - b) * ratio<S>(9, 4))});
  }
};
constexpr CycleReturns<1, 10> reddi_cycle_returns{};
constexpr CycleReturns<999, 1000> cycle_at_default_beta2_returns{};

/// rho of the matrix with these rows.
template <Scalar S>
S rho_of(const Implementation<S>& the, Index columns, std::initializer_list<S> entries) {
  Matrix<S> W(static_cast<Index>(entries.size()) / columns, columns);
  Index k = 0;
  for (const S& w : entries) W(k / columns, k % columns) = w, ++k;
  return the.ratio_value(the.thin_svd(W)).value();
}

/// rho of [[1,2,0],[0,1,1],[1,3,1 + x]]: rank 2 at x = 0, where the last entry is the unobserved one.
template <Scalar S>
S completed(const Implementation<S>& the, const S& x) {
  return rho_of<S>(the, 3, {S(1), S(2), S(0), S(0), S(1), S(1), S(1), S(3), S(1) + x});
}

constexpr auto below_the_truth = []<class S>(const Implementation<S>& the,
                                             const std::vector<S>& x) {
  return less<S>(completed<S>(the, x[0]), completed<S>(the, S(0)));
};
constexpr auto above_the_truth = []<class S>(const Implementation<S>& the,
                                             const std::vector<S>& x) {
  return less<S>(completed<S>(the, S(0)), completed<S>(the, x[0]));
};

/// rho of [[1,2],[2,x]].
constexpr auto away_from_the_maximum = []<class S>(const Implementation<S>& the,
                                                   const std::vector<S>& x) {
  const S bound = ratio<S>(1023, 1024) * square_root<S>(S(2));
  return less<S>(rho_of<S>(the, 2, {S(1), S(2), S(2), x[0]}), bound);
};

constexpr auto nuclear_norm_exceeds_four = []<class S>(const Implementation<S>& the,
                                                       const std::vector<S>& x) {
  Matrix<S> W(2, 2);
  W << S(1), S(2), S(2), x[0];
  return less<S>(S(4), nuclear_norm(the.thin_svd(W).sigma));
};

/// mean(sigma) < tau < sigma_1 by enclosed sigma.
constexpr auto tau_is_strictly_inside = []<class S>(const Implementation<S>& the,
                                                    const SpectralMatrix& x) {
  const Vector<S> sigma = the.thin_svd(x.W<S>()).sigma;
  const S tau = sigma.squaredNorm() / sigma.sum();
  return all({less<S>(sigma.sum() / integer<S>(x.k()), tau), less<S>(tau, sigma(0))});
};

/// |H|_* ≥ <polar(W) + Z, H>, Z = eta U_⊥ V_⊥ᵀ: the subgradient inequality, <G, W> being |W|_*.
constexpr auto supports_the_nuclear_norm = []<class S>(const Implementation<S>& the,
                                                       const SpectralMatrix& x) {
  const Index d = x.k() - x.r();
  const Matrix<S> Z =
      x.eta.as<S>() * x.svd<S>().U.rightCols(d) * x.svd<S>().V.rightCols(d).transpose();
  const Matrix<S> G = nuclear_gradient<S>(the, x) + Z, H = x.H.as<S>();
  return all({leq<S>(inner<S>(G, H), nuclear_norm(the.thin_svd(H).sigma)),
              eq<S>(inner<S>(G, x.W<S>()), Known<S>(x).N)});
};

constexpr auto rho_is_strictly_inside = []<class S>(const Implementation<S>& the,
                                                    const SpectralMatrix& x) {
  const S rho = the.ratio_value(the.thin_svd(x.W<S>())).value();
  return all({less<S>(S(1), rho), less<S>(rho, square_root<S>(integer<S>(x.r())))});
};

constexpr auto soft_ranks_are_ordered = []<class S>(const Implementation<S>& the,
                                                    const SpectralMatrix& x) {
  const auto svd = decomposition<S>(the, x);
  const S rho = the.ratio_value(svd).value(), erank = the.effective_rank(svd.sigma);
  return all({less<S>(rho * rho, erank), less<S>(erank, integer<S>(x.r()))});
};

/// An SVD with sigma = (1, x_1, x_2): rho and erank are functions of the ratios of the sigma alone.
template <Scalar S>
ThinSvd<S> of_three_sigma(const std::vector<S>& x) {
  const Matrix<S> I = Matrix<S>::Identity(3, 3);
  Vector<S> sigma(3);
  sigma << S(1), x[0], x[1];
  return {I, sigma, I};
}

constexpr auto rho_of_three_sigma_is_inside = []<class S>(const Implementation<S>& the,
                                                          const std::vector<S>& x) {
  const S rho = the.ratio_value(of_three_sigma<S>(x)).value();
  return all({less<S>(S(1), rho), less<S>(rho, square_root<S>(S(3)))});
};

constexpr auto soft_ranks_of_three_sigma_are_ordered = []<class S>(const Implementation<S>& the,
                                                                   const std::vector<S>& x) {
  const auto svd = of_three_sigma<S>(x);
  const S rho = the.ratio_value(svd).value(), erank = the.effective_rank(svd.sigma);
  return all({less<S>(rho * rho, erank), less<S>(erank, S(3))});
};

/// Entry by entry, of AdaGrad at eta = 1 and epsilon = 0, whose step times its gradient is g²/√S.
constexpr auto sums_lie_between_one_and_two_roots = []<class S>(const Implementation<S>& the,
                                                                const GradientRun& x) {
  const auto G = x.gradients<S>();
  const auto U = updates<S>(the.adagrad({.eta = S(1), .epsilon = S(0)}), G);
  Matrix<S> sum = Matrix<S>::Zero(x.rows(), x.cols()), squares = sum;
  for (std::size_t t = 0; t < G.size(); ++t) {
    sum -= G[t].cwiseProduct(U[t]);
    squares += G[t].cwiseProduct(G[t]);
  }
  Finding f;
  f.vacuous = true;
  for (Index i = 0; i < sum.size(); ++i) {
    const S root = square_root<S>(squares.data()[i]);
    f = all({f, leq<S>(root, sum.data()[i]), leq<S>(sum.data()[i], S(2) * root)});
  }
  return f;
};

constexpr auto a_constant_gradient_moves_by_about_two_roots = []<class S>(
                                                                  const Implementation<S>& the,
                                                                  const GradientRun& x) {
  S moved(0);
  for (const auto& U : updates<S>(the.adagrad({.eta = S(1), .epsilon = S(0)}), x.gradients<S>()))
    moved += magnitude<S>(U(0, 0));
  const S T = integer<S>(x.T());
  return all({leq<S>(S(2) * (square_root<S>(T + S(1)) - S(1)), moved),
              leq<S>(moved, S(2) * square_root<S>(T) - S(1))});
};

constexpr auto rho_is_below_less = []<class S>(const Implementation<S>& the,
                                               const SpectralMatrix& x) {
  return less<S>(the.ratio_value(the.thin_svd(x.W<S>())).value(),
                 ratio<S>(1023, 1024) * square_root<S>(integer<S>(x.r())));
};

constexpr std::array claims{
    Claim{
        .id = "C4p",
        .name = "adagrad_moves_by_about_two_roots_of_T_of_constant_gradients",
        .states = "2 (sqrt(T + 1) - 1) <= sum_t |U_t| <= 2 sqrt(T) - 1",
        .given = "constant gradient, eta = 1, epsilon = 0",
        .source = invariance,
        .holds = enclosed(constant_gradients, a_constant_gradient_moves_by_about_two_roots),
    },
    Claim{
        .id = "C5p",
        .name = "adagrad_sums_lie_between_one_and_two_roots_of_any_gradients",
        .states = "sqrt(S_T) <= sum_t g_t^2/sqrt(S_t) <= 2 sqrt(S_T), S_t = g_1^2 + ... + g_t^2",
        .given = "0/0 := 0",
        .source = {"duchi2011adaptive", "the sum behind the regret bound"},
        .holds = enclosed(gradient_sequences, sums_lie_between_one_and_two_roots),
    },
    Claim{
        .id = "C0p",
        .name = "canary_adagrad_sums_reach_less_than_two_roots",
        .states = "sum_t g_t^2/sqrt(S_t) <= (1 + 2^-10) sqrt(S_T)",
        .given = "0/0 := 0",
        .source = {"canary", "false by C4p: the factor 2 of C5p is approached"},
        .kind = Kind::canary,
        .holds = enclosed(gradient_sequences,
                          []<class S>(const Implementation<S>& the, const GradientRun& x) {
                            const auto G = x.gradients<S>();
                            const auto U =
                                updates<S>(the.adagrad({.eta = S(1), .epsilon = S(0)}), G);
                            S sum(0), square(0);
                            for (std::size_t t = 0; t < G.size(); ++t) {
                              sum -= G[t](0, 0) * U[t](0, 0);
                              square += G[t](0, 0) * G[t](0, 0);
                            }
                            return leq<S>(sum, ratio<S>(1025, 1024) * square_root<S>(square));
                          }),
    },
    Claim{
        .id = "D6p",
        .name = "uncorrected_adam_overshoots_most_at_step_12_of_default_betas",
        .states = "(1 - beta1^t)/sqrt(1 - beta2^t) at t = 12 exceeds every other t >= 1",
        .given = "beta1 = 9/10, beta2 = 999/1000, constant gradient",
        .source = invariance,
        .holds =
            enclosed_at(gradient_runs,
                        "eta=1;beta1=9/10;beta2=999/1000;epsilon=0;c=1;"
                        "G=[[1]]|[[1]]|[[1]]|[[1]]|[[1]]|[[1]]|[[1]]|[[1]]|[[1]]|[[1]]|[[1]]|[[1]]|"
                        "[[1]]|[[1]]|[[1]]|[[1]]|[[1]]|[[1]]|[[1]]|[[1]]|[[1]]|[[1]]|[[1]]|[[1]]|"
                        "[[1]]|[[1]]|[[1]]|[[1]]|[[1]]|[[1]]",
                        overshoot_peaks_at_12)
                .with_scope("all t: thirty of them, the rest by a bound of the tail"),
    },
    Claim{
        .id = "D18p",
        .name = "adam_steps_at_most_the_root_of_the_chi_square_bound_of_all_gradients",
        .states = "|U_3| <= (1 + 2^-10) eta sqrt(B_3)",
        .given = "beta1 = 9/10, beta2 = 999/1000, epsilon = 0, largest |g_t| = 1",
        .source = invariance,
        .holds = {over_boxes("g1=[1,1];g2=[-1,1];g3=[-1,1]", within_the_bound),
                  over_boxes("g1=[-1,1];g2=[1,1];g3=[-1,1]", within_the_bound),
                  over_boxes("g1=[-1,1];g2=[-1,1];g3=[1,1]", within_the_bound)},
        .remark = "all gradients at T = 3, by D8 and D11: the step keeps its size under g -> cg",
    },
    Claim{
        .id = "D0p",
        .name = "canary_adam_steps_less_than_the_root_of_the_chi_square_bound",
        .states = "|U_3| <= (1 - 2^-10) eta sqrt(B_3)",
        .given = "beta1 = 9/10, beta2 = 999/1000, epsilon = 0, g_3 = 1",
        .source = {"canary", "false by the equality case of D18"},
        .kind = Kind::canary,
        .holds = over_boxes("g1=[-1,1];g2=[-1,1];g3=[1,1]", within_less),
    },
    Claim{
        .id = "D27p",
        .name = "adam_returns_to_the_worst_point_after_every_cycle_of_reddi",
        .states = "x_{3k+1} = 1 for all k",
        .given =
            "f_t = 3x for t = 1 mod 3 and -x otherwise on [-1, 1], x_1 = 1, beta1 = 0, beta2 = "
            "1/(1 + C^2) = 1/10, eta_t = a/sqrt(t), a <= 1/2, no bias correction",
        .source = {"reddi2018convergence", "Theorem 1"},
        .kind = Kind::conditional,
        .holds = over_boxes("g=[0,3/2];u=[0,1]", reddi_cycle_returns)
                     .with_scope("all k, by induction over cycles: v/(1 - beta2) <= 9/4, t >= 1"),
        .without = "beta2 = 1/(1 + C^2) (999/1000 instead)",
        .fails_without = over_boxes("g=[0,3/2];u=[0,1]", cycle_at_default_beta2_returns),
        .remark = "x = -1 is optimal: the average regret tends to 2(C - 2)/3 = 2/3",
    },
    Claim{
        .id = "E1p",
        .name = "rho_is_strictly_between_its_bounds_of_unequal_sigma",
        .states = "1 < rho(W) < sqrt(rank W)",
        .given = "two non-zero sigma differ",
        .source = ratio_note,
        .holds = {enclosed(matrices_of_unequal_sigma, rho_is_strictly_inside),
                  over_boxes("s=[1/8,7/8];t=[1/8,7/8]", rho_of_three_sigma_is_inside)},
        .remark = "over boxes of sigma = (1, s, t): both depend on the ratios of the sigma alone",
    },
    Claim{
        .id = "E2p",
        .name = "rho_squared_is_below_the_effective_rank_of_unequal_sigma",
        .states = "rho(W)^2 < erank(W) < rank(W)",
        .given = "two non-zero sigma differ",
        .source = ratio_note,
        .holds = {enclosed(matrices_of_unequal_sigma, soft_ranks_are_ordered),
                  over_boxes("s=[1/8,1/2];t=[1/8,1/2]", soft_ranks_of_three_sigma_are_ordered)},
        .remark = "over boxes of sigma = (1, s, t): both depend on the ratios of the sigma alone",
    },
    Claim{
        .id = "E6p",
        .name = "tau_is_strictly_between_mean_and_largest_of_unequal_sigma",
        .states = "(sigma_1 + ... + sigma_k)/k < tau < sigma_1",
        .given = "full rank k >= 2, two sigma differ",
        .source = ratio_note,
        .holds = enclosed(full_rank_of_unequal_sigma, tau_is_strictly_inside),
        .remark = "equalities at equal sigma",
    },
    Claim{
        .id = "E10p",
        .name = "polar_plus_null_part_supports_the_nuclear_norm_everywhere",
        .states = "|X|_* >= <G, X> for every X and |W|_* = <G, W>, G = polar(W) + Z",
        .given = "U_r' Z = 0, Z V_r = 0, |Z|_2 <= 1; X of any rank",
        .source = {"watson1992subdifferential", "the nuclear norm"},
        .holds = enclosed(low_rank_contractions, supports_the_nuclear_norm),
        .remark = "an equality at X = W; E10a at exact X in the frame",
    },
    Claim{
        .id = "E0p",
        .name = "canary_rho_is_below_less_than_the_root_of_the_rank",
        .states = "rho(W) < (1 - 2^-10) sqrt(rank W)",
        .given = "two non-zero sigma differ",
        .source = {"canary", "false where the sigma are close: the bounds of E1p are tight"},
        .kind = Kind::canary,
        .holds = {enclosed(matrices_of_unequal_sigma, rho_is_below_less),
                  enclosed_at(matrices_of_unequal_sigma,
                              "eta=1;U=<2>;sigma=[[20],[19]];V=<2>;H=[[0,0],[0,0]]",
                              rho_is_below_less)},
    },
    Claim{
        .id = "F12p",
        .name = "the_ratio_is_lower_far_away_of_a_truth_of_rank_2",
        .states = "rho(W* + x E_33) < rho(W*)",
        .given = "W* = [[1,2,0],[0,1,1],[1,3,1]], 10 <= x <= 1000000 or -1000000 <= x <= -13",
        .source = several,
        .holds = {over_boxes("x=[10,1000000]", below_the_truth),
                  over_boxes("x=[-1000000,-13]", below_the_truth)},
    },
    Claim{
        .id = "F12q",
        .name = "a_barrier_surrounds_a_truth_of_rank_2",
        .states = "rho(W* + x E_33) > rho(W*)",
        .given = "W* = [[1,2,0],[0,1,1],[1,3,1]], 1/10 <= x <= 8 or -12 <= x <= -1/10",
        .source = several,
        .holds = {over_boxes("x=[1/10,8]", above_the_truth),
                  over_boxes("x=[-12,-1/10]", above_the_truth)},
    },
    Claim{
        .id = "F14p",
        .name = "the_ratio_of_two_by_two_is_largest_at_one_place",
        .states = "rho([[1,2],[2,x]]) < (1 - 2^-10) sqrt(2), its value at x = -1 being sqrt(2)",
        .given = "|x + 1| >= 1/2, |x| <= 1000000",
        .source = several,
        .holds = {over_boxes("x=[-1000000,-3/2]", away_from_the_maximum),
                  over_boxes("x=[-1/2,1000000]", away_from_the_maximum)},
    },
    Claim{
        .id = "F14r",
        .name = "the_nuclear_norm_of_two_by_two_is_least_beside_the_truth",
        .states =
            "|[[1,2],[2,x]]|_* > 4, its value at x = 1 being 4; the truth is 4, where it is 5",
        .given = "1/4 <= |x - 1|, |x| <= 1000000",
        .source = several,
        .holds = {over_boxes("x=[-1000000,3/4]", nuclear_norm_exceeds_four),
                  over_boxes("x=[5/4,1000000]", nuclear_norm_exceeds_four)},
        .remark = "the nuclear norm recovers the entry iff |bc| <= a^2, and here bc = 4",
    },
    Claim{
        .id = "F0p",
        .name = "canary_a_barrier_is_everywhere",
        .states = "rho(W* + x E_33) > rho(W*)",
        .given = "W* = [[1,2,0],[0,1,1],[1,3,1]], 1/10 <= x <= 16",
        .source = {"canary", "false by F12p"},
        .kind = Kind::canary,
        .holds = over_boxes("x=[1/10,16]", above_the_truth),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group certified_claims(std::string_view letter) {
  const auto is_of = [&](const Claim& c) { return c.group() == letter; };
  const auto first = std::find_if(claims.begin(), claims.end(), is_of);
  return {letter, "Certified by intervals", {first, std::find_if_not(first, claims.end(), is_of)}};
}

}  // namespace adamant
