#include "claim/claim.hpp"
#include "properties/domains/quadratic_run.hpp"
#include "properties/statements.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source history{"note", "Intuition about Adam / History"};
constexpr Source regret{"duchi2011adaptive", "Theorem 5"};
constexpr Source norm_version{"ward2019adagrad", "Theorem 2.2"};
constexpr Source limit{"kingma2015adam", "section 5"};

template <Scalar S>
Method<S> adagrad(const Implementation<S>& the, const GradientRun& x) {
  return the.adagrad({.eta = x.eta.as<S>(), .epsilon = x.epsilon.as<S>()});
}

template <Scalar S, class Decay>
Finding divides_by_root_mean_square(const Implementation<S>& the, const GradientRun& x,
                                    Decay decay) {
  const auto G = x.gradients<S>(), G2 = squares<S>(G), U = updates<S>(adagrad<S>(the, x), G);
  return for_every(U.size(), [&](std::size_t t) {
    const Matrix<S> rms = root_plus<S>(decayed_mean<S>(G2, S(1), t), S(0));
    return eq<S>(decay(t) * U[t - 1], -x.eta.as<S>() * divide<S>(G[t - 1], rms))
        .over(adaptive_operations(x.T()));
  });
}

constexpr auto decays_like_a_root = []<class S>(const Implementation<S>& the,
                                                const GradientRun& x) {
  return divides_by_root_mean_square<S>(
      the, x, [](std::size_t t) { return square_root<S>(integer<S>(static_cast<long>(t))); });
};

constexpr auto does_not_decay = []<class S>(const Implementation<S>& the, const GradientRun& x) {
  return divides_by_root_mean_square<S>(the, x, [](std::size_t) { return S(1); });
};

template <Scalar S>
Matrix<S> clipped(const Matrix<S>& A, const S& half) {
  return A.unaryExpr([&](const S& a) { return maximum<S>(-half, minimum<S>(a, half)); });
}

enum class Adversary { oblivious, watching };

template <bool projected, Scalar S>
Finding has_bounded_regret(const Implementation<S>& the, const GradientRun& run, const S& eta,
                           Adversary adversary) {
  const S D = run.c.as<S>(), half = D / S(2);
  const Method<S> method = the.adagrad({.eta = eta, .epsilon = S(0)});
  Matrix<S> x = Matrix<S>::Zero(run.rows(), run.cols()), sum = x, sum_of_squares = x;
  auto state = method.init(x);
  S loss(0), terms(0);
  for (Matrix<S> G : run.gradients<S>()) {
    if (adversary == Adversary::watching)
      G = x.binaryExpr(G, [](const S& a, const S& g) {
        return select(a < S(0), S(-magnitude<S>(g)), magnitude<S>(g));
      });
    loss += inner<S>(G, x);
    terms += inner<S>(magnitudes<S>(G), magnitudes<S>(x)) + half * magnitudes<S>(G).sum();
    sum += G;
    sum_of_squares += G.cwiseProduct(G);
    auto next = method.step(G, state);
    x += next.U;
    if (projected) x = clipped<S>(x, half);
    state = std::move(next.state);
  }
  const S sizes = root_plus<S>(sum_of_squares, S(0)).sum();
  return leq<S>(S(loss + half * magnitudes<S>(sum).sum()), S((D * D / (S(2) * eta) + eta) * sizes),
                terms)
      .over(adaptive_operations(run.T()));
}

constexpr auto regret_at_the_best_step_size = []<class S>(const Implementation<S>& the,
                                                          const GradientRun& x) {
  const S eta = x.c.as<S>() / square_root<S>(S(2));
  return all({has_bounded_regret<true, S>(the, x, eta, Adversary::oblivious),
              has_bounded_regret<true, S>(the, x, eta, Adversary::watching)});
};

