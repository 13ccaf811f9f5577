#include "claim/claim.hpp"
#include "properties/loop.hpp"
#include "properties/statements.hpp"
#include "properties/tables.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source invariance{"note", "Intuition about Adam / History"};

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

/// v_max is 0 only where v and m are, so no beta2 is too small.
constexpr auto amsgrad_ignores_scale = []<class S>(const Implementation<S>& the,
                                                   const GradientRun& x) {
  using State = AmsGradState<S>;
  const S c = x.c.as<S>(), g = gradient_of(x), M = unknown("M");
  const Method<S> method = the.amsgrad({adam_of<S>(x)});
  const auto related = [&](const State& a, const State& b) {
    return b.mean.m(0) == c * a.mean.m(0) && b.mean.v(0) == c * c * a.mean.v(0) &&
           b.v_max(0) == c * c * a.v_max(0) && a.mean.v(0) >= S(0) && a.v_max(0) >= S(0) &&
           (a.v_max(0) != S(0) || (a.mean.v(0) == S(0) && a.mean.m(0) == S(0)));
  };
  const State a{adam_state(unknown("m"), unknown("v")), single(M)},
      b{adam_state(c * unknown("m"), c * c * unknown("v")), single(c * c * M)};
  const State start = start_of<State>(method);
  const auto u = step_of(method, g, a), w = step_of(method, S(c * g), b);
  return inductive(related(start, start), related(a, b) && are_powers(x),
                   {w.U(0) == u.U(0), related(u.state, w.state)});
};

/// The claim over T steps of two methods: fed G and cG, they give U and factor·U.
template <Scalar S>
Finding scales_over_a_run(const Method<S>& method, const Method<S>& other, const GradientRun& x,
                          const S& c, const S& factor) {
  const auto G = x.gradients<S>();
  return eq<S>(updates<S>(other, scaled<S>(G, c)), scaled<S>(updates<S>(method, G), factor));
}

/// Of a method of the instance that does not see the factor c.
template <Scalar S>
Finding ignores_scale_over_a_run(const Method<S>& method, const GradientRun& x) {
  return scales_over_a_run<S>(method, method, x, x.c.as<S>(), S(1));
}

constexpr auto adam_ignores_scale_over_a_run = []<class S>(const Implementation<S>& the,
                                                           const GradientRun& x) {
  return ignores_scale_over_a_run<S>(the.adam(adam_of<S>(x)), x);
};
constexpr auto adam_uncorrected_ignores_scale_over_a_run = []<class S>(const Implementation<S>& the,
                                                                       const GradientRun& x) {
  return ignores_scale_over_a_run<S>(the.adam_uncorrected({adam_of<S>(x)}), x);
};
constexpr auto amsgrad_ignores_scale_over_a_run = []<class S>(const Implementation<S>& the,
                                                              const GradientRun& x) {
  return ignores_scale_over_a_run<S>(the.amsgrad({adam_of<S>(x)}), x);
};
constexpr auto rmsprop_ignores_scale_over_a_run = []<class S>(const Implementation<S>& the,
                                                              const GradientRun& x) {
  return ignores_scale_over_a_run<S>(the.rmsprop({x.eta.as<S>(), x.beta2.as<S>(), S(0)}), x);
};
constexpr auto corrected_rmsprop_ignores_scale_over_a_run =
    []<class S>(const Implementation<S>& the, const GradientRun& x) {
      return ignores_scale_over_a_run<S>(
          the.rmsprop_corrected({x.eta.as<S>(), x.beta2.as<S>(), S(0)}), x);
    };
constexpr auto adagrad_ignores_scale_over_a_run = []<class S>(const Implementation<S>& the,
                                                              const GradientRun& x) {
  return ignores_scale_over_a_run<S>(the.adagrad({x.eta.as<S>(), S(0)}), x);
};
constexpr auto adagrad_norm_ignores_scale_over_a_run = []<class S>(const Implementation<S>& the,
                                                                   const GradientRun& x) {
  return ignores_scale_over_a_run<S>(the.adagrad_norm({x.eta.as<S>(), S(0), S(0)}), x);
};
constexpr auto adam_is_odd_over_a_run = []<class S>(const Implementation<S>& the,
                                                    const GradientRun& x) {
  const Method<S> adam = the.adam(adam_of<S>(x));
  return scales_over_a_run<S>(adam, adam, x, S(-1), S(-1));
};

/// (g, epsilon) ↦ (cg, factor·epsilon).
template <Scalar S, class Make>
Finding scales_jointly_over_a_run(const GradientRun& x, const S& factor, Make make) {
  Adam<S> p = adam_of<S>(x);
  const Method<S> method = make(p);
  p.epsilon *= factor;
  return scales_over_a_run<S>(method, make(p), x, x.c.as<S>(), S(1));
}
constexpr auto adam_scales_with_epsilon_over_a_run = []<class S>(const Implementation<S>& the,
                                                                 const GradientRun& x) {
  return scales_jointly_over_a_run<S>(x, x.c.as<S>(), the.adam);
};
constexpr auto hat_scales_with_epsilon_over_a_run = []<class S>(const Implementation<S>& the,
                                                                const GradientRun& x) {
  return scales_jointly_over_a_run<S>(x, x.c.as<S>(),
                                      [&](const Adam<S>& p) { return the.adam_epsilon_hat({p}); });
};
constexpr auto inside_scales_with_epsilon_over_a_run = []<class S>(const Implementation<S>& the,
                                                                   const GradientRun& x) {
  const S c = x.c.as<S>();
  return scales_jointly_over_a_run<S>(
      x, S(c * c), [&](const Adam<S>& p) { return the.adam_epsilon_inside({p}); });
};

