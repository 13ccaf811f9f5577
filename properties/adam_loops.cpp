#include "claim/claim.hpp"
#include "properties/loop.hpp"
#include "properties/statements.hpp"
#include "properties/tables.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source invariance{"note", "Intuition about Adam / History"};
constexpr Source algorithm{"kingma2015adam", "Algorithm 1"};

/// m = 0 wherever v = 0, which is never negative: the quotient m/√v has a value.
Formula is_sound(const Moments& s) {
  return s.v(0) >= Term(0) && (s.v(0) != Term(0) || s.m(0) == Term(0));
}

/// Two runs of a method of Adam's kind, the second fed c g: m' = c m, v' = c² v, and U' = factor·U. `scaled`
/// is the method of the second run.
Finding moments_scale(const Method<Term>& method, const Method<Term>& scaled, const GradientRun& x,
                      const Term& c, const Term& factor, bool sound) {
  const auto related = [&](const Moments& a, const Moments& b) {
    Formula f = b.m(0) == c * a.m(0) && b.v(0) == c * c * a.v(0);
    return sound ? f && is_sound(a) : f && a.v(0) >= Term(0);
  };
  const Moments a = adam_state(unknown("m"), unknown("v")),
                b = adam_state(c * unknown("m"), c * c * unknown("v"));
  const Term g = gradient_of(x);
  const auto u = step_of(method, g, a), w = step_of(scaled, c * g, b);
  return inductive(related(start_of<Moments>(method), start_of<Moments>(scaled)),
                   related(a, b) && are_powers(x),
                   {w.U(0) == factor * u.U(0), related(u.state, w.state)});
}

/// The same for RMSProp with corrections or without, AdaGrad and the like, by their one square.
template <class State, class Square>
Finding square_scales(const Method<Term>& method, const GradientRun& x, State a, State b,
                      Square square) {
  const Term c = x.c.as<Term>(), g = gradient_of(x);
  square(a) = unknown("v");
  square(b) = c * c * unknown("v");
  const auto related = [&](State p, State q) {
    return square(q) == c * c * square(p) && square(p) >= Term(0);
  };
  const State start = start_of<State>(method);
  const auto u = step_of(method, g, a), w = step_of(method, Term(c * g), b);
  return inductive(related(start, start), related(a, b) && is_power(x.beta2.as<Term>()),
                   {w.U(0) == u.U(0), related(u.state, w.state)});
}

constexpr auto adam_ignores_scale = []<class S>(const Implementation<S>& the,
                                                const GradientRun& x) {
  const Method<S> adam = the.adam(adam_of<S>(x));
  return moments_scale(adam, adam, x, x.c.as<S>(), S(1), true);
};

constexpr auto adam_uncorrected_ignores_scale = []<class S>(const Implementation<S>& the,
                                                            const GradientRun& x) {
  const Method<S> adam = the.adam_uncorrected({adam_of<S>(x)});
  return moments_scale(adam, adam, x, x.c.as<S>(), S(1), true);
};

constexpr auto adam_is_odd = []<class S>(const Implementation<S>& the, const GradientRun& x) {
  const Method<S> adam = the.adam(adam_of<S>(x));
  return moments_scale(adam, adam, x, S(-1), S(-1), false);
};

/// (g, epsilon) ↦ (cg, factor·epsilon), the variants of Adam with epsilon > 0.
template <Symbolic S, class Make>
Finding scales_jointly(const GradientRun& x, const S& factor, Make make) {
  Adam<S> p = adam_of<S>(x);
  const Method<S> method = make(p);
  p.epsilon *= factor;
  return moments_scale(method, make(p), x, x.c.as<S>(), S(1), false);
}

