#include "claim/bitwise.hpp"
#include "claim/claim.hpp"
#include "properties/domains/rescaled_run.hpp"
#include "properties/gradient_shapes.hpp"
#include "properties/statements.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source invariance{"note", "Intuition about Adam / History"};
constexpr Source rescaling{"kingma2015adam", "abstract"};

/// G ↦ cG leaves U_1, …, U_T unchanged.
constexpr auto adam_ignores_scale = []<class S>(const Implementation<S>& the,
                                                const GradientRun& x) {
  return responds_to_scale<S>(the.adam(adam_of<S>(x)), x, x.c.as<S>(), S(1));
};

constexpr auto rmsprop_ignores_scale = []<class S>(const Implementation<S>& the,
                                                   const GradientRun& x) {
  return responds_to_scale<S>(the.rmsprop({x.eta.as<S>(), x.beta2.as<S>(), x.epsilon.as<S>()}), x,
                              x.c.as<S>(), S(1));
};

constexpr auto adagrad_ignores_scale = []<class S>(const Implementation<S>& the,
                                                   const GradientRun& x) {
  return responds_to_scale<S>(the.adagrad({x.eta.as<S>(), x.epsilon.as<S>()}), x, x.c.as<S>(),
                              S(1));
};

constexpr auto amsgrad_ignores_scale = []<class S>(const Implementation<S>& the,
                                                   const GradientRun& x) {
  return responds_to_scale<S>(the.amsgrad({adam_of<S>(x)}), x, x.c.as<S>(), S(1));
};

/// G ↦ −G, after a factor c, turns every U_t around.
constexpr auto adam_is_odd = []<class S>(const Implementation<S>& the, const GradientRun& x) {
  const auto method = the.adam(adam_of<S>(x));
  const auto G = scaled<S>(x.gradients<S>(), x.c.as<S>());
  return eq<S>(updates<S>(method, scaled<S>(G, S(-1))), scaled<S>(updates<S>(method, G), S(-1)))
      .over(adaptive_operations(x.T()));
};

/// (G, epsilon) ↦ (cG, factor·epsilon) leaves U_1, …, U_T unchanged, for the method that `make` builds.
template <Scalar S, class Make>
Finding ignores_joint_scale(const GradientRun& x, const S& factor, Make make) {
  const auto G = x.gradients<S>();
  Adam<S> p = adam_of<S>(x);
  const auto U = updates<S>(make(p), G);
  p.epsilon *= factor;
  return eq<S>(updates<S>(make(p), scaled<S>(G, x.c.as<S>())), U)
      .over(adaptive_operations(x.T()))
      .conditioned_by(kappa_of_correction<S>(x.beta1.as<S>(), x.beta2.as<S>()));
}

constexpr auto adam_scales_with_epsilon = []<class S>(const Implementation<S>& the,
                                                      const GradientRun& x) {
  return ignores_joint_scale<S>(x, x.c.as<S>(), the.adam);
};

constexpr auto epsilon_hat_scales = []<class S>(const Implementation<S>& the,
                                                const GradientRun& x) {
  return ignores_joint_scale<S>(x, x.c.as<S>(),
                                [&](const Adam<S>& p) { return the.adam_epsilon_hat({p}); });
};

constexpr auto epsilon_inside_scales = []<class S>(const Implementation<S>& the,
                                                   const GradientRun& x) {
  const S c = x.c.as<S>();
  return ignores_joint_scale<S>(x, S(c * c),
                                [&](const Adam<S>& p) { return the.adam_epsilon_inside({p}); });
};