constexpr auto canary_rmsprop_scales = []<class S>(const Implementation<S>& the,
                                                   const GradientRun& x) {
  const S c = x.c.as<S>();
  const auto G = x.gradients<S>();
  const Method<S> rmsprop =
      the.rmsprop({.eta = x.eta.as<S>(), .beta = x.beta2.as<S>(), .epsilon = S(0)});
  return eq<S>(updates<S>(rmsprop, scaled<S>(G, c)), scaled<S>(updates<S>(rmsprop, G), c));
};

constexpr std::array claims{
    Claim{
        .id = "D8i",
        .name = "adam_ignores_scale_at_every_time",
        .states = "G -> cG leaves U_t unchanged",
        .given = "c > 0, epsilon = 0, all t",
        .source = invariance,
        .holds = proved_by_induction(any_time, adam_ignores_scale, adam_ignores_scale_over_a_run),
    },
    Claim{
        .id = "D8j",
        .name = "rmsprop_ignores_scale_at_every_time",
        .states = "G -> cG leaves U_t of RMSProp unchanged",
        .given = "c > 0, epsilon = 0, all t",
        .source = invariance,
        .holds =
            proved_by_induction(any_time, rmsprop_ignores_scale, rmsprop_ignores_scale_over_a_run),
    },
    Claim{
        .id = "D8k",
        .name = "adagrad_ignores_scale_at_every_time",
        .states = "G -> cG leaves U_t of AdaGrad unchanged",
        .given = "c > 0, epsilon = 0, all t",
        .source = invariance,
        .holds =
            proved_by_induction(any_time, adagrad_ignores_scale, adagrad_ignores_scale_over_a_run),
    },
    Claim{
        .id = "D8l",
        .name = "amsgrad_ignores_scale_at_every_time",
        .states = "G -> cG leaves U_t of AMSGrad unchanged",
        .given = "c > 0, epsilon = 0, all t",
        .source = invariance,
        .holds =
            proved_by_induction(any_time, amsgrad_ignores_scale, amsgrad_ignores_scale_over_a_run),
    },
    Claim{
        .id = "D8m",
        .name = "uncorrected_adam_ignores_scale_at_every_time",
        .states = "G -> cG leaves U_t of AdamUncorrected unchanged",
        .given = "c > 0, epsilon = 0, all t",
        .source = invariance,
        .holds = proved_by_induction(any_time, adam_uncorrected_ignores_scale,
                                     adam_uncorrected_ignores_scale_over_a_run),
    },
    Claim{
        .id = "D8n",
        .name = "corrected_rmsprop_ignores_scale_at_every_time",
        .states = "G -> cG leaves U_t of RmsPropCorrected unchanged",
        .given = "c > 0, epsilon = 0, all t",
        .source = invariance,
        .holds = proved_by_induction(any_time, corrected_rmsprop_ignores_scale,
                                     corrected_rmsprop_ignores_scale_over_a_run),
    },
    Claim{
        .id = "D8o",
        .name = "adagrad_norm_ignores_scale_at_every_time",
        .states = "G -> cG leaves U_t of AdaGradNorm unchanged",
        .given = "c > 0, s_0 = epsilon = 0, all t",
        .source = invariance,
        .holds = proved_by_induction(any_time, adagrad_norm_ignores_scale,
                                     adagrad_norm_ignores_scale_over_a_run),
    },
    Claim{
        .id = "D10i",
        .name = "adam_ignores_joint_scale_at_every_time",
        .states = "(G, epsilon) -> (cG, c epsilon) leaves U_t unchanged",
        .given = "c > 0, epsilon > 0, all t",
        .source = invariance,
        .holds = proved_by_induction(any_time_with_epsilon, adam_scales_with_epsilon,
                                     adam_scales_with_epsilon_over_a_run),
    },
    Claim{
        .id = "D10j",
        .name = "adam_epsilon_hat_ignores_joint_scale_at_every_time",
        .states = "(G, epsilon) -> (cG, c epsilon) leaves U_t unchanged",
        .given = "c > 0, epsilon > 0 added before the correction, all t",
        .source = invariance,
        .holds = proved_by_induction(any_time_with_epsilon, hat_scales_with_epsilon,
                                     hat_scales_with_epsilon_over_a_run),
    },
    Claim{
        .id = "D10k",
        .name = "adam_epsilon_inside_ignores_joint_scale_at_every_time",
        .states = "(G, epsilon) -> (cG, c^2 epsilon) leaves U_t unchanged",
        .given = "c > 0, epsilon > 0 under the root, all t",
        .source = invariance,
        .holds = proved_by_induction(any_time_with_epsilon, inside_scales_with_epsilon,
                                     inside_scales_with_epsilon_over_a_run),
    },
    Claim{
        .id = "D11i",
        .name = "adam_is_odd_at_every_time",
        .states = "U_t(-G) = -U_t(G)",
        .given = "epsilon > 0, all t",
        .source = invariance,
        .holds = proved_by_induction(any_time_with_epsilon, adam_is_odd, adam_is_odd_over_a_run),
    },
    Claim{
        .id = "D0j",
        .name = "canary_rmsprop_scales_with_its_gradient",
        .states = "G -> cG makes U_1 c times as long",
        .given = "c > 0, epsilon = 0",
        .source = {"canary", "false by D8j"},
        .kind = Kind::canary,
        .holds = proved(any_time, canary_rmsprop_scales),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group scale_loop_claims() {
  return {"D", "The scale of gradients for all T, by induction", claims};
}

}  // namespace adamant