constexpr auto adam_scales_with_epsilon = []<class S>(const Implementation<S>& the,
                                                      const GradientRun& x) {
  return scales_jointly<S>(x, x.c.as<S>(), the.adam);
};
constexpr auto hat_scales_with_epsilon = []<class S>(const Implementation<S>& the,
                                                     const GradientRun& x) {
  return scales_jointly<S>(x, x.c.as<S>(),
                           [&](const Adam<S>& p) { return the.adam_epsilon_hat({p}); });
};
constexpr auto inside_scales_with_epsilon = []<class S>(const Implementation<S>& the,
                                                        const GradientRun& x) {
  const S c = x.c.as<S>();
  return scales_jointly<S>(x, S(c * c),
                           [&](const Adam<S>& p) { return the.adam_epsilon_inside({p}); });
};

constexpr auto rmsprop_ignores_scale = []<class S>(const Implementation<S>& the,
                                                   const GradientRun& x) {
  using State = typename RmsProp<S>::State;
  return square_scales<State>(the.rmsprop({x.eta.as<S>(), x.beta2.as<S>(), S(0)}), x, {single(0)},
                              {single(0)}, [](State& s) -> S& { return s.v(0); });
};
constexpr auto corrected_rmsprop_ignores_scale = []<class S>(const Implementation<S>& the,
                                                             const GradientRun& x) {
  using State = typename RmsPropCorrected<S>::State;
  return square_scales<State>(the.rmsprop_corrected({x.eta.as<S>(), x.beta2.as<S>(), S(0)}), x,
                              {single(0), unknown_time}, {single(0), unknown_time},
                              [](State& s) -> S& { return s.v(0); });
};
constexpr auto adagrad_ignores_scale = []<class S>(const Implementation<S>& the,
                                                   const GradientRun& x) {
  using State = typename AdaGrad<S>::State;
  return square_scales<State>(the.adagrad({x.eta.as<S>(), S(0)}), x, {single(0)}, {single(0)},
                              [](State& s) -> S& { return s.s(0); });
};
constexpr auto adagrad_norm_ignores_scale = []<class S>(const Implementation<S>& the,
                                                        const GradientRun& x) {
  using State = typename AdaGradNorm<S>::State;
  return square_scales<State>(the.adagrad_norm({x.eta.as<S>(), S(0), S(0)}), x, {S(0)}, {S(0)},
                              [](State& s) -> S& { return s.s; });
};

/// v = max of all v̂ ≥ 0, and v_max = 0 only where m = 0.
constexpr auto amsgrad_ignores_scale = []<class S>(const Implementation<S>& the,
                                                   const GradientRun& x) {
  using State = AmsGradState<S>;
  const S c = x.c.as<S>(), g = gradient_of(x), M = unknown("M");
  const Method<S> method = the.amsgrad({adam_of<S>(x)});
  const auto related = [&](const State& a, const State& b) {
    return b.mean.m(0) == c * a.mean.m(0) && b.mean.v(0) == c * c * a.mean.v(0) &&
           b.v_max(0) == c * c * a.v_max(0) && is_sound(a.mean) && a.v_max(0) >= S(0) &&
           (a.v_max(0) != S(0) || a.mean.v(0) == S(0));
  };
  const State a{adam_state(unknown("m"), unknown("v")), single(M)},
      b{adam_state(c * unknown("m"), c * c * unknown("v")), single(c * c * M)};
  const State start = start_of<State>(method);
  const auto u = step_of(method, g, a), w = step_of(method, S(c * g), b);
  return inductive(related(start, start), related(a, b) && are_powers(x),
                   {w.U(0) == u.U(0), related(u.state, w.state)});
};

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
  const auto u = step_of(the.adam(p), gradient_of(x), a), w = step_of(rms, gradient_of(x), b);
  (void)adam;
  return inductive(related(start_of<Moments>(adam), start_of<State>(rms)),
                   related(a, b) && is_power(p.beta2),
                   {u.U(0) == w.U(0), related(u.state, w.state)});
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

