#include "claim/claim.hpp"
#include "properties/domains/extremal_run.hpp"
#include "properties/statements.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source interpretation{"note", "Intuition about Adam / History"};
constexpr Source snr{"kingma2015adam", "section 2.1"};

template <Scalar S>
S squared(const S& x) {
  return S(x * x);
}

/// 1 + a + … + a^{t−1}.
template <Scalar S>
S geometric(const S& a, long t) {
  S sum(0);
  for (long i = 0; i < t; ++i) sum += power<S>(a, i);
  return sum;
}

template <Scalar S>
S last_ratio(const Implementation<S>& the, const ExtremalRun& x, const std::vector<Matrix<S>>& G) {
  const Adam<S> p{x.eta.as<S>(), x.beta1.as<S>(), x.beta2.as<S>(), S(0)};
  return updates<S>(the.adam(p), G).back()(0) / p.eta;
}

/// (U_T/eta)² ≥ (1 − β1)² (1 + a + … + a^{T−1}), a = β1²/β2.
constexpr auto grows_with_its_steps = []<class S>(const Implementation<S>& the,
                                                  const ExtremalRun& x) {
  const S b1 = x.beta1.as<S>(), b2 = x.beta2.as<S>();
  const S u = last_ratio<S>(the, x, x.gradients<S>());
  return leq<S>(squared<S>(S(1) - b1) * geometric<S>(b1 * b1 / b2, static_cast<long>(x.T)),
                squared<S>(u))
      .over(adaptive_operations(x.T))
      .conditioned_by(kappa_of_correction<S>(b1, b2));
};

/// (1 − β1^t)² (U_t/eta)² |β2 − β1²| (1 − β2) ≤ (1 − β1)² β2; without the bars it says nothing where
/// β1² ≥ β2.
template <Scalar S>
Finding is_bounded_in_time(const Matrix<S>& U, const S& eta, const S& b1, const S& b2, long t,
                           const S& difference) {
  const S bound = squared<S>(S(1) - b1) * b2;
  return leq<S>(
             squared<S>((S(1) - power<S>(b1, t)) * largest<S>(U) / eta) * difference * (S(1) - b2),
             bound, bound)
      .over(adaptive_operations(t))
      .conditioned_by(kappa_of_correction<S>(b1, b2));
}

/// The weighted mean and variance of the gradients, the weights being those of m̂_t.
template <Scalar S>
struct Signal {
  Signal(const std::vector<Matrix<S>>& G, const S& beta1, std::size_t t)
      : mean(decayed_mean<S>(G, beta1, t)) {
    auto deviations = G;
    for (auto& A : deviations) {
      A -= mean;
      sizes.push_back(Matrix<S>::Zero(A.rows(), A.cols()));
    }
    variance = decayed_mean<S>(squares<S>(deviations), beta1, t);
    for (std::size_t i = 0; i < G.size(); ++i) sizes[i] = magnitudes<S>(G[i]);
    scale = squared<S>(largest<S>(decayed_mean<S>(sizes, beta1, t)));
  }
  Matrix<S> mean, variance;
  std::vector<Matrix<S>> sizes;
  S scale;
};

/// (U_t/eta)² (m̂² + s²) = factor·m̂² for all t, entry by entry.
template <int factor_in_1024ths>
constexpr auto step_is_the_signal =
    []<class S>(const Implementation<S>& the, const GradientRun& x) {
      const Adam<S> p = adam_of<S>(x);
      const auto G = x.gradients<S>(), U = updates<S>(the.adam(p), G);
      return for_every(U.size(), [&](std::size_t t) {
        const Signal<S> of(G, p.beta1, t);
        const Matrix<S> u = U[t - 1] / p.eta, m2 = of.mean.cwiseProduct(of.mean);
        return eq<S>(u.cwiseProduct(u).cwiseProduct(m2 + of.variance),
                     ratio<S>(factor_in_1024ths, 1024) * m2, of.scale)
            .over(adaptive_operations(x.T()))
            .conditioned_by(kappa_of_correction<S>(p));
      });
    };

constexpr auto step_is_the_signal_to_noise_ratio = []<class S>(const Implementation<S>& the,
                                                               const GradientRun& x) {
  const Adam<S> p = adam_of<S>(x);
  const auto G = x.gradients<S>();
  const Signal<S> of(G, p.beta1, G.size());
  const Matrix<S> u = updates<S>(the.adam(p), G).back() / p.eta;
  return eq<S>(u.cwiseProduct(u).cwiseProduct(of.variance), of.mean.cwiseProduct(of.mean));
};

