#include "claim/claim.hpp"
#include "properties/depth_statements.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source several{"note", "Generalisability"};
constexpr Source singular{"note", "Intuition about Adam / History"};
constexpr Source acceleration{"arora2018optimization", "theorem 1 and its proof"};

/// dW/dt from the layers and from W alone.
template <Scalar S>
Finding product_moves_as_said(const Implementation<S>& the, const BalancedRun& x,
                              const Layers<S>& W) {
  const Balanced<S> w(x);
  const Matrix<S> G = the.completion_gradient(x.problem<S>(), w.W());
  return eq<S>(velocity<S>(the, W, G), end_to_end_velocity<S>(w.U(), w.s, w.V(), w.N(), G),
               velocity_scale<S>(w, G))
      .over(depth_operations(x));
}
constexpr auto of_balanced_layers = []<class S>(const Implementation<S>& the,
                                                const BalancedRun& x) {
  return product_moves_as_said<S>(the, x, Balanced<S>(x).layers());
};
/// The first layer twice as long, the last one half.
constexpr auto of_scaled_layers = []<class S>(const Implementation<S>& the, const BalancedRun& x) {
  Layers<S> W = Balanced<S>(x).layers();
  W.front() *= S(2);
  W.back() /= S(2);
  return product_moves_as_said<S>(the, x, W);
};

/// −∇f at W, whatever the layers are.
constexpr auto product_moves_along_the_gradient = []<class S>(const Implementation<S>& the,
                                                              const BalancedRun& x) {
  const Balanced<S> w(x);
  const Matrix<S> G = the.completion_gradient(x.problem<S>(), w.W());
  return eq<S>(velocity<S>(the, w.layers(), G), -G, velocity_scale<S>(w, G));
};

/// W_{j+1}ᵀW_{j+1} − W_jW_jᵀ after a step minus before it, against the same of the updates.
template <Scalar S>
Finding balance_changes_by_squares(const Layers<S>& before, const Layers<S>& after) {
  Layers<S> U = after;
  for (std::size_t j = 0; j < U.size(); ++j) U[j] -= before[j];
  const auto d_0 = balancedness_defect<S>(before), d_1 = balancedness_defect<S>(after),
             of_U = balancedness_defect<S>(U);
  Finding worst;
  worst.vacuous = true;
  for (std::size_t j = 0; j < of_U.size(); ++j) {
    S size(0);
    for (const Layers<S>* W : {&before, &after})
      size += (*W)[j].squaredNorm() + (*W)[j + 1].squaredNorm();
    worst =
        all({worst,
             eq<S>(d_1[j] - d_0[j], of_U[j], size).over(8 * std::max(U[j].rows(), U[j].cols()))});
  }
  return worst;
}
template <Scalar S>
Finding balance_changes_by_squares(const Implementation<S>& the, const LayeredRun& x,
                                   const Method<S>& method) {
  const auto gradients = gradients_in_layers<S>(the, loss_gradient<S>(the, x.problem<S>()));
  const auto W = layered_trajectory<S>(method, x.layers<S>(), gradients, 1);
  return balance_changes_by_squares<S>(W[0], W[1]);
}
constexpr auto gradient_descent_almost_conserves = []<class S>(const Implementation<S>& the,
                                                               const LayeredRun& x) {
  return balance_changes_by_squares<S>(the, x, the.gradient_descent({.eta = x.eta.as<S>()}));
};
constexpr auto adam_almost_conserves = []<class S>(const Implementation<S>& the,
                                                   const LayeredRun& x) {
  return balance_changes_by_squares<S>(the, x, the.adam({.eta = x.eta.as<S>(), .epsilon = S(0)}));
};
/// Every layer's gradient is taken after the layers below it have moved.
constexpr auto one_layer_after_the_other_almost_conserves =
    []<class S>(const Implementation<S>& the, const LayeredRun& x) {
      const auto gradients = gradients_in_layers<S>(the, loss_gradient<S>(the, x.problem<S>()));
      Layers<S> W = x.layers<S>();
      for (std::size_t j = 0; j < W.size(); ++j) W[j] -= x.eta.as<S>() * gradients(W)[j];
      return balance_changes_by_squares<S>(x.layers<S>(), W);
    };