template <bool projected>
constexpr auto regret_at_any_step_size =
    []<class S>(const Implementation<S>& the, const GradientRun& x) {
      const S eta = x.eta.as<S>();
      return all({has_bounded_regret<projected, S>(the, x, eta, Adversary::oblivious),
                  has_bounded_regret<projected, S>(the, x, eta, Adversary::watching)});
    };

template <Scalar S>
S robust_bound(const S& gap, const S& L, const S& eta) {
  using std::log;
  const S speed = eta * L;
  const S D = gap + eta * speed * maximum<S>(S(0), S(log(speed)));
  const S root = maximum<S>(S(1), speed) + S(2) * D / eta;
  return root * root;
}

template <Scalar S, class Make>
Finding finds_a_small_gradient(const Implementation<S>& the, const QuadraticRun& run, const S& eta,
                               Make method_of) {
  const auto f = run.objective<S>();
  const Matrix<S> start = run.x.as<S>(), g = the.quadratic_gradient(f, start);
  const S gap = -inner<S>(g, the.newton_step(f.H, g).value()) / S(2);
  const long T = 8 * run.T;
  const auto gradient = [&](const Matrix<S>& x) { return the.quadratic_gradient(f, x); };
  const auto x = trajectory<S>(method_of(eta), start, gradient, T - 1);
  S least = g.squaredNorm();
  for (const auto& a : x) least = minimum<S>(least, gradient(a).squaredNorm());
  return leq<S>(S(integer<S>(T) * least), robust_bound<S>(gap, f.H.trace(), eta))
      .over(adaptive_operations(T) * run.n());
}

template <Scalar S, class Make>
Finding finds_a_small_gradient_at_every_scale(const Implementation<S>& the, const QuadraticRun& run,
                                              Make method_of) {
  const S eta = run.eta.as<S>();
  return all({finds_a_small_gradient<S>(the, run, S(eta * power_of_two<S>(-10)), method_of),
              finds_a_small_gradient<S>(the, run, eta, method_of),
              finds_a_small_gradient<S>(the, run, S(eta * power_of_two<S>(10)), method_of)});
}

constexpr auto adagrad_norm_is_robust = []<class S>(const Implementation<S>& the,
                                                    const QuadraticRun& run) {
  return finds_a_small_gradient_at_every_scale<S>(the, run, [&](const S& eta) {
    return the.adagrad_norm({.eta = eta, .s_0 = S(1), .epsilon = S(0)});
  });
};

constexpr auto gradient_descent_is_robust = []<class S>(const Implementation<S>& the,
                                                        const QuadraticRun& run) {
  return finds_a_small_gradient_at_every_scale<S>(
      the, run, [&](const S& eta) { return the.gradient_descent({.eta = eta}); });
};

constexpr auto corrected_mean_is_near_the_mean = []<class S>(const Implementation<S>& the,
                                                             const GradientRun& x) {
  const S eta = x.eta.as<S>(), beta = x.beta2.as<S>();
  const auto G = x.gradients<S>(), G2 = squares<S>(G);
  const Matrix<S> v =
      observed_v<S>(the.rmsprop_corrected({.eta = eta, .beta = beta, .epsilon = S(0)}), G, eta);
  const Matrix<S> gap = magnitudes<S>(v - decayed_mean<S>(G2, S(1), G.size()));
  const S pairs = integer<S>(x.T() * (x.T() - 1) / 2);
  return for_every(static_cast<std::size_t>(v.size()), [&](std::size_t i) {
    const auto k = static_cast<Index>(i) - 1;
    S most(0);
    for (const auto& A : G2) most = maximum<S>(most, A(k));
    return leq<S>(gap(k), S((S(1) - beta) * pairs * most), most)
        .over(adaptive_operations(x.T()))
        .conditioned_by(kappa_of_correction<S>(beta, beta));
  });
};

template <Scalar S>
std::vector<Matrix<S>> growing(const GradientRun& x) {
  std::vector<Matrix<S>> G;
  for (long t = 1; t <= x.T() + 1; ++t) G.push_back(integer<S>(t) * x.G.front().template as<S>());
  return G;
}