/// Of G = mu + sigma, mu − sigma, mu + sigma, … at equal betas b and an even number of steps.
constexpr auto step_of_two_alternating_gradients = []<class S>(const Implementation<S>& the,
                                                               const GradientRun& x) {
  const Adam<S> p = adam_of<S>(x);
  const S mu = x.G.front().as<S>()(0), sigma = x.G.back().as<S>()(0);
  std::vector<Matrix<S>> G;
  for (long t = 0; t < x.T(); ++t)
    for (const S& g : {S(mu + sigma), S(mu - sigma)}) G.push_back(Matrix<S>::Constant(1, 1, g));
  const S d = (S(1) - p.beta1) / (S(1) + p.beta1), u = updates<S>(the.adam(p), G).back()(0) / p.eta;
  return eq<S>(u * u * (mu * mu + sigma * sigma - S(2) * mu * sigma * d),
               squared<S>(mu - sigma * d), mu * mu + sigma * sigma)
      .over(adaptive_operations(2 * x.T()))
      .conditioned_by(kappa_of_correction<S>(p));
};

/// G_i' = m̂ + c(G_i − m̂) has the same m̂ and c²s²: is the last step shorter just where c > 1?
constexpr auto spread_shortens_the_step = []<class S>(const Implementation<S>& the,
                                                      const GradientRun& x) {
  const Adam<S> p = adam_of<S>(x);
  const auto G = x.gradients<S>();
  const Signal<S> of(G, p.beta1, G.size());
  const S c = x.c.as<S>();
  auto spread = G;
  for (auto& A : spread) A = of.mean + c * (A - of.mean);
  const Matrix<S> u = updates<S>(the.adam(p), G).back(), w = updates<S>(the.adam(p), spread).back();
  bool any = false, as_said = true;
  for (Index k = 0; k < u.size(); ++k) {
    if (is_zero<S>(of.mean.data()[k]) || is_zero<S>(of.variance.data()[k])) continue;
    any = true;
    const S shorter = squared<S>(u.data()[k]) - squared<S>(w.data()[k]);
    as_said = as_said && sign<S>(shorter) == sign<S>(c - S(1));
  }
  return holds_that(as_said, "more variability, and no shorter step").non_vacuous_if(any);
};

/// Σ_{i ≤ t} b^{t−i} g^i.
template <Scalar S>
S geometric_convolution(const S& b, const S& g, long t) {
  if (b == g) return integer<S>(t) * power<S>(b, t);
  return g * (power<S>(g, t) - power<S>(b, t)) / (g - b);
}

template <Scalar S>
std::vector<Matrix<S>> powers_of(const S& gamma, long T) {
  std::vector<Matrix<S>> G;
  for (long t = 1; t <= T; ++t) G.push_back(Matrix<S>::Constant(1, 1, power<S>(gamma, t)));
  return G;
}

constexpr auto step_of_geometric_gradients = []<class S>(const Implementation<S>& the,
                                                         const GradientRun& x) {
  const Adam<S> p = adam_of<S>(x);
  const long T = x.T();
  const S c = x.c.as<S>(), u = updates<S>(the.adam(p), powers_of<S>(c, T)).back()(0) / p.eta;
  const S m = geometric_convolution<S>(p.beta1, c, T) / geometric<S>(p.beta1, T);
  const S v = geometric_convolution<S>(p.beta2, c * c, T) / geometric<S>(p.beta2, T);
  return eq<S>(u * u * v, m * m);
};

/// low ≤ |U_T|/eta ≤ high of G_t = gamma^t, all in 1/1000.
template <int gamma, int low, int high>
constexpr auto geometric_step_is_between = []<class S>(const Implementation<S>& the,
                                                       const ExtremalRun& x) {
  const S u = last_ratio<S>(the, x, powers_of<S>(ratio<S>(gamma, 1000), static_cast<long>(x.T)));
  return all({leq<S>(squared<S>(ratio<S>(low, 1000)), squared<S>(u)),
              leq<S>(squared<S>(u), squared<S>(ratio<S>(high, 1000)))});
};

constexpr auto halved_gradients_freeze = []<class S>(const Implementation<S>& the,
                                                     const ExtremalRun& x) {
  const S u = last_ratio<S>(the, x, powers_of<S>(ratio<S>(1, 2), static_cast<long>(x.T)));
  return leq<S>(squared<S>(u), power<S>(ratio<S>(1, 10), 26));
};

/// Whether a and b are linearly dependent.
template <Scalar S>
bool collinear(const Matrix<S>& a, const Matrix<S>& b) {
  bool yes = true;
  for (Index i = 0; i < a.size(); ++i)
    for (Index j = 0; j < i; ++j)
      yes = yes && a.data()[i] * b.data()[j] == a.data()[j] * b.data()[i];
  return yes;
}

