#include "claim/claim.hpp"
#include "properties/domains/chain_run.hpp"
#include "properties/statements.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source lower{"nesterov2004introductory", "Theorem 2.1.7"};

/// Nesterov's worst function on the first 2k + 1 coordinates of z = Qᵀx.
template <Scalar S>
struct Chain {
  explicit Chain(const ChainRun& run)
      : k(run.k()), Q(run.Q.as<S>()), f{run.L.as<S>(), 2 * run.k() + 1} {}

  long k;
  Matrix<S> Q;
  NesterovWorst<S> f;

  Matrix<S> head(const Matrix<S>& x) const { return (Q.transpose() * x).topRows(f.n); }
  Matrix<S> gradient(const Implementation<S>& the, const Matrix<S>& x) const {
    return Q.leftCols(f.n) * the.nesterov_worst_gradient(f, head(x));
  }
  S gap(const Implementation<S>& the, const Matrix<S>& x) const {
    return the.nesterov_worst_value(f, head(x)) - the.nesterov_worst_value(f, f.minimiser());
  }
  /// x_0 = 0, x_1, …, x_k.
  std::vector<Matrix<S>> run(const Implementation<S>& the, const Method<S>& method) const {
    const auto g = [&](const Matrix<S>& x) { return gradient(the, x); };
    return trajectory<S>(method, Matrix<S>::Zero(Q.rows(), 1), g, k);
  }
  /// 3LR²/(32(k + 1)²), R = ‖x*‖.
  S bound() const {
    return S(3) * f.L * f.minimiser().squaredNorm() / integer<S>(32 * (k + 1) * (k + 1));
  }
  /// L/(16(k + 1)): the least of f − f* on the first k coordinates.
  S least() const { return f.L / integer<S>(16 * (k + 1)); }
};

/// Conjugate gradients on a quadratic, from 0 and from its gradients alone.
template <Scalar S>
Matrix<S> conjugate_gradients(const Implementation<S>& the, const Chain<S>& c) {
  Matrix<S> x = Matrix<S>::Zero(c.Q.rows(), 1);
  const Matrix<S> b = -c.gradient(the, x);
  Matrix<S> r = b, p = b;
  for (long j = 0; j < c.k; ++j) {
    const Matrix<S> Hp = c.gradient(the, p) + b;
    const S r2 = r.squaredNorm(), alpha = r2 / inner<S>(p, Hp);
    x += alpha * p;
    r -= alpha * Hp;
    p = r + S(r.squaredNorm() / r2) * p;
  }
  return x;
}

template <Scalar S>
std::vector<Method<S>> spanning_methods(const Implementation<S>& the, const ChainRun& x) {
  const S eta = x.eta.as<S>() / x.L.as<S>(), mu = x.beta1.as<S>();
  return {the.gradient_descent({.eta = eta}), the.heavy_ball({.eta = eta, .mu = mu}),
          the.nesterov({.eta = eta, .mu = mu}), the.nesterov_reparametrised({.eta = eta, .mu = mu}),
          the.nesterov_sequence({.eta = eta})};
}

/// Qᵀx_j has zeros after its j-th entry: x_j is in the span of the first j gradients of any such method.
template <Scalar S>
Finding stays_in_the_span(const Chain<S>& c, const std::vector<Matrix<S>>& x) {
  return for_every(x.size() - 1, [&](std::size_t j) {
    const Matrix<S> z = c.Q.transpose() * x[j];
    return vanishes<S>(z.bottomRows(z.rows() - static_cast<Index>(j)),
                       relation_detail::largest_magnitude<S>(z));
  });
}

constexpr auto adam_stays_in_the_span = []<class S>(const Implementation<S>& the,
                                                    const ChainRun& x) {
  const Chain<S> c(x);
  const auto iterates = c.run(
      the, the.adam({.eta = x.eta.as<S>(), .beta1 = x.beta1.as<S>(), .beta2 = x.beta2.as<S>()}));
  const Matrix<S>& last = iterates.back();
  const S scale = c.f.L * (S(1) + S(2) * last.squaredNorm());
  return all({stays_in_the_span<S>(c, iterates),
              leq<S>(c.bound(), c.gap(the, last), scale).over(8 * c.f.n)});
};

