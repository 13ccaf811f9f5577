#include "claim/claim.hpp"
#include "properties/domains/extremal_run.hpp"
#include "properties/gradient_shapes.hpp"
#include "properties/statements.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source paper{"kingma2015adam", "section 2.1"};
constexpr Source interpretation{"note", "Intuition about Adam / History"};

/// The weights of a bias-corrected mean of t terms, oldest first: proportional to b^{t−i}, sum 1.
template <Scalar S>
std::vector<S> weights(const S& b, std::size_t t) {
  std::vector<S> w(t);
  S total(0);
  for (std::size_t i = 0; i < t; ++i) total += w[i] = power<S>(b, static_cast<long>(t - 1 - i));
  for (S& a : w) a = a / total;
  return w;
}

/// B_t = Σ w_i²/q_i = 1 + χ²(w‖q), w and q the weights in m̂_t and v̂_t, 0/0 := 0.
template <Scalar S>
S chi_square_bound(const S& beta1, const S& beta2, std::size_t t) {
  const auto w = weights<S>(beta1, t), q = weights<S>(beta2, t);
  S sum(0);
  for (std::size_t i = 0; i < t; ++i) sum += quotient_or_zero<S>(w[i] * w[i], q[i]);
  return sum;
}

/// [(1 − β1)² (1 − β2^t)]/[(1 − β1^t)² (1 − β2)] · (1 + a + … + a^{t−1}), a = β1²/β2.
template <Scalar S>
S closed_form_bound(const S& beta1, const S& beta2, long t) {
  const S a = beta1 * beta1 / beta2;
  S geometric(0);
  for (long i = 0; i < t; ++i) geometric += power<S>(a, i);
  const S up = (S(1) - beta1) / (S(1) - power<S>(beta1, t));
  return up * up * (S(1) - power<S>(beta2, t)) / (S(1) - beta2) * geometric;
}

/// The square of Kingma and Ba's bound on |U|/eta: (1 − β1)²/(1 − β2) where that is above 1, else 1.
template <Scalar S>
S literal_bound(const S& beta1, const S& beta2) {
  return maximum<S>(S(1), (S(1) - beta1) * (S(1) - beta1) / (S(1) - beta2));
}

/// (U/eta)² ≤ B for every entry, relative to B.
template <Scalar S>
Finding is_within(const Matrix<S>& U, const S& eta, const S& B) {
  const S u = largest<S>(U) / eta;
  return leq<S>(S(u * u), B, B);
}

/// (U_t/eta)² ≤ the literal bound for all t.
constexpr auto within_literal_bound = []<class S>(const Implementation<S>& the,
                                                  const GradientRun& x) {
  const auto U = updates<S>(the.adam(adam_of<S>(x)), x.gradients<S>());
  const S B = literal_bound<S>(x.beta1.as<S>(), x.beta2.as<S>());
  return for_every(U.size(), [&](std::size_t t) {
    return is_within<S>(U[t - 1], x.eta.as<S>(), B).over(adaptive_operations(x.T()));
  });
};

template <Scalar S>
Matrix<S> last_update(const Implementation<S>& the, const ExtremalRun& x) {
  const Adam<S> p{x.eta.as<S>(), x.beta1.as<S>(), x.beta2.as<S>(), S(0)};
  return updates<S>(the.adam(p), x.gradients<S>()).back();
}

/// The literal bound on the last step of an extremal run.
constexpr auto extremal_within_literal_bound = []<class S>(const Implementation<S>& the,
                                                           const ExtremalRun& x) {
  return is_within<S>(last_update<S>(the, x), x.eta.as<S>(),
                      literal_bound<S>(x.beta1.as<S>(), x.beta2.as<S>()))
      .over(adaptive_operations(x.T));
};