/// U_t(cG) − U_t(G) = −eta m̂_t epsilon (1 − 1/c) ⊘ ((√v̂_t + epsilon/c)(√v̂_t + epsilon)).
constexpr auto deviates_by_epsilon = []<class S>(const Implementation<S>& the,
                                                 const GradientRun& x) {
  const S c = x.c.as<S>(), epsilon = x.epsilon.as<S>();
  const auto G = x.gradients<S>(), G2 = squares<S>(G);
  const auto method = the.adam(adam_of<S>(x));
  const auto U = updates<S>(method, G), V = updates<S>(method, scaled<S>(G, c));
  return for_every(G.size(), [&](std::size_t t) {
    const Matrix<S> v_hat = decayed_mean<S>(G2, x.beta2.as<S>(), t);
    const Matrix<S> roots =
        root_plus<S>(v_hat, epsilon / c).cwiseProduct(root_plus<S>(v_hat, epsilon));
    const S share = -x.eta.as<S>() * epsilon * (S(1) - S(1) / c);
    return eq<S>(Matrix<S>(V[t - 1] - U[t - 1]),
                 share * divide<S>(decayed_mean<S>(G, x.beta1.as<S>(), t), roots),
                 maximum<S>(largest<S>(U[t - 1]), largest<S>(V[t - 1])))
        .over(adaptive_operations(x.T()))
        .conditioned_by(kappa_of_correction<S>(x.beta1.as<S>(), x.beta2.as<S>()));
  });
};

/// |U_T(hG)/h + (eta/epsilon) m̂_T|: how far Adam is from momentum on gradients of size h.
constexpr auto gap_to_momentum = []<class S>(const Implementation<S>& the, const GradientRun& x,
                                             const S& h) {
  const auto G = x.gradients<S>();
  const Matrix<S> U = updates<S>(the.adam(adam_of<S>(x)), scaled<S>(G, h)).back();
  const Matrix<S> m_hat = decayed_mean<S>(G, x.beta1.as<S>(), G.size());
  return largest<S>(U / h + (x.eta.as<S>() / x.epsilon.as<S>()) * m_hat);
};

/// G_t ↦ s_t G_t leaves U_1, …, U_T of the method unchanged.
template <Scalar S>
Finding ignores_varying_scale(const Method<S>& method, const RescaledRun& x) {
  const auto G = x.gradients<S>();
  auto scaled_G = G;
  const Matrix<S> s = x.s.as<S>();
  for (std::size_t t = 0; t < G.size(); ++t) scaled_G[t] *= s(static_cast<Index>(t));
  return eq<S>(updates<S>(method, scaled_G), updates<S>(method, G))
      .over(adaptive_operations(x.T()))
      .conditioned_by(kappa_of_correction<S>(x.beta1.as<S>(), x.beta2.as<S>()));
}

constexpr auto adam_ignores_varying_scale = []<class S>(const Implementation<S>& the,
                                                        const RescaledRun& x) {
  return ignores_varying_scale<S>(the.adam(adam_of<S>(x)), x);
};

constexpr auto memoryless_adam_ignores_varying_scale = []<class S>(const Implementation<S>& the,
                                                                   const RescaledRun& x) {
  Adam<S> p = adam_of<S>(x);
  p.beta1 = p.beta2 = S(0);
  return ignores_varying_scale<S>(the.adam(p), x);
};

constexpr auto sign_descent_ignores_varying_scale = []<class S>(const Implementation<S>& the,
                                                                const RescaledRun& x) {
  return ignores_varying_scale<S>(the.sign_descent({x.eta.as<S>()}), x);
};

/// U_2 on the gradients (G, cG) is U_2 on (G, G) times (beta1 + c)/(1 + beta1) · √((1 + beta2)/(beta2 + c²)).
constexpr auto second_step_after_growth = []<class S>(const Implementation<S>& the,
                                                      const GradientRun& x) {
  const S c = x.c.as<S>(), beta1 = x.beta1.as<S>(), beta2 = x.beta2.as<S>();
  const Matrix<S> G = x.gradients<S>().front();
  const auto method = the.adam(adam_of<S>(x));
  const S factor = (beta1 + c) / (S(1) + beta1) * square_root<S>((S(1) + beta2) / (beta2 + c * c));
  return eq<S>(updates<S>(method, {G, Matrix<S>(c * G)}).back(),
               factor * updates<S>(method, {G, G}).back())
      .over(adaptive_operations(2))
      .conditioned_by(kappa_of_correction<S>(x.beta1.as<S>(), x.beta2.as<S>()));
};

