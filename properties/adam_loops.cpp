#include "claim/claim.hpp"
#include "properties/loop.hpp"
#include "properties/statements.hpp"
#include "properties/tables.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source invariance{"note", "Intuition about Adam / History"};
constexpr Source algorithm{"kingma2015adam", "Algorithm 1"};

/// Without momentum v is one and the same, and m is not remembered.
constexpr auto is_corrected_rmsprop = []<class S>(const Implementation<S>& the,
                                                  const GradientRun& x) {
  using State = typename RmsPropCorrected<S>::State;
  const Adam<S> p = without_momentum(adam_of<S>(x));
  const Method<S> adam = the.adam(p), rms = the.rmsprop_corrected({p.eta, p.beta2, p.epsilon});
  const Moments a = adam_state(unknown("m"), unknown("v"));
  const State b{single(unknown("v")), unknown_time};
  const auto related = [](const Moments& s, const State& r) {
    return s.v(0) == r.v(0) && s.v(0) >= S(0);
  };
  const auto u = step_of(adam, gradient_of(x), a), w = step_of(rms, gradient_of(x), b);
  return inductive(related(start_of<Moments>(adam), start_of<State>(rms)),
                   related(a, b) && is_power(p.beta2),
                   {u.U(0) == w.U(0), related(u.state, w.state)});
};

constexpr auto is_corrected_rmsprop_over_a_run = []<class S>(const Implementation<S>& the,
                                                             const GradientRun& x) {
  const Adam<S> p = without_momentum(adam_of<S>(x));
  const auto G = x.gradients<S>();
  return eq<S>(updates<S>(the.adam(p), G),
               updates<S>(the.rmsprop_corrected({p.eta, p.beta2, p.epsilon}), G));
};

/// m = (1 − beta1^t) g and v = (1 − beta2^t) g² of a constant gradient.
template <Symbolic S, class Claim>
Finding of_a_constant_gradient(const Method<S>& method, const GradientRun& x, Claim claim) {
  const S g = gradient_of(x), one(1);
  const auto as_said = [&](const Moments& s) {
    return s.m(0) == (one - power<S>(x.beta1.as<S>(), s.t)) * g &&
           s.v(0) == (one - power<S>(x.beta2.as<S>(), s.t)) * g * g;
  };
  const Moments a = adam_state(unknown("m"), unknown("v"));
  const auto next = step_of(method, g, a);
  return inductive(as_said(start_of<Moments>(method)), as_said(a) && are_powers(x),
                   {claim(next.U(0), next.state), as_said(next.state)});
}

constexpr auto constant_gradient_is_a_sign = []<class S>(const Implementation<S>& the,
                                                         const GradientRun& x) {
  return of_a_constant_gradient<S>(the.adam(adam_of<S>(x)), x, [&](const S& u, const Moments&) {
    return u == -x.eta.as<S>() * sign<S>(gradient_of(x));
  });
};

constexpr auto constant_gradient_is_a_sign_over_a_run = []<class S>(const Implementation<S>& the,
                                                                    const GradientRun& x) {
  const S sign_of_g = sign<S>(x.gradients<S>().front()(0));
  return of_every_update<S>(the.adam(adam_of<S>(x)), x, [&](const S& u, long) {
    return eq<S>(u, S(-x.eta.as<S>() * sign_of_g));
  });
};

constexpr auto uncorrected_overshoots_by = []<class S>(const Implementation<S>& the,
                                                       const GradientRun& x) {
  const S eta = x.eta.as<S>();
  return of_a_constant_gradient<S>(the.adam_uncorrected({adam_of<S>(x)}), x,
                                   [&](const S& u, const Moments& s) {
                                     const S up = S(1) - power<S>(x.beta1.as<S>(), s.t),
                                             down = S(1) - power<S>(x.beta2.as<S>(), s.t);
                                     return u * u * down == eta * eta * up * up;
                                   });
};

