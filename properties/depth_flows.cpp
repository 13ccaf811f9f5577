#include "claim/claim.hpp"
#include "optim/flow.hpp"
#include "properties/depth_statements.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source several{"note", "Generalisability"};
constexpr Source acceleration{"arora2018optimization", "theorem 1 and its proof"};

using S = Real113;
using The = Implementation<S>;

/// Ẇ_j = −G_j, without the layers below `first`, which rest.
template <class Gradient>
auto layer_field(const The& the, const Gradient& gradient, std::size_t first = 1) {
  return [&the, gradient, first](const Layers<S>& W) {
    Layers<S> field = gradients_in_layers<S>(the, gradient)(W);
    for (std::size_t j = 0; j < field.size(); ++j) field[j] *= j + 1 < first ? S(0) : S(-1);
    return field;
  };
}

/// x(T) of ẋ = field(x) by steps of h, which divides T.
template <class X, class Field>
X flowed(const Field& field, const X& x_0, const S& h, const S& T) {
  return flow<X, S>(field, x_0, h, static_cast<long>(static_cast<double>(T / h))).back();
}

S T_of(int exponent) { return power_of_two<S>(-exponent); }

/// The product of layers that flow for a time of 1/32, and the flow of the product by its own equation with the
/// terms from `first`.
template <long first>
constexpr auto product_of_the_flow = [](const The& the, const BalancedRun& x, const S& h) {
  const Balanced<S> w(x);
  const auto gradient = loss_gradient<S>(the, x.problem<S>());
  const long N = w.N();
  const auto field = [&](const Matrix<S>& W) {
    const ThinSvd<S> svd = the.thin_svd(W);
    const S root = S(1) / integer<S>(N);
    const Vector<S> s = svd.sigma.unaryExpr([&](const S& a) { return S(pow(a, root)); });
    return end_to_end_velocity<S>(svd.U, s, svd.V, N, gradient(W), first);
  };
  const Layers<S> layers = flowed(layer_field(the, gradient), w.layers(), h, T_of(5));
  return frobenius_norm<S>(the.end_to_end(layers) - flowed(field, w.W(), h, T_of(5)));
};

/// How far W_{j+1}ᵀW_{j+1} + factor W_jW_jᵀ moves in a time of 1/32 while the layers from `first` flow.
template <int factor, std::size_t first>
constexpr auto drift_of_balance = [](const The& the, const LayeredRun& x, const S& h) {
  const auto field = layer_field(the, loss_gradient<S>(the, x.problem<S>()), first);
  const Layers<S> before = x.layers<S>(), after = flowed(field, before, h, T_of(5));
  S sum(0);
  for (std::size_t j = 0; j + 1 < before.size(); ++j) {
    const auto at = [&](const Layers<S>& W) {
      return Matrix<S>(W[j + 1].transpose() * W[j + 1] + S(factor) * W[j] * W[j].transpose());
    };
    sum += Matrix<S>(at(after) - at(before)).squaredNorm();
  }
  return square_root<S>(sum);
};

/// (q(W(h)) − q(W(−h)))/2h along the flow of the layers, q of the SVD of the product.
template <class Gradient, class Quantity>
Matrix<S> derivative(const The& the, const Layers<S>& W, const Gradient& gradient, const S& h,
                     const Quantity& q) {
  const auto field = layer_field(the, gradient);
  const auto at = [&](const S& t) {
    return q(the.thin_svd(the.end_to_end(flow_step<Layers<S>, S>(field, W, t))));
  };
  return (at(h) - at(-h)) / (S(2) * h);
}
Matrix<S> sigma_of(const ThinSvd<S>& svd) { return svd.sigma; }

/// −N sigma^{2 − 2/N} u_iᵀ G v_i, with `layers` in place of N as the factor.
Matrix<S> sigma_rates(const Balanced<S>& w, long layers, const Matrix<S>& G) {
  return -integer<S>(layers) *
         w.powers(2 * w.N() - 2)
             .cwiseProduct(Vector<S>((w.U().transpose() * G * w.V()).diagonal()));
}