constexpr auto gap_to_the_mean = []<class S>(const Implementation<S>& the, const GradientRun& x,
                                             const S& h) {
  const auto G = growing<S>(x);
  const S eta = x.eta.as<S>();
  const Matrix<S> v =
      observed_v<S>(the.rmsprop_corrected({.eta = eta, .beta = S(1) - h, .epsilon = S(0)}), G, eta);
  return largest<S>(v - decayed_mean<S>(squares<S>(G), S(1), G.size()));
};

template <bool corrected>
constexpr auto gap_to_adagrad = []<class S>(const Implementation<S>& the, const GradientRun& x,
                                            const S& h) {
  const auto G = growing<S>(x);
  const Adam<S> p{.eta = x.eta.as<S>(), .beta1 = S(0), .beta2 = S(1) - h, .epsilon = S(0)};
  const Method<S> adam = corrected ? the.adam(p) : the.adam_uncorrected({p});
  const S root = square_root<S>(integer<S>(static_cast<long>(G.size())));
  return largest<S>(updates<S>(adam, G).back() / root - updates<S>(adagrad<S>(the, x), G).back());
};

constexpr std::string_view thrown_far =
    "eta=1;beta1=0;beta2=0;epsilon=0;c=1;G=[[3]]|[[4]]|[[12]]|[[-84]]";