constexpr auto uncorrected_overshoots_by = []<class S>(const Implementation<S>& the,
                                                       const GradientRun& x) {
  const S eta = x.eta.as<S>();
  return of_a_constant_gradient<S>(
      the.adam_uncorrected({adam_of<S>(x)}), x, [&](const S& u, const Moments& s) {
        const S up = S(1) - power<S>(x.beta1.as<S>(), s.t),
                down = S(1) - power<S>(x.beta2.as<S>(), s.t);
        return gradient_of(x) == S(0) || u * u * down == eta * eta * up * up;
      });
};

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

/// m² (1 − beta2)(beta2 − beta1²) ≤ (1 − beta1)² beta2 v, for beta1² < beta2 and no correction.
constexpr auto uncorrected_step_is_bounded = []<class S>(const Implementation<S>& the,
                                                         const GradientRun& x) {
  const Method<S> adam = the.adam_uncorrected({adam_of<S>(x)});
  const S b1 = x.beta1.as<S>(), b2 = x.beta2.as<S>(), gap = b2 - b1 * b1;
  const auto bounded = [&](const Moments& s) {
    return s.m(0) * s.m(0) * (S(1) - b2) * gap <= (S(1) - b1) * (S(1) - b1) * b2 * s.v(0) &&
           s.v(0) >= S(0);
  };
  const Moments a = adam_state(unknown("m"), unknown("v"));
  const Formula before = bounded(a) && gap > S(0);
  const auto next = step_of(adam, gradient_of(x), a);
  return inductive(bounded(start_of<Moments>(adam)), before, {bounded(next.state)});
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
        .holds = proved_by_induction(any_time_of_any_epsilon, is_corrected_rmsprop),
    },
    Claim{
        .id = "D1j",
        .name = "adam_is_a_sign_of_a_constant_gradient_at_every_time",
        .states = "U_t = -eta sign(G)",
        .given = "G_1 = ... = G_t = G, epsilon = 0, all t",
        .source = algorithm,
        .holds = proved_by_induction(any_time, constant_gradient_is_a_sign),
    },
    Claim{
        .id = "D3i",
        .name = "adam_mean_is_among_the_gradients_at_every_time",
        .states = "lo <= m^_t <= hi",
        .given = "lo <= G_i <= hi for i <= t, all t",
        .source = algorithm,
        .holds = proved_by_induction(any_time, mean_is_among_the_gradients),
    },
    Claim{
        .id = "D3j",
        .name = "adam_second_mean_is_among_the_squares_at_every_time",
        .states = "lo <= v^_t <= hi",
        .given = "lo <= G_i^2 <= hi for i <= t, all t",
        .source = algorithm,
        .holds = proved_by_induction(any_time, second_mean_is_among_the_squares),
    },
    Claim{
        .id = "D6i",
        .name = "uncorrected_adam_overshoots_by_the_corrections_at_every_time",
        .states = "U_t^2 (1 - beta2^t) = eta^2 (1 - beta1^t)^2",
        .given = "a constant gradient that is not 0, epsilon = 0, all t",
        .source = algorithm,
        .holds = proved_by_induction(any_time, uncorrected_overshoots_by),
    },
    Claim{
        .id = "D8i",
        .name = "adam_ignores_scale_at_every_time",
        .states = "G -> cG leaves U_t unchanged",
        .given = "c > 0, epsilon = 0, all t",
        .source = invariance,
        .holds = proved_by_induction(any_time, adam_ignores_scale),
    },
    Claim{
        .id = "D8j",
        .name = "rmsprop_ignores_scale_at_every_time",
        .states = "G -> cG leaves U_t of RMSProp unchanged",
        .given = "c > 0, epsilon = 0, all t",
        .source = invariance,
        .holds = proved_by_induction(any_time, rmsprop_ignores_scale),
    },
    Claim{
        .id = "D8k",
        .name = "adagrad_ignores_scale_at_every_time",
        .states = "G -> cG leaves U_t of AdaGrad unchanged",
        .given = "c > 0, epsilon = 0, all t",
        .source = invariance,
        .holds = proved_by_induction(any_time, adagrad_ignores_scale),
    },
    Claim{
        .id = "D8l",
        .name = "amsgrad_ignores_scale_at_every_time",
        .states = "G -> cG leaves U_t of AMSGrad unchanged",
        .given = "c > 0, epsilon = 0, all t",
        .source = invariance,
        .holds = proved_by_induction(any_time, amsgrad_ignores_scale),
    },
    Claim{
        .id = "D8m",
        .name = "uncorrected_adam_ignores_scale_at_every_time",
        .states = "G -> cG leaves U_t of AdamUncorrected unchanged",
        .given = "c > 0, epsilon = 0, all t",
        .source = invariance,
        .holds = proved_by_induction(any_time, adam_uncorrected_ignores_scale),
    },
    Claim{
        .id = "D8n",
        .name = "corrected_rmsprop_ignores_scale_at_every_time",
        .states = "G -> cG leaves U_t of RmsPropCorrected unchanged",
        .given = "c > 0, epsilon = 0, all t",
        .source = invariance,
        .holds = proved_by_induction(any_time, corrected_rmsprop_ignores_scale),
    },
    Claim{
        .id = "D8o",
        .name = "adagrad_norm_ignores_scale_at_every_time",
        .states = "G -> cG leaves U_t of AdaGradNorm unchanged",
        .given = "c > 0, s_0 = epsilon = 0, all t",
        .source = invariance,
        .holds = proved_by_induction(any_time, adagrad_norm_ignores_scale),
    },
    Claim{
        .id = "D10i",
        .name = "adam_ignores_joint_scale_at_every_time",
        .states = "(G, epsilon) -> (cG, c epsilon) leaves U_t unchanged",
        .given = "c > 0, epsilon > 0, all t",
        .source = invariance,
        .holds = proved_by_induction(any_time_with_epsilon, adam_scales_with_epsilon),
    },
    Claim{
        .id = "D10j",
        .name = "adam_epsilon_hat_ignores_joint_scale_at_every_time",
        .states = "(G, epsilon) -> (cG, c epsilon) leaves U_t unchanged",
        .given = "c > 0, epsilon > 0 added before the correction, all t",
        .source = invariance,
        .holds = proved_by_induction(any_time_with_epsilon, hat_scales_with_epsilon),
    },
    Claim{
        .id = "D10k",
        .name = "adam_epsilon_inside_ignores_joint_scale_at_every_time",
        .states = "(G, epsilon) -> (cG, c^2 epsilon) leaves U_t unchanged",
        .given = "c > 0, epsilon > 0 under the root, all t",
        .source = invariance,
        .holds = proved_by_induction(any_time_with_epsilon, inside_scales_with_epsilon),
    },
    Claim{
        .id = "D11i",
        .name = "adam_is_odd_at_every_time",
        .states = "U_t(-G) = -U_t(G)",
        .given = "epsilon > 0, all t",
        .source = invariance,
        .holds = proved_by_induction(any_time_with_epsilon, adam_is_odd),
    },
    Claim{
        .id = "D19i",
        .name = "adam_moves_by_at_most_eta_at_every_time",
        .states = "U_t^2 <= eta^2",
        .given = "beta1 = beta2, epsilon >= 0, all t",
        .source = invariance,
        .holds = proved_by_induction(any_time_at_equal_betas, equal_betas_bound_the_step),
    },
    Claim{
        .id = "D20i",
        .name = "uncorrected_means_keep_their_proportion_at_every_time",
        .states = "m_t^2 (1 - beta2)(beta2 - beta1^2) <= (1 - beta1)^2 beta2 v_t",
        .given = "beta1^2 < beta2, any gradients, all t",
        .source = invariance,
        .holds = proved_by_induction(any_time, uncorrected_step_is_bounded),
    },
    Claim{
        .id = "D30i",
        .name = "amsgrad_maximum_never_falls_at_any_time",
        .states = "v_max_t >= v_max_(t-1)",
        .given = "any gradients, all t",
        .source = algorithm,
        .holds = proved_by_induction(any_time_of_any_epsilon, amsgrad_maximum_never_falls),
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