/// The literal bound on the last step where only the last gradient is not zero.
constexpr auto spike_within_literal_bound = []<class S>(const Implementation<S>& the,
                                                        const GradientRun& x) {
  auto G = x.gradients<S>();
  for (std::size_t t = 0; t + 1 < G.size(); ++t) G[t].setZero();
  return is_within<S>(updates<S>(the.adam(adam_of<S>(x)), G).back(), x.eta.as<S>(),
                      literal_bound<S>(x.beta1.as<S>(), x.beta2.as<S>()))
      .over(adaptive_operations(x.T()))
      .conditioned_by(kappa_of_correction<S>(x.beta1.as<S>(), x.beta2.as<S>()));
};

/// (U_t/eta)² ≤ B_t for all t.
constexpr auto within_chi_square_bound = []<class S>(const Implementation<S>& the,
                                                     const GradientRun& x) {
  const auto U = updates<S>(the.adam(adam_of<S>(x)), x.gradients<S>());
  return for_every(U.size(), [&](std::size_t t) {
    return is_within<S>(U[t - 1], x.eta.as<S>(),
                        chi_square_bound<S>(x.beta1.as<S>(), x.beta2.as<S>(), t))
        .over(adaptive_operations(x.T()))
        .conditioned_by(kappa_of_correction<S>(x.beta1.as<S>(), x.beta2.as<S>()));
  });
};

/// (U_T/eta)² = B_T on an extremal run, by its sum and by its closed form.
constexpr auto extremal_attains_bound = []<class S>(const Implementation<S>& the,
                                                    const ExtremalRun& x) {
  const S u = last_update<S>(the, x)(0) / x.eta.as<S>();
  const S beta1 = x.beta1.as<S>(), beta2 = x.beta2.as<S>();
  const auto is_square = [&](const S& B) {
    return eq<S>(S(u * u), B)
        .over(adaptive_operations(x.T))
        .conditioned_by(kappa_of_correction<S>(x.beta1.as<S>(), x.beta2.as<S>()));
  };
  return all({is_square(chi_square_bound<S>(beta1, beta2, static_cast<std::size_t>(x.T))),
              is_square(closed_form_bound<S>(beta1, beta2, x.T))});
};

/// Per coordinate and step: is (U_t/eta)² = B_t just where `extremal` says that g_1, …, g_t attain it?
template <Scalar S, class Extremal>
Finding attained_iff(const Implementation<S>& the, const GradientRun& x, const Extremal& extremal) {
  const auto G = x.gradients<S>();
  const auto U = updates<S>(the.adam(adam_of<S>(x)), G);
  const S eta = x.eta.as<S>();
  return for_every(U.size(), [&](std::size_t t) {
    const S B = chi_square_bound<S>(x.beta1.as<S>(), x.beta2.as<S>(), t);
    bool as_said = true;
    for (Index k = 0; k < U[t - 1].size(); ++k) {
      std::vector<S> g;
      for (std::size_t i = 0; i < t; ++i) g.push_back(G[i].data()[k]);
      const S u = U[t - 1].data()[k] / eta;
      as_said = as_said && (u * u == B) == extremal(g);
    }
    return holds_that(as_said, "the bound is attained elsewhere, or not where it should be");
  });
}

constexpr auto attained_by_extremal_alone = []<class S>(const Implementation<S>& the,
                                                        const GradientRun& x) {
  return attained_iff<S>(the, x, [&](const std::vector<S>& g) {
    const auto w = weights<S>(x.beta1.as<S>(), g.size()), q = weights<S>(x.beta2.as<S>(), g.size());
    bool proportional = !is_zero(g.back());
    for (std::size_t i = 0; i < g.size(); ++i)
      proportional = proportional && g[i] * q[i] * w.back() == g.back() * w[i] * q.back();
    return proportional;
  });
};

constexpr auto attained_by_constant_alone = []<class S>(const Implementation<S>& the,
                                                        const GradientRun& x) {
  return attained_iff<S>(the, x, [](const std::vector<S>& g) {
    bool constant = !is_zero(g.back());
    for (const S& a : g) constant = constant && a == g.back();
    return constant;
  });
};

