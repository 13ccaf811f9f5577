#include "claim/claim.hpp"
#include "properties/domains/rotated_run.hpp"
#include "properties/spectral_statements.hpp"
#include "properties/statements.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source structure{"note", "Adam + Ratio"};

template <Scalar S>
Adam<S> adam_of(const RotatedRun& x) {
  return {x.eta.as<S>(), x.beta1.as<S>(), x.beta2.as<S>(), x.epsilon.as<S>()};
}

/// Those whose steps are combinations of gradients, with numbers as coefficients.
struct ByNumbers {
  template <Scalar S>
  static std::vector<Method<S>> of(const Implementation<S>& the, const RotatedRun& x) {
    const S eta = x.eta.as<S>(), mu = x.beta1.as<S>();
    return {
        the.gradient_descent({.eta = eta}),   the.heavy_ball({.eta = eta, .mu = mu}),
        the.nesterov({.eta = eta, .mu = mu}), the.nesterov_reparametrised({.eta = eta, .mu = mu}),
        the.nesterov_sequence({.eta = eta}),  the.normalised_gradient_descent({.eta = eta}),
        the.scalar_adam({adam_of<S>(x)})};
  }
};

/// Those whose steps are products of the gradient with functions of GGᵀ and GᵀG.
struct ByMatrices {
  template <Scalar S>
  static std::vector<Method<S>> of(const Implementation<S>& the, const RotatedRun& x) {
    const S eta = x.eta.as<S>(), mu = x.beta1.as<S>();
    return {the.spectral_descent({.eta = eta}), the.muon({.eta = eta, .mu = mu}),
            the.muon_nesterov({eta, mu}), the.shampoo({.eta = eta, .epsilon = S(1)})};
  }
};

/// Those that treat every entry by itself. AdamW sees the iterate too, which leaves the exact scalars.
struct ByEntries {
  template <Scalar S>
  static std::vector<Method<S>> of(const Implementation<S>& the, const RotatedRun& x) {
    const Adam<S> adam = adam_of<S>(x);
    std::vector<Method<S>> list{the.sign_descent({.eta = adam.eta}),
                                the.adagrad({adam.eta, adam.epsilon}),
                                the.rmsprop({adam.eta, adam.beta2, adam.epsilon}),
                                the.rmsprop_corrected({adam.eta, adam.beta2, adam.epsilon}),
                                the.adam(adam),
                                the.amsgrad({adam})};
    if constexpr (Real<S>) list.push_back(the.adamw({adam, ratio<S>(1, 8)}));
    return list;
  }
};

/// What a change of the gradients and of W_0 does to the updates, for each method of a family.
template <class Family, Scalar S, class Before, class After>
std::vector<Finding> responses(const Implementation<S>& the, const RotatedRun& x,
                               const Before& before, const After& after) {
  const Matrix<S> W_0 = x.c.as<S>();
  std::vector<Matrix<S>> G = x.gradients<S>(), changed;
  for (const auto& g : G) changed.push_back(before(g));
  std::vector<Finding> list;
  for (const Method<S>& method : Family::template of<S>(the, x)) {
    auto U = updates<S>(method, G, W_0);
    for (auto& u : U) u = Matrix<S>(after(u));
    list.push_back(eq<S>(updates<S>(method, changed, after(W_0)), U));
  }
  return list;
}

/// All of a family, or the best of it: what a claim that none responds so refutes.
inline Finding every_one(const std::vector<Finding>& list) {
  return for_every(list.size(), [&](std::size_t i) { return list[i - 1]; });
}
inline Finding best_one(const std::vector<Finding>& list) {
  return *std::min_element(list.begin(), list.end(), [](const Finding& a, const Finding& b) {
    return a.log2_residual < b.log2_residual;
  });
}

enum class Side { left, right, both };

template <class Family, Side side, Scalar S>
std::vector<Finding> turned(const Implementation<S>& the, const RotatedRun& x) {
  const Matrix<S> Q = x.left<S>(), R = x.right<S>();
  const auto turn = [&](const Matrix<S>& A) -> Matrix<S> {
    if constexpr (side == Side::left) return Q * A;
    if constexpr (side == Side::right) return A * R;
    return Q * A * R;
  };
  return responses<Family, S>(the, x, turn, turn);
}

