#include "claim/claim.hpp"
#include "properties/domains/quadratic_run.hpp"
#include "properties/statements.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source history{"note", "Intuition about Adam / History"};
constexpr Source reordering{"kingma2015adam", "section 2"};
constexpr Source decoupling{"loshchilov2019decoupled", "Algorithm 2"};

/// The words "momentum on RMSProp's step": M_t = beta1 M_{t−1} + (1 − beta1) U_t, U of RMSProp, and no correction.
template <Scalar S>
std::vector<Matrix<S>> momentum_on_rmsprop(const Implementation<S>& the, const Adam<S>& p,
                                           const std::vector<Matrix<S>>& G) {
  auto M = updates<S>(the.rmsprop({.eta = p.eta, .beta = p.beta2, .epsilon = p.epsilon}), G);
  for (std::size_t t = 0; t < M.size(); ++t) {
    M[t] *= S(1) - p.beta1;
    if (t > 0 && !is_zero(p.beta1)) M[t] += p.beta1 * M[t - 1];
  }
  return M;
}

constexpr auto adam_is_momentum_on_rmsprop = []<class S>(const Implementation<S>& the,
                                                         const GradientRun& x) {
  const Adam<S> p = adam_of<S>(x);
  const auto G = x.gradients<S>();
  return eq<S>(updates<S>(the.adam_uncorrected({p}), G), momentum_on_rmsprop<S>(the, p, G))
      .over(adaptive_operations(x.T()));
};

constexpr auto adam_of_no_momentum_is_rmsprop = []<class S>(const Implementation<S>& the,
                                                            const GradientRun& x) {
  const Adam<S> p = without_momentum(adam_of<S>(x));
  const auto G = x.gradients<S>();
  return eq<S>(updates<S>(the.adam_uncorrected({p}), G), momentum_on_rmsprop<S>(the, p, G))
      .over(adaptive_operations(x.T()));
};

/// The mean of A_1, …, A_n: an expectation over equally likely outcomes.
template <Scalar S>
Matrix<S> expectation(const std::vector<Matrix<S>>& A) {
  return decayed_mean<S>(A, S(1), A.size());
}

/// E U_1 = −eta E m^_1 ⊘ √(E v^_1), the gradients of an instance as equally likely outcomes of one step.
constexpr auto step_is_unbiased = []<class S>(const Implementation<S>& the, const GradientRun& x) {
  const auto G = x.gradients<S>();
  std::vector<Matrix<S>> U;
  for (const auto& outcome : G) U.push_back(updates<S>(the.adam(adam_of<S>(x)), {outcome}).front());
  const Matrix<S> root = root_plus<S>(expectation<S>(squares<S>(G)), S(0));
  return eq<S>(expectation<S>(U), -x.eta.as<S>() * divide<S>(expectation<S>(G), root),
               x.eta.as<S>())
      .over(adaptive_operations(x.T()));
};

constexpr auto step_expects_a_sign = []<class S>(const Implementation<S>& the,
                                                 const GradientRun& x) {
  std::vector<Matrix<S>> U, signs_of;
  for (const auto& outcome : x.gradients<S>()) {
    U.push_back(updates<S>(the.adam(adam_of<S>(x)), {outcome}).front());
    signs_of.push_back(signs<S>(outcome));
  }
  return eq<S>(expectation<S>(U), -x.eta.as<S>() * expectation<S>(signs_of), x.eta.as<S>())
      .over(adaptive_operations(x.T()));
};

/// U_t of Adam is U_t of AdamEpsilonHat with epsilon_hat(t) in place of epsilon, for all t.
template <Scalar S, class EpsilonHat>
Finding is_reordered_by(const Implementation<S>& the, const GradientRun& x,
                        EpsilonHat epsilon_hat) {
  auto G = x.gradients<S>();
  const auto U = updates<S>(the.adam(adam_of<S>(x)), G);
  Finding worst{.vacuous = true};
  for (std::size_t t = G.size(); t >= 1; --t, G.pop_back()) {
    Adam<S> p = adam_of<S>(x);
    p.epsilon = epsilon_hat(p, static_cast<long>(t));
    worst = all({worst, eq<S>(updates<S>(the.adam_epsilon_hat({p}), G).back(), U[t - 1])
                            .over(adaptive_operations(x.T()))
                            .conditioned_by(kappa_of_correction<S>(p))});
  }
  return worst;
}

