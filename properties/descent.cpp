#include "claim/claim.hpp"
#include "properties/domains/gradient_step.hpp"
#include "properties/domains/quadratic_run.hpp"
#include "properties/problem_shapes.hpp"
#include "properties/statements.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source order{"note", "Intuition about Adam / History"};

/// The step of gradient descent that an instance describes.
template <Scalar S>
Matrix<S> descent_step(const Implementation<S>& the, const Matrix<S>& G, const S& eta) {
  return updates<S>(the.gradient_descent({.eta = eta}), {G}).front();
}

/// eta‖G‖² + ‖D‖²/eta, which no term of a first-order model exceeds.
template <Scalar S>
S model_scale(const Matrix<S>& G, const Matrix<S>& D, const S& eta) {
  return eta * G.squaredNorm() + D.squaredNorm() / eta;
}

/// Three rows are more than the solver ends with.
constexpr auto up_to_two_rows = shape<QuadraticRun, symbols::quadratic>(quadratics, "n", 1, 2, 2);

/// A quadratic, its gradient g and the Newton step U at the instance's x.
template <Scalar S>
struct NewtonStep {
  NewtonStep(const Implementation<S>& the, const QuadraticRun& run)
      : f(run.objective<S>()),
        x(run.x.as<S>()),
        d(run.d.as<S>()),
        g(the.quadratic_gradient(f, x)),
        U(the.newton_step(f.H, g).value()) {}

  Quadratic<S> f;
  Matrix<S> x, d, g, U;
  long n = x.rows();
};

/// <a, |H|a> + <|b|, a>: the terms of f before they cancel, at any x with |x| ≤ a.
template <Scalar S>
S value_scale(const Quadratic<S>& f, const Matrix<S>& a) {
  return inner<S>(a, magnitudes<S>(f.H) * a) + inner<S>(magnitudes<S>(f.b), a);
}

/// ‖a‖²‖b‖² − <a, b>²: zero where a and b are parallel.
template <Scalar S>
S gram(const Matrix<S>& a, const Matrix<S>& b) {
  return a.squaredNorm() * b.squaredNorm() - inner<S>(a, b) * inner<S>(a, b);
}

constexpr auto step_minimises_linear_model = []<class S>(const Implementation<S>& the,
                                                         const GradientStep& x) {
  const Matrix<S> G = x.G.as<S>(), D = x.D.as<S>();
  const S eta = x.eta.as<S>();
  return leq<S>(inner<S>(G, descent_step<S>(the, G, eta)), inner<S>(G, D),
                model_scale<S>(G, D, eta))
      .over(4 * G.size());
};

constexpr auto newton_lands_on_a_minimiser = []<class S>(const Implementation<S>& the,
                                                         const QuadraticRun& x) {
  const NewtonStep<S> s(the, x);
  const Matrix<S> y = s.x + s.U, z = y + s.d;
  const S scale = value_scale<S>(s.f, magnitudes<S>(s.x) + magnitudes<S>(s.U) + magnitudes<S>(s.d));
  return leq<S>(the.quadratic_value(s.f, y), the.quadratic_value(s.f, z), scale)
      .over(8 * s.n * s.n);
};

/// <g, U> tr(H) ≤ −(1 + slack)‖g‖², at H ≻ 0: the trace is at least the largest eigenvalue.
template <int slack_in_1024ths>
constexpr auto newton_descends = []<class S>(const Implementation<S>& the, const QuadraticRun& x) {
  const NewtonStep<S> s(the, x);
  const S bound = s.g.squaredNorm() * ratio<S>(1024 + slack_in_1024ths, 1024);
  const Matrix<S> a = magnitudes<S>(s.U);
  const S terms = inner<S>(magnitudes<S>(s.g), a) + inner<S>(a, magnitudes<S>(s.f.H) * a);
  return leq<S>(inner<S>(s.g, s.U) * s.f.H.trace(), S(-bound), terms * s.f.H.trace())
      .over(8 * s.n * s.n);
};