constexpr auto uncorrected_overshoots_by_over_a_run = []<class S>(const Implementation<S>& the,
                                                                  const GradientRun& x) {
  const Adam<S> p = adam_of<S>(x);
  return of_every_update<S>(the.adam_uncorrected({p}), x, [&](const S& u, long t) {
    const S up = p.eta * (S(1) - power<S>(p.beta1, t)), down = S(1) - power<S>(p.beta2, t);
    return eq<S>(S(u * u * down), S(up * up));
  });
};

/// min f(G_i) ≤ mean_t ≤ max f(G_i) over i ≤ t, for every t; both of f and mean are lists over the steps.
template <Scalar S>
Finding is_among(const std::vector<S>& values, const std::vector<S>& means) {
  S least = values.front(), most = values.front();
  return for_every(values.size(), [&](std::size_t t) {
    least = minimum<S>(least, values[t - 1]);
    most = maximum<S>(most, values[t - 1]);
    return all({leq<S>(least, means[t - 1]), leq<S>(means[t - 1], most)});
  });
}

/// (1 − beta1^t) lo ≤ m ≤ (1 − beta1^t) hi wherever every gradient is between lo and hi.
constexpr auto mean_is_among_the_gradients = []<class S>(const Implementation<S>& the,
                                                         const GradientRun& x) {
  const S g = gradient_of(x), lo = unknown("lo"), hi = unknown("hi"), beta1 = x.beta1.as<S>();
  const Method<S> adam = the.adam(adam_of<S>(x));
  const auto between = [&](const Moments& s) {
    const S weight = S(1) - power<S>(beta1, s.t);
    return weight * lo <= s.m(0) && s.m(0) <= weight * hi;
  };
  const Moments a = adam_state(unknown("m"), unknown("v"));
  const auto next = step_of(adam, g, a);
  const S m_hat = next.state.m(0) / (S(1) - power<S>(beta1, next.state.t));
  return inductive(between(start_of<Moments>(adam)),
                   between(a) && are_powers(x) && lo <= g && g <= hi,
                   {lo <= m_hat && m_hat <= hi, between(next.state)});
};

constexpr auto mean_is_among_the_gradients_over_a_run = []<class S>(const Implementation<S>& the,
                                                                    const GradientRun& x) {
  std::vector<S> values, means;
  for (const auto& g : x.gradients<S>()) values.push_back(g(0));
  for (const auto& s : states<AdamState<S>, S>(the.adam(adam_of<S>(x)), x.gradients<S>()))
    means.push_back(s.m(0) / (S(1) - power<S>(x.beta1.as<S>(), s.t)));
  return is_among<S>(values, means);
};

constexpr auto second_mean_is_among_the_squares = []<class S>(const Implementation<S>& the,
                                                              const GradientRun& x) {
  const S g = gradient_of(x), lo = unknown("lo"), hi = unknown("hi"), beta2 = x.beta2.as<S>();
  const Method<S> adam = the.adam(adam_of<S>(x));
  const auto between = [&](const Moments& s) {
    const S weight = S(1) - power<S>(beta2, s.t);
    return weight * lo <= s.v(0) && s.v(0) <= weight * hi;
  };
  const Moments a = adam_state(unknown("m"), unknown("v"));
  const auto next = step_of(adam, g, a);
  const S v_hat = next.state.v(0) / (S(1) - power<S>(beta2, next.state.t));
  return inductive(between(start_of<Moments>(adam)),
                   between(a) && are_powers(x) && lo <= g * g && g * g <= hi,
                   {lo <= v_hat && v_hat <= hi, between(next.state)});
};

constexpr auto second_mean_is_among_the_squares_over_a_run =
    []<class S>(const Implementation<S>& the, const GradientRun& x) {
      std::vector<S> values, means;
      for (const auto& g : x.gradients<S>()) values.push_back(g(0) * g(0));
      for (const auto& s : states<AdamState<S>, S>(the.adam(adam_of<S>(x)), x.gradients<S>()))
        means.push_back(s.v(0) / (S(1) - power<S>(x.beta2.as<S>(), s.t)));
      return is_among<S>(values, means);
    };

