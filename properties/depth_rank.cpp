#include "claim/claim.hpp"
#include "properties/depth_statements.hpp"
#include "properties/penalty_statements.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source several{"note", "Generalisability"};
constexpr Source analysis{"note", "Adam + Ratio"};

/// The layers after two short steps of gradient descent on the completion loss.
template <Scalar S>
Layers<S> trained(const Implementation<S>& the, const BalancedRun& x, const Layers<S>& W) {
  const auto gradients = gradients_in_layers<S>(the, loss_gradient<S>(the, x.problem<S>()));
  return layered_trajectory<S>(the.gradient_descent({.eta = S(x.eta.as<S>() / S(64))}), W,
                               gradients, 2)
      .back();
}

/// What is outside of the r columns of A_j, above it and below it, in the layers that meet there.
template <Scalar S>
Finding inner_spaces_stay(const Implementation<S>& the, const BalancedRun& x, const Layers<S>& W_0,
                          const std::vector<Matrix<S>>& A) {
  const Layers<S> W = trained<S>(the, x, W_0);
  Finding worst;
  worst.vacuous = true;
  for (std::size_t j = 1; j < W.size(); ++j)
    worst =
        all({worst,
             vanishes<S>(off_columns<S>(A[j], W[j - 1]), largest<S>(W[j - 1]))
                 .over(4 * depth_operations(x)),
             vanishes<S>(off_rows<S>(W[j], A[j]), largest<S>(W[j])).over(4 * depth_operations(x))});
  return worst;
}
constexpr auto aligned_inner_spaces_stay = []<class S>(const Implementation<S>& the,
                                                       const BalancedRun& x) {
  const Balanced<S> w(x);
  return inner_spaces_stay<S>(the, x, w.layers(), w.A);
};

/// The first layer reaches beyond the r directions of A_1, where there is room.
constexpr auto wider_inner_spaces_stay = []<class S>(const Implementation<S>& the,
                                                     const BalancedRun& x) {
  const Balanced<S> w(x);
  Layers<S> W = w.layers();
  if (W[0].rows() > x.r()) W[0] += x.A[1].as<S>().col(x.r()) * Matrix<S>::Ones(1, W[0].cols());
  return inner_spaces_stay<S>(the, x, W, w.A);
};

/// sigma_{r+1}, … of the product after training.
template <Scalar S>
Finding rank_stays(const Implementation<S>& the, const BalancedRun& x, const Layers<S>& W_0) {
  const Matrix<S> sigma = the.thin_svd(the.end_to_end(trained<S>(the, x, W_0))).sigma;
  const Index rest = sigma.rows() - x.r();
  return vanishes<S>(sigma.bottomRows(rest), sigma(0, 0))
      .over(4 * depth_operations(x) + svd_operations(x.m(), x.n()));
}
constexpr auto rank_of_layers_stays = []<class S>(const Implementation<S>& the,
                                                  const BalancedRun& x) {
  return rank_stays<S>(the, x, Balanced<S>(x).layers());
};
constexpr auto rank_of_one_layer_stays = []<class S>(const Implementation<S>& the,
                                                     const BalancedRun& x) {
  return rank_stays<S>(the, x, {Balanced<S>(x).W()});
};

/// The gradients at W_1 = … = W_N = 0.
template <Scalar S>
Finding zero_is_stationary(const Implementation<S>& the, const LayeredRun& x, Layers<S> W) {
  for (Matrix<S>& A : W) A.setZero();
  const Matrix<S> G = the.completion_gradient(x.problem<S>(), the.end_to_end(W));
  Finding worst;
  worst.vacuous = true;
  for (const Matrix<S>& A : the.layer_gradients(W, G))
    worst = all({worst, vanishes<S>(A, largest<S>(G))});
  return worst;
}
constexpr auto zero_layers_are_stationary = []<class S>(const Implementation<S>& the,
                                                        const LayeredRun& x) {
  return zero_is_stationary<S>(the, x, x.layers<S>());
};
constexpr auto one_zero_layer_is_stationary = []<class S>(const Implementation<S>& the,
                                                          const LayeredRun& x) {
  return zero_is_stationary<S>(the, x, {x.Y.as<S>()});
};

/// ∇‖·‖_* or ∇rho at the product: over exact scalars from the frame that it is supposed to be in.
template <bool of_ratio, Scalar S>
Matrix<S> penalty_gradient(const Implementation<S>& the, const Balanced<S>& w, const Matrix<S>& W) {
  const S tolerance = rank_tolerance<S>(W.rows(), W.cols());
  const auto svd = [&] {
    if constexpr (Real<S>) {
      return the.thin_svd(W);
    } else {
      return with_spectrum<S>(w.U(), Vector<S>((w.U().transpose() * W * w.V()).diagonal()), w.V());
    }
  }();
  if constexpr (of_ratio) return the.ratio_gradient(svd, tolerance).value();
  return the.nuclear_gradient(svd, tolerance);
}