template <long dropped>
constexpr auto gap_of_sigma_rates = [](const The& the, const BalancedRun& x, const S& h) {
  const Balanced<S> w(x);
  const auto gradient = loss_gradient<S>(the, x.problem<S>());
  return frobenius_norm<S>(derivative(the, w.layers(), gradient, h, sigma_of) -
                           sigma_rates(w, w.N() - dropped, gradient(w.W())));
};

/// (sigma(W_1) − sigma(W_0))/eta of one step of gradient descent against the flow's rate.
template <long dropped>
constexpr auto gap_of_a_step = [](const The& the, const BalancedRun& x, const S& eta) {
  const Balanced<S> w(x);
  const auto gradient = loss_gradient<S>(the, x.problem<S>());
  const auto W = layered_trajectory<S>(the.gradient_descent({.eta = eta}), w.layers(),
                                       gradients_in_layers<S>(the, gradient), 1);
  const Matrix<S> moved = the.thin_svd(the.end_to_end(W[1])).sigma - w.powers(w.N());
  return frobenius_norm<S>(moved / eta - sigma_rates(w, w.N() - dropped, gradient(w.W())));
};

/// The same as for the loss alone, with f = l + lambda rho; `of_W` weighs sigma_i N_*/F² in the formula.
template <int of_W>
constexpr auto gap_of_sigma_rates_with_the_ratio = [](const The& the, const BalancedRun& x,
                                                      const S& h) {
  const Balanced<S> w(x);
  const Completion<S> f = x.problem<S>();
  const S lambda = x.lambda.as<S>() / S(8), tolerance = rank_tolerance<S>(x.m(), x.n());
  const auto gradient = [&](const Matrix<S>& W) {
    return Matrix<S>(the.completion_gradient(f, W) +
                     lambda * the.ratio_gradient(the.thin_svd(W), tolerance).value());
  };
  const Vector<S> sigma = w.powers(w.N());
  const S F = frobenius_norm<S>(sigma), slope = S(of_W) * sigma.sum() / (F * F);
  const Vector<S> of_rho = Vector<S>::Constant(sigma.size(), S(S(1) / F)) - sigma * S(slope / F);
  const Matrix<S> said = sigma_rates(w, w.N(), the.completion_gradient(f, w.W())) -
                         lambda * integer<S>(w.N()) * w.powers(2 * w.N() - 2).cwiseProduct(of_rho);
  return frobenius_norm<S>(derivative(the, w.layers(), gradient, h, sigma_of) - said);
};

/// |(I − P_U) W(h) (I − P_V)| for the U and V of W(0).
Real113 normal_part(const The& the, const BalancedRun& x, const Layers<S>& W, const S& h) {
  const Balanced<S> w(x);
  const auto field = layer_field(the, loss_gradient<S>(the, x.problem<S>()));
  const Matrix<S> moved = the.end_to_end(flow_step<Layers<S>, S>(field, W, h));
  return frobenius_norm<S>(off_rows<S>(off_columns<S>(w.U(), moved), w.V()));
}
constexpr auto normal_part_of_layers = [](const The& the, const BalancedRun& x, const S& h) {
  return normal_part(the, x, Balanced<S>(x).layers(), h);
};
constexpr auto normal_part_of_one_layer = [](const The& the, const BalancedRun& x, const S& h) {
  return normal_part(the, x, {Balanced<S>(x).W()}, h);
};

/// u_1u_1ᵀ, …, u_ku_kᵀ side by side.
Matrix<S> projections(const ThinSvd<S>& svd) {
  const Index m = svd.U.rows(), k = svd.U.cols();
  Matrix<S> P(m, m * k);
  for (Index i = 0; i < k; ++i) P.middleCols(i * m, m) = svd.U.col(i) * svd.U.col(i).transpose();
  return P;
}