constexpr std::array claims{
    Claim{
        .id = "C2a",
        .name = "adagrad_divides_by_the_root_mean_square_and_decays_like_a_root",
        .states = "sqrt(t) U_t = -eta G_t / RMS_t, RMS_t = sqrt(mean_(i<=t) G_i^2)",
        .given = "epsilon = 0, 0/0 := 0",
        .source = {"duchi2011adaptive", "diagonal matrices"},
        .holds = forall_and_exactly(gradient_sequences, decays_like_a_root),
        .remark = "\"the inverse root mean square\" is right with a step size eta/sqrt(t)",
    },
    Claim{
        .id = "C2b",
        .name = "adagrad_divides_by_the_root_mean_square",
        .states = "U_t = -eta G_t / RMS_t",
        .given = "epsilon = 0, 0/0 := 0",
        .source = history,
        .kind = Kind::literal_reading,
        .holds = {forall(gradient_sequences, does_not_decay),
                  witness(gradient_runs,
                          "eta=1;beta1=0;beta2=0;epsilon=0;c=1;G=[[0]]|[[0]]|[[0]]|[[1]]",
                          does_not_decay)},
        .remark = "true of the first step alone: at the witness -1 against -2",
    },
    Claim{
        .id = "C6a",
        .name = "adagrad_has_regret_of_root_two_times_the_side_times_the_gradients_norms",
        .states = "sum <G_t, x_t> - <G_t, x> <= sqrt(2) D sum_i |(G_1, ..., G_T)_i|_2 for every x "
                  "in the box",
        .given = "a box of side D = c, x_1 its centre, every x_t clipped to it, eta = D/sqrt(2), "
                 "epsilon = 0; G_t as given, and turned against x_t",
        .source = regret,
        .holds = forall(gradient_sequences, regret_at_the_best_step_size),
    },
    Claim{
        .id = "C6b",
        .name = "adagrad_has_bounded_regret_at_any_step_size",
        .states = "sum <G_t, x_t> - <G_t, x> <= (D^2/(2 eta) + eta) sum_i |(G_1, ..., G_T)_i|_2 "
                  "for every x in the box",
        .given = "a box of side D = c, x_1 its centre, every x_t clipped to it, epsilon = 0; G_t "
                 "as given, and turned against x_t",
        .source = regret,
        .kind = Kind::conditional,
        .holds = {forall(gradient_sequences, regret_at_any_step_size<true>),
                  witness(gradient_runs, thrown_far, regret_at_any_step_size<true>)},
        .without = "every x_t clipped to the box",
        .fails_without = witness(gradient_runs, thrown_far, regret_at_any_step_size<false>),
        .remark =
            "unclipped, the first three gradients of the witness move x to -177/65, where the "
            "last costs more than the bound 255/2",
    },
    Claim{
        .id = "C7",
        .name = "adagrad_norm_finds_small_gradients_at_any_step_size",
        .states = "min_(t<=T) |g_t|^2 <= (1/T) (max(sqrt(s_0), eta L) + 2D/eta)^2, D = f(x_0) - "
                  "inf f + (eta^2 L/2) max(0, ln(eta^2 L^2/s_0))",
        .given = "f quadratic, L = tr(H), a bound on its curvature; s_0 = 1, epsilon = 0; the "
                 "instance's eta times 2^-10, 1, 2^10",
        .source = norm_version,
        .kind = Kind::conditional,
        .holds = forall(positive_definite_quadratics, adagrad_norm_is_robust),
        .without = "the step size adapts",
        .fails_without = witness_on_the_ladder(positive_definite_quadratics,
                                               "eta=3;mu=0;T=4;H=[[1]];b=[[0]];x=[[4]];d=[[0]]",
                                               gradient_descent_is_robust),
        .remark = "the constant is this project's; gradient descent diverges above eta = 2/L",
    },
    Claim{
        .id = "C10a",
        .name = "corrected_rmsprop_is_near_the_mean_of_squares",
        .states = "|v^_T - mean_i G_i^2| <= (1 - beta) T(T - 1)/2 max_i G_i^2, entry by entry",
        .given = "v^_T = v_T/(1 - beta^T), seen through U_T; epsilon = 0, no zero entries",
        .source = limit,
        .holds =
            forall_and_exactly(gradient_sequences_without_zeros, corrected_mean_is_near_the_mean),
        .remark = "the weights' distance from 1/T is at most (1 - B)/B, B = mean_j beta^j >= 1/T",
    },
    Claim{
        .id = "C10b",
        .name = "corrected_rmsprop_tends_to_the_mean_of_squares_at_order_one",
        .states = "|v^_T - mean_i G_i^2| = O(1 - beta) as beta -> 1, and no smaller",
        .given = "G_t = t G_1, so that sum_i (T - i)(G_i^2 - mean) is not 0; epsilon = 0",
        .source = limit,
        .holds = order<5, 12>(gradient_sequences_without_zeros, gap_to_the_mean),
        .remark = "constant squares leave no error, and squares 1, 16, 1 one of order 2",
    },
    Claim{
        .id = "C10c",
        .name = "adam_of_no_momentum_tends_to_adagrad",
        .states = "U_T/sqrt(T) of Adam tends to U_T of AdaGrad at order 1 as beta2 -> 1",
        .given = "beta1 = 0, epsilon = 0, v_T is divided by 1 - beta2^T; G_t = t G_1",
        .source = limit,
        .kind = Kind::conditional,
        .holds = order<5, 12>(gradient_sequences_without_zeros, gap_to_adagrad<true>),
        .without = "v_T is divided by 1 - beta2^T",
        .fails_without = order<5, 12>(gradient_sequences_without_zeros, gap_to_adagrad<false>),
        .remark = "without it v_T -> 0, and the step grows like 1/sqrt(1 - beta2)",
    },
    Claim{
        .id = "C0b",
        .name = "canary_corrected_rmsprop_tends_to_the_mean_at_order_two",
        .states = "|v^_T - mean_i G_i^2| = O((1 - beta)^2)",
        .given = "G_t = t G_1, epsilon = 0",
        .source = {"canary", "false by C10b"},
        .kind = Kind::canary,
        .holds = order<10, 12>(gradient_sequences_without_zeros, gap_to_the_mean),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group adagrad_sum_claims() { return {"C", "AdaGrad's sums, regret and limits", claims}; }

}  // namespace adamant
