#include "claim/claim.hpp"
#include "properties/domains/completion_run.hpp"
#include "properties/statements.hpp"

#include <algorithm>
#include <array>

namespace adamant {
namespace {

constexpr Source recurrences{"note", "Intuition about Adam / History"};
constexpr Source amsgrad_paper{"reddi2018convergence", "Algorithm 2"};
constexpr Source decoupled{"loshchilov2019decoupled", "Algorithm 2"};

/// U_t = next(t) for all t, relative to the terms of the sum that is divided.
template <Scalar S, class Next>
Finding takes_steps(const std::vector<Matrix<S>>& U, const GradientRun& x, Next next) {
  return for_every(U.size(), [&](std::size_t t) {
    const auto [expected, terms] = next(t);
    return eq<S>(U[t - 1], expected, largest<S>(terms))
        .over(adaptive_operations(x.T()))
        .conditioned_by(kappa_of_correction<S>(x.beta1.as<S>(), x.beta2.as<S>()));
  });
}

template <Scalar S>
std::vector<Matrix<S>> sizes(std::vector<Matrix<S>> G) {
  for (auto& A : G) A = magnitudes<S>(A);
  return G;
}

/// Σ_{i ≤ t} (1 − b) b^{t−i} A_i.
template <Scalar S>
Matrix<S> running_mean(const std::vector<Matrix<S>>& A, const S& b, std::size_t t) {
  return (S(1) - b) * decayed_sum<S>(A, b, t);
}

template <Scalar S>
Matrix<S> larger(const Matrix<S>& A, const Matrix<S>& B) {
  return A.binaryExpr(B, [](const S& a, const S& b) { return maximum<S>(a, b); });
}

/// max_{i ≤ t} of a second moment, entry by entry.
template <Scalar S, class Moment>
Matrix<S> largest_so_far(std::size_t t, Moment moment) {
  Matrix<S> most = moment(std::size_t(1));
  for (std::size_t i = 2; i <= t; ++i) most = larger<S>(most, moment(i));
  return most;
}

constexpr auto amsgrad_by_weights = []<class S>(const Implementation<S>& the,
                                                const GradientRun& x) {
  const Adam<S> p = adam_of<S>(x);
  const auto G = x.gradients<S>(), G2 = squares<S>(G), a = sizes<S>(G);
  return takes_steps<S>(updates<S>(the.amsgrad({p}), G), x, [&](std::size_t t) {
    const Matrix<S> root = root_plus<S>(
        largest_so_far<S>(t, [&](std::size_t i) { return decayed_mean<S>(G2, p.beta2, i); }),
        p.epsilon);
    return std::pair{Matrix<S>(-p.eta * divide<S>(decayed_mean<S>(G, p.beta1, t), root)),
                     Matrix<S>(p.eta * divide<S>(decayed_mean<S>(a, p.beta1, t), root))};
  });
};

constexpr auto amsgrad_of_uncorrected_maximum = []<class S>(const Implementation<S>& the,
                                                            const GradientRun& x) {
  const Adam<S> p = adam_of<S>(x);
  const auto G = x.gradients<S>(), G2 = squares<S>(G), a = sizes<S>(G);
  return takes_steps<S>(updates<S>(the.amsgrad_uncorrected_max({{p}}), G), x, [&](std::size_t t) {
    const S correction = S(1) - power<S>(p.beta2, static_cast<long>(t));
    const Matrix<S> most =
        largest_so_far<S>(t, [&](std::size_t i) { return running_mean<S>(G2, p.beta2, i); });
    const Matrix<S> root = root_plus<S>(most / correction, p.epsilon);
    return std::pair{Matrix<S>(-p.eta * divide<S>(decayed_mean<S>(G, p.beta1, t), root)),
                     Matrix<S>(p.eta * divide<S>(decayed_mean<S>(a, p.beta1, t), root))};
  });
};

constexpr auto amsgrad_of_no_correction = []<class S>(const Implementation<S>& the,
                                                      const GradientRun& x) {
  const Adam<S> p = adam_of<S>(x);
  const auto G = x.gradients<S>(), G2 = squares<S>(G), a = sizes<S>(G);
  return takes_steps<S>(updates<S>(the.amsgrad_uncorrected({{p}}), G), x, [&](std::size_t t) {
    const Matrix<S> root = root_plus<S>(
        largest_so_far<S>(t, [&](std::size_t i) { return running_mean<S>(G2, p.beta2, i); }),
        p.epsilon);
    return std::pair{Matrix<S>(-p.eta * divide<S>(running_mean<S>(G, p.beta1, t), root)),
                     Matrix<S>(p.eta * divide<S>(running_mean<S>(a, p.beta1, t), root))};
  });
};

/// The updates of a method that sees its iterate, from W_0 = G_1, against those of Adam on the gradients
/// that `fed` makes of G_t and W_t, less `rate` times W_t.
template <Scalar S, class Fed>
Finding decays(const Implementation<S>& the, const GradientRun& x, const Method<S>& method,
               const S& rate, Fed fed) {
  auto G = x.gradients<S>();
  const auto U = updates<S>(method, G, G.front());
  std::vector<Matrix<S>> W{G.front()};
  for (const auto& step : U) W.push_back(W.back() + step);
  for (std::size_t t = 0; t < G.size(); ++t) G[t] = fed(G[t], W[t]);
  const auto A = updates<S>(the.adam(adam_of<S>(x)), G);
  return takes_steps<S>(U, x, [&](std::size_t t) {
    const Matrix<S> shrinks = rate * W[t - 1];
    return std::pair{Matrix<S>(A[t - 1] - shrinks),
                     Matrix<S>(magnitudes<S>(A[t - 1]) + magnitudes<S>(shrinks) +
                               Matrix<S>::Constant(x.rows(), x.cols(), x.eta.as<S>()))};
  });
}

template <Scalar S>
S decay() {
  return ratio<S>(1, 8);
}
constexpr auto unchanged = [](const auto& G, const auto&) { return G; };

constexpr auto adamw_shrinks_beside_adam = []<class S>(const Implementation<S>& the,
                                                       const GradientRun& x) {
  const S eta = x.eta.as<S>();
  return decays<S>(the, x, the.adamw({adam_of<S>(x), decay<S>()}), eta * decay<S>(), unchanged);
};
constexpr auto fixed_decay_shrinks_at_its_own_rate = []<class S>(const Implementation<S>& the,
                                                                 const GradientRun& x) {
  return decays<S>(the, x, the.adamw_fixed_decay({adam_of<S>(x), decay<S>()}), decay<S>(),
                   unchanged);
};
constexpr auto coupled_decay_is_part_of_the_gradient = []<class S>(const Implementation<S>& the,
                                                                   const GradientRun& x) {
  return decays<S>(
      the, x, the.adam_l2({adam_of<S>(x), decay<S>()}), S(0),
      [](const Matrix<S>& G, const Matrix<S>& W) { return Matrix<S>(G + decay<S>() * W); });
};

/// ‖G_1‖², ‖G_2‖², … as matrices of one entry.
template <Scalar S>
std::vector<Matrix<S>> squared_norms(const std::vector<Matrix<S>>& G) {
  std::vector<Matrix<S>> list;
  for (const auto& A : G) list.push_back(Matrix<S>::Constant(1, 1, A.squaredNorm()));
  return list;
}

constexpr auto adagrad_norm_by_sum = []<class S>(const Implementation<S>& the,
                                                 const GradientRun& x) {
  const auto G = x.gradients<S>(), n2 = squared_norms<S>(G);
  const S eta = x.eta.as<S>(), s_0 = x.c.as<S>();
  const auto U = updates<S>(the.adagrad_norm({.eta = eta, .s_0 = s_0, .epsilon = S(0)}), G);
  return takes_steps<S>(U, x, [&](std::size_t t) {
    const S s = s_0 + decayed_sum<S>(n2, S(1), t)(0, 0);
    const Matrix<S> U_t = -eta * G[t - 1] / square_root<S>(s);
    return std::pair{U_t, magnitudes<S>(U_t)};
  });
};

constexpr auto scalar_adam_by_weights = []<class S>(const Implementation<S>& the,
                                                    const GradientRun& x) {
  const Adam<S> p = adam_of<S>(x);
  const auto G = x.gradients<S>(), n2 = squared_norms<S>(G), a = sizes<S>(G);
  const S size = integer<S>(x.rows() * x.cols());
  return takes_steps<S>(updates<S>(the.scalar_adam({p}), G), x, [&](std::size_t t) {
    const S root = square_root<S>(S(decayed_mean<S>(n2, p.beta2, t)(0, 0) / size)) + p.epsilon;
    return std::pair{Matrix<S>(-p.eta * divide<S>(decayed_mean<S>(G, p.beta1, t), root)),
                     Matrix<S>(p.eta * divide<S>(decayed_mean<S>(a, p.beta1, t), root))};
  });
};

/// Omega: all entries of a gradient but the first, where there are several.
template <Scalar S>
Mask all_but_the_first(const Matrix<S>& G) {
  Mask Omega = Mask::Constant(G.rows(), G.cols(), true);
  Omega(0, 0) = G.size() == 1;
  return Omega;
}

constexpr auto block_adam_by_weights = []<class S>(const Implementation<S>& the,
                                                   const GradientRun& x) {
  const Adam<S> p = adam_of<S>(x);
  const auto G = x.gradients<S>(), a = sizes<S>(G);
  const Mask Omega = all_but_the_first<S>(G.front());
  std::vector<Matrix<S>> means;
  for (const auto& A : G) {
    const S observed = P_Omega<S>(Omega, A).squaredNorm() / integer<S>(Omega.count());
    means.push_back(two_valued<S>(Omega, observed, P_complement<S>(Omega, A).squaredNorm()));
  }
  return takes_steps<S>(updates<S>(the.block_adam({p, Omega}), G), x, [&](std::size_t t) {
    const Matrix<S> root = root_plus<S>(decayed_mean<S>(means, p.beta2, t), p.epsilon);
    return std::pair{Matrix<S>(-p.eta * divide<S>(decayed_mean<S>(G, p.beta1, t), root)),
                     Matrix<S>(p.eta * divide<S>(decayed_mean<S>(a, p.beta1, t), root))};
  });
};

constexpr auto block_descent_has_two_rates = []<class S>(const Implementation<S>& the,
                                                         const GradientRun& x) {
  const auto G = x.gradients<S>();
  const Mask Omega = all_but_the_first<S>(G.front());
  const S eta = x.eta.as<S>(), beside = x.c.as<S>();
  const auto U = updates<S>(
      the.block_gradient_descent({.eta = eta, .eta_complement = beside, .Omega = Omega}), G);
  return takes_steps<S>(U, x, [&](std::size_t t) {
    const Matrix<S> U_t =
        -eta * P_Omega<S>(Omega, G[t - 1]) - beside * P_complement<S>(Omega, G[t - 1]);
    return std::pair{U_t, magnitudes<S>(U_t)};
  });
};

constexpr auto nesterov_by_weights = []<class S>(const Implementation<S>& the,
                                                 const GradientRun& x) {
  const S eta = x.eta.as<S>(), mu = x.beta1.as<S>();
  const auto G = x.gradients<S>(), a = sizes<S>(G);
  const auto ahead = updates<S>(the.nesterov({.eta = eta, .mu = mu}), G),
             here = updates<S>(the.nesterov_reparametrised({.eta = eta, .mu = mu}), G);
  const auto sum = [&](const std::vector<Matrix<S>>& A, std::size_t t) {
    return Matrix<S>(eta * decayed_sum<S>(A, mu, t));
  };
  return all({takes_steps<S>(ahead, x,
                             [&](std::size_t t) {
                               return std::pair{Matrix<S>(-sum(G, t)), sum(a, t)};
                             }),
              takes_steps<S>(here, x, [&](std::size_t t) {
                return std::pair{Matrix<S>(-mu * sum(G, t) - eta * G[t - 1]),
                                 Matrix<S>(sum(a, t) + eta * a[t - 1])};
              })});
};

constexpr auto nesterov_sequence_by_products = []<class S>(const Implementation<S>& the,
                                                           const GradientRun& x) {
  const S eta = x.eta.as<S>();
  const auto G = x.gradients<S>();
  const auto U = updates<S>(the.nesterov_sequence({.eta = eta}), G);
  return takes_steps<S>(U, x, [&](std::size_t t) {
    Matrix<S> sum = G[t - 1], terms = magnitudes<S>(sum);
    S product(1);
    for (std::size_t i = t; i > 2; --i) {  // the momentum before step i is (i − 2)/(i + 1)
      product *= ratio<S>(static_cast<long>(i) - 2, static_cast<long>(i) + 1);
      sum += product * G[i - 2];
      terms += product * magnitudes<S>(G[i - 2]);
    }
    return std::pair{Matrix<S>(-eta * sum), Matrix<S>(eta * terms)};
  });
};

constexpr std::array claims{
    Claim{
        .id = "B2z",
        .name = "nesterovs_sequence_weighs_gradients_by_products_of_its_momentum",
        .states = "U_t = -eta sum_(i<=t) prod_(i<j<=t) (j - 2)/(j + 1) G_i",
        .given = "eta > 0, any gradients, wherever they were taken",
        .source = {"su2016differential", "the momentum t/(t + 3)"},
        .holds = forall_and_exactly(gradient_sequences, nesterov_sequence_by_products),
    },
    Claim{
        .id = "B9z",
        .name = "nesterovs_methods_are_decayed_sums_of_the_gradients_they_are_fed",
        .states = "U_t = -eta sum_(i<=t) mu^(t-i) G_i ahead, and mu times that - eta G_t in the "
                  "variable that is reported",
        .given = "eta > 0, 0 <= mu < 1 (the instance's beta1), any gradients",
        .source = recurrences,
        .holds = forall_and_exactly(gradient_sequences, nesterov_by_weights),
    },
    Claim{
        .id = "C7z",
        .name = "adagrad_norm_divides_by_the_root_of_the_sum_of_squared_norms",
        .states = "U_t = -eta G_t / sqrt(s_0 + sum_(i<=t) |G_i|^2)",
        .given = "eta, s_0 > 0, epsilon = 0",
        .source = {"ward2019adagrad", "Algorithm 1"},
        .holds = forall_and_exactly(gradient_sequences, adagrad_norm_by_sum),
    },
    Claim{
        .id = "D13x",
        .name = "coupled_decay_is_part_of_the_gradient",
        .states = "U_t is the update of Adam fed G_t + decay W_t",
        .given = "epsilon > 0, decay = 1/8, W_0 = G_1",
        .source = decoupled,
        .holds = forall(gradient_sequences_with_epsilon, coupled_decay_is_part_of_the_gradient),
    },
    Claim{
        .id = "D13y",
        .name = "fixed_decay_shrinks_by_its_own_rate_beside_adam",
        .states = "U_t = A_t - decay W_t, A_t the update of Adam fed G_t",
        .given = "epsilon >= 0, decay = 1/8, W_0 = G_1",
        .source = decoupled,
        .holds = {forall(gradient_sequences_with_epsilon, fixed_decay_shrinks_at_its_own_rate),
                  forall(gradient_sequences, fixed_decay_shrinks_at_its_own_rate)},
    },
    Claim{
        .id = "D13z",
        .name = "decoupled_decay_shrinks_by_eta_times_its_rate_beside_adam",
        .states = "U_t = A_t - eta decay W_t, A_t the update of Adam fed G_t",
        .given = "epsilon >= 0, decay = 1/8, W_0 = G_1",
        .source = decoupled,
        .holds = {forall(gradient_sequences_with_epsilon, adamw_shrinks_beside_adam),
                  forall(gradient_sequences, adamw_shrinks_beside_adam)},
    },
    Claim{
        .id = "D28x",
        .name = "amsgrad_without_correction_divides_by_the_root_of_the_largest_mean",
        .states = "U_t = -eta m_t/(sqrt(max_(i<=t) v_i) + epsilon), m_t and v_i by their weights",
        .given = "epsilon >= 0, 0/0 := 0",
        .source = amsgrad_paper,
        .holds = {forall(gradient_sequences_with_epsilon, amsgrad_of_no_correction),
                  exactly(gradient_sequences, amsgrad_of_no_correction)},
    },
    Claim{
        .id = "D28y",
        .name = "amsgrad_of_an_uncorrected_maximum_corrects_it_by_the_step_it_is_at",
        .states = "U_t = -eta m^_t/(sqrt(max_(i<=t) v_i/(1 - beta2^t)) + epsilon)",
        .given = "epsilon >= 0, 0/0 := 0; 1/(1 - beta) is the condition of the correction",
        .source = amsgrad_paper,
        .holds = {forall(gradient_sequences_with_epsilon, amsgrad_of_uncorrected_maximum),
                  exactly(gradient_sequences, amsgrad_of_uncorrected_maximum)},
    },
    Claim{
        .id = "D28z",
        .name = "amsgrad_divides_by_the_root_of_the_largest_corrected_mean",
        .states = "U_t = -eta m^_t/(sqrt(max_(i<=t) v^_i) + epsilon)",
        .given = "epsilon >= 0, 0/0 := 0; 1/(1 - beta) is the condition of the correction",
        .source = amsgrad_paper,
        .holds = {forall(gradient_sequences_with_epsilon, amsgrad_by_weights),
                  exactly(gradient_sequences, amsgrad_by_weights)},
        .remark = "at beta2 = 999/1000 the means hardly fall and AMSGrad is Adam: small beta2 tell",
    },
    Claim{
        .id = "D0z",
        .name = "canary_amsgrad_is_adam",
        .states = "U_t of AMSGrad = U_t of Adam",
        .given = "epsilon = 0",
        .source = {"canary", "false by D28z where v^ falls"},
        .kind = Kind::canary,
        .holds = forall(gradient_sequences,
                        []<class S>(const Implementation<S>& the, const GradientRun& x) {
                          const auto G = x.gradients<S>();
                          return eq<S>(updates<S>(the.amsgrad({adam_of<S>(x)}), G),
                                       updates<S>(the.adam(adam_of<S>(x)), G));
                        }),
    },
    Claim{
        .id = "E17z",
        .name = "scalar_adam_divides_by_the_root_of_a_mean_over_entries_and_steps",
        .states = "U_t = -eta m^_t/(sqrt(v^_t) + epsilon), v^_t the weighted mean of |G_i|^2/(mn)",
        .given = "epsilon >= 0, 0/0 := 0",
        .source = {"arora2019implicit", "the optimiser of its experiments, with beta1 = 0"},
        .holds = {forall(gradient_sequences_with_epsilon, scalar_adam_by_weights),
                  exactly(gradient_sequences, scalar_adam_by_weights)},
    },
    Claim{
        .id = "F18y",
        .name = "block_gradient_descent_has_a_step_size_on_each_side_of_the_mask",
        .states = "U_t = -eta G_t on Omega and -eta' G_t beside it",
        .given = "Omega all entries but the first; eta' = c",
        .source = recurrences,
        .holds = forall_and_exactly(gradient_sequences, block_descent_has_two_rates),
    },
    Claim{
        .id = "F18z",
        .name = "block_adam_divides_by_the_root_of_a_mean_on_each_side_of_the_mask",
        .states = "U_t = -eta m^_t/(sqrt(v^_t) + epsilon), v^_t the weighted means of the squares' "
                  "means on and beside Omega",
        .given = "epsilon >= 0, 0/0 := 0; Omega all entries but the first",
        .source = recurrences,
        .holds = {forall(gradient_sequences_with_epsilon, block_adam_by_weights),
                  exactly(gradient_sequences, block_adam_by_weights)},
    },
};
static_assert(well_formed(claims));

}  // namespace

Group closed_form_claims(std::string_view letter) {
  const auto is_of = [&](const Claim& c) { return c.group() == letter; };
  const auto first = std::find_if(claims.begin(), claims.end(), is_of);
  return {letter, "Closed forms", {first, std::find_if_not(first, claims.end(), is_of)}};
}

}  // namespace adamant