/// Their derivatives: u̇_i = Σ_j a_ji u_j, a_ji = (K_ji sigma_i + K_ij sigma_j)/(sigma_i² − sigma_j²), where
/// K = Uᵀ Ẇ V and `both` is 0 where its transpose is dropped.
Matrix<S> turns(const ThinSvd<S>& svd, const Matrix<S>& K, const S& both) {
  const Index m = svd.U.rows(), k = svd.U.cols();
  const Vector<S>& sigma = svd.sigma;
  Matrix<S> P(m, m * k);
  for (Index i = 0; i < k; ++i) {
    Vector<S> dot = Vector<S>::Zero(m);
    for (Index j = 0; j < k; ++j)
      if (j != i)
        dot += S((K(j, i) * sigma(i) + both * K(i, j) * sigma(j)) /
                 (sigma(i) * sigma(i) - sigma(j) * sigma(j))) *
               svd.U.col(j);
    P.middleCols(i * m, m) = dot * svd.U.col(i).transpose() + svd.U.col(i) * dot.transpose();
  }
  return P;
}
template <int both>
constexpr auto gap_of_turns = [](const The& the, const BalancedRun& x, const S& h) {
  const Balanced<S> w(x);
  const auto gradient = loss_gradient<S>(the, x.problem<S>());
  const Matrix<S> K =
      w.U().transpose() * end_to_end_velocity<S>(w.U(), w.s, w.V(), w.N(), gradient(w.W())) * w.V();
  return frobenius_norm<S>(derivative(the, w.layers(), gradient, h, projections) -
                           turns(w.svd(), K, S(both)));
};

/// N scalar layers w with the constant gradient −c of their product, for a time of 1/4, against the closed
/// form; the layers below `first` rest.
template <std::size_t first>
constexpr auto gap_to_the_closed_form = [](const The& the, const BalancedRun& x, const S& h) {
  const S w = x.s(0, 0).template as<S>(), c = x.Y(0, 0).template as<S>(), T = T_of(2);
  const long N = x.N();
  const auto gradient = [&](const Matrix<S>&) { return Matrix<S>(Matrix<S>::Constant(1, 1, -c)); };
  const Layers<S> layers =
      flowed(layer_field(the, gradient, first),
             Layers<S>(static_cast<std::size_t>(N), Matrix<S>::Constant(1, 1, w)), h, T);
  const S below = S(1) / power<S>(w, N - 2) - integer<S>(N - 2) * c * T;
  const S said =
      N == 2 ? S(w * w * exp(S(2 * c * T))) : S(pow(below, S(-integer<S>(N) / integer<S>(N - 2))));
  return magnitude<S>(the.end_to_end(layers)(0, 0) - said);
};