constexpr auto newton_step_is_along_the_gradient = []<class S>(const Implementation<S>& the,
                                                               const QuadraticRun& x) {
  const NewtonStep<S> s(the, x);
  const S both = s.g.squaredNorm() * s.U.squaredNorm();
  return eq<S>(inner<S>(s.g, s.U) * inner<S>(s.g, s.U), both, both).over(8 * s.n * s.n);
};

/// lambda I + (|g|² I − gg'), of which g is an eigenvector.
template <Scalar S>
Matrix<S> curved_around(const S& lambda, const Matrix<S>& g) {
  const Matrix<S> I = Matrix<S>::Identity(g.rows(), g.rows());
  return S(lambda + g.squaredNorm()) * I - g * g.transpose();
}

template <Scalar S>
Finding is_along_just_an_eigenvector(const Matrix<S>& H, const Matrix<S>& g, const Matrix<S>& U) {
  const bool along = is_zero(gram<S>(g, U));
  return holds_that(along == is_zero(gram<S>(g, H * g)),
                    along ? "along the gradient, which is no eigenvector"
                          : "not along the gradient, an eigenvector");
}

constexpr std::array claims{
    Claim{
        .id = "A1",
        .name = "gradient_descent_minimises_the_proximal_model",
        .states = "q(D) - q(U) = |D - U|^2/(2 eta) for q(D) = <G, D> + |D|^2/(2 eta): U is the "
                  "only minimiser of q",
        .given = "eta > 0",
        .source = order,
        .holds = forall_exactly_and_proved(
            gradient_steps, symbolic_steps,
            []<class S>(const Implementation<S>& the, const GradientStep& x) {
              const Matrix<S> G = x.G.as<S>(), D = x.D.as<S>();
              const S eta = x.eta.as<S>();
              const Matrix<S> U = descent_step<S>(the, G, eta);
              const auto q = [&](const Matrix<S>& A) {
                return S(inner<S>(G, A) + A.squaredNorm() / (S(2) * eta));
              };
              return eq<S>(q(D) - q(U), (D - U).squaredNorm() / (S(2) * eta),
                           model_scale<S>(G, D, eta))
                  .over(8 * G.size());
            }),
    },
    Claim{
        .id = "A2a",
        .name = "gradient_descent_minimises_the_first_order_taylor_model",
        .states = "<G, U> <= <G, D> for every D: no displacement makes the linear model smaller "
                  "than U does",
        .given = "eta > 0",
        .source = order,
        .kind = Kind::literal_reading,
        .holds = {forall(gradient_steps, step_minimises_linear_model),
                  exactly(gradient_steps, step_minimises_linear_model),
                  witness(gradient_steps, "eta=1;G=[[2]];D=[[-4]]", step_minimises_linear_model)},
        .remark = "the witness is f(x) = x^2 at x = 1, whose model 1 + 2d has no minimiser",
    },
    Claim{
        .id = "A2b",
        .name = "the_first_order_taylor_model_is_unbounded_along_the_step",
        .states = "<G, U> = -eta |G|^2, which falls without bound as eta grows",
        .given = "eta > 0",
        .source = order,
        .holds = forall_exactly_and_proved(
            gradient_steps, symbolic_steps_without_zero,
            []<class S>(const Implementation<S>& the, const GradientStep& x) {
              const Matrix<S> G = x.G.as<S>();
              const S eta = x.eta.as<S>();
              return eq<S>(inner<S>(G, descent_step<S>(the, G, eta)), S(-eta * G.squaredNorm()))
                  .over(4 * G.size());
            }),
    },
    Claim{
        .id = "A2c",
        .name = "gradient_descent_minimises_the_first_order_taylor_model_on_a_ball",
        .states = "<G, U> <= <G, D> for every D with |D| <= |U|",
        .given = "G != 0, D != 0, eta = |D|/|G|, so that U is as long as D",
        .source = order,
        .holds = forall_exactly_and_proved(
            gradient_steps_without_zero, symbolic_steps_without_zero,
            []<class S>(const Implementation<S>& the, const GradientStep& x) {
              const Matrix<S> G = x.G.as<S>(), D = x.D.as<S>();
              const S eta = square_root<S>(D.squaredNorm() / G.squaredNorm());
              const Matrix<S> U = descent_step<S>(the, G, eta);
              return all({eq<S>(U.squaredNorm(), D.squaredNorm()).over(4 * G.size()),
                          leq<S>(inner<S>(G, U), inner<S>(G, D), eta * G.squaredNorm())
                              .over(8 * G.size())});
            }),
        .remark =
            "Cauchy-Schwarz; equality at D = U, which every instance with one coordinate comes to",
    },
    Claim{
        .id = "A6a",
        .name = "newton_solves_a_quadratic_in_one_step",
        .states = "H(x + U) = b: from any x, one step lands on H^-1 b",
        .given = "f(x) = x'Hx/2 - b'x, H positive definite",
        .source = order,
        .holds = forall_exactly_and_proved(
            positive_definite_quadratics, symbolic_positive_definite_quadratics,
            []<class S>(const Implementation<S>& the, const QuadraticRun& x) {
              const NewtonStep<S> s(the, x);
              const Matrix<S> a = magnitudes<S>(s.x) + magnitudes<S>(s.U);
              const Matrix<S> terms = magnitudes<S>(s.f.H) * a + magnitudes<S>(s.f.b);
              return vanishes<S>(s.f.H * (s.x + s.U) - s.f.b, terms.sum()).over(8 * s.n * s.n);
            }),
    },
    Claim{
        .id = "A6b",
        .name = "newton_lands_on_a_minimiser_of_a_positive_definite_quadratic",
        .states = "f(x + U) <= f(x + U + d) for every d",
        .given = "f(x) = x'Hx/2 - b'x, H positive definite",
        .source = order,
        .kind = Kind::conditional,
        .holds = forall_exactly_and_proved(positive_definite_quadratics,
                                           symbolic_positive_definite_quadratics,
                                           newton_lands_on_a_minimiser),
        .without = "H positive definite",
        .fails_without = witness(
            quadratics, "eta=1;mu=0;T=1;H=[[1,0],[0,-1]];b=[[0],[0]];x=[[1],[1]];d=[[0],[1]]",
            newton_lands_on_a_minimiser),
        .remark = "the witness is x^2/2 - y^2/2: Newton lands on its saddle; equality at d = 0",
    },
    Claim{
        .id = "A6c",
        .name = "the_second_order_taylor_model_of_a_quadratic_is_exact",
        .states = "f(x + d) = f(x) + <g, d> + d'Hd/2",
        .given = "f(x) = x'Hx/2 - b'x, g its gradient at x",
        .source = order,
        .kind = Kind::definition,
        .holds =
            forall_and_exactly(quadratics,
                               []<class S>(const Implementation<S>& the, const QuadraticRun& run) {
                                 const Quadratic<S> f = run.objective<S>();
                                 const Matrix<S> x = run.x.as<S>(), d = run.d.as<S>(),
                                                 a = magnitudes<S>(x) + magnitudes<S>(d);
                                 const S model = the.quadratic_value(f, x) +
                                                 inner<S>(the.quadratic_gradient(f, x), d) +
                                                 inner<S>(d, f.H * d) / S(2);
                                 const S scale = value_scale<S>(f, a);
                                 return eq<S>(the.quadratic_value(f, x + d), model, scale)
                                     .over(8 * x.rows() * x.rows());
                               }),
    },
    Claim{
        .id = "A7a",
        .name = "the_inverse_hessian_is_a_step_size",
        .states = "<g, U>^2 = |g|^2 |U|^2: Newton's step is a multiple of the gradient",
        .given = "f(x) = x'Hx/2 - b'x, H positive definite",
        .source = order,
        .kind = Kind::literal_reading,
        .holds = {forall(positive_definite_quadratics, newton_step_is_along_the_gradient),
                  exactly(positive_definite_quadratics, newton_step_is_along_the_gradient),
                  witness(quadratics,
                          "eta=1;mu=0;T=1;H=[[1,0],[0,4]];b=[[0],[0]];x=[[1],[1/4]];d=[[0],[0]]",
                          newton_step_is_along_the_gradient)},
        .remark = "at the witness g = (1, 1), U = -(1, 1/4) and the squared cosine is 25/34",
    },
    Claim{
        .id = "A7b",
        .name = "newton_divides_by_the_curvature_of_an_eigenvector",
        .states = "U = -g/lambda where Hg = lambda g",
        .given = "H = lambda I + (|g|^2 I - gg'), lambda = eta",
        .source = order,
        .holds = forall_exactly_and_proved(
            quadratics, up_to_two_rows,
            []<class S>(const Implementation<S>& the, const QuadraticRun& x) {
              const Matrix<S> g = x.d.as<S>();
              const S lambda = x.eta.as<S>(), g2 = g.squaredNorm();
              const Matrix<S> U = the.newton_step(curved_around<S>(lambda, g), g).value();
              return eq<S>(U, Matrix<S>(-g / lambda))
                  .over(8 * x.n() * x.n())
                  .conditioned_by(S(S(1) + g2 / lambda));
            }),
        .remark = "the ladder allows the condition number 1 + |g|^2/lambda of H",
    },
    Claim{
        .id = "A7c",
        .name = "newton_is_along_the_gradient_of_an_eigenvector_only",
        .states = "U is a multiple of g if and only if Hg is",
        .given = "H positive definite",
        .source = order,
        .holds = {exactly(positive_definite_quadratics,
                          []<class S>(const Implementation<S>& the, const QuadraticRun& x) {
                            const NewtonStep<S> s(the, x);
                            return is_along_just_an_eigenvector<S>(s.f.H, s.g, s.U);
                          }),
                  exactly(quadratics,
                          []<class S>(const Implementation<S>& the, const QuadraticRun& x) {
                            const Matrix<S> g = x.d.as<S>(), H = curved_around<S>(x.eta.as<S>(), g);
                            const Matrix<S> U = the.newton_step(H, g).value();
                            return is_along_just_an_eigenvector<S>(H, g, U);
                          })},
    },
    Claim{
        .id = "A7d",
        .name = "newton_descends_of_a_positive_definite_hessian",
        .states = "<g, U> tr(H) <= -|g|^2",
        .given = "H positive definite",
        .source = order,
        .kind = Kind::conditional,
        .holds =
            forall_exactly_and_proved(positive_definite_quadratics,
                                      symbolic_positive_definite_quadratics, newton_descends<0>),
        .without = "H positive definite",
        .fails_without = witness(
            quadratics, "eta=1;mu=0;T=1;H=[[2,0],[0,-1]];b=[[0],[0]];x=[[0],[-1]];d=[[0],[0]]",
            newton_descends<0>),
        .remark =
            "at the witness g = (0, 1) and the step is uphill; equality in one dimension, see A0",
    },
    Claim{
        .id = "A7e",
        .name = "newton_has_no_step_of_a_singular_hessian",
        .states = "the step is undefined, not a number",
        .given = "H = vv' with v = (d, 1), of order 2 at least",
        .source = order,
        .holds = forall_and_exactly(
            quadratics,
            []<class S>(const Implementation<S>& the, const QuadraticRun& x) {
              const Index n = x.n() + 1;
              Matrix<S> v = Matrix<S>::Constant(n, 1, S(1));
              v.topRows(n - 1) = x.d.as<S>();
              return holds_that(!the.newton_step(v * v.transpose(), v).has_value(),
                                "a step of a singular Hessian");
            }),
    },
    Claim{
        .id = "A0",
        .name = "canary_newton_descends_by_more",
        .states = "<g, U> tr(H) <= -(1 + 2^-10) |g|^2",
        .given = "H positive definite",
        .source = {"canary", "false in one dimension, where A7d is an equality"},
        .kind = Kind::canary,
        .holds = forall_and_exactly(positive_definite_quadratics, newton_descends<1>),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group descent_claims() { return {"A", "First and second order", claims}; }

}  // namespace adamant
