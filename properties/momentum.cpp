#include "claim/claim.hpp"
#include "properties/domains/line_start.hpp"
#include "properties/domains/quadratic_run.hpp"
#include "properties/gradient_shapes.hpp"
#include "properties/problem_shapes.hpp"
#include "properties/statements.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source memory{"note", "Intuition about Adam / History"};
constexpr Source counterexample{"lessard2016analysis", "the heavy-ball method"};

template <Scalar S>
Matrix<S> at(const S& x) {
  return Matrix<S>::Constant(1, 1, x);
}

/// Heavy ball with Polyak's constants for curvatures between 1 and 25.
template <Scalar S>
Method<S> tuned_heavy_ball(const Implementation<S>& the) {
  return the.heavy_ball({.eta = ratio<S>(1, 9), .mu = ratio<S>(4, 9)});
}

/// x_0, …, x_T on the objective with the cycle, from rest.
template <Scalar S>
std::vector<Matrix<S>> run_on_the_cycle(const Implementation<S>& the, const Method<S>& method,
                                        const S& x, long T) {
  return trajectory<S>(method, at<S>(x), the.heavy_ball_cycle_gradient, T);
}

/// The cycle p_0 → p_1 → p_2 → p_0.
template <Scalar S>
S cycle(std::size_t t) {
  static constexpr std::array<int, 3> numerators{792, -2208, 2592};
  return ratio<S>(numerators[t % 3], 1225);
}

constexpr auto tuned_heavy_ball_beats_gradient_descent = []<class S>(const Implementation<S>& the,
                                                                     const LineStart& start) {
  const S x = start.x.as<S>();
  const long T = start.T + 59;
  const auto ball = run_on_the_cycle<S>(the, tuned_heavy_ball<S>(the), x, T);
  const auto plain = run_on_the_cycle<S>(the, the.gradient_descent({.eta = ratio<S>(2, 26)}), x, T);
  return leq<S>(magnitude<S>(ball.back()(0)), magnitude<S>(plain.back()(0)), magnitude<S>(x))
      .over(8 * T);
};

/// (2/3)^T (1 + 5T/3): what heavy ball makes of an error when every curvature is between 1 and 25.
template <Scalar S>
S polyak_bound(long T) {
  return power<S>(ratio<S>(2, 3), T) * (S(1) + ratio<S>(5, 3) * integer<S>(T));
}

/// |x_1| ≤ (1 − loss/1024) c |x_0| for one step of gradient descent.
template <int loss_in_1024ths, Scalar S>
Finding contracts(const Implementation<S>& the, const LineStart& start, const S& eta, const S& c) {
  const S x = start.x.as<S>();
  const S y = run_on_the_cycle<S>(the, the.gradient_descent({.eta = eta}), x, 1).back()(0);
  return leq<S>(magnitude<S>(y), ratio<S>(1024 - loss_in_1024ths, 1024) * c * magnitude<S>(x),
                magnitude<S>(x))
      .over(8);
}

/// W_0, …, W_T of a method on a quadratic.
template <Scalar S>
std::vector<Matrix<S>> run_on_a_quadratic(const Implementation<S>& the, const Method<S>& method,
                                          const QuadraticRun& x) {
  const Quadratic<S> f = x.objective<S>();
  return trajectory<S>(
      method, x.x.as<S>(), [&](const Matrix<S>& W) { return the.quadratic_gradient(f, W); }, x.T);
}

/// W_{t+1} = next(W_t, W_{t−1}) for all t < T, W_{−1} = W_0; relative to the terms of W and of
/// eta(HW − b) before they cancel.
template <Scalar S, class Next>
Finding follows_recurrence(const std::vector<Matrix<S>>& W, const QuadraticRun& x, Next next) {
  const Quadratic<S> f = x.objective<S>();
  return for_every(W.size() - 1, [&](std::size_t t) {
    const Matrix<S>& last = W[t < 2 ? 0 : t - 2];
    const Matrix<S> a = S(2) * (magnitudes<S>(W[t - 1]) + magnitudes<S>(last));
    const Matrix<S> terms = a + x.eta.as<S>() * (magnitudes<S>(f.H) * a + magnitudes<S>(f.b));
    return eq<S>(W[t], next(W[t - 1], last), terms.maxCoeff()).over(16 + 4 * x.n());
  });
}