constexpr auto adam_ignores_coordinate_scales = []<class S>(const Implementation<S>& the,
                                                            const RescaledRun& x) {
  const auto G = x.gradients<S>();
  auto scaled_G = G;
  for (auto& A : scaled_G) A = Matrix<S>(A.cwiseProduct(x.C.as<S>()));
  const auto method = the.adam(adam_of<S>(x));
  return eq<S>(updates<S>(method, scaled_G), updates<S>(method, G))
      .over(adaptive_operations(x.T()))
      .conditioned_by(kappa_of_correction<S>(x.beta1.as<S>(), x.beta2.as<S>()));
};

constexpr std::string_view epsilon_at_work = "eta=1;beta1=0;beta2=0;epsilon=1;c=2;G=[[1]]";
constexpr std::string_view growing =
    "eta=1;beta1=9/10;beta2=999/1000;epsilon=0;c=1;G=[[1]]|[[1]];C=[[1]];s=[[1],[2]]";

constexpr std::array claims{
    Claim{
        .id = "D8a",
        .name = "adam_is_invariant_to_gradient_scale",
        .states = "G -> cG leaves U_1, ..., U_T unchanged",
        .given = "c > 0 constant in t, epsilon = 0; kappa = 1/(1 - max(beta1, beta2))",
        .source = invariance,
        .kind = Kind::conditional,
        .holds =
            forall_exactly_and_proved(gradient_sequences, symbolic_sequences, adam_ignores_scale),
        .without = "epsilon = 0",
        .fails_without = witness(gradient_runs, epsilon_at_work, adam_ignores_scale),
    },
    Claim{
        .id = "D8b",
        .name = "rmsprop_is_invariant_to_gradient_scale",
        .states = "G -> cG leaves U_1, ..., U_T of RMSProp unchanged",
        .given = "c > 0 constant in t, epsilon = 0; kappa = 1/(1 - max(beta1, beta2))",
        .source = invariance,
        .kind = Kind::conditional,
        .holds = forall_exactly_and_proved(gradient_sequences, symbolic_sequences,
                                           rmsprop_ignores_scale),
        .without = "epsilon = 0",
        .fails_without = witness(gradient_runs, epsilon_at_work, rmsprop_ignores_scale),
    },
    Claim{
        .id = "D8c",
        .name = "adagrad_is_invariant_to_gradient_scale",
        .states = "G -> cG leaves U_1, ..., U_T of AdaGrad unchanged",
        .given = "c > 0 constant in t, epsilon = 0; kappa = 1/(1 - max(beta1, beta2))",
        .source = invariance,
        .kind = Kind::conditional,
        .holds = forall_exactly_and_proved(gradient_sequences, symbolic_sequences,
                                           adagrad_ignores_scale),
        .without = "epsilon = 0",
        .fails_without = witness(gradient_runs, epsilon_at_work, adagrad_ignores_scale),
    },
    Claim{
        .id = "D8d",
        .name = "sign_descent_is_invariant_to_gradient_scale",
        .states = "G -> cG leaves U_1, ..., U_T of sign descent unchanged",
        .given = "c > 0",
        .source = invariance,
        .holds = forall_exactly_and_proved(
            gradient_sequences, symbolic_sequences,
            []<class S>(const Implementation<S>& the, const GradientRun& x) {
              return responds_to_scale<S>(the.sign_descent({x.eta.as<S>()}), x, x.c.as<S>(), S(1));
            }),
    },
    Claim{
        .id = "D8e",
        .name = "amsgrad_is_invariant_to_gradient_scale",
        .states = "G -> cG leaves U_1, ..., U_T of AMSGrad unchanged",
        .given = "c > 0 constant in t, epsilon = 0; kappa = 1/(1 - max(beta1, beta2))",
        .source = invariance,
        .kind = Kind::conditional,
        .holds = forall_exactly_and_proved(gradient_sequences, symbolic_sequences,
                                           amsgrad_ignores_scale),
        .without = "epsilon = 0",
        .fails_without = witness(gradient_runs, epsilon_at_work, amsgrad_ignores_scale),
    },
    Claim{
        .id = "D9a",
        .name = "adam_is_invariant_to_the_last_bit_of_powers_of_two",
        .states =
            "G -> 2^j G leaves every bit of U_1, ..., U_T unchanged, at 53, 113, 256, 512 bits",
        .given = "epsilon = 0; the squares and running means of G and 2^j G are normal numbers",
        .source = invariance,
        .kind = Kind::conditional,
        .holds = bitwise(normal_sequences, adam_ignores_scale),
        .without = "the squares are normal numbers",
        .fails_without = bitwise_at(
            gradient_runs, "eta=1;beta1=0;beta2=1/2;epsilon=0;c=1/274877906944;G=[[3p-500]]",
            adam_ignores_scale),
        .remark = "below |g| = 2^-511/sqrt(1 - beta2) a square loses bits in double",
    },
    Claim{
        .id = "D9b",
        .name = "adam_is_invariant_to_the_last_bit",
        .states = "G -> cG leaves every bit of U_1, ..., U_T unchanged",
        .given = "c > 0 constant in t, epsilon = 0; kappa = 1/(1 - max(beta1, beta2))",
        .source = invariance,
        .kind = Kind::literal_reading,
        .holds = bitwise(gradient_sequences, adam_ignores_scale),
        .remark = "exact in real numbers (D8a), in floating point for powers of two alone (D9a)",
    },
    Claim{
        .id = "D10a",
        .name = "adam_with_epsilon_is_invariant_to_gradient_scale",
        .states = "G -> cG leaves U_1, ..., U_T unchanged",
        .given = "c > 0 constant in t, epsilon > 0",
        .source = invariance,
        .kind = Kind::literal_reading,
        .holds = {witness(gradient_runs, epsilon_at_work, adam_ignores_scale),
                  forall(gradient_sequences_with_epsilon, adam_ignores_scale),
                  proved(symbolic_sequences_with_epsilon, adam_ignores_scale)},
        .remark = "D10b is by how much it fails, D10c what holds instead",
    },
    Claim{
        .id = "D10b",
        .name = "adam_deviates_by_the_change_of_epsilon_over_c",
        .states = "U_t(cG) - U_t(G) = -eta m_hat epsilon (1 - 1/c) / "
                  "((sqrt(v_hat) + epsilon/c)(sqrt(v_hat) + epsilon))",
        .given = "c > 0, epsilon > 0; kappa = 1/(1 - max(beta1, beta2))",
        .source = invariance,
        .holds = {forall(gradient_sequences_with_epsilon, deviates_by_epsilon),
                  exactly(sequences_of_constant_magnitude, deviates_by_epsilon),
                  proved(symbolic_sequences_with_epsilon, deviates_by_epsilon)},
    },
    Claim{
        .id = "D10c",
        .name = "adam_is_invariant_to_joint_scale_of_gradient_and_epsilon",
        .states = "(G, epsilon) -> (cG, c epsilon) leaves U_1, ..., U_T unchanged",
        .given = "c > 0 constant in t",
        .source = invariance,
        .holds = {forall(gradient_sequences_with_epsilon, adam_scales_with_epsilon),
                  exactly(sequences_of_constant_magnitude, adam_scales_with_epsilon),
                  proved(symbolic_sequences_with_epsilon, adam_scales_with_epsilon)},
    },
    Claim{
        .id = "D10d",
        .name = "adam_epsilon_inside_is_invariant_to_scale_and_square_of_it",
        .states = "(G, epsilon) -> (cG, c^2 epsilon) leaves U_1, ..., U_T unchanged",
        .given = "c > 0 constant in t, epsilon under the root",
        .source = invariance,
        .holds = forall_exactly_and_proved(gradient_sequences_with_epsilon,
                                           symbolic_sequences_with_epsilon, epsilon_inside_scales),
    },
    Claim{
        .id = "D10e",
        .name = "adam_epsilon_hat_is_invariant_to_joint_scale",
        .states = "(G, epsilon) -> (cG, c epsilon) leaves U_1, ..., U_T unchanged",
        .given = "c > 0 constant in t, epsilon added before the correction",
        .source = invariance,
        .holds = {forall(gradient_sequences_with_epsilon, epsilon_hat_scales),
                  proved(symbolic_sequences_with_epsilon, epsilon_hat_scales)},
    },
    Claim{
        .id = "D10f",
        .name = "adam_tends_to_momentum_of_vanishing_gradients",
        .states = "U_T(cG)/c = -(eta/epsilon) m_hat_T + O(c) as c -> 0",
        .given = "epsilon > 0",
        .source = invariance,
        .holds = order<5, 60>(gradient_sequences_with_epsilon, gap_to_momentum),
    },
    Claim{
        .id = "D11a",
        .name = "adam_is_odd",
        .states = "G -> -cG turns every U_t into -U_t",
        .given = "c > 0, epsilon = 0",
        .source = invariance,
        .holds = forall_exactly_and_proved(
            gradient_sequences, symbolic_sequences,
            []<class S>(const Implementation<S>& the, const GradientRun& x) {
              return responds_to_scale<S>(the.adam(adam_of<S>(x)), x, S(-x.c.as<S>()), S(-1));
            }),
    },
    Claim{
        .id = "D11b",
        .name = "adam_is_odd_of_any_epsilon",
        .states = "U_t(cG) = -U_t(|c| G) for c < 0",
        .given = "epsilon >= 0",
        .source = invariance,
        .holds = {forall(gradient_sequences_with_epsilon, adam_is_odd),
                  exactly(sequences_of_constant_magnitude, adam_is_odd),
                  proved(symbolic_sequences_of_any_epsilon, adam_is_odd)},
    },
    Claim{
        .id = "D11c",
        .name = "adam_rests_of_zero_gradients",
        .states = "c = 0: every U_t is 0",
        .given = "epsilon > 0, or 0/0 := 0",
        .source = invariance,
        .holds = forall_exactly_and_proved(
            gradient_runs, symbolic_sequences_of_any_epsilon,
            []<class S>(const Implementation<S>& the, const GradientRun& x) {
              const auto G = scaled<S>(x.gradients<S>(), S(0));
              const auto U = updates<S>(the.adam(adam_of<S>(x)), G);
              return for_every(U.size(),
                               [&](std::size_t t) { return vanishes<S>(U[t - 1], x.eta.as<S>()); });
            }),
        .remark = "IEEE arithmetic, and PyTorch with epsilon = 0, give NaN",
    },
    Claim{
        .id = "D11d",
        .name = "adam_is_invariant_to_every_constant",
        .states = "G -> cG leaves U_1, ..., U_T unchanged",
        .given = "c != 0 constant in t, epsilon = 0",
        .source = invariance,
        .kind = Kind::literal_reading,
        .holds = {witness(gradient_runs, "eta=1;beta1=0;beta2=0;epsilon=0;c=-1;G=[[1]]",
                          adam_ignores_scale),
                  proved(symbolic_runs, adam_ignores_scale)},
    },
    Claim{
        .id = "D12a",
        .name = "adam_is_invariant_to_scales_that_vary_in_time",
        .states = "G_t -> s_t G_t leaves U_1, ..., U_T unchanged",
        .given = "s_t > 0, epsilon = 0",
        .source = invariance,
        .kind = Kind::literal_reading,
        .holds = {witness_on_the_ladder(rescaled_sequences, growing, adam_ignores_varying_scale),
                  forall(rescaled_sequences, adam_ignores_varying_scale)},
    },
    Claim{
        .id = "D12b",
        .name = "adam_shrinks_by_a_closed_form_of_a_growing_gradient",
        .states = "U_2(G, cG)^2 = U_2(G, G)^2 (beta1 + c)^2 (1 + beta2) / "
                  "((1 + beta1)^2 (beta2 + c^2))",
        .given = "c > 0, epsilon = 0; kappa = 1/(1 - max(beta1, beta2))",
        .source = invariance,
        .holds = forall_exactly_and_proved(gradient_sequences, symbolic_sequences,
                                           second_step_after_growth),
        .remark = "0.93158 = 1681159/1804639 at the defaults and c = 2",
    },
    Claim{
        .id = "D12c",
        .name = "sign_descent_is_invariant_to_scales_that_vary_in_time",
        .states = "G_t -> s_t G_t leaves U_1, ..., U_T of sign descent unchanged",
        .given = "s_t > 0",
        .source = invariance,
        .holds = forall_exactly_and_proved(rescaled_sequences, symbolic_rescaled_sequences,
                                           sign_descent_ignores_varying_scale),
    },
    Claim{
        .id = "D12d",
        .name = "memoryless_adam_is_invariant_to_scales_that_vary_in_time",
        .states = "G_t -> s_t G_t leaves U_1, ..., U_T unchanged",
        .given = "s_t > 0, epsilon = 0, beta1 = beta2 = 0",
        .source = invariance,
        .kind = Kind::conditional,
        .holds = forall_exactly_and_proved(rescaled_sequences, symbolic_rescaled_sequences,
                                           memoryless_adam_ignores_varying_scale),
        .without = "beta1 = beta2 = 0",
        .fails_without =
            witness_on_the_ladder(rescaled_sequences, growing, adam_ignores_varying_scale),
    },
    Claim{
        .id = "D12e",
        .name = "adam_may_ignore_a_growing_gradient",
        .states = "G_t -> s_t G_t leaves U_1, U_2 unchanged",
        .given = "G = (1, 1), s = (1, 2), beta1 = 1/2, beta2 = 11/16 = "
                 "(4 beta1 + 3 beta1^2)/(2 beta1 + 3), epsilon = 0",
        .source = invariance,
        .holds =
            witness(rescaled_sequences,
                    "eta=1;beta1=1/2;beta2=11/16;epsilon=0;c=1;G=[[1]]|[[1]];C=[[1]];s=[[1],[2]]",
                    adam_ignores_varying_scale),
    },
    Claim{
        .id = "D14",
        .name = "adam_is_invariant_to_a_scale_for_each_coordinate",
        .states = "G_t -> C o G_t leaves U_1, ..., U_T unchanged",
        .given =
            "every entry of C positive and constant in t, epsilon = 0; kappa = 1/(1 - max(beta1, "
            "beta2))",
        .source = rescaling,
        .kind = Kind::conditional,
        .holds = forall_exactly_and_proved(rescaled_sequences, symbolic_rescaled_sequences,
                                           adam_ignores_coordinate_scales),
        .without = "constant in t",
        .fails_without =
            witness_on_the_ladder(rescaled_sequences, growing, adam_ignores_varying_scale),
    },
    Claim{
        .id = "D0",
        .name = "canary_adam_scales_with_its_gradient",
        .states = "G -> cG multiplies every U_t by c",
        .given = "c > 0, epsilon = 0",
        .source = {"canary", "false by D8a"},
        .kind = Kind::canary,
        .holds = forall_exactly_and_proved(
            gradient_sequences, symbolic_sequences,
            []<class S>(const Implementation<S>& the, const GradientRun& x) {
              return responds_to_scale<S>(the.adam(adam_of<S>(x)), x, x.c.as<S>(), x.c.as<S>());
            }),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group adam_invariance_claims() { return {"D", "Adam's invariances", claims}; }

}  // namespace adamant