constexpr std::array claims{
    Claim{
        .id = "B2b",
        .name = "nesterov_has_rate_one_over_k_squared_on_the_worst_function",
        .states = "f(x_k) - f* <= 2 L R^2/(k + 1)^2",
        .given = "f Nesterov's worst function for k steps, from 0; eta = 1/L, momentum t/(t + 3)",
        .source = {"su2016differential", "section 1"},
        .holds = exactly(turned_chains,
                         []<class S>(const Implementation<S>& the, const ChainRun& x) {
                           const Chain<S> c(x);
                           const auto at = c.run(the, the.nesterov_sequence({.eta = S(1) / c.f.L}));
                           const S R2 = c.f.minimiser().squaredNorm();
                           return leq<S>(c.gap(the, at.back()),
                                         S(S(2) * c.f.L * R2 / integer<S>((c.k + 1) * (c.k + 1))));
                         }),
    },
    Claim{
        .id = "B3a",
        .name = "worst_function_has_its_minimum_where_it_is_said_and_curvature_up_to_L",
        .states = "grad f(x*) = 0 at x*_i = 1 - i/(2k + 2), f* = -(L/8)(1 - 1/(2k + 2)), "
                  "0 <= <d, grad f(d) - grad f(0)> <= L |d|^2",
        .given =
            "f(x) = (L/4)(x'Ax/2 - x_1), A = tridiag(-1, 2, -1) of order 2k + 1; d = columns of Q",
        .source = lower,
        .kind = Kind::definition,
        .holds = exactly(
            turned_chains,
            []<class S>(const Implementation<S>& the, const ChainRun& x) {
              const Chain<S> c(x);
              const Matrix<S> best = c.f.minimiser(), none = Matrix<S>::Zero(c.f.n, 1);
              const S least = -c.f.L / S(8) * ratio<S>(c.f.n, c.f.n + 1);
              const auto curvature = for_every(static_cast<std::size_t>(c.Q.rows()), [&](auto i) {
                const Matrix<S> d = c.Q.col(static_cast<Index>(i) - 1).topRows(c.f.n);
                const S b = inner<S>(d, the.nesterov_worst_gradient(c.f, d) -
                                            the.nesterov_worst_gradient(c.f, none));
                return all({leq<S>(S(0), b), leq<S>(b, S(c.f.L * d.squaredNorm()))});
              });
              return all({vanishes<S>(the.nesterov_worst_gradient(c.f, best), c.f.L),
                          eq<S>(the.nesterov_worst_value(c.f, best), least), curvature});
            }),
    },
    Claim{
        .id = "B3b",
        .name = "first_order_methods_stay_in_the_krylov_span",
        .states = "x_j is in the span of the first j basis vectors of the chain, j <= k",
        .given =
            "f the worst function in any basis, from 0; gradient descent, heavy ball and three "
            "forms of Nesterov's method, any eta and mu",
        .source = lower,
        .holds = exactly(turned_chains,
                         []<class S>(const Implementation<S>& the, const ChainRun& x) {
                           const Chain<S> c(x);
                           const auto methods = spanning_methods<S>(the, x);
                           return for_every(methods.size(), [&](std::size_t i) {
                             return stays_in_the_span<S>(c, c.run(the, methods[i - 1]));
                           });
                         }),
    },
    Claim{
        .id = "B3c",
        .name = "first_order_methods_obey_a_lower_bound",
        .states = "f(x_k) - f* >= L/(16(k + 1)) >= 3 L R^2/(32 (k + 1)^2)",
        .given = "f the worst function in any basis, from 0; the methods of B3b",
        .source = lower,
        .holds = exactly(
            turned_chains,
            []<class S>(const Implementation<S>& the, const ChainRun& x) {
              const Chain<S> c(x);
              const auto methods = spanning_methods<S>(the, x);
              return for_every(methods.size(), [&](std::size_t i) {
                const Matrix<S> last = c.run(the, methods[i - 1]).back();
                return all({leq<S>(c.bound(), c.least()), leq<S>(c.least(), c.gap(the, last))});
              });
            }),
        .remark = "three times two to the five in the second bound leaves it a little slack",
    },
    Claim{
        .id = "B3d",
        .name = "conjugate_gradients_attain_the_lower_bound",
        .states = "f(x_k) - f* = L/(16(k + 1))",
        .given = "f the worst function in any basis, from 0",
        .source = lower,
        .holds = exactly(turned_chains,
                         []<class S>(const Implementation<S>& the, const ChainRun& x) {
                           const Chain<S> c(x);
                           return eq<S>(c.gap(the, conjugate_gradients<S>(the, c)), c.least());
                         }),
        .remark = "the case of equality of B3c",
    },
    Claim{
        .id = "B3e",
        .name = "adam_stays_in_the_krylov_span_of_the_basis_given",
        .states = "x_j is in the span of the first j basis vectors, and f(x_k) - f* >= 3 L R^2/(32 "
                  "(k + 1)^2)",
        .given = "f the worst function in the basis in which Adam works, from 0; any betas",
        .source = lower,
        .kind = Kind::conditional,
        .holds = forall(chains, adam_stays_in_the_span),
        .without = "the basis in which Adam works",
        .fails_without = witness(turned_chains, "L=1;eta=1;beta1=0;beta2=0;Q=<5|0++++|++++0>",
                                 adam_stays_in_the_span),
        .remark = "in another basis Adam is no method of B3b: the theorem does not speak of it",
    },
    Claim{
        .id = "B0c",
        .name = "canary_conjugate_gradients_stay_further_above_the_minimum",
        .states = "f(x_k) - f* >= (1 + 2^-10) L/(16(k + 1))",
        .given = "f the worst function in any basis, from 0",
        .source = {"canary", "false by B3d, which makes the first bound of B3c tight"},
        .kind = Kind::canary,
        .holds = exactly(turned_chains,
                         []<class S>(const Implementation<S>& the, const ChainRun& x) {
                           const Chain<S> c(x);
                           return leq<S>(S(c.least() * ratio<S>(1025, 1024)),
                                         c.gap(the, conjugate_gradients<S>(the, c)));
                         }),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group krylov_claims() { return {"B", "What first-order methods cannot reach", claims}; }

}  // namespace adamant
