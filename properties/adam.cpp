#include "claim/claim.hpp"
#include "properties/gradient_shapes.hpp"
#include "properties/statements.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source history{"note", "Intuition about Adam / History"};
constexpr Source algorithm{"kingma2015adam", "Algorithm 1"};
constexpr Source bias{"kingma2015adam", "section 3"};

constexpr auto first_step_is_a_sign = []<class S>(const Implementation<S>& the,
                                                  const GradientRun& x) {
  const Matrix<S> G = stacked<S>(x), U = updates<S>(the.adam(adam_of<S>(x)), {G}).front();
  return eq<S>(U, -x.eta.as<S>() * signs<S>(G)).over(16);
};

constexpr auto is_corrected_rmsprop = []<class S>(const Implementation<S>& the,
                                                  const GradientRun& x) {
  const Adam<S> p = without_momentum(adam_of<S>(x));
  const auto G = x.gradients<S>();
  const Method<S> rms =
      the.rmsprop_corrected({.eta = p.eta, .beta = p.beta2, .epsilon = p.epsilon});
  return eq<S>(updates<S>(the.adam(p), G), updates<S>(rms, G)).over(adaptive_operations(x.T()));
};

/// U_1 = −eta G ⊘ below(G), entry by entry, for the gradients of an instance as one.
template <Scalar S, class Below>
Finding first_step_divides_by(const Method<S>& method, const GradientRun& x, Below below) {
  const Matrix<S> G = stacked<S>(x);
  const Matrix<S> U = G.unaryExpr([&](const S& g) { return S(-x.eta.as<S>() * g / below(g)); });
  return eq<S>(updates<S>(method, {G}).front(), U).over(16);
}

constexpr auto epsilon_hat_first_step = []<class S>(const Implementation<S>& the,
                                                    const GradientRun& x) {
  const Adam<S> p = adam_of<S>(x);
  return first_step_divides_by<S>(the.adam_epsilon_hat({p}), x, [&](const S& g) {
    return S(magnitude<S>(g) + p.epsilon / square_root<S>(S(1) - p.beta2));
  });
};

/// U_t = −eta m̂_t ⊘ (√v̂_t + epsilon) for all t, with the means taken from their weights.
constexpr auto follows_its_weights = []<class S>(const Implementation<S>& the,
                                                 const GradientRun& x) {
  const Adam<S> p = adam_of<S>(x);
  const auto G = x.gradients<S>(), G2 = squares<S>(G), U = updates<S>(the.adam(p), G);
  auto sizes = G;
  for (auto& A : sizes) A = magnitudes<S>(A);
  return for_every(U.size(), [&](std::size_t t) {
    const Matrix<S> root = root_plus<S>(decayed_mean<S>(G2, p.beta2, t), p.epsilon);
    const Matrix<S> terms = p.eta * divide<S>(decayed_mean<S>(sizes, p.beta1, t), root);
    return eq<S>(U[t - 1], -p.eta * divide<S>(decayed_mean<S>(G, p.beta1, t), root),
                 terms.maxCoeff())
        .over(adaptive_operations(x.T()))
        .conditioned_by(kappa_of_correction<S>(p));
  });
};

/// m̂_T as the last update shows it, v̂_T being known.
template <Scalar S>
Matrix<S> observed_m_hat(const Implementation<S>& the, const GradientRun& x) {
  const auto G = x.gradients<S>();
  const Adam<S> p = adam_of<S>(x);
  const Matrix<S> v_hat = decayed_mean<S>(squares<S>(G), p.beta2, G.size());
  return -updates<S>(the.adam(p), G).back().cwiseProduct(root_plus<S>(v_hat, S(0))) / p.eta;
}

/// (1 − loss/1024) min ≤ m̂_T ≤ (1 − loss/1024) max over G_1, …, G_T, entry by entry.
template <int loss_in_1024ths>
constexpr auto m_hat_is_among_the_gradients = []<class S>(const Implementation<S>& the,
                                                          const GradientRun& x) {
  const auto G = x.gradients<S>();
  const Matrix<S> m_hat = observed_m_hat<S>(the, x);
  const S factor = ratio<S>(1024 - loss_in_1024ths, 1024);
  return for_every(static_cast<std::size_t>(m_hat.size()), [&](std::size_t i) {
    const auto k = static_cast<Index>(i) - 1;
    S least = G.front()(k), most = least;
    for (const auto& A : G) {
      least = minimum<S>(least, A(k));
      most = maximum<S>(most, A(k));
    }
    const S scale = maximum<S>(magnitude<S>(least), magnitude<S>(most));
    return all({leq<S>(factor * least, m_hat(k), scale), leq<S>(m_hat(k), factor * most, scale)})
        .over(adaptive_operations(x.T()))
        .conditioned_by(kappa_of_correction<S>(adam_of<S>(x)));
  });
};

