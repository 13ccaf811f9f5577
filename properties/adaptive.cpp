#include "claim/claim.hpp"
#include "properties/gradient_shapes.hpp"
#include "properties/statements.hpp"

#include <algorithm>
#include <array>
#include <functional>

namespace adamant {
namespace {

constexpr Source history{"note", "Intuition about Adam / History"};

template <Scalar S>
Method<S> adagrad(const Implementation<S>& the, const GradientRun& x) {
  return the.adagrad({.eta = x.eta.as<S>(), .epsilon = x.epsilon.as<S>()});
}

/// RMSProp with the instance's beta2.
template <Scalar S>
Method<S> rmsprop(const Implementation<S>& the, const GradientRun& x) {
  return the.rmsprop({.eta = x.eta.as<S>(), .beta = x.beta2.as<S>(), .epsilon = x.epsilon.as<S>()});
}

/// The rule that the words "step size proportional to the inverse of the mean of the squares" describe.
template <Scalar S>
std::vector<Matrix<S>> literal_rule(const std::vector<Matrix<S>>& G, const S& eta) {
  const auto G2 = squares<S>(G);
  std::vector<Matrix<S>> U;
  for (std::size_t t = 1; t <= G.size(); ++t)
    U.push_back(-eta * divide<S>(G[t - 1], decayed_mean<S>(G2, S(1), t)));
  return U;
}

/// U_t = −eta G_t ⊘ √(scale · Σ_{i ≤ t} b^{t−i} G_i ∘ G_i) for all t, 0/0 := 0.
template <Scalar S>
Finding divides_by_root(const std::vector<Matrix<S>>& U, const GradientRun& x, const S& b,
                        const S& scale) {
  const auto G = x.gradients<S>(), G2 = squares<S>(G);
  return for_every(U.size(), [&](std::size_t t) {
    const Matrix<S> v = scale * decayed_sum<S>(G2, b, t);
    return eq<S>(U[t - 1], -x.eta.as<S>() * divide<S>(G[t - 1], root_plus<S>(v, S(0))))
        .over(adaptive_operations(x.T()));
  });
}

constexpr auto adagrad_is_the_literal_rule = []<class S>(const Implementation<S>& the,
                                                         const GradientRun& x) {
  const auto G = x.gradients<S>();
  return eq<S>(updates<S>(adagrad<S>(the, x), G), literal_rule<S>(G, x.eta.as<S>()))
      .over(adaptive_operations(x.T()));
};

constexpr auto three_degrees = []<class S>(const Implementation<S>& the, const GradientRun& x) {
  const S eta = x.eta.as<S>(), c = x.c.as<S>();
  const auto G = x.gradients<S>();
  return all(
      {responds_to_scale<S>(adagrad<S>(the, x), x, c, S(1)),
       responds_to_scale<S>(the.gradient_descent({.eta = eta}), x, c, c),
       eq<S>(literal_rule<S>(scaled<S>(G, c), eta), scaled<S>(literal_rule<S>(G, eta), S(S(1) / c)))
           .over(adaptive_operations(x.T()))});
};

constexpr auto ends_alike_in_reverse = []<class S>(const Implementation<S>& the,
                                                   const GradientRun& x) {
  const auto G = x.gradients<S>();
  const auto total = [&](const std::vector<Matrix<S>>& gradients) {
    Matrix<S> W = Matrix<S>::Zero(x.rows(), x.cols());
    for (const auto& U : updates<S>(adagrad<S>(the, x), gradients)) W += U;
    return W;
  };
  return eq<S>(total(G), total({G.rbegin(), G.rend()}), x.eta.as<S>())
      .over(adaptive_operations(x.T()));
};

/// U_T from the gradients as given and from `order(first, last)` of them.
template <Scalar S, class Order>
Finding last_update_ignores(const Method<S>& method, const GradientRun& x, Order order) {
  auto G = x.gradients<S>();
  const Matrix<S> U = updates<S>(method, G).back();
  order(G);
  return eq<S>(updates<S>(method, G).back(), U).over(adaptive_operations(x.T()));
}

/// The weights w_0, …, w_T of the squares in v after T + 1 steps, as the updates show them: a last gradient 1
/// moves by eta/√w_T, and after a gradient 1 at step i by eta/√(w_i + w_T).
template <Scalar S>
std::vector<S> observed_weights(const Implementation<S>& the, const GradientRun& x) {
  const S eta = x.eta.as<S>();
  const std::size_t T = x.G.size();
  const auto inverse_square = [&](std::size_t i) {
    std::vector<Matrix<S>> G(T + 1, Matrix<S>::Zero(1, 1));
    G[i](0) = G[T](0) = S(1);
    const S u = updates<S>(rmsprop<S>(the, x), G).back()(0) / eta;
    return S(S(1) / (u * u));
  };
  std::vector<S> w(T + 1, inverse_square(T));
  for (std::size_t i = 0; i < T; ++i) w[i] = inverse_square(i) - w[T];
  return w;
}

constexpr auto weights_increase = []<class S>(const Implementation<S>& the, const GradientRun& x) {
  const auto w = observed_weights<S>(the, x);
  const bool strictly = std::adjacent_find(w.begin(), w.end(), std::greater_equal<S>()) == w.end();
  return holds_that(strictly, "an older square weighs as much as a newer one")
      .non_vacuous_if(w.size() > 1);
};

/// U_1 = −factor · eta sign(G_1), for the gradients of an instance as one.
template <Scalar S>
Finding first_step_is(const Method<S>& method, const GradientRun& x, const S& factor) {
  const Matrix<S> G = stacked<S>(x);
  return eq<S>(updates<S>(method, {G}).front(), -x.eta.as<S>() * factor * signs<S>(G)).over(16);
}

constexpr auto rmsprop_first_step = []<class S>(const Implementation<S>& the,
                                                const GradientRun& x) {
  return first_step_is<S>(rmsprop<S>(the, x), x, S(S(1) / square_root<S>(S(1) - x.beta2.as<S>())));
};

/// U_1 = −eta G_1 ⊘ (c|G_1| + epsilon), for the gradients of an instance as one.
template <Scalar S>
Finding first_step_has_epsilon(const Method<S>& method, const GradientRun& x, const S& c) {
  const Matrix<S> G = stacked<S>(x), sizes = c * magnitudes<S>(G);
  const Matrix<S> below = sizes.unaryExpr([&](const S& g) { return S(g + x.epsilon.as<S>()); });
  return eq<S>(updates<S>(method, {G}).front(), -x.eta.as<S>() * divide<S>(G, below)).over(16);
}

constexpr std::array claims{
    Claim{
        .id = "C1a",
        .name = "adagrad_divides_by_the_mean_of_squared_gradients",
        .states = "U_t = -eta G_t / mean_(i<=t) G_i^2",
        .given = "epsilon = 0, 0/0 := 0",
        .source = history,
        .kind = Kind::literal_reading,
        .holds = {forall(gradient_sequences, adagrad_is_the_literal_rule),
                  exactly(gradient_sequences, adagrad_is_the_literal_rule),
                  witness(gradient_runs, "eta=1;beta1=0;beta2=0;epsilon=0;c=1;G=[[2]]",
                          adagrad_is_the_literal_rule),
                  proved(symbolic_sequences, adagrad_is_the_literal_rule)},
        .remark = "a sum and no mean, under a root, entry by entry, the current gradient included; "
                  "at the witness, "
                  "repeated, the literal rule gives eta/2 for ever and AdaGrad eta/sqrt(t)",
    },
    Claim{
        .id = "C1b",
        .name = "adagrad_divides_by_the_root_of_the_sum_of_squared_gradients",
        .states = "U_t = -eta G_t / sqrt(sum_(i<=t) G_i^2), entry by entry, the current gradient "
                  "included",
        .given = "epsilon = 0, 0/0 := 0",
        .source = {"duchi2011adaptive", "diagonal matrices"},
        .holds = forall_exactly_and_proved(
            gradient_sequences, symbolic_sequences,
            []<class S>(const Implementation<S>& the, const GradientRun& x) {
              const auto U = updates<S>(adagrad<S>(the, x), x.gradients<S>());
              return divides_by_root<S>(U, x, S(1), S(1));
            }),
    },
    Claim{
        .id = "C1c",
        .name = "adagrad_slows_down_under_a_constant_gradient",
        .states = "sqrt(t) U_t = -eta sign(G)",
        .given = "G_1 = ... = G_t = G, epsilon = 0",
        .source = {"duchi2011adaptive", "diagonal matrices"},
        .holds = forall_exactly_and_proved(
            constant_gradients, symbolic_constant_gradients,
            []<class S>(const Implementation<S>& the, const GradientRun& x) {
              const auto G = x.gradients<S>(), U = updates<S>(adagrad<S>(the, x), G);
              return for_every(U.size(), [&](std::size_t t) {
                const S root = square_root<S>(integer<S>(static_cast<long>(t)));
                return eq<S>(root * U[t - 1], -x.eta.as<S>() * signs<S>(G.front()))
                    .over(adaptive_operations(x.T()));
              });
            }),
    },
    Claim{
        .id = "C1d",
        .name = "adagrad_has_degree_zero_in_its_gradients",
        .states =
            "G -> cG multiplies U_t by c^0; gradient descent's by c^1; the literal rule's by c^-1",
        .given = "c > 0 constant in t, epsilon = 0",
        .source = history,
        .kind = Kind::conditional,
        .holds = forall_exactly_and_proved(gradient_sequences, symbolic_sequences, three_degrees),
        .without = "epsilon = 0",
        .fails_without =
            witness(gradient_runs, "eta=1;beta1=0;beta2=0;epsilon=1;c=2;G=[[1]]", three_degrees),
    },
    Claim{
        .id = "C1e",
        .name = "adagrad_and_rmsprop_add_epsilon_to_the_root",
        .states = "U_1 = -eta G/(|G| + epsilon) for AdaGrad, -eta G/(sqrt(1 - beta)|G| + epsilon) "
                  "for RMSProp",
        .given = "epsilon > 0",
        .source = {"tieleman2012rmsprop", "lecture 6.5"},
        .kind = Kind::definition,
        .holds = {forall(gradient_sequences_with_epsilon,
                         []<class S>(const Implementation<S>& the, const GradientRun& x) {
                           const S c = square_root<S>(S(1) - x.beta2.as<S>());
                           return all({first_step_has_epsilon<S>(adagrad<S>(the, x), x, S(1)),
                                       first_step_has_epsilon<S>(rmsprop<S>(the, x), x, c)});
                         }),
                  exactly(gradient_sequences_with_epsilon,
                          []<class S>(const Implementation<S>& the, const GradientRun& x) {
                            return first_step_has_epsilon<S>(adagrad<S>(the, x), x, S(1));
                          })},
    },
    Claim{
        .id = "C3a",
        .name = "adagrad_treats_first_and_last_gradient_equally",
        .states = "G_1, ..., G_T and G_T, ..., G_1 move W by the same total",
        .given = "epsilon = 0",
        .source = history,
        .kind = Kind::literal_reading,
        .holds = {forall(gradient_sequences, ends_alike_in_reverse),
                  witness_on_the_ladder(gradient_runs,
                                        "eta=1;beta1=0;beta2=0;epsilon=0;c=1;G=[[1]]|[[3]]",
                                        ends_alike_in_reverse)},
        .remark = "at the witness the totals are 1 + 3/sqrt(10) and 1 + 1/sqrt(10)",
    },
    Claim{
        .id = "C3b",
        .name = "adagrad_forgets_the_order_of_past_gradients",
        .states = "U_T is the same for every order of G_1, ..., G_(T-1)",
        .given = "the last gradient stays the last, epsilon = 0",
        .source = history,
        .kind = Kind::conditional,
        .holds = forall_exactly_and_proved(
            gradient_sequences, symbolic_sequences,
            []<class S>(const Implementation<S>& the, const GradientRun& x) {
              const auto reverse = [](auto& G) { std::reverse(G.begin(), G.end() - 1); };
              const auto rotate = [](auto& G) {
                std::rotate(G.begin(), G.begin() + static_cast<long>(G.size()) / 2, G.end() - 1);
              };
              return all({last_update_ignores<S>(adagrad<S>(the, x), x, reverse),
                          last_update_ignores<S>(adagrad<S>(the, x), x, rotate)});
            }),
        .without = "the last gradient stays the last",
        .fails_without = witness(gradient_runs, "eta=1;beta1=0;beta2=0;epsilon=0;c=1;G=[[1]]|[[3]]",
                                 []<class S>(const Implementation<S>& the, const GradientRun& x) {
                                   return last_update_ignores<S>(
                                       adagrad<S>(the, x), x,
                                       [](auto& G) { std::reverse(G.begin(), G.end()); });
                                 }),
    },
    Claim{
        .id = "C8a",
        .name = "rmsprop_divides_by_a_root_of_decayed_squares",
        .states = "U_t = -eta G_t / sqrt(v_t), v_t = sum_(i<=t) (1 - beta) beta^(t-i) G_i^2",
        .given = "0 <= beta < 1 (the instance's beta2), epsilon = 0, 0/0 := 0",
        .source = {"tieleman2012rmsprop", "lecture 6.5"},
        .holds = forall_exactly_and_proved(
            gradient_sequences, symbolic_sequences,
            []<class S>(const Implementation<S>& the, const GradientRun& x) {
              const auto U = updates<S>(rmsprop<S>(the, x), x.gradients<S>());
              const S beta = x.beta2.as<S>();
              return divides_by_root<S>(U, x, beta, S(S(1) - beta));
            }),
    },
    Claim{
        .id = "C8b",
        .name = "rmsprop_weights_decay_geometrically_and_sum_to_less_than_one",
        .states = "w_i = beta w_(i+1), w_0 + ... + w_T = 1 - beta^(T+1), w_0 = beta^T w_T",
        .given = "0 <= beta < 1, w_i the weight of the i-th square after T + 1 steps",
        .source = history,
        .holds = forall_exactly_and_proved(
            gradient_sequences, symbolic_sequences,
            []<class S>(const Implementation<S>& the, const GradientRun& x) {
              const auto w = observed_weights<S>(the, x);
              const S beta = x.beta2.as<S>();
              S sum(0);
              for (const S& a : w) sum += a;
              const Finding geometric = for_every(w.size() - 1, [&](std::size_t i) {
                return eq<S>(w[i - 1], S(beta * w[i]), w.back()).over(adaptive_operations(x.T()));
              });
              return all({geometric,
                          eq<S>(sum, S(1) - power<S>(beta, x.T() + 1), S(1))
                              .over(adaptive_operations(x.T())),
                          eq<S>(w.front(), power<S>(beta, x.T()) * w.back(), w.back())
                              .over(adaptive_operations(x.T()))});
            }),
    },
    Claim{
        .id = "C8c",
        .name = "rmsprop_weights_recent_gradients_more",
        .states = "w_0 < w_1 < ... < w_T",
        .given = "0 < beta < 1, w_i the weight of the i-th square after T + 1 steps",
        .source = history,
        .kind = Kind::conditional,
        .holds = exactly(gradient_sequences_without_zeros, weights_increase),
        .without = "beta > 0",
        .fails_without =
            witness(gradient_runs, "eta=1;beta1=0;beta2=0;epsilon=0;c=1;G=[[1]]|[[1]]|[[1]]",
                    weights_increase),
    },
    Claim{
        .id = "C8d",
        .name = "rmsprop_is_sign_descent_of_no_memory",
        .states = "U_t = -eta sign(G_t)",
        .given = "beta = 0, epsilon = 0, 0/0 := 0",
        .source = {"bernstein2018signsgd", "the method"},
        .holds = forall_exactly_and_proved(
            gradient_sequences, symbolic_sequences,
            []<class S>(const Implementation<S>& the, const GradientRun& x) {
              const S eta = x.eta.as<S>();
              const auto G = x.gradients<S>();
              const auto rms = the.rmsprop({.eta = eta, .beta = S(0), .epsilon = S(0)});
              return eq<S>(updates<S>(rms, G), updates<S>(the.sign_descent({eta}), G)).over(16);
            }),
    },
    Claim{
        .id = "C9",
        .name = "rmsprop_starts_with_a_large_step",
        .states = "U_1 = -eta sign(G_1)/sqrt(1 - beta)",
        .given = "v_0 = 0, epsilon = 0",
        .source = {"tieleman2012rmsprop", "lecture 6.5"},
        .holds = {forall(gradient_sequences, rmsprop_first_step),
                  exactly(gradient_sequences, rmsprop_first_step),
                  witness(gradient_runs, "eta=1;beta1=0;beta2=99/100;epsilon=0;c=1;G=[[-3]]",
                          []<class S>(const Implementation<S>& the, const GradientRun& x) {
                            return first_step_is<S>(rmsprop<S>(the, x), x, integer<S>(10));
                          }),
                  proved(symbolic_sequences, rmsprop_first_step)},
        .remark = "ten times eta at beta = 99/100, the default of PyTorch",
    },
    Claim{
        .id = "C0",
        .name = "canary_rmsprop_starts_with_a_step_of_eta",
        .states = "U_1 = -eta sign(G_1)",
        .given = "epsilon = 0",
        .source = {"canary", "false by C9"},
        .kind = Kind::canary,
        .holds = forall_exactly_and_proved(
            gradient_sequences, symbolic_sequences,
            []<class S>(const Implementation<S>& the, const GradientRun& x) {
              return first_step_is<S>(rmsprop<S>(the, x), x, S(1));
            }),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group adaptive_claims() { return {"C", "AdaGrad and RMSProp", claims}; }

}  // namespace adamant