/// u_iᵀ Ẇ v_i for i ≤ r, G the gradient of f.
template <Scalar S>
Matrix<S> pushes(const Implementation<S>& the, const Balanced<S>& w, const Matrix<S>& G) {
  return (w.U().transpose() * velocity<S>(the, w.layers(), G) * w.V()).diagonal();
}

constexpr auto singular_values_move_as_said = []<class S>(const Implementation<S>& the,
                                                          const BalancedRun& x) {
  const Balanced<S> w(x);
  const Matrix<S> G = the.completion_gradient(x.problem<S>(), w.W());
  const Vector<S> along = (w.U().transpose() * G * w.V()).diagonal();
  const Matrix<S> said = -integer<S>(w.N()) * w.powers(2 * w.N() - 2).cwiseProduct(along);
  return eq<S>(pushes<S>(the, w, G), said, velocity_scale<S>(w, G)).over(depth_operations(x));
};

/// f = l + lambda F rho, so that the weight is commensurable with the rest over exact scalars.
constexpr auto singular_values_move_with_the_ratio = []<class S>(const Implementation<S>& the,
                                                                 const BalancedRun& x) {
  const Balanced<S> w(x);
  const ThinSvd<S> svd = w.svd();
  const S lambda = x.lambda.as<S>(), F2 = svd.sigma.squaredNorm(), F = square_root<S>(F2);
  const Matrix<S> of_l = the.completion_gradient(x.problem<S>(), w.W());
  const Matrix<S> of_rho =
      the.ratio_gradient(decomposition<S>(the, svd), rank_tolerance<S>(x.m(), x.n())).value();
  const Vector<S> along = (w.U().transpose() * of_l * w.V()).diagonal();
  const Vector<S> sharpening =
      Vector<S>::Constant(x.r(), S(1)) - svd.sigma * S(svd.sigma.sum() / F2);
  const Matrix<S> said =
      -integer<S>(w.N()) * w.powers(2 * w.N() - 2).cwiseProduct(along + lambda * sharpening);
  const S size = velocity_scale<S>(w, of_l) + S(4) * lambda * velocity_scale<S>(w, w.U());
  return eq<S>(pushes<S>(the, w, of_l + (lambda * F) * of_rho), said, size)
      .over(depth_operations(x) + svd_operations(x.m(), x.n()))
      .conditioned_by(w.kappa());
};

/// Depth 1 and an entry-wise step: u_iᵀ U v_i = −eta <u_i v_iᵀ ∘ D, G>, D = 1/(|G| + epsilon).
constexpr auto adam_couples_every_entry = []<class S>(const Implementation<S>& the,
                                                      const SpectralMatrix& x) {
  const Known<S> w(x);
  const S eta = x.eta.as<S>();
  const Matrix<S> G = x.H.as<S>();
  const Matrix<S> D = G.unaryExpr([](const S& g) { return S(S(1) / (magnitude<S>(g) + S(1))); });
  const Matrix<S> U = first_update<S>(the.adam({.eta = eta, .epsilon = S(1)}), G);
  Matrix<S> moved(x.r(), 1), said(x.r(), 1);
  for (Index i = 0; i < x.r(); ++i) {
    const Matrix<S> pair = w.U.col(i) * w.V.col(i).transpose();
    moved(i, 0) = inner<S>(pair, U);
    said(i, 0) = -eta * inner<S>(Matrix<S>(pair.cwiseProduct(D)), G);
  }
  return eq<S>(moved, said, S(eta * integer<S>(x.m() * x.n())))
      .over(16 * (x.m() + x.n()))
      .conditioned_by(kappa_of_correction<S>(Adam<S>{}));
};

/// Does what G has in the frame decide u_iᵀ U v_i alone?
template <Scalar S>
Finding diagonal_decides(const SpectralMatrix& x, const Method<S>& method) {
  const Known<S> w(x);
  const Matrix<S> G = x.H.as<S>(), in_frame = project_on_frame<S>(G, w.U, w.V);
  const auto moved = [&](const Matrix<S>& A) {
    return Matrix<S>((w.U.transpose() * first_update<S>(method, A) * w.V).diagonal());
  };
  return eq<S>(moved(G), moved(in_frame), S(x.eta.as<S>() * largest<S>(G))).over(svd_operations(x));
}
constexpr auto gradient_descent_is_closed = []<class S>(const Implementation<S>& the,
                                                        const SpectralMatrix& x) {
  return diagonal_decides<S>(x, the.gradient_descent({.eta = x.eta.as<S>()}));
};
constexpr auto adam_is_closed = []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
  return diagonal_decides<S>(x, the.adam({.eta = x.eta.as<S>(), .epsilon = S(0)}));
};

