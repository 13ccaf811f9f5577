#include "claim/claim.hpp"
#include "properties/domains/affine_run.hpp"
#include "properties/domains/rational_orthogonal.hpp"
#include "properties/spectral_statements.hpp"
#include "properties/statements.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source order{"note", "Intuition about Adam / History"};
constexpr Source structure{"note", "Adam + Ratio"};

/// f(x) = x'Hx/2 − b'x + Σ c_i x_i³/3 and h(y) = f(Ay).
template <Scalar S>
struct Cubic {
  explicit Cubic(const AffineRun& x)
      : A(x.basis<S>()), H(x.H.as<S>()), b(x.b.as<S>()), c(x.c.as<S>()), y(x.y.as<S>()) {}
  Matrix<S> A, H, b, c, y;

  Matrix<S> gradient(const Matrix<S>& x) const {
    return H * x - b + c.cwiseProduct(x.cwiseProduct(x));
  }
  Matrix<S> hessian(const Matrix<S>& x) const {
    Matrix<S> second = H;
    for (Index i = 0; i < x.rows(); ++i) second(i, i) += S(2) * c(i, 0) * x(i, 0);
    return second;
  }
  Matrix<S> gradient_in_y(const Matrix<S>& at) const { return A.transpose() * gradient(A * at); }
  Matrix<S> hessian_in_y(const Matrix<S>& at) const { return A.transpose() * hessian(A * at) * A; }

  /// Is x_T = Ay_T, for T steps on f and on h?
  Finding commutes(const Method<S>& method, long T) const {
    const auto in_x = [&](const Matrix<S>& at) { return gradient(at); };
    const auto in_y = [&](const Matrix<S>& at) { return gradient_in_y(at); };
    const auto x = trajectory<S>(method, A * y, in_x, T), ys = trajectory<S>(method, y, in_y, T);
    return eq<S>(Matrix<S>(A * ys.back()), x.back());
  }
};

constexpr auto newton_commutes = []<class S>(const Implementation<S>& the, const AffineRun& run) {
  const Cubic<S> f(run);
  Matrix<S> y = f.y, x = f.A * y;
  for (long t = 0; t < std::min<long>(run.T(), 2); ++t) {
    const auto in_x = the.newton_step(f.hessian(x), f.gradient(x));
    const auto in_y = the.newton_step(f.hessian_in_y(y), f.gradient_in_y(y));
    if (in_x.has_value() != in_y.has_value()) return holds_that(false, "one step is undefined");
    if (!in_x) return discard("a singular Hessian");
    x += *in_x;
    y += *in_y;
  }
  return eq<S>(Matrix<S>(f.A * y), x);
};

constexpr auto gradient_descent_commutes = []<class S>(const Implementation<S>& the,
                                                       const AffineRun& x) {
  return Cubic<S>(x).commutes(the.gradient_descent({.eta = x.eta.as<S>()}),
                              std::min<long>(x.T(), 3));
};

/// Adam with epsilon = 0, the step size and the betas of an instance.
template <Scalar S>
Adam<S> adam_without_epsilon(const AffineRun& x) {
  return {x.eta.as<S>(), x.beta1.as<S>(), x.beta2.as<S>(), S(0)};
}

/// Fed AᵀG_1, …, AᵀG_T (the gradients of h), Adam gives A⁻¹U_1, …, A⁻¹U_T.
constexpr auto adam_commutes = []<class S>(const Implementation<S>& the, const AffineRun& x) {
  const Matrix<S> A = x.basis<S>();
  std::vector<Matrix<S>> G, in_y;
  for (const DyadicMatrix& g : x.G) {
    G.push_back(g.as<S>());
    in_y.push_back(A.transpose() * G.back());
  }
  const Method<S> adam = the.adam(adam_without_epsilon<S>(x));
  auto U = updates<S>(adam, in_y);
  for (auto& u : U) u = Matrix<S>(A * u);
  return eq<S>(U, updates<S>(adam, G)).over(adaptive_operations(x.T()));
};

/// Is U_t(AG_1, …, AG_t) = factor·U_t(G_1, …, G_t)?
template <Scalar S>
Finding fed_through_the_basis(const Implementation<S>& the, const AffineRun& x,
                              const Matrix<S>& factor) {
  const Method<S> adam = the.adam(adam_without_epsilon<S>(x));
  std::vector<Matrix<S>> G, AG;
  for (const DyadicMatrix& g : x.G) {
    G.push_back(g.as<S>());
    AG.push_back(x.basis<S>() * G.back());
  }
  auto U = updates<S>(adam, G);
  for (auto& u : U) u = Matrix<S>(factor * u);
  return eq<S>(updates<S>(adam, AG), U).over(adaptive_operations(x.T()));
}