/// A run as one matrix with a column a step, so that it is compared relative to its largest entry.
template <Scalar S>
Matrix<S> in_columns(const std::vector<Matrix<S>>& W) {
  Matrix<S> A(W.front().size(), static_cast<Index>(W.size()));
  for (std::size_t t = 0; t < W.size(); ++t) A.col(static_cast<Index>(t)) = W[t];
  return A;
}

/// Heavy ball with the instance's beta1 as its momentum.
template <Scalar S>
HeavyBall<S> heavy_ball_of(const GradientRun& x) {
  return {.eta = x.eta.as<S>(), .mu = x.beta1.as<S>()};
}

constexpr auto stays_near_the_cycle = []<class S>(const Implementation<S>& the,
                                                  const LineStart& start) {
  const Method<S> ball = tuned_heavy_ball<S>(the);
  const S x = start.x.as<S>(), y = start.y.as<S>();
  bool displaced = false;  // the first gradient is not asked for but given: it takes y to x
  const auto gradient = [&](const Matrix<S>& W) {
    if (displaced) return the.heavy_ball_cycle_gradient(W);
    displaced = true;
    return at<S>((y - x) * integer<S>(9));
  };
  const auto W = trajectory<S>(ball, at<S>(y), gradient, start.T + 1);
  const S d = x - cycle<S>(0), step = d + ratio<S>(2, 3) * (y - cycle<S>(2));
  return for_every(W.size() - 1, [&](std::size_t k) {
    const long t = static_cast<long>(k) - 1;
    const S decay = power<S>(ratio<S>(-2, 3), t);
    return eq<S>(W[k](0), cycle<S>(k - 1) + decay * (d + integer<S>(t) * step), S(3))
        .over(16 * start.T);
  });
};

constexpr auto falls_into_the_cycle = []<class S>(const Implementation<S>& the,
                                                  const LineStart& start) {
  const auto W = run_on_the_cycle<S>(the, tuned_heavy_ball<S>(the), start.x.as<S>(), start.T);
  return for_every(W.size(), [&](std::size_t k) {
    const long t = static_cast<long>(k) - 1;
    const S gap = power<S>(ratio<S>(-2, 3), t) * ratio<S>(6501 - 1365 * t, 2450);
    return all(
        {eq<S>(W[k - 1](0), cycle<S>(k - 1) + gap), holds_that(!is_zero(gap), "on the cycle")});
  });
};