constexpr std::string_view two_steps = "eta=1;beta1=1/2;beta2=3/5;epsilon=0;c=1;G=[[40]]|[[48]]";

constexpr std::array claims{
    Claim{
        .id = "D17a",
        .name = "adam_moves_by_at_most_eta_of_small_beta2",
        .states = "(U_t/eta)^2 <= 1",
        .given = "1 - beta1 <= sqrt(1 - beta2), epsilon = 0",
        .source = paper,
        .kind = Kind::literal_reading,
        .holds = {witness(gradient_runs, two_steps, within_literal_bound),
                  witness(extremal_runs, "eta=1;beta1=9/10;beta2=1/2;T=20",
                          extremal_within_literal_bound),
                  proved(symbolic_sequences, within_literal_bound)},
        .remark = "136/135 > 1 at betas 1/2 and 3/5. The bound that holds is D18a, "
                  "(U_t/eta)^2 <= 1 + chi^2(w || q); this one holds at beta1 = beta2 (D19a) and "
                  "for a lone gradient (D17d)",
    },
    Claim{
        .id = "D17b",
        .name = "adam_moves_by_at_most_the_sparse_bound_of_large_beta2",
        .states = "(U_t/eta)^2 <= (1 - beta1)^2/(1 - beta2)",
        .given = "1 - beta1 > sqrt(1 - beta2), epsilon = 0",
        .source = paper,
        .kind = Kind::literal_reading,
        .holds = {witness(extremal_runs, "eta=1;beta1=1/2;beta2=4/5;T=5",
                          extremal_within_literal_bound),
                  witness(extremal_runs, "eta=1;beta1=9/10;beta2=999/1000;T=210",
                          extremal_within_literal_bound)},
        .remark =
            "at the defaults gradients that grow by 1.11 a step exceed 3.1623 eta from step 210 "
            "on, and 7.27 eta is the least bound for all t. The bound that holds is D18a",
    },
    Claim{
        .id = "D17c",
        .name = "adam_moves_by_less_than_eta_of_balanced_betas",
        .states = "(U_t/eta)^2 <= 1",
        .given = "1 - beta1 = sqrt(1 - beta2), epsilon = 0",
        .source = paper,
        .kind = Kind::literal_reading,
        .holds = {witness(extremal_runs, "eta=1;beta1=9/10;beta2=99/100;T=2",
                          extremal_within_literal_bound),
                  witness(extremal_runs, "eta=1;beta1=9/10;beta2=99/100;T=100",
                          extremal_within_literal_bound)},
        .remark = "2.3452 eta is the least bound for all t. The bound that holds is D18a",
    },
    Claim{
        .id = "D17d",
        .name = "adam_moves_by_at_most_the_literal_bound_of_a_lone_gradient",
        .states = "(U_T/eta)^2 <= max(1, (1 - beta1)^2/(1 - beta2))",
        .given = "G_1 = ... = G_{T-1} = 0, epsilon = 0; kappa = 1/(1 - max(beta1, beta2))",
        .source = paper,
        .holds = forall_exactly_and_proved(gradient_sequences, symbolic_sequences,
                                           spike_within_literal_bound),
        .remark = "the case that the bound was made for; equality at T = 1",
    },
    Claim{
        .id = "D18a",
        .name = "adam_moves_by_at_most_the_chi_square_bound",
        .states = "(U_t/eta)^2 <= sum_i w_i^2/q_i = 1 + chi^2(w || q), "
                  "w_i ~ beta1^(t-i), q_i ~ beta2^(t-i), both of sum 1",
        .given =
            "beta1 in [0, 1), beta2 in (0, 1), epsilon >= 0; kappa = 1/(1 - max(beta1, beta2))",
        .source = interpretation,
        .holds = {forall(gradient_sequences, within_chi_square_bound),
                  exactly(gradient_sequences, within_chi_square_bound),
                  forall(gradient_sequences_with_epsilon, within_chi_square_bound),
                  proved(symbolic_sequences_of_any_epsilon, within_chi_square_bound)},
        .remark = "Cauchy and Schwarz on sum_i (w_i/sqrt(q_i)) (sqrt(q_i) g_i)",
    },
    Claim{
        .id = "D18b",
        .name = "adam_attains_the_chi_square_bound_of_extremal_gradients",
        .states = "(U_T/eta)^2 = sum_i w_i^2/q_i = (1 - beta1)^2 (1 - beta2^T) / "
                  "((1 - beta1^T)^2 (1 - beta2)) (1 + a + ... + a^(T-1)), a = beta1^2/beta2",
        .given = "G_i = (beta1/beta2)^(T-i), epsilon = 0; kappa = 1/(1 - max(beta1, beta2))",
        .source = interpretation,
        .holds = forall_and_exactly(extremal_runs, extremal_attains_bound),
    },
    Claim{
        .id = "D18c",
        .name = "adam_attains_the_chi_square_bound_of_no_other_gradients",
        .states = "(U_t/eta)^2 = 1 + chi^2(w || q) iff g_1, ..., g_t ~ w_i/q_i, not zero",
        .given = "beta1 in [0, 1), beta2 in (0, 1), epsilon = 0, in each coordinate",
        .source = interpretation,
        .holds = exactly(gradient_sequences_without_zeros, attained_by_extremal_alone),
    },
    Claim{
        .id = "D19a",
        .name = "adam_moves_by_at_most_eta_of_equal_betas",
        .states = "(U_t/eta)^2 <= 1",
        .given = "beta1 = beta2, epsilon = 0; kappa = 1/(1 - beta1)",
        .source = interpretation,
        .kind = Kind::conditional,
        .holds = forall_exactly_and_proved(
            gradient_sequences_at_equal_betas, symbolic_sequences_at_equal_betas,
            []<class S>(const Implementation<S>& the, const GradientRun& x) {
              return within_literal_bound(the, x).conditioned_by(
                  kappa_of_correction<S>(x.beta1.as<S>(), x.beta2.as<S>()));
            }),
        .without = "beta1 = beta2",
        .fails_without = witness(gradient_runs, two_steps, within_literal_bound),
    },
    Claim{
        .id = "D19b",
        .name = "adam_moves_by_eta_of_constant_gradients_alone",
        .states = "(U_t/eta)^2 = 1 iff g_1 = ... = g_t, not zero",
        .given = "0 < beta1 = beta2 < 1, epsilon = 0, in each coordinate",
        .source = interpretation,
        .kind = Kind::conditional,
        .holds = exactly(gradient_sequences_at_equal_positive_betas, attained_by_constant_alone),
        .without = "0 < beta1",
        .fails_without = witness(gradient_runs, "eta=1;beta1=0;beta2=0;epsilon=0;c=1;G=[[1]]|[[2]]",
                                 attained_by_constant_alone),
    },
    Claim{
        .id = "D0c",
        .name = "canary_adam_moves_by_less_than_the_chi_square_bound",
        .states = "(U_T/eta)^2 <= (1 - 2^-10) (1 + chi^2(w || q))",
        .given = "epsilon = 0",
        .source = {"canary", "false by D18b"},
        .kind = Kind::canary,
        .holds =
            forall_and_exactly(extremal_runs,
                               []<class S>(const Implementation<S>& the, const ExtremalRun& x) {
                                 const S B = chi_square_bound<S>(x.beta1.as<S>(), x.beta2.as<S>(),
                                                                 static_cast<std::size_t>(x.T));
                                 return is_within<S>(last_update<S>(the, x), x.eta.as<S>(),
                                                     S(ratio<S>(1023, 1024) * B));
                               }),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group adam_bounds_claims() { return {"D", "Adam's step bound", claims}; }

}  // namespace adamant