/// A U(Aᵀg) = U(g) at g = e_j and at g = A⁻ᵀe_j for all j: then A and A⁻¹ have entries −1, 0, 1 only.
constexpr auto adam_commutes_with_signed_permutations_only =
    []<class S>(const Implementation<S>& the, const AffineRun& x) {
      const Matrix<S> A = x.basis<S>(), I = Matrix<S>::Identity(x.n(), x.n());
      const Method<S> adam = the.adam(adam_without_epsilon<S>(x));
      bool commutes = true;
      for (Index j = 0; j < x.n(); ++j) {
        const Matrix<S> e = I.col(j), inverse = -the.newton_step(A.transpose(), e).value();
        for (const Matrix<S>& g : {e, inverse})
          commutes =
              commutes && A * first_update<S>(adam, A.transpose() * g) == first_update<S>(adam, g);
      }
      return holds_that(commutes == is_signed_permutation(x.unit, x.A),
                        commutes ? "commutes with no signed permutation" : "does not commute");
    };

/// Do the steps on f and on h from one point have the same signs, at beta1 = beta2 = 0?
constexpr auto steps_have_the_same_signs = []<class S>(const Implementation<S>& the,
                                                       const AffineRun& run) {
  const Cubic<S> f(run);
  const Method<S> adam = the.adam({run.eta.as<S>(), S(0), S(0), S(0)});
  Matrix<S> y = f.y, x = f.A * y;
  return for_every(static_cast<std::size_t>(run.T()), [&](std::size_t) {
    const Matrix<S> in_x = first_update<S>(adam, f.gradient(x)),
                    in_y = first_update<S>(adam, f.gradient_in_y(y));
    x += in_x;
    y += in_y;
    return eq<S>(in_x, in_y);
  });
};

/// A sign(g) = sign(Ag) for g = 2^20 s_j e_j + Σ s_k w_k e_k, all j and all signs s.
constexpr auto signs_commute_with_signed_permutations_only =
    []<class S>(const Implementation<S>& the, const AffineRun& x) {
      const Matrix<S> A = x.basis<S>();
      const Method<S> method = the.sign_descent({.eta = x.eta.as<S>()});
      const auto has_zero = [](const Matrix<S>& v) { return (v.array() == S(0)).any(); };
      bool commutes = true;
      for (Index j = 0; j < x.n(); ++j) {
        for (int signs = 0; signs < 1 << x.n(); ++signs) {
          Matrix<S> g(x.n(), 1);
          for (Index k = 0; k < x.n(); ++k)
            g(k, 0) = (k == j ? power_of_two<S>(20) : ratio<S>(3 * k + 4, 3)) *
                      integer<S>((signs >> k) % 2 == 0 ? 1 : -1);
          if (has_zero(A * g)) continue;
          commutes = commutes && A * first_update<S>(method, g) == first_update<S>(method, A * g);
        }
      }
      return holds_that(commutes == is_signed_permutation(x.unit, x.A),
                        commutes ? "commutes with no signed permutation" : "does not commute");
    };