constexpr auto moving_epsilon_hat = []<class S>(const Implementation<S>& the,
                                                const GradientRun& x) {
  return is_reordered_by<S>(the, x, [](const Adam<S>& p, long t) {
    return S(p.epsilon * square_root<S>(S(1) - power<S>(p.beta2, t)));
  });
};

constexpr auto constant_epsilon_hat = []<class S>(const Implementation<S>& the,
                                                  const GradientRun& x) {
  return is_reordered_by<S>(the, x, [](const Adam<S>& p, long) { return p.epsilon; });
};

/// G ↦ cG leaves U_1, …, U_T unchanged, of a method that starts at W_0 = −G_1 and sees its iterate; relative to
/// eta and to eta W_t, of which a step with decay is the difference.
template <Scalar S>
Finding ignores_scale_at_its_iterates(const Method<S>& method, const GradientRun& x) {
  const auto G = x.gradients<S>();
  const Matrix<S> W_0 = -G.front();
  const auto U = updates<S>(method, G, W_0), V = updates<S>(method, scaled<S>(G, x.c.as<S>()), W_0);
  const S eta = x.eta.as<S>();
  Matrix<S> W = W_0;
  S terms = eta;
  return for_every(U.size(), [&](std::size_t t) {
    terms = maximum<S>(terms, S((S(1) + eta) * largest<S>(W)));
    W += U[t - 1];
    return eq<S>(V[t - 1], U[t - 1], terms)
        .over(adaptive_operations(x.T()))
        .conditioned_by(kappa_of_correction<S>(x.beta1.as<S>(), x.beta2.as<S>()));
  });
}

constexpr auto decoupled_decay_ignores_scale = []<class S>(const Implementation<S>& the,
                                                           const GradientRun& x) {
  return ignores_scale_at_its_iterates<S>(the.adamw({adam_of<S>(x), ratio<S>(1, 2)}), x);
};

constexpr auto coupled_decay_ignores_scale = []<class S>(const Implementation<S>& the,
                                                         const GradientRun& x) {
  return ignores_scale_at_its_iterates<S>(the.adam_l2({adam_of<S>(x), ratio<S>(1, 2)}), x);
};

/// Every G_t shortened to the norm `threshold` where it is longer.
template <Scalar S>
std::vector<Matrix<S>> clipped(std::vector<Matrix<S>> G, const S& threshold) {
  for (auto& A : G) {
    const S size = square_root<S>(A.squaredNorm());
    if (size > threshold) A *= S(threshold / size);
  }
  return G;
}

/// Adam fed clipped gradients ignores their scale c, at the thresholds 2 and 2·factor.
template <Scalar S>
Finding clipped_adam_ignores_scale(const Implementation<S>& the, const GradientRun& x,
                                   const S& factor) {
  const auto G = x.gradients<S>();
  const Method<S> adam = the.adam(adam_of<S>(x));
  return eq<S>(updates<S>(adam, clipped<S>(scaled<S>(G, x.c.as<S>()), S(2) * factor)),
               updates<S>(adam, clipped<S>(G, S(2))))
      .over(adaptive_operations(x.T()) + 8 * x.rows() * x.cols())
      .conditioned_by(kappa_of_correction<S>(x.beta1.as<S>(), x.beta2.as<S>()));
}

constexpr auto moving_threshold_ignores_scale = []<class S>(const Implementation<S>& the,
                                                            const GradientRun& x) {
  return clipped_adam_ignores_scale<S>(the, x, x.c.as<S>());
};

constexpr auto fixed_threshold_ignores_scale = []<class S>(const Implementation<S>& the,
                                                           const GradientRun& x) {
  return clipped_adam_ignores_scale<S>(the, x, S(1));
};

/// x_0, …, x_T of Adam (epsilon = 0) from x_0, fed gradient(x_t).
template <Scalar S, class Gradient>
std::vector<Matrix<S>> adam_path(const Implementation<S>& the, Adam<S> p, const QuadraticRun& run,
                                 const Matrix<S>& x_0, const Gradient& gradient) {
  p.epsilon = S(0);
  return trajectory<S>(the.adam(p), x_0, gradient, run.T);
}

template <Scalar S>
Adam<S> memoryless(const S& eta) {
  return {.eta = eta, .beta1 = S(0), .beta2 = S(0)};
}