/// Three steps of gradient descent on the penalty alone: is the product in the frame of W_0?
template <bool of_ratio, Scalar S>
Finding penalty_keeps_the_frame(const Implementation<S>& the, const BalancedRun& x,
                                const Layers<S>& W_0) {
  const Balanced<S> w(x);
  const auto gradients = gradients_in_layers<S>(
      the, [&](const Matrix<S>& W) { return penalty_gradient<of_ratio, S>(the, w, W); });
  const S eta = x.eta.as<S>() / S(1024);
  Finding worst;
  worst.vacuous = true;
  for (const auto& layers :
       layered_trajectory<S>(the.gradient_descent({.eta = eta}), W_0, gradients, 3)) {
    const Matrix<S> W = the.end_to_end(layers);
    worst = all({worst, eq<S>(W, project_on_frame<S>(W, w.U(), w.V()), w.svd().sigma(0))
                            .over(3 * (depth_operations(x) + svd_operations(x.m(), x.n())))
                            .conditioned_by(w.kappa())});
  }
  return worst;
}
template <bool of_ratio>
constexpr auto aligned_layers_keep_the_frame =
    []<class S>(const Implementation<S>& the, const BalancedRun& x) {
      return penalty_keeps_the_frame<of_ratio, S>(the, x, Balanced<S>(x).layers());
    };
/// W_1 is sheared and W_2 sheared back: the same product, of layers that do not fit together.
constexpr auto sheared_layers_keep_the_frame = []<class S>(const Implementation<S>& the,
                                                           const BalancedRun& x) {
  Layers<S> W = Balanced<S>(x).layers();
  const Index d = W[0].rows();
  Matrix<S> shear = Matrix<S>::Identity(d, d), back = shear;
  if (d > 1) {
    shear(0, 1) = S(1);
    shear(1, 1) = S(2);
    back(0, 1) = ratio<S>(-1, 2);
    back(1, 1) = ratio<S>(1, 2);
  }
  W[0] = shear * W[0];
  W[1] = W[1] * back;
  return penalty_keeps_the_frame<false, S>(the, x, W);
};

/// (I − P_U) Ẇ (I − P_V) = 0.
template <Scalar S>
Finding moves_along_the_tangent(const Implementation<S>& the, const BalancedRun& x,
                                const Layers<S>& W) {
  const Balanced<S> w(x);
  const Matrix<S> G = the.completion_gradient(x.problem<S>(), w.W());
  const Matrix<S> normal = off_rows<S>(off_columns<S>(w.U(), velocity<S>(the, W, G)), w.V());
  return vanishes<S>(normal, velocity_scale<S>(w, G)).over(depth_operations(x));
}
constexpr auto layers_move_along_the_tangent = []<class S>(const Implementation<S>& the,
                                                           const BalancedRun& x) {
  return moves_along_the_tangent<S>(the, x, Balanced<S>(x).layers());
};
constexpr auto one_layer_moves_along_the_tangent = []<class S>(const Implementation<S>& the,
                                                               const BalancedRun& x) {
  return moves_along_the_tangent<S>(the, x, {Balanced<S>(x).W()});
};

/// (I − P_U) Ẇ against `factor` times (I − P_U) ∇f (WᵀW)^{(N−1)/N}.
template <int factor>
constexpr auto columns_turn = []<class S>(const Implementation<S>& the, const BalancedRun& x) {
  const Balanced<S> w(x);
  const Matrix<S> G = the.completion_gradient(x.problem<S>(), w.W());
  const Matrix<S> out = off_columns<S>(w.U(), velocity<S>(the, w.layers(), G));
  const Matrix<S> said =
      integer<S>(factor) * off_columns<S>(w.U(), G * gram_power<S>(w.V(), w.s, w.N() - 1));
  return eq<S>(out, said, velocity_scale<S>(w, G)).over(depth_operations(x));
};

constexpr std::string_view unaligned =
    "eta=64;lambda=1;A=<2><2><2>;s=[[2],[1]];Omega=11/11;Y=[[0,0],[0,0]]";
constexpr std::string_view turned =
    "eta=1;lambda=1;A=<2><2><2>;s=[[1]];Omega=11/11;Y=[[0,0],[1,0]]";