/// u_iᵀ Ẇ v_j = −(Σ_k s_i^{2(N−k)} s_j^{2(k−1)}) u_iᵀ G v_j: a positive factor on every entry.
constexpr auto frame_entries_move_alone = []<class S>(const Implementation<S>& the,
                                                      const BalancedRun& x) {
  const Balanced<S> w(x);
  const Matrix<S> G = the.completion_gradient(x.problem<S>(), w.W());
  const Matrix<S> moved = w.U().transpose() * velocity<S>(the, w.layers(), G) * w.V();
  Matrix<S> said = w.U().transpose() * G * w.V();
  for (Index i = 0; i < x.r(); ++i) {
    for (Index j = 0; j < x.r(); ++j) {
      S factor(0);
      for (long k = 1; k <= w.N(); ++k)
        factor += power<S>(w.s(i), 2 * (w.N() - k)) * power<S>(w.s(j), 2 * (k - 1));
      said(i, j) *= -factor;
    }
  }
  return eq<S>(moved, said, velocity_scale<S>(w, G)).over(depth_operations(x));
};

/// W_1 by one step on the layers: is it in the frame of W_0?
constexpr auto loss_keeps_the_frame = []<class S>(const Implementation<S>& the,
                                                  const BalancedRun& x) {
  const Balanced<S> w(x);
  const auto gradients = gradients_in_layers<S>(the, loss_gradient<S>(the, x.problem<S>()));
  const auto W =
      layered_trajectory<S>(the.gradient_descent({.eta = x.eta.as<S>()}), w.layers(), gradients, 1);
  const Matrix<S> W_1 = the.end_to_end(W[1]);
  return eq<S>(W_1, project_on_frame<S>(W_1, w.U(), w.V()));
};

/// With equal forcing G = −U Vᵀ of every pair, d ln(sigma_i)/dt is N s_i^{N−2}.
constexpr auto growth_rates = []<class S>(const Implementation<S>& the, const BalancedRun& x) {
  const Balanced<S> w(x);
  const Matrix<S> G = -w.U() * w.V().transpose();
  const Matrix<S> rate = pushes<S>(the, w, G).cwiseQuotient(Matrix<S>(w.powers(w.N())));
  const Matrix<S> said = integer<S>(w.N()) * w.powers(2 * w.N() - 2).cwiseQuotient(w.powers(w.N()));
  return eq<S>(rate, said, S(velocity_scale<S>(w, G) / w.powers(w.N())(x.r() - 1)))
      .over(depth_operations(x));
};
constexpr auto sign_of_the_growth_of_ratios = []<class S>(const Implementation<S>& the,
                                                          const BalancedRun& x) {
  const Balanced<S> w(x);
  const Matrix<S> rate = pushes<S>(the, w, Matrix<S>(-w.U() * w.V().transpose()))
                             .cwiseQuotient(Matrix<S>(w.powers(w.N())));
  const S first = w.s(0), last = w.s(x.r() - 1);
  const S said = first > last ? sign<S>(integer<S>(w.N() - 2)) : S(0);
  return holds_that(sign<S>(S(rate(0, 0) - rate(x.r() - 1, 0))) == said,
                    "ln(sigma_1/sigma_r) moves the other way")
      .non_vacuous_if(first > last);
};
constexpr auto every_depth_spreads_the_spectrum = []<class S>(const Implementation<S>& the,
                                                              const BalancedRun& x) {
  const Balanced<S> w(x);
  const Matrix<S> rate = pushes<S>(the, w, Matrix<S>(-w.U() * w.V().transpose()))
                             .cwiseQuotient(Matrix<S>(w.powers(w.N())));
  const S first = rate(0, 0), last = rate(x.r() - 1, 0);
  return all({leq<S>(last, first), holds_that(first != last || w.s(0) == w.s(x.r() - 1),
                                              "sigma_1/sigma_r does not grow")});
};

