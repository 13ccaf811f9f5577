#include "claim/claim.hpp"
#include "problem/reddi_cycle.hpp"
#include "properties/domains/extremal_run.hpp"
#include "properties/statements.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source theorem{"kingma2015adam", "Theorem 4.1"};
constexpr Source convergence{"reddi2018convergence", "Theorem 2"};
constexpr Source effective_rates{"reddi2018convergence", "Gamma_t"};

template <Scalar S>
Matrix<S> one(const S& a) {
  return Matrix<S>::Constant(1, 1, a);
}

template <Scalar S>
S clipped(const S& x) {
  return maximum<S>(S(-1), minimum<S>(S(1), x));
}

/// x_1 = 1, x_2, …, x_{T+1} on [−1, 1] at rates 1/√t, from the updates for linear losses.
template <Scalar S>
std::vector<S> iterates(const std::vector<S>& U) {
  std::vector<S> x{S(1)};
  for (std::size_t t = 1; t <= U.size(); ++t)
    x.push_back(clipped<S>(x.back() + U[t - 1] / square_root<S>(integer<S>(static_cast<long>(t)))));
  return x;
}

/// Σ g_t x_t − min over [−1, 1] of the same sum.
template <Scalar S>
S regret(const std::vector<S>& g, const std::vector<S>& x) {
  S lost(0), total(0);
  for (std::size_t t = 0; t < g.size(); ++t) {
    lost += g[t] * x[t];
    total += g[t];
  }
  return lost + magnitude<S>(total);
}

/// The k-th entries of matrices.
template <Scalar S>
std::vector<S> entries(const std::vector<Matrix<S>>& A, Index k) {
  std::vector<S> list;
  for (const auto& B : A) list.push_back(B.data()[k]);
  return list;
}

template <Scalar S>
Adam<S> adam_of(const ExtremalRun& x) {
  return {x.eta.as<S>(), x.beta1.as<S>(), x.beta2.as<S>(), S(0)};
}

template <Scalar S>
std::vector<Matrix<S>> slopes(long C, long period, long T) {
  const ReddiCycle<S> f{integer<S>(C), period};
  std::vector<Matrix<S>> G;
  for (long t = 1; t <= T; ++t) G.push_back(one<S>(f.slope(t)));
  return G;
}

template <Scalar S>
S sum_of_squares(const std::vector<S>& g) {
  S sum(0);
  for (const S& a : g) sum += a * a;
  return sum;
}

/// R_T ≤ D²/(2 eta) √(T v̂_T) + eta G/√(1 − β2) |g_{1:T}|, D = 2: Theorem 4.1 at β1 = 0, where gamma and
/// the term of β_{1,t} vanish, on Reddi's problem with C = 3.
constexpr auto regret_is_within_theorem_4_1 = []<class S>(const Implementation<S>& the,
                                                          const ExtremalRun& x) {
  const Adam<S> p = without_momentum(adam_of<S>(x));
  const auto G = slopes<S>(3, 3, static_cast<long>(x.T));
  const auto g = entries<S>(G, 0);
  const S v = decayed_mean<S>(squares<S>(G), p.beta2, G.size())(0);
  const S bound =
      S(2) / p.eta * square_root<S>(integer<S>(static_cast<long>(x.T)) * v) +
      p.eta * S(3) / square_root<S>(S(1) - p.beta2) * square_root<S>(sum_of_squares<S>(g));
  return leq<S>(regret<S>(g, iterates<S>(entries<S>(updates<S>(the.adam(p), G), 0))), bound)
      .over(adaptive_operations(x.T));
};

/// x = 1 behind every cycle of C, −1, …, −1 (C terms in all).
template <long C>
constexpr auto returns_to_the_worst_point = []<class S>(const Implementation<S>& the,
                                                        const ExtremalRun& x) {
  const auto G = slopes<S>(C, C, static_cast<long>(x.T));
  const auto at = iterates<S>(entries<S>(updates<S>(the.adam(adam_of<S>(x)), G), 0));
  return for_every(at.size() / static_cast<std::size_t>(C),
                   [&](std::size_t k) { return eq<S>(at[k * static_cast<std::size_t>(C)], S(1)); });
};