template <class Family, Side side>
constexpr auto commutes = []<class S>(const Implementation<S>& the, const RotatedRun& x) {
  return every_one(turned<Family, side, S>(the, x))
      .over(adaptive_operations(x.T()) * x.m() * x.n());
};

template <class Family, Side side>
constexpr auto one_commutes = []<class S>(const Implementation<S>& the, const RotatedRun& x) {
  return best_one(turned<Family, side, S>(the, x)).over(adaptive_operations(x.T()) * x.m() * x.n());
};

/// c ∘ G for G, the same updates.
template <class Family, Scalar S>
std::vector<Finding> scaled_by_entry(const Implementation<S>& the, const RotatedRun& x) {
  const Matrix<S> c = x.c.as<S>();
  return responses<Family, S>(
      the, x, [&](const Matrix<S>& A) -> Matrix<S> { return c.cwiseProduct(A); },
      [](const Matrix<S>& A) -> Matrix<S> { return A; });
}

template <class Family>
constexpr auto ignores_scale_of_entries =
    []<class S>(const Implementation<S>& the, const RotatedRun& x) {
      return every_one(scaled_by_entry<Family, S>(the, x)).over(adaptive_operations(x.T()));
    };

template <class Family>
constexpr auto one_ignores_scale_of_entries =
    []<class S>(const Implementation<S>& the, const RotatedRun& x) {
      return best_one(scaled_by_entry<Family, S>(the, x)).over(adaptive_operations(x.T()));
    };

/// The first and the last entry of the last column trade places.
template <class Family, Scalar S>
std::vector<Finding> swapped(const Implementation<S>& the, const RotatedRun& x) {
  const auto swap = [](Matrix<S> A) -> Matrix<S> {
    std::swap(A(0, A.cols() - 1), A(A.rows() - 1, A.cols() - 1));
    return A;
  };
  return responses<Family, S>(the, x, swap, swap);
}

/// σ_1/σ_r over the gradients, and for Shampoo, whose L_0 = R_0 = I, (1 + Σ‖G_t‖²)^{3/2}.
double condition(const RotatedRun& x) {
  double kappa = 1, sum = 1;
  for (const Matrix<double>& G : x.gradients<double>()) {
    const Vector<double> sigma = thin_svd<double>(G).sigma;
    const Index r = numerical_rank<double>(sigma, rank_tolerance<double>(x.m(), x.n()));
    if (r > 0) kappa = std::fmax(kappa, sigma(0) / sigma(r - 1));
    sum += sigma.squaredNorm();
  }
  return std::fmax(kappa, std::pow(sum, 1.5));
}

template <Side side>
constexpr auto spectral_methods_commute =
    []<class S>(const Implementation<S>& the, const RotatedRun& x) {
      return every_one(turned<ByMatrices, side, S>(the, x))
          .over(x.T() * svd_operations(x.m(), x.n()))
          .conditioned_by(condition(x));
    };