/// The path on cf is the path on f, from the instance's x.
template <Scalar S>
Finding same_path_on_a_multiple(const Implementation<S>& the, const QuadraticRun& run,
                                const Adam<S>& p, const S& c) {
  const auto f = run.objective<S>();
  const auto path = [&](const S& factor) {
    return adam_path<S>(the, p, run, run.x.as<S>(), [&](const Matrix<S>& x) {
      return Matrix<S>(factor * the.quadratic_gradient(f, x));
    });
  };
  return eq<S>(path(c), path(S(1))).over(adaptive_operations(run.T));
}

constexpr auto memoryless_path_ignores_loss_scale = []<class S>(const Implementation<S>& the,
                                                                const QuadraticRun& run) {
  return same_path_on_a_multiple<S>(the, run, memoryless<S>(run.eta.as<S>()), S(3));
};

constexpr auto path_ignores_loss_scale = []<class S>(const Implementation<S>& the,
                                                     const QuadraticRun& run) {
  const Adam<S> p{.eta = run.eta.as<S>(), .beta1 = ratio<S>(9, 10), .beta2 = ratio<S>(999, 1000)};
  return same_path_on_a_multiple<S>(the, run, p, S(4));
};

/// The path on l + lambda R, l = <x, Hx>/2 and R = −<b, x>, is the same at lambda = 1 and 3.
constexpr auto path_ignores_lambda = []<class S>(const Implementation<S>& the,
                                                 const QuadraticRun& run) {
  const auto f = run.objective<S>();
  const auto path = [&](const S& lambda) {
    const Quadratic<S> g{f.H, lambda * f.b};
    return adam_path<S>(the, memoryless<S>(run.eta.as<S>()), run, run.x.as<S>(),
                        [&](const Matrix<S>& x) { return the.quadratic_gradient(g, x); });
  };
  return eq<S>(path(S(3)), path(S(1))).over(adaptive_operations(run.T));
};

constexpr auto path_moves_with_the_loss = []<class S>(const Implementation<S>& the,
                                                      const QuadraticRun& run) {
  const auto f = run.objective<S>();
  const auto moved = [&](const S& factor) {
    const auto path = adam_path<S>(
        the, memoryless<S>(run.eta.as<S>()), run, run.x.as<S>(),
        [&](const Matrix<S>& x) { return Matrix<S>(factor * the.quadratic_gradient(f, x)); });
    return Matrix<S>(path[1] - path[0]);
  };
  return eq<S>(moved(S(4)), Matrix<S>(S(4) * moved(S(1)))).over(adaptive_operations(run.T));
};

/// x_t = 4 y_t on f(x) = h(x/4) and on h(y), from x_0 = 4 y_0, with step sizes factor·eta and eta.
template <int factor>
constexpr auto path_scales_with_its_parameters = []<class S>(const Implementation<S>& the,
                                                             const QuadraticRun& run) {
  const auto h = run.objective<S>();
  const S a(4), eta = run.eta.as<S>();
  const Matrix<S> y_0 = run.x.as<S>();
  const auto in_y = adam_path<S>(the, memoryless<S>(eta), run, y_0,
                                 [&](const Matrix<S>& y) { return the.quadratic_gradient(h, y); });
  const auto in_x = adam_path<S>(
      the, memoryless<S>(S(factor) * eta), run, Matrix<S>(a * y_0),
      [&](const Matrix<S>& x) { return Matrix<S>(the.quadratic_gradient(h, x / a) / a); });
  return eq<S>(in_x, scaled<S>(in_y, a)).over(adaptive_operations(run.T));
};

/// The first step in x is eta in size where the gradient is not zero, whatever |x|: that of y.
constexpr auto first_step_has_a_size_of_its_own = []<class S>(const Implementation<S>& the,
                                                              const QuadraticRun& run) {
  const auto h = run.objective<S>();
  const S a(4);
  const Adam<S> p{.eta = run.eta.as<S>(), .epsilon = S(0)};
  const Matrix<S> g = the.quadratic_gradient(h, run.x.as<S>());
  const Matrix<S> in_y = updates<S>(the.adam(p), {g}).front();
  const Matrix<S> in_x = updates<S>(the.adam(p), {Matrix<S>(g / a)}).front();
  return all({eq<S>(in_x, in_y).over(16), eq<S>(in_x, -p.eta * signs<S>(g)).over(16)});
};

constexpr std::string_view one_and_ten = "eta=1;beta1=1/2;beta2=0;epsilon=0;c=1;G=[[1]]|[[10]]";
constexpr std::string_view against_its_decay = "eta=1;beta1=0;beta2=0;epsilon=0;c=1/4;G=[[1]]";
constexpr std::string_view at_rest = "eta=1;mu=0;T=1;H=[[1]];b=[[1]];x=[[2]];d=[[0]]";