constexpr std::array claims{
    Claim{
        .id = "A8a",
        .name = "newton_commutes_with_every_change_of_basis",
        .states = "x_t = A y_t for Newton's iterates on f and on h(y) = f(Ay), from x_0 = A y_0",
        .given = "A invertible; f a cubic polynomial, its Hessians along the run invertible",
        .source = order,
        .holds = exactly(affine_changes, newton_commutes),
    },
    Claim{
        .id = "A8b",
        .name = "gradient_descent_commutes_with_a_change_of_basis_of_an_orthogonal_A",
        .states = "x_t = A y_t on f and on h(y) = f(Ay), from x_0 = A y_0, at the same eta",
        .given = "A'A = I; f a cubic polynomial",
        .source = order,
        .kind = Kind::conditional,
        .holds = exactly(orthogonal_changes, gradient_descent_commutes),
        .without = "A'A = I",
        .fails_without = witness(affine_changes,
                                 "eta=1;beta1=0;beta2=0;unit=1;A=[[1,0],[0,2]];H=[[1,0],[0,1]];b=[["
                                 "0],[0]];c=[[0],[0]];y=[[1],[1]];G=[[0],[0]]",
                                 gradient_descent_commutes),
    },
    Claim{
        .id = "A8c",
        .name = "gradient_descent_commutes_for_every_f_with_orthogonal_changes_only",
        .states = "x_1 = A y_1 on f(x) = |x|^2/2 from n independent starts if and only if A'A = I",
        .given = "A invertible",
        .source = order,
        .holds = exactly(affine_changes,
                         []<class S>(const Implementation<S>& the, const AffineRun& x) {
                           const Matrix<S> A = x.basis<S>(), I = Matrix<S>::Identity(x.n(), x.n());
                           const Method<S> method = the.gradient_descent({.eta = x.eta.as<S>()});
                           const Matrix<S> in_x = I + first_update<S>(method, I);
                           const Matrix<S> y = A.transpose();  // at which A y = A A'
                           const Matrix<S> in_y =
                               y + first_update<S>(method, A.transpose() * (A * y));
                           const bool commutes = A * in_y == A * A.transpose() * in_x;
                           return holds_that(commutes == is_orthogonal(x.unit, x.A),
                                             commutes ? "commutes, and A is not orthogonal"
                                                      : "A is orthogonal, and does not commute");
                         }),
    },
    Claim{
        .id = "A8d",
        .name = "adam_commutes_with_a_change_of_basis_of_a_signed_permutation",
        .states = "A U_t(A'G_1, ..., A'G_t) = U_t(G_1, ..., G_t)",
        .given = "A a permutation with signs; epsilon = 0, 0/0 := 0",
        .source = structure,
        .kind = Kind::conditional,
        .holds = forall_and_exactly(signed_permutations, adam_commutes),
        .without = "A a permutation with signs",
        .fails_without =
            witness(affine_changes,
                    "eta=1;beta1=0;beta2=0;unit=1/5;A=[[3,-4],[4,3]];H=[[0,0],[0,0]];b="
                    "[[0],[0]];c=[[0],[0]];y=[[0],[0]];G=[[1],[0]]",
                    adam_commutes),
        .remark = "A'G is the gradient of h(y) = f(Ay): the run on h is then the run on f",
    },
    Claim{
        .id = "A8e",
        .name = "adam_commutes_for_every_f_with_signed_permutations_only",
        .states = "A U_1(A'g) = U_1(g) for every g if and only if A is a permutation with signs",
        .given = "A invertible; epsilon = 0, 0/0 := 0",
        .source = structure,
        .holds = exactly(affine_changes, adam_commutes_with_signed_permutations_only),
        .remark = "tried at g = e_j and g = A^-T e_j, which is enough: A and its inverse are then "
                  "matrices of -1, 0 and 1, and a row of A has sum of magnitudes 1",
    },
    Claim{
        .id = "A8f",
        .name = "adam_fed_through_a_positive_diagonal_moves_as_before",
        .states = "U_t(AG_1, ..., AG_t) = U_t(G_1, ..., G_t): in x the step is A_ii times as long, "
                  "with the same sign",
        .given = "A diagonal, A_ii > 0; epsilon = 0, 0/0 := 0",
        .source = structure,
        .holds = forall_and_exactly(positive_scalings,
                                    []<class S>(const Implementation<S>& the, const AffineRun& x) {
                                      return fed_through_the_basis<S>(
                                          the, x, Matrix<S>::Identity(x.n(), x.n()));
                                    }),
    },
    Claim{
        .id = "A8g",
        .name = "adam_keeps_the_signs_of_its_steps_through_a_positive_diagonal",
        .states = "the steps on f and on h(y) = f(Ay) have the same signs, from x_0 = A y_0",
        .given = "A diagonal, A_ii > 0; epsilon = beta1 = beta2 = 0",
        .source = structure,
        .kind = Kind::literal_reading,
        .holds = {exactly(positive_scalings, steps_have_the_same_signs),
                  witness(positive_scalings,
                          "eta=27/10;beta1=0;beta2=0;unit=1;A=[[3]];H=[[1]];b=[[0]];c=[[0]];y=[[1]]"
                          ";G=[[0]]|[[0]]",
                          steps_have_the_same_signs)},
        .remark = "only the first ones: x = 3 -> 3/10 -> -12/5, while 3y = 3 -> -51/10 -> 3",
    },
    Claim{
        .id = "A10o",
        .name = "signs_commute_with_signed_permutations_only_of_an_orthogonal_Q",
        .states =
            "Q sign(g) = sign(Qg) for every g without a zero in g and Qg if and only if Q is a "
            "permutation with signs",
        .given = "Q'Q = I",
        .source = structure,
        .holds = exactly(orthogonal_changes, signs_commute_with_signed_permutations_only),
        .remark = "tried at g = 2^20 e_j and small other entries of all signs: those with which Qg "
                  "keeps its signs while Q sign(g) changes",
    },
    Claim{
        .id = "A0e",
        .name = "canary_adam_fed_through_a_positive_diagonal_moves_by_as_much",
        .states = "U_t(AG_1, ..., AG_t) = A U_t(G_1, ..., G_t)",
        .given = "A diagonal, A_ii > 0; epsilon = 0, 0/0 := 0",
        .source = {"canary", "false by A8f"},
        .kind = Kind::canary,
        .holds = forall_and_exactly(positive_scalings,
                                    []<class S>(const Implementation<S>& the, const AffineRun& x) {
                                      return fed_through_the_basis<S>(the, x, x.basis<S>());
                                    }),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group basis_claims() { return {"A", "Changes of basis", claims}; }

}  // namespace adamant