template <long C>
constexpr auto amsgrad_leaves_the_worst_point =
    []<class S>(const Implementation<S>& the, const ExtremalRun& x) {
      const auto G = slopes<S>(C, C, static_cast<long>(x.T));
      const auto at = iterates<S>(entries<S>(updates<S>(the.amsgrad({adam_of<S>(x)}), G), 0));
      return leq<S>(at.back(), ratio<S>(3, 5)).over(adaptive_operations(x.T));
    };

/// Σ |g_t|/√t.
template <Scalar S>
S discounted_sum(const std::vector<S>& g) {
  S sum(0);
  for (std::size_t t = 1; t <= g.size(); ++t)
    sum += magnitude<S>(g[t - 1]) / square_root<S>(integer<S>(static_cast<long>(t)));
  return sum;
}

/// Σ √(g_t²/t) ≤ 2 G_inf |g_{1:T}|, of c g.
constexpr auto lemma_10_3 = []<class S>(const Implementation<S>&, const GradientRun& x) {
  const auto g = entries<S>(scaled<S>(x.gradients<S>(), x.c.as<S>()), 0);
  S most(0);
  for (const S& a : g) most = maximum<S>(most, magnitude<S>(a));
  return leq<S>(discounted_sum<S>(g), S(2) * most * square_root<S>(sum_of_squares<S>(g)));
};

constexpr auto homogeneous_lemma_10_3 = []<class S>(const Implementation<S>&,
                                                    const ExtremalRun& x) {
  std::vector<S> g;
  for (long t = 1; t <= x.T; ++t) g.push_back(S(1) / square_root<S>(integer<S>(t)));
  return leq<S>(discounted_sum<S>(g), S(2) * square_root<S>(sum_of_squares<S>(g)));
};

constexpr auto within_cauchy_schwarz = []<class S>(const Implementation<S>&, const GradientRun& x) {
  const auto G = x.gradients<S>();
  S harmonic(0);
  for (long t = 1; t <= x.T(); ++t) harmonic += ratio<S>(1, t);
  return for_every(static_cast<std::size_t>(G.front().size()), [&](std::size_t k) {
    const auto g = entries<S>(G, static_cast<Index>(k) - 1);
    return leq<S>(discounted_sum<S>(g), square_root<S>(harmonic * sum_of_squares<S>(g)))
        .over(adaptive_operations(x.T()));
  });
};

/// (G_t ⊘ U_t)²/eta_t² never falls, entry by entry, for eta_t = 1/√t or a constant rate.
template <bool falling_rate, Scalar S>
Finding rates_never_grow(const Method<S>& method, const GradientRun& x, const S& kappa) {
  const auto G = x.gradients<S>(), U = updates<S>(method, G);
  Finding f;
  f.vacuous = true;
  for (std::size_t t = 2; t <= G.size(); ++t)
    for (Index k = 0; k < G[0].size(); ++k) {
      const auto inverse = [&](std::size_t s) {
        const S root = G[s - 1].data()[k] / U[s - 1].data()[k];
        return S((falling_rate ? integer<S>(static_cast<long>(s)) : S(1)) * root * root);
      };
      f = all({f, leq<S>(inverse(t - 1), inverse(t))
                      .over(adaptive_operations(x.T()))
                      .conditioned_by(kappa)});
    }
  return f;
}

constexpr auto adam_rates_never_grow = []<class S>(const Implementation<S>& the,
                                                   const GradientRun& x) {
  const Adam<S> p = without_momentum(adam_of<S>(x));
  return rates_never_grow<true, S>(the.adam(p), x, kappa_of_correction<S>(p));
};