/// m² ≤ (1 − beta^t) v at equal betas: Cauchy and Schwarz, one step at a time.
constexpr auto equal_betas_bound_the_step = []<class S>(const Implementation<S>& the,
                                                        const GradientRun& x) {
  const Method<S> adam = the.adam(adam_of<S>(x));
  const S beta = x.beta1.as<S>(), eta = x.eta.as<S>();
  const auto bounded = [&](const Moments& s) {
    return s.m(0) * s.m(0) <= (S(1) - power<S>(beta, s.t)) * s.v(0) && s.v(0) >= S(0);
  };
  const Moments a = adam_state(unknown("m"), unknown("v"));
  const auto next = step_of(adam, gradient_of(x), a);
  return inductive(bounded(start_of<Moments>(adam)), bounded(a) && is_power(beta),
                   {bounded(next.state), next.U(0) * next.U(0) <= eta * eta});
};

constexpr auto equal_betas_bound_the_step_over_a_run = []<class S>(const Implementation<S>& the,
                                                                   const GradientRun& x) {
  const S eta = x.eta.as<S>();
  return of_every_update<S>(the.adam(adam_of<S>(x)), x,
                            [&](const S& u, long) { return leq<S>(S(u * u), S(eta * eta)); });
};

/// m² (1 − beta2)(beta2 − beta1²) ≤ (1 − beta1)² beta2 v, which says nothing where beta1² ≥ beta2.
constexpr auto uncorrected_step_is_bounded = []<class S>(const Implementation<S>& the,
                                                         const GradientRun& x) {
  const Method<S> adam = the.adam_uncorrected({adam_of<S>(x)});
  const S b1 = x.beta1.as<S>(), b2 = x.beta2.as<S>(), gap = b2 - b1 * b1;
  const auto bounded = [&](const Moments& s) {
    return s.m(0) * s.m(0) * (S(1) - b2) * gap <= (S(1) - b1) * (S(1) - b1) * b2 * s.v(0) &&
           s.v(0) >= S(0);
  };
  const Moments a = adam_state(unknown("m"), unknown("v"));
  const auto next = step_of(adam, gradient_of(x), a);
  return inductive(bounded(start_of<Moments>(adam)), bounded(a), {bounded(next.state)});
};

constexpr auto uncorrected_step_is_bounded_over_a_run = []<class S>(const Implementation<S>& the,
                                                                    const GradientRun& x) {
  const S b1 = x.beta1.as<S>(), b2 = x.beta2.as<S>();
  const auto after =
      states<AdamState<S>, S>(the.adam_uncorrected({adam_of<S>(x)}), x.gradients<S>());
  return for_every(after.size(), [&](std::size_t t) {
    const S m = after[t - 1].m(0), v = after[t - 1].v(0);
    return leq<S>(S(m * m * (S(1) - b2) * (b2 - b1 * b1)), S((S(1) - b1) * (S(1) - b1) * b2 * v));
  });
};

/// The second moment of AMSGrad never falls.
constexpr auto amsgrad_maximum_never_falls = []<class S>(const Implementation<S>& the,
                                                         const GradientRun& x) {
  using State = AmsGradState<S>;
  const Method<S> method = the.amsgrad({adam_of<S>(x)});
  const auto sound = [](const State& s) { return s.mean.v(0) >= S(0) && s.v_max(0) >= S(0); };
  const State a{adam_state(unknown("m"), unknown("v")), single(unknown("M"))};
  const auto next = step_of(method, gradient_of(x), a);
  return inductive(sound(start_of<State>(method)), sound(a) && are_powers(x),
                   {sound(next.state), next.state.v_max(0) >= a.v_max(0)});
};

constexpr auto amsgrad_maximum_never_falls_over_a_run = []<class S>(const Implementation<S>& the,
                                                                    const GradientRun& x) {
  const auto after = states<AmsGradState<S>, S>(the.amsgrad({adam_of<S>(x)}), x.gradients<S>());
  return for_every(after.size(), [&](std::size_t t) {
    return leq<S>(t == 1 ? S(0) : after[t - 2].v_max(0), after[t - 1].v_max(0));
  });
};

constexpr auto canary_adam_moves_less = []<class S>(const Implementation<S>& the,
                                                    const GradientRun& x) {
  const S eta = x.eta.as<S>();
  const auto U = updates<S>(the.adam(adam_of<S>(x)), x.gradients<S>());
  return leq<S>(S(U[0](0) * U[0](0)), S(ratio<S>(1023, 1024) * eta * eta));
};