constexpr std::array claims{
    Claim{
        .id = "G1b",
        .name = "layers_and_their_product_flow_alike_of_balanced_layers",
        .states = "the product of the flow of the layers is the flow of the product; RK4: O(h^4)",
        .given =
            "balanced layers, W' = -sum_j (W W')^((N-j)/N) grad l(W) (W'W)^((j-1)/N), N = 2, 3",
        .source = acceleration,
        .kind = Kind::conditional,
        .holds = order<20, 6>(deep_regular_networks, product_of_the_flow<1>),
        .without = "the term j = 1",
        .fails_without = order<20, 6>(deep_regular_networks, product_of_the_flow<2>),
    },
    Claim{
        .id = "G2c",
        .name = "flow_conserves_balance_of_any_layers",
        .states = "W_(j+1)' W_(j+1) - W_j W_j' is constant in t; RK4: O(h^4)",
        .given = "gradient flow of a completion loss in all layers",
        .source = acceleration,
        .kind = Kind::conditional,
        .holds = order<20, 6>(coupled_layers, drift_of_balance<-1, 1>),
        .without = "W_1 flows (it rests)",
        .fails_without = order<20, 6>(coupled_layers, drift_of_balance<-1, 2>),
    },
    Claim{
        .id = "G3b",
        .name = "singular_values_flow_with_a_power_of_themselves",
        .states = "d sigma_i/dt = -N sigma_i^(2 - 2/N) u_i' grad f(W) v_i; centred: O(h^2)",
        .given = "gradient flow of balanced layers, distinct sigma, N <= 3",
        .source = {"arora2019implicit", "theorem 3"},
        .kind = Kind::conditional,
        .holds = order<10, 12>(regular_networks, gap_of_sigma_rates<0>),
        .without = "one of the N layers' terms",
        .fails_without = order<10, 12>(regular_networks, gap_of_sigma_rates<1>),
    },
    Claim{
        .id = "G3c",
        .name = "singular_values_step_like_the_flow_to_first_order",
        .states =
            "(sigma_i(W_1) - sigma_i(W_0))/eta = -N sigma_i^(2 - 2/N) u_i' grad f v_i + O(eta)",
        .given = "one step of gradient descent in balanced layers, distinct sigma, N <= 3",
        .source = {"arora2019implicit", "theorem 3"},
        .kind = Kind::conditional,
        .holds = order<5, 12>(regular_networks, gap_of_a_step<0>),
        .without = "one of the N layers' terms",
        .fails_without = order<5, 12>(regular_networks, gap_of_a_step<1>),
        .remark = "a statement on the flow: a step keeps it only to first order",
    },
    Claim{
        .id = "G4b",
        .name = "singular_values_flow_with_the_loss_and_the_ratio",
        .states = "d sigma_i/dt = -N sigma_i^(2 - 2/N) (u_i' grad l v_i + (lambda/F)(1 - sigma_i "
                  "N_*/F^2)); centred: O(h^2)",
        .given = "gradient flow of l + lambda rho in balanced layers of full rank, distinct sigma",
        .source = {"zhao2022combining", "the setting; the formula is ours"},
        .kind = Kind::conditional,
        .holds = order<10, 12>(regular_networks, gap_of_sigma_rates_with_the_ratio<1>),
        .without = "the term sigma_i N_*/F^2",
        .fails_without = order<10, 12>(regular_networks, gap_of_sigma_rates_with_the_ratio<0>),
    },
    Claim{
        .id = "G8d",
        .name = "flow_stays_on_the_matrices_of_its_rank_to_first_order",
        .states = "|(I - U U') W(h) (I - V V')| = O(h^2)",
        .given = "gradient flow of balanced layers of rank r < d, N >= 2",
        .source = several,
        .kind = Kind::conditional,
        .holds = order<10, 12>(deep_networks_that_turn, normal_part_of_layers),
        .without = "N >= 2",
        .fails_without = order<10, 12>(deep_networks_that_turn, normal_part_of_one_layer),
        .remark = "with one layer the rank grows at once, to first order in h",
    },
    Claim{
        .id = "G9c",
        .name = "singular_vectors_turn_by_both_entries_of_their_pairs",
        .states = "d u_i/dt = sum_j u_j (K_ji sigma_i + K_ij sigma_j)/(sigma_i^2 - sigma_j^2); "
                  "centred: O(h^2)",
        .given = "K = U' (dW/dt) V, gradient flow of balanced layers, square W of distinct sigma",
        .source = {"arora2019implicit", "corollary 1"},
        .kind = Kind::conditional,
        .holds = order<10, 12>(regular_networks, gap_of_turns<1>),
        .without = "K_ij",
        .fails_without = order<10, 12>(regular_networks, gap_of_turns<0>),
        .remark = "they rest iff K, hence U' grad f V, is diagonal",
    },
    Claim{
        .id = "G10a",
        .name = "scalar_layers_follow_their_closed_forms",
        .states = "sigma(t) = sigma_0 e^(2ct) for N = 2, sigma^(2/N - 1) = sigma_0^(2/N - 1) - "
                  "(N - 2) ct beyond; RK4: O(h^4)",
        .given = "N equal scalar layers, constant gradient -c of either sign",
        .source = several,
        .kind = Kind::conditional,
        .holds = order<20, 5>(deep_regular_networks, gap_to_the_closed_form<1>),
        .without = "W_1 flows (it rests)",
        .fails_without = order<20, 5>(deep_regular_networks, gap_to_the_closed_form<2>),
        .remark = "for c < 0 sigma falls for ever and never reaches 0; with one layer it does, "
                  "at t = sigma_0/|c|",
    },
    Claim{
        .id = "G0c",
        .name = "canary_flow_conserves_the_sum_of_gram_matrices",
        .states = "W_(j+1)' W_(j+1) + W_j W_j' is constant in t",
        .given = "gradient flow of a completion loss in all layers",
        .source = {"canary", "false by G2c, which has the difference"},
        .kind = Kind::canary,
        .holds = order<20, 6>(coupled_layers, drift_of_balance<1, 1>),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group depth_flow_claims() { return {"G", "Flows at depth", claims}; }

}  // namespace adamant