constexpr auto amsgrad_rates_never_grow = []<class S>(const Implementation<S>& the,
                                                      const GradientRun& x) {
  const Adam<S> p = without_momentum(adam_of<S>(x));
  return rates_never_grow<true, S>(the.amsgrad({p}), x, kappa_of_correction<S>(p));
};

/// R_T ≤ √T [D² √v_T/(2 eta) + eta G/√(1 − β2)] on [−1, 1], D = 2, per coordinate, √v_T = eta |G_T/U_T|.
template <Scalar S>
Finding regret_is_of_order_root_T(const Method<S>& method, const std::vector<Matrix<S>>& G,
                                  const Adam<S>& p) {
  const auto U = updates<S>(method, G);
  const S root_T = square_root<S>(integer<S>(static_cast<long>(G.size())));
  return for_every(static_cast<std::size_t>(G.front().size()), [&](std::size_t i) {
    const Index k = static_cast<Index>(i) - 1;
    const auto g = entries<S>(G, k), u = entries<S>(U, k);
    S most(0), sizes(0);
    for (const S& a : g) {
      most = maximum<S>(most, magnitude<S>(a));
      sizes += magnitude<S>(a);
    }
    const S bound = root_T * (S(2) * magnitude<S>(g.back() / u.back()) +
                              p.eta * most / square_root<S>(S(1) - p.beta2));
    return leq<S>(regret<S>(g, iterates<S>(u)), bound, maximum<S>(bound, sizes))
        .over(adaptive_operations(static_cast<long>(G.size())))
        .conditioned_by(kappa_of_correction<S>(p));
  });
}

constexpr auto amsgrad_regret = []<class S>(const Implementation<S>& the, const GradientRun& x) {
  const Adam<S> p = without_momentum(adam_of<S>(x));
  return regret_is_of_order_root_T<S>(the.amsgrad({p}), x.gradients<S>(), p);
};

constexpr auto amsgrad_regret_of_reddi = []<class S>(const Implementation<S>& the,
                                                     const ExtremalRun& x) {
  const Adam<S> p = without_momentum(adam_of<S>(x));
  return regret_is_of_order_root_T<S>(the.amsgrad({p}), slopes<S>(3, 3, static_cast<long>(x.T)), p);
};

constexpr auto adam_regret_of_reddi = []<class S>(const Implementation<S>& the,
                                                  const ExtremalRun& x) {
  const Adam<S> p = without_momentum(adam_of<S>(x));
  return regret_is_of_order_root_T<S>(the.adam(p), slopes<S>(3, 3, static_cast<long>(x.T)), p);
};

constexpr std::string_view reddi = "eta=1/2;beta1=0;beta2=1/10;T=1200";
constexpr std::string_view spike =
    "eta=1;beta1=0;beta2=9/10;epsilon=0;c=1;G=[[100]]|[[1]]|[[1]]|[[1]]";