constexpr std::array claims{
    Claim{
        .id = "D1i",
        .name = "adam_is_corrected_rmsprop_at_every_time",
        .states = "U_t is that of RmsPropCorrected at beta = beta2",
        .given = "beta1 = 0, epsilon >= 0, all t",
        .source = algorithm,
        .holds = proved_by_induction(any_time_of_any_epsilon, is_corrected_rmsprop,
                                     is_corrected_rmsprop_over_a_run),
    },
    Claim{
        .id = "D1j",
        .name = "adam_is_a_sign_of_a_constant_gradient_at_every_time",
        .states = "U_t = -eta sign(G)",
        .given = "G_1 = ... = G_t = G, epsilon = 0, all t",
        .source = algorithm,
        .holds = proved_by_induction(any_time_of_a_constant_gradient, constant_gradient_is_a_sign,
                                     constant_gradient_is_a_sign_over_a_run),
    },
    Claim{
        .id = "D3i",
        .name = "adam_mean_is_among_the_gradients_at_every_time",
        .states = "lo <= m^_t <= hi",
        .given = "lo <= G_i <= hi for i <= t, all t",
        .source = algorithm,
        .holds = proved_by_induction(any_time, mean_is_among_the_gradients,
                                     mean_is_among_the_gradients_over_a_run),
    },
    Claim{
        .id = "D3j",
        .name = "adam_second_mean_is_among_the_squares_at_every_time",
        .states = "lo <= v^_t <= hi",
        .given = "lo <= G_i^2 <= hi for i <= t, all t",
        .source = algorithm,
        .holds = proved_by_induction(any_time, second_mean_is_among_the_squares,
                                     second_mean_is_among_the_squares_over_a_run),
    },
    Claim{
        .id = "D6i",
        .name = "uncorrected_adam_overshoots_by_the_corrections_at_every_time",
        .states = "U_t^2 (1 - beta2^t) = eta^2 (1 - beta1^t)^2",
        .given = "a constant gradient that is not 0, epsilon = 0, all t",
        .source = algorithm,
        .holds = proved_by_induction(any_time_of_a_constant_gradient, uncorrected_overshoots_by,
                                     uncorrected_overshoots_by_over_a_run),
    },
    Claim{
        .id = "D19i",
        .name = "adam_moves_by_at_most_eta_at_every_time",
        .states = "U_t^2 <= eta^2",
        .given = "beta1 = beta2, epsilon >= 0, all t",
        .source = invariance,
        .holds = proved_by_induction(any_time_at_equal_betas, equal_betas_bound_the_step,
                                     equal_betas_bound_the_step_over_a_run),
    },
    Claim{
        .id = "D20i",
        .name = "uncorrected_means_keep_their_proportion_at_every_time",
        .states = "m_t^2 (1 - beta2)(beta2 - beta1^2) <= (1 - beta1)^2 beta2 v_t",
        .given = "any gradients, all t",
        .source = invariance,
        .holds = proved_by_induction(any_time, uncorrected_step_is_bounded,
                                     uncorrected_step_is_bounded_over_a_run),
    },
    Claim{
        .id = "D30i",
        .name = "amsgrad_maximum_never_falls_at_any_time",
        .states = "v_max_t >= v_max_(t-1)",
        .given = "any gradients, all t",
        .source = algorithm,
        .holds = proved_by_induction(any_time_of_any_epsilon, amsgrad_maximum_never_falls,
                                     amsgrad_maximum_never_falls_over_a_run),
    },
    Claim{
        .id = "D0i",
        .name = "canary_adam_moves_by_less_at_the_first_step",
        .states = "U_1^2 <= (1 - 2^-10) eta^2",
        .given = "epsilon = 0",
        .source = {"canary", "false by D1c"},
        .kind = Kind::canary,
        .holds = proved(any_time, canary_adam_moves_less),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group adam_loop_claims() { return {"D", "Adam's kin for all T, by induction", claims}; }

}  // namespace adamant