constexpr std::array claims{
    Claim{
        .id = "B6a",
        .name = "heavy_ball_beats_gradient_descent_of_strong_convexity",
        .states = "|x_t| of heavy ball is at most |x_t| of gradient descent, t = T + 59",
        .given = "f is 1-strongly convex and 25-smooth with minimiser 0; eta = 1/9, mu = 4/9 "
                 "(Polyak); eta = 1/25",
        .source = memory,
        .kind = Kind::literal_reading,
        .holds = {forall(line_starts, tuned_heavy_ball_beats_gradient_descent),
                  exactly(line_starts, tuned_heavy_ball_beats_gradient_descent),
                  witness(line_starts, "T=1;x=33/10;y=33/10",
                          tuned_heavy_ball_beats_gradient_descent)},
    },
    Claim{
        .id = "B6b",
        .name = "heavy_ball_is_attracted_by_a_cycle_of_three",
        .states = "x_t = p_(t mod 3) + (-2/3)^t (d + t (d + 2 d'/3)), p = (792, -2208, 2592)/1225: "
                  "d = d' = 0 is an exact cycle",
        .given = "d = x_0 - p_0 and d' = x_-1 - p_2 are at most 1/32; eta = 1/9, mu = 4/9",
        .source = counterexample,
        .holds = {forall(starts_near_the_cycle, stays_near_the_cycle),
                  exactly(starts_near_the_cycle, stays_near_the_cycle),
                  witness(starts_near_the_cycle, "T=9;x=792/1225;y=2592/1225",
                          stays_near_the_cycle)},
        .remark = "-2/3 is a double eigenvalue of the one-step matrix, hence the factor t",
    },
    Claim{
        .id = "B6c",
        .name = "heavy_ball_converges_to_the_cycle_and_never_reaches_it",
        .states = "x_t - p_(t mod 3) = (-2/3)^t (6501 - 1365 t)/2450, which is not 0",
        .given = "x_0 = x_-1 = 33/10, eta = 1/9, mu = 4/9",
        .source = counterexample,
        .holds = witness(line_starts, "T=60;x=33/10;y=33/10", falls_into_the_cycle),
        .remark = "in rate t (2/3)^t",
    },
    Claim{
        .id = "B6d",
        .name = "gradient_descent_converges_where_heavy_ball_cycles",
        .states = "|x_(t+1)| <= 12/25 |x_t| at eta = 1/25, and <= 12/13 |x_t| at eta = 2/26",
        .given = "the objective on which heavy ball cycles",
        .source = counterexample,
        .holds = forall_and_exactly(
            line_starts,
            []<class S>(const Implementation<S>& the, const LineStart& x) {
              return all({contracts<0, S>(the, x, ratio<S>(1, 25), ratio<S>(12, 25)),
                          contracts<0, S>(the, x, ratio<S>(2, 26), ratio<S>(12, 13))});
            }),
        .remark = "equality at x = 2 in the first, at every x < 1 in the second (see B0)",
    },
    Claim{
        .id = "B6e",
        .name = "heavy_ball_converges_of_a_quadratic_of_curvature_1_to_25",
        .states = "|x_T - x*| <= (2/3)^T (1 + 5T/3) |x_0 - x*|",
        .given = "f quadratic, I <= H <= 25 I; eta = 1/9, mu = 4/9",
        .source = {"polyak1964some", "the heavy-ball method"},
        .kind = Kind::conditional,
        .holds = forall_and_exactly(
            quadratics_between_1_and_25,
            []<class S>(const Implementation<S>& the, const QuadraticRun& x) {
              const Quadratic<S> f{x.H.as<S>(), Matrix<S>::Zero(x.n(), 1)};
              const auto W = trajectory<S>(
                  tuned_heavy_ball<S>(the), x.x.as<S>(),
                  [&](const Matrix<S>& e) { return the.quadratic_gradient(f, e); }, x.T);
              const S c = polyak_bound<S>(x.T), start = W.front().squaredNorm();
              return leq<S>(W.back().squaredNorm(), c * c * start, start).over(16 * x.T * x.n());
            }),
        .without = "f quadratic",
        .fails_without = witness(
            line_starts, "T=30;x=33/10;y=33/10",
            []<class S>(const Implementation<S>& the, const LineStart& start) {
              const S x = start.x.as<S>();
              const auto W = run_on_the_cycle<S>(the, tuned_heavy_ball<S>(the), x, start.T);
              return leq<S>(magnitude<S>(W.back()(0)), polyak_bound<S>(start.T) * magnitude<S>(x));
            }),
        .remark = "Chebyshev polynomials; equality at H = 25 I",
    },
    Claim{
        .id = "B6f",
        .name = "the_objective_of_the_cycle_is_strongly_convex_and_smooth",
        .states = "(y - x)^2/2 <= f(y) - f(x) - f'(x)(y - x) <= 25 (y - x)^2/2",
        .given = "the objective on which heavy ball cycles",
        .source = counterexample,
        .holds = forall_and_exactly(
            line_starts,
            []<class S>(const Implementation<S>& the, const LineStart& start) {
              const S x = start.x.as<S>(), y = start.y.as<S>();
              const S f = the.heavy_ball_cycle_value(at<S>(x)),
                      g = the.heavy_ball_cycle_gradient(at<S>(x))(0);
              const S excess = the.heavy_ball_cycle_value(at<S>(y)) - f - g * (y - x);
              const S square = (y - x) * (y - x) / S(2);
              const S scale = integer<S>(50) * (S(1) + x * x + y * y);
              return all({leq<S>(square, excess, scale).over(16),
                          leq<S>(excess, integer<S>(25) * square, scale).over(16)});
            }),
        .remark = "equality on the right for x, y < 1 and on the left for x, y in [1, 2]",
    },
    Claim{
        .id = "B9a",
        .name = "heavy_ball_velocity_is_a_decayed_sum_of_gradients",
        .states = "U_t = -eta sum_(i<=t) mu^(t-i) G_i",
        .given = "eta > 0, 0 <= mu < 1 (the instance's beta1), any gradients",
        .source = memory,
        .holds = forall_exactly_and_proved(
            gradient_sequences, symbolic_sequences,
            []<class S>(const Implementation<S>& the, const GradientRun& x) {
              const HeavyBall<S> p = heavy_ball_of<S>(x);
              const auto G = x.gradients<S>(), U = updates<S>(the.heavy_ball(p), G);
              return for_every(U.size(), [&](std::size_t t) {
                Matrix<S> terms = magnitudes<S>(G[t - 1]);
                for (std::size_t i = 1; i < t; ++i)
                  terms += power<S>(p.mu, static_cast<long>(t - i)) * magnitudes<S>(G[i - 1]);
                return eq<S>(U[t - 1], -p.eta * decayed_sum<S>(G, p.mu, t),
                             p.eta * terms.maxCoeff())
                    .over(8 * x.T());
              });
            }),
    },
    Claim{
        .id = "B9b",
        .name = "heavy_ball_is_an_exponential_mean_at_a_larger_step",
        .states = "U_t = -eta/(1 - mu) m_t with m_t = mu m_(t-1) + (1 - mu) G_t",
        .given = "eta > 0, 0 <= mu < 1 (the instance's beta1), any gradients",
        .source = memory,
        .holds = forall_exactly_and_proved(
            gradient_sequences, symbolic_sequences,
            []<class S>(const Implementation<S>& the, const GradientRun& x) {
              const HeavyBall<S> p = heavy_ball_of<S>(x);
              const auto G = x.gradients<S>(), U = updates<S>(the.heavy_ball(p), G);
              Matrix<S> m = Matrix<S>::Zero(x.rows(), x.cols()), terms = m;
              return for_every(U.size(), [&](std::size_t t) {
                m = p.mu * m + (S(1) - p.mu) * G[t - 1];
                terms = p.mu * terms + magnitudes<S>(G[t - 1]);
                return eq<S>(U[t - 1], -(p.eta / (S(1) - p.mu)) * m, p.eta * terms.maxCoeff())
                    .over(8 * x.T());
              });
            }),
    },
    Claim{
        .id = "B9c",
        .name = "heavy_ball_speeds_up_to_a_multiple_of_a_constant_gradient",
        .states = "(1 - mu) U_t + eta G = mu^t eta G: the step tends to -eta G/(1 - mu)",
        .given = "G_1 = ... = G_t = G, 0 <= mu < 1 (the instance's beta1)",
        .source = memory,
        .holds = forall_exactly_and_proved(
            constant_gradients, symbolic_constant_gradients,
            []<class S>(const Implementation<S>& the, const GradientRun& x) {
              const HeavyBall<S> p = heavy_ball_of<S>(x);
              const auto G = x.gradients<S>(), U = updates<S>(the.heavy_ball(p), G);
              return for_every(U.size(), [&](std::size_t t) {
                const Matrix<S> full = p.eta * G[t - 1];
                return eq<S>((S(1) - p.mu) * U[t - 1] + full,
                             power<S>(p.mu, static_cast<long>(t)) * full,
                             magnitudes<S>(full).maxCoeff())
                    .over(8 * x.T());
              });
            }),
    },
    Claim{
        .id = "B9d",
        .name = "heavy_ball_is_a_recurrence_of_second_order",
        .states = "W_(t+1) = (1 + mu) W_t - mu W_(t-1) - eta (H W_t - b), W_-1 = W_0",
        .given = "f(x) = x'Hx/2 - b'x",
        .source = {"polyak1964some", "the heavy-ball method"},
        .holds = forall_exactly_and_proved(
            quadratics, symbolic_quadratics,
            []<class S>(const Implementation<S>& the, const QuadraticRun& x) {
              const S eta = x.eta.as<S>(), mu = x.mu.as<S>();
              const auto W = run_on_a_quadratic<S>(the, the.heavy_ball({.eta = eta, .mu = mu}), x);
              return follows_recurrence<S>(
                  W, x, [&](const Matrix<S>& now, const Matrix<S>& last) -> Matrix<S> {
                    return (S(1) + mu) * now - mu * last - eta * (x.H.as<S>() * now - x.b.as<S>());
                  });
            }),
    },
    Claim{
        .id = "B9e",
        .name = "nesterov_takes_its_gradient_ahead",
        .states = "W_(t+1) = Y - eta (H Y - b) with Y = W_t + mu (W_t - W_(t-1)), W_-1 = W_0",
        .given = "f(x) = x'Hx/2 - b'x",
        .source = {"nesterov1983method", "the method"},
        .holds = forall_exactly_and_proved(
            quadratics, symbolic_quadratics,
            []<class S>(const Implementation<S>& the, const QuadraticRun& x) {
              const S eta = x.eta.as<S>(), mu = x.mu.as<S>();
              const auto W = run_on_a_quadratic<S>(the, the.nesterov({.eta = eta, .mu = mu}), x);
              return follows_recurrence<S>(
                  W, x, [&](const Matrix<S>& now, const Matrix<S>& last) -> Matrix<S> {
                    const Matrix<S> Y = now + mu * (now - last);
                    return Y - eta * (x.H.as<S>() * Y - x.b.as<S>());
                  });
            }),
    },
    Claim{
        .id = "B9f",
        .name = "nesterov_reparametrised_reports_where_nesterov_looks",
        .states = "Y_t = W_t + mu (W_t - W_(t-1)) for all t <= T: W of Nesterov, Y of "
                  "NesterovReparametrised",
        .given = "one start, I <= H <= 25 I, eta <= 1/25",
        .source = {"sutskever2013importance", "the look-ahead form"},
        .holds = forall_exactly_and_proved(
            quadratics_between_1_and_25, symbolic_quadratics,
            []<class S>(const Implementation<S>& the, const QuadraticRun& x) {
              const S eta = x.eta.as<S>(), mu = x.mu.as<S>();
              const auto W = run_on_a_quadratic<S>(the, the.nesterov({.eta = eta, .mu = mu}), x);
              const auto Y = run_on_a_quadratic<S>(
                  the, the.nesterov_reparametrised({.eta = eta, .mu = mu}), x);
              auto ahead = W;
              for (std::size_t t = 1; t < W.size(); ++t) ahead[t] = W[t] + mu * (W[t] - W[t - 1]);
              return eq<S>(in_columns<S>(Y), in_columns<S>(ahead)).over(16 * x.n() * x.T * x.T);
            }),
        .remark = "an error of rounding grows by a factor of t at most, hence T^2",
    },
    Claim{
        .id = "B0",
        .name = "canary_gradient_descent_contracts_by_more",
        .states = "|x_(t+1)| <= (1 - 2^-10) 12/13 |x_t| at eta = 2/26",
        .given = "the objective on which heavy ball cycles",
        .source = {"canary", "false at every x < 1, where B6d is an equality"},
        .kind = Kind::canary,
        .holds = forall_and_exactly(line_starts,
                                    []<class S>(const Implementation<S>& the, const LineStart& x) {
                                      return contracts<1, S>(the, x, ratio<S>(2, 26),
                                                             ratio<S>(12, 13));
                                    }),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group momentum_claims() { return {"B", "Momentum", claims}; }

}  // namespace adamant