constexpr auto moves_along_the_mean = []<class S>(const Implementation<S>& the,
                                                  const GradientRun& x) {
  const auto G = x.gradients<S>();
  const Matrix<S> U = updates<S>(the.adam(adam_of<S>(x)), G).back();
  return holds_that(collinear<S>(U, decayed_mean<S>(G, x.beta1.as<S>(), G.size())),
                    "another direction than that of the mean");
};

constexpr auto moves_along_the_mean_iff_v_is_equal = []<class S>(const Implementation<S>& the,
                                                                 const GradientRun& x) {
  const auto G = x.gradients<S>();
  const Matrix<S> U = updates<S>(the.adam(adam_of<S>(x)), G).back();
  const Matrix<S> m = decayed_mean<S>(G, x.beta1.as<S>(), G.size());
  const Matrix<S> v = decayed_mean<S>(squares<S>(G), x.beta2.as<S>(), G.size());
  bool equal = true;
  for (Index i = 0; i < m.size(); ++i)
    for (Index j = 0; j < i; ++j)
      if (!is_zero<S>(m.data()[i]) && !is_zero<S>(m.data()[j]))
        equal = equal && v.data()[i] == v.data()[j];
  return holds_that(collinear<S>(U, m) == equal, "parallel and v unequal, or the reverse");
};

template <Scalar S>
Finding descends(const Adam<S>& p, const Implementation<S>& the, const GradientRun& x) {
  const auto G = x.gradients<S>(), U = updates<S>(the.adam(p), G);
  return for_every(U.size(),
                   [&](std::size_t t) { return eq<S>(signs<S>(U[t - 1]), -signs<S>(G[t - 1])); });
}

constexpr std::string_view hundred = "eta=1;beta1=99/100;beta2=9/10;T=100";
constexpr std::string_view defaults = "eta=1;beta1=9/10;beta2=999/1000;T=300";

