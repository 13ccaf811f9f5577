#include "claim/claim.hpp"
#include "properties/domains/line_start.hpp"
#include "properties/domains/quadratic_run.hpp"
#include "properties/problem_shapes.hpp"
#include "properties/statements.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source order{"note", "Intuition about Adam / History"};

/// q(D) − q(U) = (D − U)ᵀH(D − U)/2 for the model q of second order.
template <Scalar S>
Finding completes_the_square(const Implementation<S>& the, const Matrix<S>& H, const Matrix<S>& g,
                             const Matrix<S>& D) {
  const Matrix<S> U = the.newton_step(H, g).value(), gap = D - U,
                  a = magnitudes<S>(D) + magnitudes<S>(U);
  const auto q = [&](const Matrix<S>& d) -> S {
    return inner<S>(g, d) + inner<S>(d, H * d) / S(2);
  };
  const S scale = inner<S>(magnitudes<S>(g), a) + inner<S>(a, magnitudes<S>(H) * a);
  return eq<S>(S(q(D) - q(U)), S(inner<S>(gap, H * gap) / S(2)), scale)
      .over(8 * g.size() * g.size());
}

constexpr auto newton_is_the_only_minimiser = []<class S>(const Implementation<S>& the,
                                                          const QuadraticRun& x) {
  const Matrix<S> H = x.H.as<S>(), g = x.b.as<S>(), D = x.d.as<S>(),
                  U = the.newton_step(H, g).value();
  const auto q = [&](const Matrix<S>& d) -> S {
    return inner<S>(g, d) + inner<S>(d, H * d) / S(2);
  };
  return holds_that(q(U) < q(D) || (D - U).squaredNorm() == S(0),
                    "another displacement is no worse");
};

/// Newton's iterates x_0, …, x_T on √(1 + x²).
template <Scalar S>
std::vector<S> on_the_hyperbola(const Implementation<S>& the, S x, long T) {
  std::vector<S> list{x};
  for (long t = 0; t < T; ++t) {
    const Matrix<S> at = Matrix<S>::Constant(1, 1, x);
    x += the.newton_step(the.hyperbola_hessian(at), the.hyperbola_gradient(at)).value()(0, 0);
    list.push_back(x);
  }
  return list;
}

constexpr auto newton_comes_closer = []<class S>(const Implementation<S>& the, const LineStart& x) {
  const auto at = on_the_hyperbola<S>(the, x.x.as<S>(), std::min<long>(x.T, 4));
  return for_every(at.size() - 1, [&](std::size_t t) {
    const S now = magnitude<S>(at[t]), before = magnitude<S>(at[t - 1]);
    return all({leq<S>(now, before),
                holds_that(now != before || is_zero(before), "a step that comes no closer to 0")});
  });
};

