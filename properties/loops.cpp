#include "claim/claim.hpp"
#include "properties/loop.hpp"
#include "properties/problem_shapes.hpp"
#include "properties/statements.hpp"
#include "properties/tables.hpp"

#include <algorithm>
#include <array>

namespace adamant {
namespace {

constexpr Source invariance{"note", "Intuition about Adam / History"};
constexpr Source frozen{"note", "Generalisability"};

constexpr auto any_step = shape<QuadraticRun, symbols::quadratic_line>(quadratics, "T", 1, 1, 1);

constexpr auto rmsprop_step_is_bounded = []<class S>(const Implementation<S>& the,
                                                     const GradientRun& x) {
  using State = typename RmsProp<S>::State;
  const S eta = x.eta.as<S>(), beta = x.beta2.as<S>();
  const Method<S> rms = the.rmsprop({eta, beta, x.epsilon.as<S>()});
  const State a{single(unknown("v"))};
  const auto next = step_of(rms, gradient_of(x), a);
  return inductive(start_of<State>(rms).v(0) >= S(0), a.v(0) >= S(0),
                   {next.state.v(0) >= S(0), next.U(0) * next.U(0) * (S(1) - beta) <= eta * eta});
};

constexpr auto rmsprop_step_is_bounded_over_a_run = []<class S>(const Implementation<S>& the,
                                                                const GradientRun& x) {
  const S eta = x.eta.as<S>(), beta = x.beta2.as<S>();
  return of_every_update<S>(the.rmsprop({eta, beta, x.epsilon.as<S>()}), x, [&](const S& u, long) {
    return leq<S>(S(u * u * (S(1) - beta)), S(eta * eta));
  });
};

constexpr auto adagrad_rate_never_grows = []<class S>(const Implementation<S>& the,
                                                      const GradientRun& x) {
  using State = typename AdaGrad<S>::State;
  const S eta = x.eta.as<S>();
  const Method<S> method = the.adagrad({eta, x.epsilon.as<S>()});
  const State a{single(unknown("s"))};
  const auto next = step_of(method, gradient_of(x), a);
  return inductive(start_of<State>(method).s(0) >= S(0), a.s(0) >= S(0),
                   {next.state.s(0) >= a.s(0), next.U(0) * next.U(0) <= eta * eta});
};

constexpr auto adagrad_rate_never_grows_over_a_run = []<class S>(const Implementation<S>& the,
                                                                 const GradientRun& x) {
  const S eta = x.eta.as<S>();
  const Method<S> method = the.adagrad({eta, x.epsilon.as<S>()});
  const auto after = states<typename AdaGrad<S>::State, S>(method, x.gradients<S>());
  const auto U = updates<S>(method, x.gradients<S>());
  return for_every(after.size(), [&](std::size_t t) {
    const S before = t == 1 ? S(0) : after[t - 2].s(0), u = U[t - 1](0);
    return all({leq<S>(before, after[t - 1].s(0)), leq<S>(S(u * u), S(eta * eta))});
  });
};

/// Fed nothing but 0, m = v = 0 and no step is made: so of the unobserved entries.
template <class State, class... Squares>
Finding rests(const Method<Term>& method, State zero, const GradientRun& x, Squares... parts) {
  const State start = start_of<State>(method);
  const auto is_zero_state = [&](const State& s) { return (... && (parts(s) == Term(0))); };
  const auto next = step_of(method, Term(0), zero);
  return inductive(is_zero_state(start), is_zero_state(zero) && are_powers(x),
                   {next.U(0) == Term(0), is_zero_state(next.state)});
}

constexpr auto adam_rests = []<class S>(const Implementation<S>& the, const GradientRun& x) {
  return rests(
      the.adam(adam_of<S>(x)), adam_state(unknown("m"), unknown("v")), x,
      [](const Moments& s) { return s.m(0); }, [](const Moments& s) { return s.v(0); });
};
constexpr auto heavy_ball_rests = []<class S>(const Implementation<S>& the, const GradientRun& x) {
  using State = typename HeavyBall<S>::State;
  return rests(the.heavy_ball({x.eta.as<S>(), x.beta1.as<S>()}), State{single(unknown("M"))}, x,
               [](const State& s) { return s.M(0); });
};
constexpr auto rmsprop_rests = []<class S>(const Implementation<S>& the, const GradientRun& x) {
  using State = typename RmsProp<S>::State;
  return rests(the.rmsprop({x.eta.as<S>(), x.beta2.as<S>(), x.epsilon.as<S>()}),
               State{single(unknown("v"))}, x, [](const State& s) { return s.v(0); });
};

template <Scalar S>
Finding rests_over_a_run(const Method<S>& method, const GradientRun& x) {
  const std::vector<Matrix<S>> nothing(static_cast<std::size_t>(x.T()), Matrix<S>::Zero(1, 1));
  return eq<S>(updates<S>(method, nothing), nothing);
}
constexpr auto adam_rests_over_a_run = []<class S>(const Implementation<S>& the,
                                                   const GradientRun& x) {
  return rests_over_a_run<S>(the.adam(adam_of<S>(x)), x);
};
constexpr auto heavy_ball_rests_over_a_run = []<class S>(const Implementation<S>& the,
                                                         const GradientRun& x) {
  return rests_over_a_run<S>(the.heavy_ball({x.eta.as<S>(), x.beta1.as<S>()}), x);
};
constexpr auto rmsprop_rests_over_a_run = []<class S>(const Implementation<S>& the,
                                                      const GradientRun& x) {
  return rests_over_a_run<S>(the.rmsprop({x.eta.as<S>(), x.beta2.as<S>(), x.epsilon.as<S>()}), x);
};

/// M = m/(1 − mu) for m = mu m + (1 − mu) g.
constexpr auto heavy_ball_is_a_mean = []<class S>(const Implementation<S>& the,
                                                  const GradientRun& x) {
  using State = typename HeavyBall<S>::State;
  const S mu = x.beta1.as<S>(), eta = x.eta.as<S>(), g = gradient_of(x), m = unknown("m");
  const Method<S> ball = the.heavy_ball({eta, mu});
  const State a{single(unknown("M"))};
  const auto next = step_of(ball, g, a);
  const S after = mu * m + (S(1) - mu) * g;
  return inductive(
      start_of<State>(ball).M(0) == S(0), (S(1) - mu) * a.M(0) == m,
      {(S(1) - mu) * next.state.M(0) == after, (S(1) - mu) * next.U(0) == -eta * after});
};

constexpr auto heavy_ball_is_a_mean_over_a_run = []<class S>(const Implementation<S>& the,
                                                             const GradientRun& x) {
  const S mu = x.beta1.as<S>(), eta = x.eta.as<S>();
  const auto G = x.gradients<S>();
  S m(0);
  return of_every_update<S>(the.heavy_ball({eta, mu}), x, [&](const S& u, long t) {
    m = mu * m + (S(1) - mu) * G[static_cast<std::size_t>(t - 1)](0);
    return eq<S>(S((S(1) - mu) * u), S(-eta * m));
  });
};

/// (1 − mu) M = (1 − mu^t) g of a constant gradient.
constexpr auto heavy_ball_speeds_up = []<class S>(const Implementation<S>& the,
                                                  const GradientRun& x) {
  using State = typename HeavyBall<S>::State;
  const S mu = x.beta1.as<S>(), eta = x.eta.as<S>(), g = gradient_of(x);
  const Method<S> ball = the.heavy_ball({eta, mu});
  const State a{single(unknown("M"))};
  const auto next = step_of(ball, g, a);
  const S p = power<S>(mu, unknown_time), q = power<S>(mu, unknown_time + 1);
  return inductive(start_of<State>(ball).M(0) == S(0), (S(1) - mu) * a.M(0) == (S(1) - p) * g,
                   {(S(1) - mu) * next.state.M(0) == (S(1) - q) * g,
                    (S(1) - mu) * next.U(0) + eta * g == q * eta * g});
};

constexpr auto heavy_ball_speeds_up_over_a_run = []<class S>(const Implementation<S>& the,
                                                             const GradientRun& x) {
  const S mu = x.beta1.as<S>(), eta = x.eta.as<S>(), g = x.gradients<S>().front()(0);
  return of_every_update<S>(the.heavy_ball({eta, mu}), x, [&](const S& u, long t) {
    return eq<S>(S((S(1) - mu) * u + eta * g), S(power<S>(mu, t) * eta * g));
  });
};

/// On a quadratic Y = W + mu V, with the same V.
constexpr auto reparametrised_looks_ahead = []<class S>(const Implementation<S>& the,
                                                        const QuadraticRun& x) {
  using State = typename Nesterov<S>::State;
  const S eta = x.eta.as<S>(), mu = x.mu.as<S>(), W = unknown("W"), V = unknown("V");
  const Quadratic<S> f = x.objective<S>();
  const Method<S> ahead = the.nesterov({eta, mu}), here = the.nesterov_reparametrised({eta, mu});
  const S Y = W + mu * V;
  const auto gradient = [&](const S& y) { return the.quadratic_gradient(f, single(y))(0); };
  const State a{single(V)};
  const S looks = ahead.query(single(W), std::any(a))(0);
  const auto u = step_of(ahead, gradient(looks), a), w = step_of(here, gradient(Y), a);
  const S W_1 = W + u.U(0), Y_1 = Y + w.U(0);
  return inductive(start_of<State>(ahead).V(0) == S(0) && start_of<State>(here).V(0) == S(0), true,
                   {looks == Y, u.state.V(0) == w.state.V(0), Y_1 == W_1 + mu * u.state.V(0)});
};

/// The iterates of a method on the quadratic of an instance.
template <Scalar S>
std::vector<Matrix<S>> iterates(const Implementation<S>& the, const Method<S>& method,
                                const QuadraticRun& x) {
  const Quadratic<S> f = x.objective<S>();
  return trajectory<S>(
      method, x.x.as<S>(), [&](const Matrix<S>& W) { return the.quadratic_gradient(f, W); }, x.T);
}

constexpr auto reparametrised_looks_ahead_over_a_run = []<class S>(const Implementation<S>& the,
                                                                   const QuadraticRun& x) {
  const S eta = x.eta.as<S>(), mu = x.mu.as<S>();
  const auto W = iterates<S>(the, the.nesterov({eta, mu}), x),
             Y = iterates<S>(the, the.nesterov_reparametrised({eta, mu}), x);
  return for_every(W.size() - 1, [&](std::size_t t) {
    return eq<S>(Y[t], Matrix<S>(W[t] + mu * (W[t] - W[t - 1])));
  });
};

/// |x_t − x*|² ≤ q^t |x_0 − x*|² where (1 − eta H)² ≤ q, e_t the error.
constexpr auto gradient_descent_contracts = []<class S>(const Implementation<S>& the,
                                                        const QuadraticRun& x) {
  const S eta = x.eta.as<S>(), w = unknown("W"), q = unknown("q"), R = unknown("R");
  const Quadratic<S> f = x.objective<S>();
  const S H = f.H(0), factor = S(1) - eta * H;
  const Method<S> descent = the.gradient_descent({.eta = eta});
  const auto u = step_of(descent, the.quadratic_gradient(f, single(w))(0),
                         typename GradientDescent<S>::State{});
  const S p = power<S>(q, unknown_time), p_1 = power<S>(q, unknown_time + 1);
  const S centre = unknown("centre"), e = w - centre, e_1 = w + u.U(0) - centre;
  return inductive(
      true,
      H * centre == f.b(0) && factor * factor <= q && p >= S(0) && R >= S(0) && e * e <= p * R,
      {e_1 * e_1 <= p_1 * R});
};

/// The error in units of the gradient, H x − b = H(x − x*), and q = (1 − eta H)².
constexpr auto gradient_descent_contracts_over_a_run = []<class S>(const Implementation<S>& the,
                                                                   const QuadraticRun& x) {
  const S eta = x.eta.as<S>(), H = x.H.as<S>()(0), b = x.b.as<S>()(0), factor = S(1) - eta * H;
  const auto W = iterates<S>(the, the.gradient_descent({.eta = eta}), x);
  const auto squared_error = [&](const Matrix<S>& w) -> S { return power<S>(H * w(0) - b, 2); };
  return for_every(W.size() - 1, [&](std::size_t t) {
    const S q = power<S>(factor * factor, static_cast<long>(t));
    return leq<S>(squared_error(W[t]), S(q * squared_error(W[0])));
  });
};

/// Without the momentum term.
constexpr auto canary_heavy_ball_keeps_its_speed = []<class S>(const Implementation<S>& the,
                                                               const GradientRun& x) {
  const auto U = updates<S>(the.heavy_ball({x.eta.as<S>(), x.beta1.as<S>()}),
                            {x.gradients<S>()[0], x.gradients<S>()[0]});
  return eq<S>(U[0], U[1]);
};

constexpr std::array claims{
    Claim{
        .id = "A4i",
        .name = "gradient_descent_contracts_at_every_time",
        .states = "|x_t - x*|^2 <= q^t |x_0 - x*|^2",
        .given = "f(x) = H x^2/2 - b x with minimiser x*, (1 - eta H)^2 <= q, all t",
        .source = invariance,
        .holds = proved_by_induction(any_step, gradient_descent_contracts,
                                     gradient_descent_contracts_over_a_run),
    },
    Claim{
        .id = "B9i",
        .name = "heavy_ball_is_a_mean_at_every_time",
        .states = "U_t = -eta/(1 - mu) m_t with m_t = mu m_(t-1) + (1 - mu) G_t",
        .given = "0 <= mu < 1 (beta1), any gradients, all t",
        .source = invariance,
        .holds =
            proved_by_induction(any_time, heavy_ball_is_a_mean, heavy_ball_is_a_mean_over_a_run),
    },
    Claim{
        .id = "B9j",
        .name = "heavy_ball_speeds_up_at_every_time",
        .states = "(1 - mu) U_t + eta G = mu^t eta G",
        .given = "a constant gradient G, 0 <= mu < 1 (beta1), all t",
        .source = invariance,
        .holds = proved_by_induction(any_time_of_a_constant_gradient, heavy_ball_speeds_up,
                                     heavy_ball_speeds_up_over_a_run),
    },
    Claim{
        .id = "B9k",
        .name = "nesterov_reparametrised_looks_ahead_at_every_time",
        .states = "Y_t = W_t + mu V_(t-1): the iterate of NesterovReparametrised is where Nesterov "
                  "takes its gradient",
        .given = "f(x) = H x^2/2 - b x, any H, all t",
        .source = invariance,
        .holds = proved_by_induction(any_step, reparametrised_looks_ahead,
                                     reparametrised_looks_ahead_over_a_run),
    },
    Claim{
        .id = "B0i",
        .name = "canary_heavy_ball_keeps_its_speed",
        .states = "U_2 = U_1",
        .given = "a constant gradient",
        .source = {"canary", "false by B9j"},
        .kind = Kind::canary,
        .holds = proved(any_time, canary_heavy_ball_keeps_its_speed),
    },
    Claim{
        .id = "C4i",
        .name = "adagrad_rate_never_grows_at_any_time",
        .states = "s_t >= s_(t-1) and |U_t| <= eta",
        .given = "epsilon >= 0, any gradients, all t",
        .source = invariance,
        .holds = proved_by_induction(any_time_of_any_epsilon, adagrad_rate_never_grows,
                                     adagrad_rate_never_grows_over_a_run),
    },
    Claim{
        .id = "C9i",
        .name = "rmsprop_moves_by_at_most_its_first_step",
        .states = "U_t^2 (1 - beta2) <= eta^2",
        .given = "epsilon >= 0, any gradients, all t",
        .source = invariance,
        .holds = proved_by_induction(any_time_of_any_epsilon, rmsprop_step_is_bounded,
                                     rmsprop_step_is_bounded_over_a_run),
    },
    Claim{
        .id = "F2i",
        .name = "adam_freezes_the_unobserved_at_every_time",
        .states = "an entry whose gradients are all 0 does not move",
        .given = "epsilon > 0, all t",
        .source = frozen,
        .holds = proved_by_induction(any_time_with_epsilon, adam_rests, adam_rests_over_a_run),
    },
    Claim{
        .id = "F2j",
        .name = "heavy_ball_freezes_the_unobserved_at_every_time",
        .states = "an entry whose gradients are all 0 does not move",
        .given = "0 <= mu < 1, all t",
        .source = frozen,
        .holds = proved_by_induction(any_time, heavy_ball_rests, heavy_ball_rests_over_a_run),
    },
    Claim{
        .id = "F2k",
        .name = "rmsprop_freezes_the_unobserved_at_every_time",
        .states = "an entry whose gradients are all 0 does not move",
        .given = "epsilon > 0, all t",
        .source = frozen,
        .holds =
            proved_by_induction(any_time_with_epsilon, rmsprop_rests, rmsprop_rests_over_a_run),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group loop_claims(std::string_view letter) {
  const auto is_of = [&](const Claim& c) { return c.group() == letter; };
  const auto first = std::find_if(claims.begin(), claims.end(), is_of);
  return {letter, "For all T, by induction", {first, std::find_if_not(first, claims.end(), is_of)}};
}

}  // namespace adamant