constexpr std::array claims{
    Claim{
        .id = "D26",
        .name = "adam_regret_is_of_order_root_T",
        .states = "R_T <= D^2/(2 eta) sqrt(T v^_T) + eta G/sqrt(1 - beta2) |g_{1:T}|",
        .given = "linear losses on [-1, 1], D = 2, |g_t| <= G, eta_t = eta/sqrt(t), beta1 = 0, "
                 "epsilon = 0",
        .source = theorem,
        .kind = Kind::literal_reading,
        .holds = witness_on_the_ladder(extremal_runs, reddi, regret_is_within_theorem_4_1),
        .remark = "Theorem 4.1 where gamma = 0 and the term of beta_{1,t} vanishes. At slopes 3, "
                  "-1, -1 the regret grows like 2T/3, the bound like sqrt(T). What its proof uses "
                  "is D29a and D30a",
    },
    Claim{
        .id = "D28a",
        .name = "adam_returns_to_the_worst_point_of_long_cycles",
        .states = "x_{kC+1} = 1",
        .given = "slopes C, -1, ..., -1 (C in all) on [-1, 1], x_1 = 1, eta_t = 1/(2 sqrt(t)); "
                 "C = 40, betas 0 and 1/2, 50 cycles; C = 300, betas 9/10 and 9/10, 8 cycles",
        .source = convergence,
        .kind = Kind::conditional,
        .holds = {witness_on_the_ladder(extremal_runs, "eta=1/2;beta1=0;beta2=1/2;T=2000",
                                        returns_to_the_worst_point<40>),
                  witness_on_the_ladder(extremal_runs, "eta=1/2;beta1=9/10;beta2=9/10;T=2400",
                                        returns_to_the_worst_point<300>)},
        .without = "C large (10 at betas 9/10 and 9/10)",
        .fails_without = witness_on_the_ladder(
            extremal_runs, "eta=1/2;beta1=9/10;beta2=9/10;T=1000", returns_to_the_worst_point<10>),
        .remark = "a cycle's slopes sum to 1, so -1 is optimal. That there is such a C for every "
                  "beta1 < sqrt(beta2) is simulated here, not proved",
    },
    Claim{
        .id = "D28b",
        .name = "amsgrad_leaves_the_worst_point_of_long_cycles",
        .states = "x <= 3/5 behind 100 cycles",
        .given = "as D28a with C = 40, betas 0 and 1/2",
        .source = convergence,
        .holds = witness_on_the_ladder(extremal_runs, "eta=1/2;beta1=0;beta2=1/2;T=4000",
                                       amsgrad_leaves_the_worst_point<40>),
        .remark = "it is on its way to -1, slowly: 3/5 is no limit, only short of 1",
    },
    Claim{
        .id = "D29a",
        .name = "discounted_gradients_sum_to_at_most_twice_their_bound_times_their_norm",
        .states = "sum_t sqrt(g_t^2/t) <= 2 G |g_{1:T}|",
        .given = "|g_t| <= G",
        .source = {"kingma2015adam", "Lemma 10.3"},
        .kind = Kind::literal_reading,
        .holds =
            witness(gradient_runs, "eta=1;beta1=0;beta2=0;epsilon=0;c=1/10;G=[[1]]", lemma_10_3),
        .remark = "1/10 <= 1/50 is false; the two sides are not of the same degree. D29c holds",
    },
    Claim{
        .id = "D29b",
        .name = "discounted_gradients_sum_to_at_most_twice_their_norm",
        .states = "sum_t sqrt(g_t^2/t) <= 2 |g_{1:T}|",
        .given = "G_inf left out, so that the degrees agree",
        .source = {"kingma2015adam", "Lemma 10.3"},
        .kind = Kind::literal_reading,
        .holds = witness_on_the_ladder(extremal_runs, "eta=1;beta1=0;beta2=1/2;T=31",
                                       homogeneous_lemma_10_3),
        .remark = "g_t = 1/sqrt(t): H_31 > 4, so H_31 > 2 sqrt(H_31)",
    },
    Claim{
        .id = "D29c",
        .name = "discounted_gradients_sum_to_at_most_the_harmonic_root_times_their_norm",
        .states = "sum_t |g_t|/sqrt(t) <= sqrt(H_T) |g_{1:T}| <= sqrt(1 + ln T) |g_{1:T}|",
        .given = "H_T = 1 + 1/2 + ... + 1/T",
        .source = {"kingma2015adam", "Lemma 10.3, mended"},
        .holds = forall(gradient_sequences, within_cauchy_schwarz),
        .remark = "the first inequality is tried, Cauchy and Schwarz; the second is H_T's own",
    },
    Claim{
        .id = "D30a",
        .name = "adam_effective_rates_never_grow",
        .states = "t v^_t >= (t - 1) v^_{t-1}",
        .given = "eta_t = eta/sqrt(t), beta1 = 0, epsilon = 0; v^ seen through U",
        .source = theorem,
        .kind = Kind::literal_reading,
        .holds = witness(gradient_runs, spike, adam_rates_never_grow),
        .remark = "a large gradient that is forgotten. It holds for AMSGrad (D30b) and AdaGrad "
                  "(D30c)",
    },
    Claim{
        .id = "D30b",
        .name = "amsgrad_effective_rates_never_grow",
        .states = "t v_t >= (t - 1) v_{t-1}, v the largest v^ so far",
        .given = "eta_t = eta/sqrt(t), beta1 = 0, epsilon = 0, no zero entries; kappa = 1/(1 - "
                 "beta2)",
        .source = effective_rates,
        .kind = Kind::conditional,
        .holds = forall_and_exactly(gradient_sequences_without_zeros, amsgrad_rates_never_grow),
        .without = "the largest v^ so far (v^ itself, as in Adam)",
        .fails_without = witness(gradient_runs, spike, adam_rates_never_grow),
    },
    Claim{
        .id = "D30c",
        .name = "adagrad_effective_rates_never_grow",
        .states = "S_t >= S_{t-1}, S the sum of squares seen through U",
        .given = "constant eta, epsilon = 0, no zero entries",
        .source = effective_rates,
        .holds =
            forall_and_exactly(gradient_sequences_without_zeros,
                               []<class S>(const Implementation<S>& the, const GradientRun& x) {
                                 return rates_never_grow<false, S>(
                                     the.adagrad({.eta = x.eta.as<S>(), .epsilon = S(0)}), x, S(1));
                               }),
    },
    Claim{
        .id = "D32b",
        .name = "amsgrad_regret_is_of_order_root_T_of_no_momentum",
        .states = "R_T <= sqrt(T) sum_i (D^2 sqrt(v_{T,i})/(2 eta) + eta G/sqrt(1 - beta2))",
        .given = "linear losses on a box of side D = 2, |g_{t,i}| <= G, eta_t = eta/sqrt(t), beta1 "
                 "= 0, epsilon = 0; kappa = 1/(1 - beta2)",
        .source = {"reddi2018convergence", "Theorem 4, at beta1 = 0"},
        .kind = Kind::conditional,
        .holds = {forall(gradient_sequences_without_zeros, amsgrad_regret),
                  witness_on_the_ladder(extremal_runs, reddi, amsgrad_regret_of_reddi)},
        .without = "the largest v^ so far (v^ itself, as in Adam)",
        .fails_without = witness_on_the_ladder(extremal_runs, reddi, adam_regret_of_reddi),
        .remark = "projected online gradient descent whose rates never grow (D30b), and v_t >= (1 "
                  "- beta2) g_t^2",
    },
    Claim{
        .id = "D0r",
        .name = "canary_amsgrad_effective_rates_fall_strictly_faster",
        .states = "v_t >= v_{t-1} + 2^-10 v_t, v the largest v^ so far",
        .given = "constant eta, beta1 = 0, epsilon = 0, no zero entries",
        .source = {"canary", "false of a constant gradient, where v is constant"},
        .kind = Kind::canary,
        .holds =
            forall_and_exactly(constant_gradients,
                               []<class S>(const Implementation<S>& the, const GradientRun& x) {
                                 const Adam<S> p = without_momentum(adam_of<S>(x));
                                 auto G = x.gradients<S>();
                                 G.push_back(G.back());
                                 const auto U = updates<S>(the.amsgrad({p}), G);
                                 const auto v = [&](std::size_t t) {
                                   const Matrix<S> root = divide<S>(G[t], U[t]);
                                   return inner<S>(root, root);
                                 };
                                 return leq<S>(v(0), ratio<S>(1023, 1024) * v(G.size() - 1))
                                     .over(adaptive_operations(x.T()))
                                     .conditioned_by(kappa_of_correction<S>(p));
                               }),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group adam_regret_claims() { return {"D", "Adam's regret", claims}; }

}  // namespace adamant