constexpr std::array claims{
    Claim{
        .id = "D1a",
        .name = "adam_is_sign_descent_of_no_memory",
        .states = "U_t = -eta sign(G_t)",
        .given = "beta1 = beta2 = 0, epsilon = 0, 0/0 := 0",
        .source = history,
        .holds = forall_exactly_and_proved(
            gradient_sequences, symbolic_sequences,
            []<class S>(const Implementation<S>& the, const GradientRun& x) {
              const S eta = x.eta.as<S>();
              const auto G = x.gradients<S>();
              const Method<S> adam =
                  the.adam({.eta = eta, .beta1 = S(0), .beta2 = S(0), .epsilon = S(0)});
              return eq<S>(updates<S>(adam, G), updates<S>(the.sign_descent({eta}), G)).over(16);
            }),
    },
    Claim{
        .id = "D1b",
        .name = "adam_is_corrected_rmsprop_of_no_momentum",
        .states = "U_1, ..., U_T are those of RmsPropCorrected at beta = beta2",
        .given = "beta1 = 0, epsilon >= 0",
        .source = {"kingma2015adam", "section 5"},
        .holds = {forall(gradient_sequences_with_epsilon, is_corrected_rmsprop),
                  forall(gradient_sequences, is_corrected_rmsprop),
                  exactly(gradient_sequences, is_corrected_rmsprop),
                  proved(symbolic_sequences_of_any_epsilon, is_corrected_rmsprop)},
    },
    Claim{
        .id = "D1c",
        .name = "adam_starts_with_a_step_of_eta",
        .states = "U_1 = -eta sign(G_1) whatever the betas",
        .given = "epsilon = 0, 0/0 := 0",
        .source = algorithm,
        .kind = Kind::conditional,
        .holds =
            forall_exactly_and_proved(gradient_sequences, symbolic_sequences, first_step_is_a_sign),
        .without = "epsilon = 0",
        .fails_without = witness(gradient_runs, "eta=1;beta1=0;beta2=0;epsilon=1;c=1;G=[[1]]",
                                 first_step_is_a_sign),
    },
    Claim{
        .id = "D1d",
        .name = "adam_is_sign_descent_of_a_constant_gradient",
        .states = "U_t = -eta sign(G) for all t, whatever the betas",
        .given = "G_1 = ... = G_t = G, epsilon = 0",
        .source = algorithm,
        .holds = forall_exactly_and_proved(
            constant_gradients, symbolic_constant_gradients,
            []<class S>(const Implementation<S>& the, const GradientRun& x) {
              const Adam<S> p = adam_of<S>(x);
              const auto G = x.gradients<S>();
              return eq<S>(updates<S>(the.adam(p), G), updates<S>(the.sign_descent({p.eta}), G))
                  .over(adaptive_operations(x.T()))
                  .conditioned_by(kappa_of_correction<S>(p));
            }),
        .remark = "the ladder allows the condition number 1/(1 - beta) of 1 - beta^t",
    },
    Claim{
        .id = "D1e",
        .name = "adam_adds_epsilon_to_the_corrected_root",
        .states = "U_1 = -eta G/(|G| + epsilon)",
        .given = "epsilon > 0",
        .source = algorithm,
        .kind = Kind::definition,
        .holds = forall_exactly_and_proved(
            gradient_sequences_with_epsilon, symbolic_sequences_with_epsilon,
            []<class S>(const Implementation<S>& the, const GradientRun& x) {
              return first_step_divides_by<S>(the.adam(adam_of<S>(x)), x, [&](const S& g) {
                return S(magnitude<S>(g) + x.epsilon.as<S>());
              });
            }),
    },
    Claim{
        .id = "D1f",
        .name = "adam_epsilon_hat_adds_epsilon_to_the_uncorrected_root",
        .states = "U_1 = -eta G/(|G| + epsilon/sqrt(1 - beta2))",
        .given = "epsilon > 0",
        .source = {"kingma2015adam", "section 2"},
        .kind = Kind::definition,
        .holds = {forall(gradient_sequences_with_epsilon, epsilon_hat_first_step),
                  witness(gradient_runs, "eta=1;beta1=1/2;beta2=3/4;epsilon=1;c=1;G=[[1]]",
                          epsilon_hat_first_step),
                  proved(symbolic_sequences_with_epsilon, epsilon_hat_first_step)},
        .remark = "-1/3 at the witness, where Adam gives -1/2",
    },
    Claim{
        .id = "D1g",
        .name = "adam_epsilon_inside_adds_epsilon_under_the_root",
        .states = "U_1 = -eta G/sqrt(G^2 + epsilon)",
        .given = "epsilon > 0",
        .source = history,
        .kind = Kind::definition,
        .holds = forall_exactly_and_proved(
            gradient_sequences_with_epsilon, symbolic_sequences_with_epsilon,
            []<class S>(const Implementation<S>& the, const GradientRun& x) {
              const Method<S> inside = the.adam_epsilon_inside({adam_of<S>(x)});
              return first_step_divides_by<S>(
                  inside, x, [&](const S& g) { return square_root<S>(g * g + x.epsilon.as<S>()); });
            }),
    },
    Claim{
        .id = "D1h",
        .name = "adam_second_step_tells_its_betas_apart",
        .states =
            "U_2 = -eta (beta1 G_1 + G_2)/(1 + beta1) / sqrt((beta2 G_1^2 + G_2^2)/(1 + beta2))",
        .given = "epsilon = 0, 0/0 := 0; G_2 is the instance's last gradient",
        .source = algorithm,
        .holds = forall_exactly_and_proved(
            gradient_sequences, symbolic_sequences,
            []<class S>(const Implementation<S>& the, const GradientRun& x) {
              const Adam<S> p = adam_of<S>(x);
              const auto G = x.gradients<S>();
              const Matrix<S> g = G.front(), h = G.back();
              const Matrix<S> v =
                  (p.beta2 * g.cwiseProduct(g) + h.cwiseProduct(h)) / (S(1) + p.beta2);
              const Matrix<S> over_root = divide<S>(p.beta1 * g + h, root_plus<S>(v, S(0)));
              const Matrix<S> terms =
                  divide<S>(p.beta1 * magnitudes<S>(g) + magnitudes<S>(h), root_plus<S>(v, S(0)));
              return eq<S>(updates<S>(the.adam(p), {g, h}).back(),
                           -p.eta / (S(1) + p.beta1) * over_root, p.eta * terms.maxCoeff())
                  .over(adaptive_operations(2))
                  .conditioned_by(kappa_of_correction<S>(p));
            }),
    },
    Claim{
        .id = "D3a",
        .name = "adam_divides_a_weighted_mean_by_the_root_of_another",
        .states = "U_t = -eta m^/(sqrt(v^) + epsilon), m^ = sum w_i G_i, v^ = sum q_i G_i^2; w_i "
                  "and q_i are "
                  "proportional to beta1^(t-i) and beta2^(t-i) and sum to 1",
        .given = "epsilon >= 0, 0/0 := 0",
        .source = bias,
        .holds = {forall(gradient_sequences_with_epsilon, follows_its_weights),
                  forall(gradient_sequences, follows_its_weights),
                  exactly(gradient_sequences, follows_its_weights),
                  proved(symbolic_sequences, follows_its_weights)},
        .remark = "the ladder allows the condition number 1/(1 - beta) of 1 - beta^t",
    },
    Claim{
        .id = "D3b",
        .name = "adam_first_moment_is_among_the_gradients",
        .states = "min_i G_i <= m^_T <= max_i G_i, entry by entry",
        .given = "m^_T seen through U_T, v^_T being known; epsilon = 0",
        .source = bias,
        .holds = forall_exactly_and_proved(gradient_sequences, symbolic_sequences,
                                           m_hat_is_among_the_gradients<0>),
        .remark = "equality at constant gradients, see D0b",
    },
    Claim{
        .id = "D3c",
        .name = "adam_second_moment_is_among_the_squares",
        .states = "min_i G_i^2 <= v^_T <= max_i G_i^2, entry by entry",
        .given = "v^_T seen through U_T at beta1 = 0; epsilon = 0, no zero entries",
        .source = bias,
        .holds = forall_and_exactly(
            gradient_sequences_without_zeros,
            []<class S>(const Implementation<S>& the, const GradientRun& x) {
              const Adam<S> p = without_momentum(adam_of<S>(x));
              const auto G = x.gradients<S>(), G2 = squares<S>(G);
              const Matrix<S> v_hat = observed_v<S>(the.adam(p), G, p.eta);
              return for_every(static_cast<std::size_t>(v_hat.size()), [&](std::size_t i) {
                const auto k = static_cast<Index>(i) - 1;
                S least = G2.front()(k), most = least;
                for (const auto& A : G2) {
                  least = minimum<S>(least, A(k));
                  most = maximum<S>(most, A(k));
                }
                return all({leq<S>(least, v_hat(k), most), leq<S>(v_hat(k), most, most)})
                    .over(adaptive_operations(x.T()))
                    .conditioned_by(kappa_of_correction<S>(p));
              });
            }),
        .remark = "equality at constant gradients",
    },
    Claim{
        .id = "D0b",
        .name = "canary_adam_first_moment_is_well_inside_the_gradients",
        .states = "(1 - 2^-10) min_i G_i <= m^_T <= (1 - 2^-10) max_i G_i",
        .given = "epsilon = 0",
        .source = {"canary", "false at constant gradients, where D3b is an equality"},
        .kind = Kind::canary,
        .holds = forall_exactly_and_proved(gradient_sequences, symbolic_sequences,
                                           m_hat_is_among_the_gradients<1>),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group adam_claims() { return {"D", "Adam itself", claims}; }

}  // namespace adamant