constexpr std::array claims{
    Claim{
        .id = "G5a",
        .name = "inner_spaces_of_the_layers_stay_of_aligned_layers",
        .states = "(I - P_j) W_j(t) = 0 and W_(j+1)(t) (I - P_j) = 0, P_j = A_j A_j' of rank r, so "
                  "rank W(t) <= r",
        .given =
            "gradient descent on all layers, W_j = A_j diag(s) A_(j-1)' at the start, 0 < j < N",
        .source = several,
        .kind = Kind::conditional,
        .holds = forall_and_exactly(deep_networks_of_low_rank, aligned_inner_spaces_stay),
        .without = "W_1 has its columns in A_1",
        .fails_without = exactly(deep_networks_of_low_rank, wider_inner_spaces_stay),
    },
    Claim{
        .id = "G5b",
        .name = "rank_does_not_grow_of_depth_two_and_more",
        .states = "sigma_(r+1)(W(t)) = 0",
        .given = "gradient descent on all layers from balanced layers of rank r, N >= 2",
        .source = several,
        .kind = Kind::conditional,
        .holds = forall(deep_networks_of_low_rank, rank_of_layers_stays),
        .without = "N >= 2",
        .fails_without = forall(deep_networks_of_low_rank, rank_of_one_layer_stays),
        .remark = "under the flow it does not fall either, in finite time: |d sigma/dt| <= "
                  "N |grad f|_2 sigma^(2 - 2/N)",
    },
    Claim{
        .id = "G5c",
        .name = "zero_layers_are_stationary_of_depth_two_and_more",
        .states = "G_j = 0 at W_1 = ... = W_N = 0",
        .given = "N >= 2, any differentiable f",
        .source = several,
        .kind = Kind::conditional,
        .holds = forall_and_exactly(layered_runs, zero_layers_are_stationary),
        .without = "N >= 2",
        .fails_without = exactly(layered_runs, one_zero_layer_is_stationary),
    },
    Claim{
        .id = "G6a",
        .name = "nuclear_norm_alone_keeps_the_frame_of_aligned_layers",
        .states = "W_t = U diag(d_t) V' for the U and V of W_0, t <= 3",
        .given = "gradient descent on all layers on |W|_*, W_j = A_j diag(s) A_(j-1)'; kappa = "
                 "sigma_1/sigma_r",
        .source = analysis,
        .kind = Kind::conditional,
        .holds = forall_and_exactly(deep_balanced_networks, aligned_layers_keep_the_frame<false>),
        .without = "the layers are aligned (W_1 sheared, W_2 sheared back)",
        .fails_without = exactly(deep_balanced_networks, sheared_layers_keep_the_frame),
        .remark = "every G_j is A_j diag A_(j-1)' too: depth alone frees nothing",
    },
    Claim{
        .id = "G6b",
        .name = "ratio_alone_keeps_the_frame_of_aligned_layers",
        .states = "W_t = U diag(d_t) V' for the U and V of W_0, t <= 3",
        .given = "gradient descent on all layers on rho, W_j = A_j diag(s) A_(j-1)'; kappa = "
                 "sigma_1/sigma_r",
        .source = analysis,
        .holds = forall(deep_balanced_networks, aligned_layers_keep_the_frame<true>),
    },
    Claim{
        .id = "G7a",
        .name = "penalty_alone_keeps_the_frame_of_any_layers",
        .states = "W_t = U diag(d_t) V' for the U and V of W_0, t <= 3",
        .given = "gradient descent on all layers on |W|_*, any layers with the product W_0",
        .source = analysis,
        .kind = Kind::literal_reading,
        .holds = {exactly(deep_balanced_networks, sheared_layers_keep_the_frame),
                  witness(deep_balanced_networks, unaligned, sheared_layers_keep_the_frame)},
        .remark =
            "diag(4, 1) = [[2, -1], [0, 1/2]] [[2, 1], [0, 2]] leaves it at the first step: what "
            "frees the frame is that layers do not fit together, not depth",
    },
    Claim{
        .id = "G8a",
        .name = "product_moves_along_the_matrices_of_its_rank_of_depth_two_and_more",
        .states = "(I - U U') (dW/dt) (I - V V') = 0",
        .given = "balanced layers of rank r that move along -grad, N >= 2, any f",
        .source = several,
        .kind = Kind::conditional,
        .holds = forall_and_exactly(deep_networks_of_low_rank, layers_move_along_the_tangent),
        .without = "N >= 2",
        .fails_without = exactly(deep_networks_of_low_rank, one_layer_moves_along_the_tangent),
    },
    Claim{
        .id = "G8b",
        .name = "columns_turn_with_the_gradient_outside_of_them",
        .states = "(I - U U') (dW/dt) = -(I - U U') grad f(W) (W'W)^((N-1)/N)",
        .given = "balanced layers of rank r < m that move along -grad",
        .source = several,
        .holds = forall_and_exactly(deep_networks_of_low_rank, columns_turn<-1>),
    },
    Claim{
        .id = "G8c",
        .name = "columns_of_the_product_stay",
        .states = "(I - U U') (dW/dt) = 0",
        .given = "balanced layers of rank r < m that move along -grad",
        .source = several,
        .kind = Kind::literal_reading,
        .holds = {exactly(deep_networks_of_low_rank, columns_turn<0>),
                  witness(deep_networks_of_low_rank, turned, columns_turn<0>)},
        .remark = "depth pins the rank and lets the spans turn, as soon as a loss pushes outward",
    },
    Claim{
        .id = "G0b",
        .name = "canary_columns_turn_towards_the_gradient",
        .states = "(I - U U') (dW/dt) = +(I - U U') grad f(W) (W'W)^((N-1)/N)",
        .given = "balanced layers of rank r < m that move along -grad",
        .source = {"canary", "false by G8b"},
        .kind = Kind::canary,
        .holds = forall_and_exactly(deep_networks_of_low_rank, columns_turn<1>),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group depth_rank_claims() { return {"G", "Rank and frame at depth", claims}; }

}  // namespace adamant