constexpr std::array claims{
    Claim{
        .id = "A10a",
        .name = "methods_of_numbers_commute_with_rotations_from_the_left",
        .states = "U_t(QG_1, ..., QG_t) = Q U_t(G_1, ..., G_t)",
        .given =
            "Q'Q = I; gradient descent, heavy ball, Nesterov's method in three forms, normalised "
            "gradient descent, Adam with a scalar v",
        .source = structure,
        .holds = exactly(turned_gradients, commutes<ByNumbers, Side::left>),
    },
    Claim{
        .id = "A10b",
        .name = "methods_of_numbers_commute_with_rotations_from_the_right",
        .states = "U_t(G_1 R, ..., G_t R) = U_t(G_1, ..., G_t) R",
        .given = "R'R = I; the methods of A10a",
        .source = structure,
        .holds = exactly(turned_gradients, commutes<ByNumbers, Side::right>),
    },
    Claim{
        .id = "A10c",
        .name = "methods_of_numbers_commute_with_signed_permutations_of_rows_and_columns",
        .states = "U_t(QG_1R, ..., QG_tR) = Q U_t(G_1, ..., G_t) R",
        .given = "Q and R permutations with signs; the methods of A10a",
        .source = structure,
        .holds = exactly(permuted_gradients, commutes<ByNumbers, Side::both>),
    },
    Claim{
        .id = "A10d",
        .name = "a_method_of_numbers_ignores_the_scale_of_entries",
        .states = "U_t(c o G_1, ..., c o G_t) = U_t(G_1, ..., G_t) for one of the methods of A10a",
        .given = "c > 0, entry by entry",
        .source = structure,
        .kind = Kind::literal_reading,
        .holds = {forall(turned_gradients, one_ignores_scale_of_entries<ByNumbers>),
                  witness(
                      turned_gradients,
                      "eta=1;beta1=0;beta2=0;epsilon=0;unit_Q=1;Q=[[1,0],[0,1]];unit_R=1;R=[[1]]"
                      ";c=[[5],[2]];G=[[3],[4]]",
                      one_ignores_scale_of_entries<ByNumbers>)},
    },
    Claim{
        .id = "A10e",
        .name = "spectral_methods_commute_with_rotations_from_the_left",
        .states = "U_t(QG_1, ..., QG_t) = Q U_t(G_1, ..., G_t)",
        .given =
            "Q'Q = I; spectral descent, Muon in two forms, Shampoo with epsilon = 1; kappa = the "
            "largest of sigma_1/sigma_r of the G_t and (1 + sum |G_t|^2)^(3/2)",
        .source = structure,
        .holds = forall(turned_gradients, spectral_methods_commute<Side::left>),
    },
    Claim{
        .id = "A10f",
        .name = "spectral_methods_commute_with_rotations_from_the_right",
        .states = "U_t(G_1 R, ..., G_t R) = U_t(G_1, ..., G_t) R",
        .given = "R'R = I; the methods and kappa of A10e",
        .source = structure,
        .holds = forall(turned_gradients, spectral_methods_commute<Side::right>),
    },
    Claim{
        .id = "A10g",
        .name = "spectral_methods_commute_with_signed_permutations_of_rows_and_columns",
        .states = "U_t(QG_1R, ..., QG_tR) = Q U_t(G_1, ..., G_t) R",
        .given = "Q and R permutations with signs; the methods and kappa of A10e",
        .source = structure,
        .holds = forall(permuted_gradients, spectral_methods_commute<Side::both>),
    },
    Claim{
        .id = "A10h",
        .name = "a_spectral_method_commutes_with_permutations_of_entries",
        .states = "where two entries of every G_t trade places, those of U_t do, for one of the "
                  "methods of A10e",
        .given = "the first and the last entry of a column",
        .source = structure,
        .kind = Kind::literal_reading,
        .holds =
            witness_on_the_ladder(turned_gradients,
                                  "eta=1;beta1=0;beta2=0;epsilon=0;unit_Q=1;Q=[[1,0],[0,1]];unit_R="
                                  "1;R=[[1,0],[0,1]];c=[[1,"
                                  "1],[1,1]];G=[[1,0],[0,1]]",
                                  []<class S>(const Implementation<S>& the, const RotatedRun& x) {
                                    return best_one(swapped<ByMatrices, S>(the, x));
                                  }),
        .remark =
            "rows and columns only: polar([[1,1],[0,0]]) = [[1,1],[0,0]]/sqrt(2), polar(I) = I",
    },
    Claim{
        .id = "A10i",
        .name = "a_spectral_method_ignores_the_scale_of_entries",
        .states = "U_t(c o G_1, ..., c o G_t) = U_t(G_1, ..., G_t) for one of the methods of A10e",
        .given = "c > 0, entry by entry",
        .source = structure,
        .kind = Kind::literal_reading,
        .holds = witness_on_the_ladder(turned_gradients,
                                       "eta=1;beta1=0;beta2=0;epsilon=0;unit_Q=1;Q=[[1,0],[0,1]];"
                                       "unit_R=1;R=[[1]];c=[[2],[1]];G="
                                       "[[1],[1]]",
                                       one_ignores_scale_of_entries<ByMatrices>),
    },
    Claim{
        .id = "A10j",
        .name = "a_method_of_entries_commutes_with_rotations_from_the_left",
        .states = "U_t(QG_1, ..., QG_t) = Q U_t(G_1, ..., G_t) for one of sign descent, AdaGrad, "
                  "RMSProp with and without correction, Adam, AMSGrad, AdamW",
        .given = "Q'Q = I, epsilon = 0",
        .source = structure,
        .kind = Kind::literal_reading,
        .holds = {forall(turned_gradients, one_commutes<ByEntries, Side::left>),
                  witness(
                      turned_gradients,
                      "eta=1;beta1=0;beta2=0;epsilon=0;unit_Q=1/5;Q=[[3,-4],[4,3]];unit_R=1;R=[["
                      "1]];c=[[1],[1]];G=[[3],[1]]",
                      one_commutes<ByEntries, Side::left>)},
        .remark = "at the witness QG = (1, 3), and Q sign(G) = (-1/5, 7/5)",
    },
    Claim{
        .id = "A10k",
        .name = "a_method_of_entries_commutes_with_rotations_from_the_right",
        .states = "U_t(G_1 R, ..., G_t R) = U_t(G_1, ..., G_t) R for one of the methods of A10j",
        .given = "R'R = I, epsilon = 0",
        .source = structure,
        .kind = Kind::literal_reading,
        .holds = {forall(turned_gradients, one_commutes<ByEntries, Side::right>),
                  witness(
                      turned_gradients,
                      "eta=1;beta1=0;beta2=0;epsilon=0;unit_Q=1;Q=[[1]];unit_R=1/5;R=[[3,4],[-4,3"
                      "]];c=[[1,1]];G=[[3,1]]",
                      one_commutes<ByEntries, Side::right>)},
    },
    Claim{
        .id = "A10l",
        .name = "methods_of_entries_commute_with_signed_permutations_of_rows_and_columns",
        .states = "U_t(QG_1R, ..., QG_tR) = Q U_t(G_1, ..., G_t) R",
        .given = "Q and R permutations with signs, epsilon = 0; the methods of A10j",
        .source = structure,
        .holds = forall_and_exactly(permuted_gradients, commutes<ByEntries, Side::both>),
        .remark = "without rounding for all but AdamW, whose iterates leave the exact scalars",
    },
    Claim{
        .id = "A10m",
        .name = "methods_of_numbers_and_of_entries_commute_with_permutations_of_entries",
        .states = "where two entries of every G_t trade places, those of U_t do",
        .given =
            "the first and the last entry of a column, epsilon = 0; the methods of A10a and A10j",
        .source = structure,
        .holds = exactly(turned_gradients,
                         []<class S>(const Implementation<S>& the, const RotatedRun& x) {
                           return all({every_one(swapped<ByNumbers, S>(the, x)),
                                       every_one(swapped<ByEntries, S>(the, x))});
                         }),
        .remark = "with the rows and columns of A10c and A10l these make every permutation",
    },
    Claim{
        .id = "A10n",
        .name = "methods_of_entries_ignore_the_scale_of_entries_of_no_epsilon",
        .states = "U_t(c o G_1, ..., c o G_t) = U_t(G_1, ..., G_t)",
        .given =
            "c > 0, entry by entry and constant in t; epsilon = 0; the methods of A10j, AdamW at "
            "the same W",
        .source = structure,
        .kind = Kind::conditional,
        .holds = forall_and_exactly(turned_gradients, ignores_scale_of_entries<ByEntries>),
        .without = "epsilon = 0",
        .fails_without =
            witness(turned_gradients_with_any_epsilon,
                    "eta=1;beta1=0;beta2=0;epsilon=1;unit_Q=1;Q=[[1]];unit_R=1;R=[[1]];c"
                    "=[[2]];G=[[1]]",
                    ignores_scale_of_entries<ByEntries>),
    },
    Claim{
        .id = "A0d",
        .name = "canary_methods_of_numbers_ignore_rotations",
        .states = "U_t(QG_1, ..., QG_t) = U_t(G_1, ..., G_t) for one of the methods of A10a",
        .given = "Q'Q = I",
        .source = {"canary", "false by A10a where Q U_t is not U_t"},
        .kind = Kind::canary,
        .holds = exactly(turned_gradients,
                         []<class S>(const Implementation<S>& the, const RotatedRun& x) {
                           const Matrix<S> Q = x.left<S>();
                           const auto same = [](const Matrix<S>& A) { return A; };
                           return best_one(responses<ByNumbers, S>(
                               the, x, [&](const Matrix<S>& A) -> Matrix<S> { return Q * A; },
                               same));
                         }),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group equivariance_claims() { return {"A", "What commutes with what", claims}; }

}  // namespace adamant