constexpr std::string_view scalar_layers = "eta=1;W=[[1]]|[[2]];Omega=1;Y=[[0]]";
constexpr std::string_view two_by_two_layers =
    "eta=1/4;lambda=1;A=<2><2><2>;s=[[2],[1]];Omega=11/11;Y=[[0,1],[0,0]]";

constexpr std::array claims{
    Claim{
        .id = "G1a",
        .name = "product_moves_by_powers_of_its_gram_matrices_of_balanced_layers",
        .states = "dW/dt = -sum_j (W W')^((N-j)/N) grad f(W) (W'W)^((j-1)/N)",
        .given = "W_(j+1)' W_(j+1) = W_j W_j', every layer moves along -grad; (.)^0 = I",
        .source = acceleration,
        .kind = Kind::conditional,
        .holds = forall_and_exactly(balanced_networks, of_balanced_layers),
        .without = "W_(j+1)' W_(j+1) = W_j W_j' (W_1 doubled, W_N halved)",
        .fails_without = exactly(deep_balanced_networks, of_scaled_layers),
    },
    Claim{
        .id = "G0",
        .name = "canary_product_moves_along_its_gradient_of_every_depth",
        .states = "dW/dt = -grad f(W)",
        .given = "balanced layers that move along -grad",
        .source = {"canary", "false by G1a from depth 2 on"},
        .kind = Kind::canary,
        .holds = forall_and_exactly(balanced_networks, product_moves_along_the_gradient),
    },
    Claim{
        .id = "G2a",
        .name = "balance_changes_by_the_squares_of_a_step_of_gradient_descent",
        .states = "W_(j+1)' W_(j+1) - W_j W_j' changes by U_(j+1)' U_(j+1) - U_j U_j'",
        .given = "one step U_j = -eta G_j of all layers at once, any layers",
        .source = several,
        .kind = Kind::conditional,
        .holds = forall_and_exactly(layered_runs, gradient_descent_almost_conserves),
        .without = "all layers at once (one after the other)",
        .fails_without = exactly(layered_runs, one_layer_after_the_other_almost_conserves),
        .remark = "of order eta^2, because W_(j+1)' G_(j+1) = G_j W_j'",
    },
    Claim{
        .id = "G2b",
        .name = "balance_changes_by_the_squares_of_a_step_of_adam",
        .states = "W_(j+1)' W_(j+1) - W_j W_j' changes by U_(j+1)' U_(j+1) - U_j U_j'",
        .given = "one step of Adam in all layers at once, epsilon = 0",
        .source = several,
        .kind = Kind::literal_reading,
        .holds = {exactly(layered_runs, adam_almost_conserves),
                  witness(layered_runs, scalar_layers, adam_almost_conserves)},
        .remark =
            "w_1 = 1, w_2 = 2, both gradients positive: w_2^2 - w_1^2 falls by 2 eta, to first "
            "order",
    },
    Claim{
        .id = "G3a",
        .name = "singular_values_move_with_a_power_of_themselves",
        .states = "u_i' (dW/dt) v_i = -N sigma_i^(2 - 2/N) u_i' grad f(W) v_i, i <= r",
        .given =
            "balanced layers that move along -grad; it is d sigma_i/dt where sigma_i is simple",
        .source = {"arora2019implicit", "theorem 3"},
        .holds = forall_and_exactly(balanced_networks, singular_values_move_as_said),
    },
    Claim{
        .id = "G4a",
        .name = "singular_values_move_with_the_loss_and_their_distance_to_tau",
        .states = "u_i' (dW/dt) v_i = -N sigma_i^(2 - 2/N) (u_i' grad l v_i + (lambda/F)(1 - "
                  "sigma_i N_*/F^2)), i <= r",
        .given =
            "f = l + lambda rho, balanced layers, lambda a multiple of F; kappa = sigma_1/sigma_r",
        .source = {"zhao2022combining", "the setting; the formula is ours"},
        .holds = forall_and_exactly(balanced_networks, singular_values_move_with_the_ratio),
    },
    Claim{
        .id = "G4c",
        .name = "singular_values_move_by_every_entry_of_adams_step",
        .states = "u_i' U_1 v_i = -eta <u_i v_i' o D, G>, D = 1/(|G| + epsilon)",
        .given =
            "depth 1, Adam's first step at any G, epsilon = 1; kappa = 1/(1 - max(beta1, beta2))",
        .source = singular,
        .holds = forall_and_exactly(spectral_matrices, adam_couples_every_entry),
    },
    Claim{
        .id = "G4d",
        .name = "frame_part_of_the_gradient_decides_the_motion_of_sigma",
        .states = "u_i' U_1 v_i is the same for G and for the part of G in the frame of W",
        .given = "depth 1, U_1 = -eta G",
        .source = singular,
        .kind = Kind::conditional,
        .holds = forall_and_exactly(spectral_matrices, gradient_descent_is_closed),
        .without = "U_1 = -eta G (Adam's step)",
        .fails_without = witness(spectral_matrices,
                                 "eta=1;U=<4|++++>;sigma=[[2],[1]];V=<4>;"
                                 "H=[[1,0,0,0],[2,0,0,0],[0,3,0,0],[0,0,1,0]]",
                                 adam_is_closed),
        .remark = "so the singular values of W do not obey an equation of their own under Adam",
    },
    Claim{
        .id = "G9a",
        .name = "entries_in_the_frame_move_alone_by_a_positive_factor",
        .states = "u_i' (dW/dt) v_j = -c_ij u_i' grad f v_j, c_ij = sum_k sigma_i^(2(N-k)/N) "
                  "sigma_j^(2(k-1)/N) > 0",
        .given = "balanced layers that move along -grad, i, j <= r",
        .source = {"arora2019implicit", "corollary 1"},
        .holds = forall_and_exactly(balanced_networks, frame_entries_move_alone),
        .remark = "so singular vectors of distinct sigma rest iff U' grad f V is diagonal",
    },
    Claim{
        .id = "G9b",
        .name = "gradient_descent_on_a_loss_keeps_the_singular_vectors",
        .states = "W_1 = U diag(d) V' for the U and V of W_0",
        .given = "one step of all layers on a completion loss, any depth, balanced layers",
        .source = singular,
        .kind = Kind::literal_reading,
        .holds = {exactly(balanced_networks, loss_keeps_the_frame),
                  witness(balanced_networks, two_by_two_layers, loss_keeps_the_frame)},
        .remark = "what moves by themselves are the entries of U' W V, not the singular values",
    },
    Claim{
        .id = "G10b",
        .name = "sigma_grows_at_a_rate_of_its_own_power_of_equal_forcing",
        .states = "d ln(sigma_i)/dt = N sigma_i^(1 - 2/N)",
        .given = "balanced layers, -grad f = U V' on the r pairs",
        .source = several,
        .holds = forall_and_exactly(balanced_networks, growth_rates),
    },
    Claim{
        .id = "G10c",
        .name = "ratios_of_sigma_fall_at_depth_one_stay_at_two_and_grow_beyond",
        .states = "ln(sigma_1/sigma_r) has the sign of N - 2 as its derivative",
        .given = "sigma_1 > sigma_r, balanced layers, -grad f = U V' on the r pairs",
        .source = several,
        .holds = exactly(balanced_networks, sign_of_the_growth_of_ratios),
    },
    Claim{
        .id = "G10d",
        .name = "large_sigma_grow_faster_of_every_depth",
        .states = "sigma_1/sigma_r grows",
        .given = "sigma_1 > sigma_r, balanced layers, -grad f = U V' on the r pairs",
        .source = several,
        .kind = Kind::literal_reading,
        .holds = exactly(balanced_networks, every_depth_spreads_the_spectrum),
        .remark = "at depth 2 the growth depends on sigma and the ratio stays: a bias to low rank "
                  "from equal forcing needs depth 3",
    },
    Claim{
        .id = "G11a",
        .name = "small_starts_far_from_the_data_recover_of_depth_two_and_more",
        .states = "gradient descent from W near 0 recovers W* at depth 2, 3 and 4",
        .given = "W* 30 x 30 of rank 2, uniform Omega, no penalty",
        .source = {"arora2019implicit", "the experiments on completion"},
        .kind = Kind::conjecture,
        .remark = "statistical: to be measured. W near 0 is at distance |Y| from the data",
    },
};
static_assert(well_formed(claims));

}  // namespace

Group depth_claims() { return {"G", "Depth", claims}; }

}  // namespace adamant