constexpr std::array claims{
    Claim{
        .id = "A5a",
        .name = "newton_completes_the_square_of_its_model",
        .states = "q(D) - q(U) = (D - U)'H(D - U)/2 for q(D) = <g, D> + D'HD/2",
        .given = "H positive definite",
        .source = order,
        .holds = forall_exactly_and_proved(
            positive_definite_quadratics, symbolic_positive_definite_quadratics,
            []<class S>(const Implementation<S>& the, const QuadraticRun& x) {
              return completes_the_square<S>(the, x.H.as<S>(), x.b.as<S>(), x.d.as<S>());
            }),
    },
    Claim{
        .id = "A5b",
        .name = "newton_is_the_only_minimiser_of_its_model_of_a_positive_definite_hessian",
        .states = "q(U) < q(D) for every D != U, q(D) = <g, D> + D'HD/2",
        .given = "H positive definite",
        .source = order,
        .kind = Kind::conditional,
        .holds =
            exactly_and_proved(positive_definite_quadratics, symbolic_positive_definite_quadratics,
                               newton_is_the_only_minimiser),
        .without = "H positive definite",
        .fails_without = witness(quadratics, "eta=1;mu=0;T=1;H=[[-1]];b=[[1]];x=[[0]];d=[[0]]",
                                 newton_is_the_only_minimiser),
    },
    Claim{
        .id = "A5c",
        .name = "newton_completes_the_square_of_hilbert_matrices",
        .states = "A5a at H_ij = 1/(i + j - 1), whose condition number grows like 33^n",
        .given = "n <= 8",
        .source = order,
        .holds =
            forall_and_exactly(quadratics,
                               []<class S>(const Implementation<S>& the, const QuadraticRun& x) {
                                 Matrix<S> H(x.n(), x.n());
                                 for (Index i = 0; i < x.n(); ++i)
                                   for (Index j = 0; j < x.n(); ++j)
                                     H(i, j) = ratio<S>(1, i + j + 1);
                                 return completes_the_square<S>(the, H, x.b.as<S>(), x.d.as<S>());
                               }),
    },
    Claim{
        .id = "A9a",
        .name = "newton_on_the_hyperbola_is_minus_the_cube",
        .states = "x + U = -x^3",
        .given = "f(x) = sqrt(1 + x^2)",
        .source = order,
        .holds = forall_exactly_and_proved(
            line_starts, symbolic_line_starts,
            []<class S>(const Implementation<S>& the, const LineStart& run) {
              const S x = run.x.as<S>();
              return eq<S>(on_the_hyperbola<S>(the, x, 1)[1], S(-x * x * x),
                           S(magnitude<S>(x) * (S(1) + x * x)))
                  .over(16);
            }),
        .remark = "so |x_0| < 1 converges cubically, 1 and -1 are a cycle, and beyond them |x_t| "
                  "grows without bound: 11/10 -> -1331/1000 -> 2.358",
    },
    Claim{
        .id = "A9b",
        .name = "newton_converges_on_a_strictly_convex_function",
        .states = "|x_(t+1)| < |x_t| unless x_t = 0",
        .given = "f(x) = sqrt(1 + x^2), any start",
        .source = order,
        .kind = Kind::literal_reading,
        .holds = {exactly(line_starts, newton_comes_closer),
                  witness(line_starts, "T=2;x=1;y=0", newton_comes_closer),
                  witness(line_starts, "T=3;x=11/10;y=0", newton_comes_closer)},
        .remark = "a cycle of two at the first witness, divergence at the second",
    },
    Claim{
        .id = "A9c",
        .name = "newton_on_the_hyperbola_comes_closer_inside_stays_on_and_leaves_outside_of_one",
        .states = "|x_1| - |x_0| has the sign of |x_0| - 1",
        .given = "f(x) = sqrt(1 + x^2), x_0 != 0",
        .source = order,
        .holds = exactly(line_starts,
                         []<class S>(const Implementation<S>& the, const LineStart& x) {
                           const auto at = on_the_hyperbola<S>(the, x.x.as<S>(), 1);
                           const S size = magnitude<S>(at[0]);
                           return eq<S>(size * sign<S>(magnitude<S>(at[1]) - size),
                                        size * sign<S>(size - S(1)), size)
                               .non_vacuous_if(!is_zero(at[0]));
                         }),
    },
    Claim{
        .id = "A9d",
        .name = "second_derivative_of_the_hyperbola_is_positive_and_the_slope_of_the_first",
        .states = "(f'(x + h) - f'(x - h))/2h -> f''(x) > 0 at rate h^2, and f' of f likewise",
        .given = "f(x) = sqrt(1 + x^2)",
        .source = order,
        .kind = Kind::definition,
        .holds = forall(line_starts,
                        []<class S>(const Implementation<S>& the, const LineStart& run) {
                          const S h = power_of_two<S>(-bits<S> / 3);
                          const auto at = [&](const S& d) -> Matrix<S> {
                            return Matrix<S>::Constant(1, 1, run.x.as<S>() + d);
                          };
                          const S first = the.hyperbola_gradient(at(S(0)))(0, 0);
                          const S second = the.hyperbola_hessian(at(S(0)))(0, 0);
                          const S slope =
                              (the.hyperbola_value(at(h)) - the.hyperbola_value(at(-h))) / (h + h);
                          const Matrix<S> turn =
                              (the.hyperbola_gradient(at(h)) - the.hyperbola_gradient(at(-h))) /
                              S(h + h);
                          const S size = the.hyperbola_value(at(S(0)));
                          return all({eq<S>(slope, first, size).at_rate(2.0 / 3).over(8),
                                      eq<S>(turn(0, 0), second, S(1)).at_rate(2.0 / 3).over(8),
                                      holds_that(second > S(0), "not convex")});
                        }),
    },
    Claim{
        .id = "A0c",
        .name = "canary_newton_on_the_hyperbola_is_minus_the_square",
        .states = "|x + U| = x^2",
        .given = "f(x) = sqrt(1 + x^2)",
        .source = {"canary", "false by A9a, except at -1, 0 and 1"},
        .kind = Kind::canary,
        .holds = forall_and_exactly(
            line_starts,
            []<class S>(const Implementation<S>& the, const LineStart& run) {
              const S x = run.x.as<S>();
              return eq<S>(magnitude<S>(on_the_hyperbola<S>(the, x, 1)[1]), S(x * x)).over(16);
            }),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group newton_claims() { return {"A", "Newton's method", claims}; }

}  // namespace adamant