constexpr std::array claims{
    Claim{
        .id = "D20a",
        .name = "adam_step_outgrows_a_geometric_sum_of_extremal_gradients",
        .states = "(U_T/eta)^2 >= (1 - beta1)^2 (1 + a + ... + a^(T-1)), a = beta1^2/beta2",
        .given = "G_i = (beta1/beta2)^(T-i), epsilon = 0; kappa = 1/(1 - max(beta1, beta2))",
        .source = interpretation,
        .holds = forall_and_exactly(extremal_runs, grows_with_its_steps),
        .remark = "unbounded in T where beta1^2 >= beta2: like sqrt(T) at equality, like "
                  "(beta1/sqrt(beta2))^T above",
    },
    Claim{
        .id = "D20b",
        .name = "adam_step_is_bounded_in_time_of_small_beta1",
        .states = "(1 - beta1^t)^2 (U_t/eta)^2 <= (1 - beta1)^2/((1 - beta2)(1 - a)), a = "
                  "beta1^2/beta2",
        .given = "beta1^2 < beta2, epsilon = 0; kappa = 1/(1 - max(beta1, beta2))",
        .source = interpretation,
        .kind = Kind::conditional,
        .holds = forall_and_exactly(
            gradient_sequences,
            []<class S>(const Implementation<S>& the, const GradientRun& x) {
              const Adam<S> p = adam_of<S>(x);
              const auto U = updates<S>(the.adam(p), x.gradients<S>());
              return for_every(U.size(), [&](std::size_t t) {
                return is_bounded_in_time<S>(U[t - 1], p.eta, p.beta1, p.beta2,
                                             static_cast<long>(t), S(p.beta2 - p.beta1 * p.beta1))
                    .non_vacuous_if(p.beta1 * p.beta1 < p.beta2);
              });
            }),
        .without = "beta1^2 < beta2 (|1 - a| in the bound)",
        .fails_without = witness(extremal_runs, hundred,
                                 []<class S>(const Implementation<S>& the, const ExtremalRun& x) {
                                   const S b1 = x.beta1.as<S>(), b2 = x.beta2.as<S>();
                                   const S u = last_ratio<S>(the, x, x.gradients<S>());
                                   return is_bounded_in_time<S>(Matrix<S>::Constant(1, 1, u), S(1),
                                                                b1, b2, static_cast<long>(x.T),
                                                                magnitude<S>(b2 - b1 * b1));
                                 }),
        .remark = "multiplied out: nothing is said where a >= 1, and such cases count as vacuous",
    },
    Claim{
        .id = "D20c",
        .name = "adam_step_exceeds_eleven_eta_of_large_beta1",
        .states = "(U_100/eta)^2 > 121",
        .given = "beta1 = 99/100, beta2 = 9/10, G_i = (beta1/beta2)^(100-i), epsilon = 0",
        .source = interpretation,
        .holds = witness(extremal_runs, hundred,
                         []<class S>(const Implementation<S>& the, const ExtremalRun& x) {
                           const S u = last_ratio<S>(the, x, x.gradients<S>());
                           return holds_that(u * u > integer<S>(121), "at most 11 eta");
                         }),
        .remark = "11.87 eta",
    },
    Claim{
        .id = "D21a",
        .name = "adam_step_is_a_function_of_signal_to_noise_of_equal_betas",
        .states = "(U_t/eta)^2 = m^2/(m^2 + s^2), s^2 = sum w_i (G_i - m)^2, m = sum w_i G_i",
        .given = "beta1 = beta2, epsilon = 0, w_i ~ beta1^(t-i) of sum 1; kappa = 1/(1 - beta1)",
        .source = snr,
        .kind = Kind::conditional,
        .holds = forall_and_exactly(gradient_sequences_at_equal_betas, step_is_the_signal<1024>),
        .without = "beta1 = beta2",
        .fails_without =
            witness(gradient_runs, "eta=1;beta1=1/2;beta2=3/5;epsilon=0;c=1;G=[[40]]|[[48]]",
                    step_is_the_signal<1024>),
        .remark = "SNR/sqrt(1 + SNR^2), SNR = |m|/s: bounded and increasing; 1 at s = 0",
    },
    Claim{
        .id = "D21b",
        .name = "adam_step_is_the_signal_to_noise_ratio_of_equal_betas",
        .states = "|U_t|/eta = SNR = |m|/s",
        .given = "beta1 = beta2, epsilon = 0",
        .source = snr,
        .kind = Kind::literal_reading,
        .holds = witness(gradient_runs, "eta=1;beta1=1/2;beta2=1/2;epsilon=0;c=1;G=[[1]]|[[3]]",
                         step_is_the_signal_to_noise_ratio),
        .remark = "SNR/sqrt(1 + SNR^2) at equal betas (D21a); close to SNR where that is small",
    },
    Claim{
        .id = "D22a",
        .name = "adam_step_of_two_alternating_gradients_of_equal_betas",
        .states = "(U_t/eta)^2 = (mu - sigma d)^2/(mu^2 + sigma^2 - 2 mu sigma d), d = (1 - b)/(1 "
                  "+ b)",
        .given = "G = mu + sigma, mu - sigma, ..., t even, beta1 = beta2 = b, epsilon = 0; kappa "
                 "= 1/(1 - b)",
        .source = snr,
        .holds = forall_and_exactly(gradient_sequences_at_equal_betas,
                                    step_of_two_alternating_gradients),
        .remark = "b -> 1: 1/sqrt(1 + sigma^2/mu^2) = |E g|/sqrt(E g^2), the population's value",
    },
    Claim{
        .id = "D22b",
        .name = "adam_step_of_gaussian_gradients_tends_to_the_population_value",
        .states = "E|U_t|/eta is near 1/sqrt(1 + sigma^2/mu^2)",
        .given = "G = mu + sigma z, mu = 1, sigma = 0, 1/2, 1, 2, 5; beta1 = beta2 = 999/1000",
        .source = snr,
        .kind = Kind::conjecture,
        .remark = "statistical. The value itself is 1, .894, .707, .447, .196",
    },
    Claim{
        .id = "D23",
        .name = "adam_step_shrinks_as_gradients_spread_around_their_mean_of_equal_betas",
        .states = "at the same m, |U_T| is smaller iff s^2 is larger",
        .given = "beta1 = beta2, epsilon = 0, m != 0 and s != 0; G_i -> m + c(G_i - m)",
        .source = interpretation,
        .kind = Kind::conditional,
        .holds = exactly(gradient_sequences_at_equal_betas, spread_shortens_the_step),
        .without = "beta1 = beta2",
        .fails_without =
            witness(gradient_runs, "eta=1;beta1=1/2;beta2=3/5;epsilon=0;c=1/2;G=[[40]]|[[48]]",
                    spread_shortens_the_step),
        .remark = "at unequal betas v^ - m^2 is no variance and may be negative: -m^2/136 at the "
                  "witness, least at c = 1",
    },
    Claim{
        .id = "D24a",
        .name = "adam_step_has_a_closed_form_of_geometric_gradients",
        .states =
            "(U_t/eta)^2 = m^2/v, m = K(beta1, c)/(1 + ... + beta1^(t-1)), v = K(beta2, "
            "c^2)/(1 + ... + beta2^(t-1)), K(b, g) = g (g^t - b^t)/(g - b), or t b^t at g = b",
        .given = "G_t = c^t, c > 0, epsilon = 0",
        .source = interpretation,
        .holds = exactly(gradient_sequences, step_of_geometric_gradients),
    },
    Claim{
        .id = "D24b",
        .name = "adam_freezes_of_decaying_gradients_without_noise",
        .states = "|U_300| <= 1e-13 eta",
        .given = "G_t = 2^-t, beta1 = 9/10, beta2 = 999/1000, epsilon = 0",
        .source = interpretation,
        .holds = witness(extremal_runs, defaults, halved_gradients_freeze),
        .remark = "v^ measures change over time, not uncertainty: there is none",
    },
    Claim{
        .id = "D24c",
        .name = "adam_is_slow_or_fast_of_the_growth_of_gradients_without_noise",
        .states = "|U_300|/eta is in [.139, .141], 1, [3.45, 3.46] for G_t = gamma^t, gamma = .99, "
                  "1, 1.05",
        .given = "beta1 = 9/10, beta2 = 999/1000, epsilon = 0",
        .source = interpretation,
        .holds = {witness(extremal_runs, defaults, geometric_step_is_between<990, 139, 141>),
                  witness(extremal_runs, defaults, geometric_step_is_between<1000, 1000, 1000>),
                  witness(extremal_runs, defaults, geometric_step_is_between<1050, 3450, 3460>)},
    },
    Claim{
        .id = "D25a",
        .name = "adam_moves_along_its_mean_gradient",
        .states = "U_T and m^_T are parallel",
        .given = "epsilon = 0",
        .source = interpretation,
        .kind = Kind::literal_reading,
        .holds = witness(gradient_runs, "eta=1;beta1=9/10;beta2=999/1000;epsilon=0;c=1;G=[[1,10]]",
                         moves_along_the_mean),
        .remark = "(1, 10) becomes (1, 1). Normalised entry by entry, not as a vector: D25b",
    },
    Claim{
        .id = "D25b",
        .name = "adam_moves_along_its_mean_gradient_of_equal_second_moments_alone",
        .states = "U_T and m^_T are parallel iff v^_T is the same in all entries where m^_T != 0",
        .given = "beta2 > 0, epsilon = 0, no zero entries",
        .source = interpretation,
        .holds = {exactly(gradient_sequences_without_zeros, moves_along_the_mean_iff_v_is_equal),
                  witness(gradient_runs,
                          "eta=1;beta1=1/2;beta2=3/5;epsilon=0;c=1;G=[[3],[-3]]|[[1],[-1]]",
                          moves_along_the_mean_iff_v_is_equal),
                  witness(gradient_runs,
                          "eta=1;beta1=1/2;beta2=3/5;epsilon=0;c=1;G=[[1],[2]]|[[1],[-1]]",
                          moves_along_the_mean_iff_v_is_equal)},
        .remark = "the last witness has m^ = (1, 0) and unequal v^, and is parallel",
    },
    Claim{
        .id = "D25c",
        .name = "adam_descends_along_every_entry_of_no_momentum",
        .states = "sign(U_t) = -sign(G_t)",
        .given = "beta1 = 0, epsilon = 0",
        .source = interpretation,
        .kind = Kind::conditional,
        .holds =
            forall_and_exactly(gradient_sequences,
                               []<class S>(const Implementation<S>& the, const GradientRun& x) {
                                 return descends<S>(without_momentum(adam_of<S>(x)), the, x);
                               }),
        .without = "beta1 = 0",
        .fails_without =
            witness(gradient_runs, "eta=1;beta1=9/10;beta2=999/1000;epsilon=0;c=1;G=[[10]]|[[-1]]",
                    []<class S>(const Implementation<S>& the, const GradientRun& x) {
                      return descends<S>(adam_of<S>(x), the, x);
                    }),
        .remark = "<G_t, U_t> < 0 for G_t != 0; with momentum the step may ascend",
    },
    Claim{
        .id = "D0s",
        .name = "canary_adam_step_exceeds_its_function_of_signal_to_noise",
        .states = "(U_t/eta)^2 (m^2 + s^2) = (1 + 2^-10) m^2",
        .given = "beta1 = beta2, epsilon = 0",
        .source = {"canary", "false by D21a"},
        .kind = Kind::canary,
        .holds = forall_and_exactly(gradient_sequences_at_equal_betas, step_is_the_signal<1025>),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group adam_signal_claims() { return {"D", "Adam's step as signal and noise", claims}; }

}  // namespace adamant