constexpr std::array claims{
    Claim{
        .id = "D2a",
        .name = "adam_is_momentum_on_rmsprop",
        .states = "U_t of Adam = M_t, M_t = beta1 M_(t-1) + (1 - beta1) U_t of RMSProp",
        .given = "neither corrects its bias, epsilon = 0",
        .source = history,
        .kind = Kind::literal_reading,
        .holds = {forall(gradient_sequences, adam_is_momentum_on_rmsprop),
                  witness(gradient_runs, one_and_ten, adam_is_momentum_on_rmsprop),
                  witness_on_the_ladder(
                      gradient_runs, "eta=1;beta1=9/10;beta2=99/100;epsilon=0;c=1;G=[[1]]|[[10]]",
                      adam_is_momentum_on_rmsprop)},
        .remark = "a mean of g over the root of a mean of g^2, and no mean of quotients: -21/40 "
                  "against -3/4 at the exact witness",
    },
    Claim{
        .id = "D2b",
        .name = "adam_of_no_momentum_is_rmsprop",
        .states = "U_t of Adam = M_t, M_t = beta1 M_(t-1) + (1 - beta1) U_t of RMSProp",
        .given = "beta1 = 0, neither corrects its bias, epsilon = 0",
        .source = {"kingma2015adam", "section 5"},
        .kind = Kind::conditional,
        .holds = forall_and_exactly(gradient_sequences, adam_of_no_momentum_is_rmsprop),
        .without = "beta1 = 0",
        .fails_without = witness(gradient_runs, one_and_ten, adam_is_momentum_on_rmsprop),
    },
    Claim{
        .id = "D5a",
        .name = "adam_takes_an_unbiased_step",
        .states = "E U_1 = -eta E m^_1 / sqrt(E v^_1)",
        .given = "the instance's gradients are equally likely outcomes of one step, epsilon = 0",
        .source = {"kingma2015adam", "section 3"},
        .kind = Kind::literal_reading,
        .holds = {forall(gradient_sequences, step_is_unbiased),
                  witness(gradient_runs,
                          "eta=1;beta1=1/2;beta2=1/2;epsilon=0;c=1;G=[[3p-1]]|[[-1p-1]]",
                          step_is_unbiased)},
        .remark = "unbiased moments make no unbiased quotient: at the witness (1 +- 2)/2 the mean "
                  "step is 0 and the quotient of the means -1/sqrt(5)",
    },
    Claim{
        .id = "D5b",
        .name = "adam_first_step_expects_a_sign",
        .states = "E U_1 = -eta E sign(G_1)",
        .given = "the instance's gradients are equally likely outcomes of one step, epsilon = 0",
        .source = {"bernstein2018signsgd", "the method"},
        .holds = forall_and_exactly(gradient_sequences, step_expects_a_sign),
    },
    Claim{
        .id = "D7",
        .name = "adam_reordered_is_adam_at_a_moving_epsilon",
        .states = "U_t of Adam = U_t of AdamEpsilonHat at epsilon^_t = epsilon sqrt(1 - beta2^t)",
        .given = "epsilon > 0, epsilon^_t depends on t",
        .source = reordering,
        .kind = Kind::conditional,
        .holds = {forall(gradient_sequences_with_epsilon, moving_epsilon_hat),
                  witness(gradient_runs, "eta=1;beta1=1/2;beta2=1/2;epsilon=1;c=1;G=[[1]]|[[11]]",
                          moving_epsilon_hat)},
        .without = "epsilon^_t depends on t",
        .fails_without = witness(gradient_runs, "eta=1;beta1=1/2;beta2=3/4;epsilon=1;c=1;G=[[1]]",
                                 constant_epsilon_hat),
        .remark = "at the exact witness v^_2 = 81",
    },
    Claim{
        .id = "D13a",
        .name = "adamw_is_invariant_to_gradient_scale",
        .states = "G -> cG leaves U_1, ..., U_T unchanged, weight_decay = 1/2, W_0 = -G_1",
        .given = "c > 0 constant in t, epsilon = 0, the decay is decoupled",
        .source = decoupling,
        .kind = Kind::conditional,
        .holds = {forall(gradient_sequences, decoupled_decay_ignores_scale),
                  witness(gradient_runs, against_its_decay, decoupled_decay_ignores_scale)},
        .without = "the decay is decoupled",
        .fails_without = witness(gradient_runs, against_its_decay, coupled_decay_ignores_scale),
        .remark = "decay within the gradient weighs 4 times as much at c = 1/4, and turns the step",
    },
    Claim{
        .id = "D13b",
        .name = "adam_of_clipped_gradients_is_invariant_to_a_joint_scale",
        .states = "(G, threshold) -> c(G, threshold) leaves U_1, ..., U_T unchanged, each G_t "
                  "clipped to norm threshold = 2",
        .given = "c > 0 constant in t, epsilon = 0, the threshold is multiplied as well",
        .source = history,
        .kind = Kind::conditional,
        .holds = forall(gradient_sequences, moving_threshold_ignores_scale),
        .without = "the threshold is multiplied as well",
        .fails_without = witness_on_the_ladder(
            gradient_runs, "eta=1;beta1=1/2;beta2=1/2;epsilon=0;c=2;G=[[1]]|[[4]]",
            fixed_threshold_ignores_scale),
    },
    Claim{
        .id = "D15a",
        .name = "adam_follows_one_path_on_every_multiple_of_a_loss",
        .states = "x_0, ..., x_T on cf are those on f",
        .given = "epsilon = 0; c = 3 at beta1 = beta2 = 0, c = 4 at (9/10, 999/1000)",
        .source = history,
        .holds = {forall(quadratics, path_ignores_loss_scale),
                  forall(quadratics, memoryless_path_ignores_loss_scale),
                  exactly(quadratics, memoryless_path_ignores_loss_scale)},
    },
    Claim{
        .id = "D15b",
        .name = "adam_follows_one_path_at_every_weight_of_a_penalty",
        .states = "x_0, ..., x_T on l + lambda R are the same for every lambda > 0",
        .given = "l = <x, Hx>/2, R = -<b, x>, lambda = 1 and 3, beta1 = beta2 = 0, epsilon = 0",
        .source = history,
        .kind = Kind::literal_reading,
        .holds = {exactly(quadratics, path_ignores_lambda),
                  witness(quadratics, at_rest, path_ignores_lambda)},
        .remark = "scaling one of two terms is no scaling of their sum: the witness's first steps "
                  "are opposite",
    },
    Claim{
        .id = "D16a",
        .name = "adam_is_invariant_to_parameter_scale",
        .states = "x_t = 4 y_t on f(x) = h(x/4) and h(y)",
        .given = "x_0 = 4 y_0, one step size, beta1 = beta2 = 0, epsilon = 0",
        .source = {"note", "\"scale-invariant\", of the parameters"},
        .kind = Kind::literal_reading,
        .holds = {forall(quadratics, path_scales_with_its_parameters<1>),
                  exactly(quadratics, path_scales_with_its_parameters<1>),
                  witness(quadratics, at_rest, path_scales_with_its_parameters<1>)},
    },
    Claim{
        .id = "D16b",
        .name = "adam_is_invariant_to_a_joint_scale_of_parameters_and_step_size",
        .states = "x_t = 4 y_t on f(x) = h(x/4) and h(y)",
        .given = "x_0 = 4 y_0, the step size is multiplied by 4 as well, beta1 = beta2 = 0, "
                 "epsilon = 0",
        .source = history,
        .kind = Kind::conditional,
        .holds = forall_and_exactly(quadratics, path_scales_with_its_parameters<4>),
        .without = "the step size is multiplied by 4 as well",
        .fails_without = witness(quadratics, at_rest, path_scales_with_its_parameters<1>),
    },
    Claim{
        .id = "D16c",
        .name = "adam_first_step_ignores_the_size_of_its_parameters",
        .states = "U_1 = -eta sign(g) on f(x) = h(x/4) and on h(y) alike",
        .given = "x_0 = 4 y_0, epsilon = 0, 0/0 := 0",
        .source = {"kingma2015adam", "section 2.1"},
        .holds = forall_and_exactly(quadratics, first_step_has_a_size_of_its_own),
    },
    Claim{
        .id = "D0f",
        .name = "canary_adam_moves_four_times_as_far_on_four_times_the_loss",
        .states = "x_1 - x_0 on 4f is 4 times that on f",
        .given = "beta1 = beta2 = 0, epsilon = 0",
        .source = {"canary", "false by D15a"},
        .kind = Kind::canary,
        .holds = forall_and_exactly(quadratics, path_moves_with_the_loss),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group adam_variant_claims() { return {"D", "Adam's relatives and closed loops", claims}; }

}  // namespace adamant
