#include "claim/claim.hpp"
#include "properties/curvature_statements.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source order{"note", "Intuition about Adam / History"};
constexpr Source tight{"drori2014performance", "gradient method"};
constexpr Source strong{"nesterov2004introductory", "constant step scheme"};

/// f(x_0) − f*, …, f(x_T) − f* on the quadratic of an instance.
template <Scalar S>
std::vector<S> gaps(const Implementation<S>& the, const Curved<S>& c, const Method<S>& method) {
  std::vector<S> list;
  for (const auto& e : c.errors(the, method)) list.push_back(c.gap(the, e));
  return list;
}

/// The same for L Σ phi(x_i), phi the Huber loss, from x_0 = start; the minimum is 0.
template <Scalar S>
std::vector<S> huber_gaps(const Implementation<S>& the, const Huber<S>& f, const Method<S>& method,
                          const Matrix<S>& start, long T) {
  const auto gradient = [&](const Matrix<S>& x) { return the.huber_gradient(f, x); };
  std::vector<S> list;
  for (const auto& x : trajectory<S>(method, start, gradient, T))
    list.push_back(the.huber_value(f, x));
  return list;
}

/// gap_t ≤ bound(t) for t = 0, …, T.
template <Scalar S, class Bound>
Finding stays_below(const std::vector<S>& gap, const Bound& bound) {
  return for_every(gap.size(), [&](std::size_t t) {
    return leq<S>(gap[t - 1], bound(static_cast<long>(t) - 1));
  });
}

/// gap_(t+1) ≤ gap_t.
template <Scalar S>
Finding never_rises(const std::vector<S>& gap) {
  return for_every(gap.size() - 1, [&](std::size_t t) { return leq<S>(gap[t], gap[t - 1]); });
}

template <Scalar S>
Huber<S> huber(const Curved<S>& c, const CurvatureRun& x) {
  return {c.L, x.knee.as<S>()};
}

/// At eta = 1/L, on the Huber loss with knee R/(2T + 1) from R: f(x_T) against LR²/(4T + 2).
template <Scalar S>
std::pair<S, S> at_the_worst_knee(const Implementation<S>& the, const CurvatureRun& x) {
  const Curved<S> c(x);
  const S R = magnitudes<S>(c.start).sum(), delta = R / integer<S>(2 * c.T + 1);
  if (is_zero(R)) return {S(0), S(0)};
  const Matrix<S> start = Matrix<S>::Constant(1, 1, R);
  const auto gap = huber_gaps<S>(the, {c.L, delta}, descent<S>(the, S(1) / c.L), start, c.T);
  return {gap.back(), S(c.L * R * R / integer<S>(4 * c.T + 2))};
}

constexpr auto accelerated_rate = []<class S>(const Implementation<S>& the, const CurvatureRun& x) {
  const Curved<S> c(x);
  const auto method = the.nesterov_sequence({.eta = c.eta});
  const auto bound = [&](long k) {
    return S(S(2) * c.R2() / (c.eta * integer<S>((k + 1) * (k + 1))));
  };
  return all({stays_below<S>(gaps<S>(the, c, method), bound),
              stays_below<S>(huber_gaps<S>(the, huber<S>(c, x), method, c.start, c.T), bound)});
};

/// Heavy ball with Polyak's constants, and the modulus rho of its roots.
template <Scalar S>
struct Polyak {
  explicit Polyak(const Curved<S>& c)
      : sum(square_root<S>(c.L) + square_root<S>(c.mu)),
        rho((square_root<S>(c.L) - square_root<S>(c.mu)) / sum) {}
  S sum, rho;
  Method<S> method(const Implementation<S>& the) const {
    return the.heavy_ball({.eta = S(4) / (sum * sum), .mu = rho * rho});
  }
};

/// z² − trace·z + determinant, read off four iterates along an eigenvector, has both roots of modulus rho.
constexpr auto roots_have_modulus_rho = []<class S>(const Implementation<S>& the,
                                                    const CurvatureRun& x) {
  Curved<S> c(x);
  c.T = 3;
  const Polyak<S> heavy_ball(c);
  const S rho2 = heavy_ball.rho * heavy_ball.rho;
  if (is_zero(rho2)) return Finding{}.non_vacuous_if(false);
  return for_every(static_cast<std::size_t>(x.n()), [&](std::size_t i) {
    const Index k = static_cast<Index>(i) - 1;
    const Matrix<S> q = c.Q.col(k);
    const auto e = c.from(q).errors(the, heavy_ball.method(the));
    std::vector<S> a;
    for (const auto& error : e) a.push_back(inner<S>(q, error));
    const S gram = a[1] * a[1] - a[0] * a[2], trace = (a[1] * a[2] - a[0] * a[3]) / gram,
            determinant = (a[2] * a[2] - a[1] * a[3]) / gram, four = S(4) * determinant;
    const bool extreme = c.lambda(k, 0) == c.mu || c.lambda(k, 0) == c.L;
    return all({eq<S>(e[3], Matrix<S>(a[3] * q)), eq<S>(determinant, rho2),
                leq<S>(S(trace * trace), four),
                holds_that(!extreme || trace * trace == four, "no double root at an end")});
  });
};

/// ‖x_t − x*‖² ≤ (1 + (1 + rho)t)² rho^2t ‖x_0 − x*‖², with equality from the top eigenvector.
constexpr auto polynomial_times_rate = []<class S>(const Implementation<S>& the,
                                                   const CurvatureRun& x) {
  const Curved<S> c(x);
  const Polyak<S> p(c);
  const auto bounded = [&](const Curved<S>& from) {
    const auto e = from.errors(the, p.method(the));
    return for_every(e.size() - 1, [&](std::size_t t) {
      const S factor = (S(1) + (S(1) + p.rho) * integer<S>(static_cast<long>(t))) *
                       power<S>(p.rho, static_cast<long>(t));
      return leq<S>(e[t].squaredNorm(), S(factor * factor * from.R2()));
    });
  };
  return all({bounded(c), bounded(c.from(c.Q.col(c.top)))});
};

constexpr auto contracts_by_rho = []<class S>(const Implementation<S>& the, const CurvatureRun& x) {
  const Curved<S> c(x);
  const Polyak<S> p(c);
  const auto e = c.errors(the, p.method(the));
  return for_every(e.size() - 1, [&](std::size_t t) {
    return leq<S>(e[t].squaredNorm(), S(p.rho * p.rho * e[t - 1].squaredNorm()));
  });
};

/// x_(t+1) = y_t − eta ∇f(y_t), y_(t+1) = x_(t+1) + t/(t + 3) (x_(t+1) − x_t), y_0 = x_0.
constexpr auto follows_two_sequences = []<class S>(const Implementation<S>& the,
                                                   const CurvatureRun& x) {
  const Curved<S> c(x);
  const auto e = c.errors(the, the.nesterov_sequence({.eta = c.eta}));
  std::vector<Matrix<S>> said{c.start};
  Matrix<S> y = c.start;
  for (long t = 0; t < c.T; ++t) {
    said.push_back(y - c.eta * c.f.H * y);
    y = said.back() + ratio<S>(t, t + 3) * (said.back() - said[said.size() - 2]);
  }
  return eq<S>(e, said);
};

constexpr auto accelerated_is_as_fast = []<class S>(const Implementation<S>& the,
                                                    const CurvatureRun& x) {
  const Curved<S> c(x);
  return leq<S>(gaps<S>(the, c, the.nesterov_sequence({.eta = c.eta})).back(),
                gaps<S>(the, c, descent<S>(the, c.eta)).back());
};

constexpr auto accelerated_never_rises = []<class S>(const Implementation<S>& the,
                                                     const CurvatureRun& x) {
  const Curved<S> c(x);
  return never_rises<S>(gaps<S>(the, c, the.nesterov_sequence({.eta = c.eta})));
};

constexpr auto heavy_ball_never_rises = []<class S>(const Implementation<S>& the,
                                                    const CurvatureRun& x) {
  const Curved<S> c(x);
  return never_rises<S>(gaps<S>(the, c, the.heavy_ball({.eta = c.eta, .mu = ratio<S>(1, 2)})));
};

constexpr auto descent_never_rises = []<class S>(const Implementation<S>& the,
                                                 const CurvatureRun& x) {
  const Curved<S> c(x);
  const auto method = descent<S>(the, c.eta);
  return all({never_rises<S>(gaps<S>(the, c, method)),
              never_rises<S>(huber_gaps<S>(the, huber<S>(c, x), method, c.start, c.T))});
};

constexpr auto constant_momentum = []<class S>(const Implementation<S>& the, const Curved<S>& c) {
  const S r = c.root_kappa();
  return the.nesterov({.eta = S(1) / c.L, .mu = (r - S(1)) / (r + S(1))});
};

constexpr std::array claims{
    Claim{
        .id = "B1a",
        .name = "gradient_descent_has_rate_one_over_k_of_convex_smooth_f",
        .states = "f(x_k) - f* <= L R^2/(4k + 2), hence <= L R^2/(2k) for k >= 1",
        .given =
            "f a convex quadratic or a sum of Huber losses, of curvature at most L; eta = 1/L, "
            "R = |x_0 - x*|",
        .source = tight,
        .holds = exactly(
            convex_quadratics,
            []<class S>(const Implementation<S>& the, const CurvatureRun& x) {
              const Curved<S> c(x);
              const auto method = descent<S>(the, S(1) / c.L);
              const auto bound = [&](long k) { return S(c.L * c.R2() / integer<S>(4 * k + 2)); };
              return all({stays_below<S>(gaps<S>(the, c, method), bound),
                          stays_below<S>(huber_gaps<S>(the, huber<S>(c, x), method, c.start, c.T),
                                         bound)});
            }),
    },
    Claim{
        .id = "B1b",
        .name = "gradient_descent_attains_its_rate_of_a_huber_loss",
        .states = "f(x_k) - f* = L R^2/(4k + 2)",
        .given = "f the Huber loss of curvature L with knee R/(2k + 1), eta = 1/L, R = |x_0| > 0",
        .source = tight,
        .holds = exactly(convex_quadratics,
                         []<class S>(const Implementation<S>& the, const CurvatureRun& x) {
                           const auto [gap, bound] = at_the_worst_knee<S>(the, x);
                           return eq<S>(gap, bound);
                         }),
        .remark = "the loss that is worst for k steps: each moves by the knee",
    },
    Claim{
        .id = "B2a",
        .name = "nesterov_has_rate_one_over_k_squared_of_convex_smooth_f",
        .states = "f(x_k) - f* <= 2 L R^2/(k + 1)^2 after k gradients",
        .given = "f a convex quadratic or a sum of Huber losses, L at least its curvature; eta = "
                 "1/L, momentum t/(t + 3)",
        .source = {"su2016differential", "section 1"},
        .kind = Kind::conditional,
        .holds = exactly(convex_quadratics_at_short_steps, accelerated_rate),
        .without = "L at least its curvature",
        .fails_without =
            witness(convex_quadratics, "T=1;eta=3;knee=100;Q=<1>;s=[[1]];centre=[[0]];start=[[1]]",
                    accelerated_rate),
        .remark = "not attained: the slack says by how much; at the witness x_1 = -2",
    },
    Claim{
        .id = "B2c",
        .name = "nesterovs_method_for_convex_f_is_its_two_sequences",
        .states = "x_(t+1) = y_t - eta grad f(y_t), y_(t+1) = x_(t+1) + t/(t + 3) (x_(t+1) - x_t), "
                  "y_0 = x_0",
        .given = "f a convex quadratic, any eta > 0",
        .source = {"su2016differential", "section 1"},
        .kind = Kind::definition,
        .holds = exactly(convex_quadratics, follows_two_sequences),
    },
    Claim{
        .id = "B4a",
        .name = "nesterov_has_a_linear_rate_of_strongly_convex_f",
        .states = "f(x_k) - f* <= (L + mu)/2 R^2 (1 - 1/sqrt(kappa))^k",
        .given = "curvatures in [mu, L], kappa = L/mu; eta = 1/L, momentum (sqrt(kappa) - "
                 "1)/(sqrt(kappa) + 1)",
        .source = strong,
        .holds = exactly(strongly_convex_quadratics,
                         []<class S>(const Implementation<S>& the, const CurvatureRun& x) {
                           const Curved<S> c(x);
                           const S q = S(1) - S(1) / c.root_kappa(), half = (c.L + c.mu) / S(2);
                           const auto bound = [&](long k) {
                             return S(half * c.R2() * power<S>(q, k));
                           };
                           return stays_below<S>(gaps<S>(the, c, constant_momentum(the, c)), bound);
                         }),
    },
    Claim{
        .id = "B4b",
        .name = "gradient_descent_has_a_linear_rate_of_strongly_convex_quadratics",
        .states =
            "f(x_k) - f* <= (1 - 1/kappa)^2k (f(x_0) - f*), with equality from the eigenvector "
            "of mu",
        .given = "curvatures in [mu, L], kappa = L/mu; eta = 1/L",
        .source = strong,
        .holds = exactly(strongly_convex_quadratics,
                         []<class S>(const Implementation<S>& the, const CurvatureRun& x) {
                           const Curved<S> c(x), slow = c.from(c.Q.col(c.bottom));
                           const auto method = descent<S>(the, S(1) / c.L);
                           const auto gap = gaps<S>(the, c, method),
                                      worst = gaps<S>(the, slow, method);
                           const auto factor = [&](long k) {
                             return power<S>(S(1) - c.mu / c.L, 2 * k);
                           };
                           const auto bound = [&](long k) { return S(factor(k) * gap.front()); };
                           return all({stays_below<S>(gap, bound),
                                       eq<S>(worst.back(), S(factor(c.T) * worst.front()))});
                         }),
    },
    Claim{
        .id = "B4c",
        .name = "nesterov_is_faster_than_gradient_descent_of_a_large_condition_number",
        .states = "f(x_60) - f* is smaller by Nesterov's method than by gradient descent, and than "
                  "B4a says",
        .given = "f(x) = (x_1^2 + 100 x_2^2)/2 from (1, 0), eta = 1/L, kappa = 100",
        .source = order,
        .holds = witness(strongly_convex_quadratics,
                         "T=60;eta=1;knee=1;Q=<2>;s=[[1],[10]];centre=[[0],[0]];start=[[1],[0]]",
                         []<class S>(const Implementation<S>& the, const CurvatureRun& x) {
                           const Curved<S> c(x);
                           return leq<S>(
                               gaps<S>(the, c, constant_momentum(the, c)).back(),
                               S(gaps<S>(the, c, descent<S>(the, S(1) / c.L)).back() / S(2)));
                         }),
    },
    Claim{
        .id = "B5a",
        .name = "heavy_ball_with_polyaks_constants_has_roots_of_one_modulus",
        .states = "along every eigenvector both roots of z^2 - trace z + determinant have modulus "
                  "(sqrt(kappa) - 1)/(sqrt(kappa) + 1), and are equal at mu and L",
        .given =
            "curvatures in [mu, L], kappa = L/mu > 1; eta = 4/(sqrt(L) + sqrt(mu))^2, momentum "
            "the square of that modulus",
        .source = {"polyak1964some", "the heavy-ball method"},
        .holds = exactly(strongly_convex_quadratics, roots_have_modulus_rho),
        .remark = "trace^2 <= 4 determinant, and determinant = modulus^2",
    },
    Claim{
        .id = "B5b",
        .name = "heavy_ball_with_polyaks_constants_has_a_linear_rate",
        .states = "|x_t - x*| <= (1 + (1 + rho) t) rho^t |x_0 - x*|, with equality from the "
                  "eigenvector of L",
        .given = "as B5a, from rest, rho the modulus",
        .source = {"polyak1964some", "the heavy-ball method"},
        .holds = exactly(strongly_convex_quadratics, polynomial_times_rate),
        .remark =
            "by Chebyshev polynomials: the component is rho^t (U_t - rho U_(t-1)), |U_t| <= t + 1",
    },
    Claim{
        .id = "B5c",
        .name = "heavy_ball_contracts_by_its_modulus_at_every_step",
        .states = "|x_(t+1) - x*| <= rho |x_t - x*|",
        .given = "as B5a",
        .source = order,
        .kind = Kind::literal_reading,
        .holds = {exactly(strongly_convex_quadratics, contracts_by_rho),
                  witness(strongly_convex_quadratics,
                          "T=1;eta=1;knee=1;Q=<2>;s=[[1],[2]];centre=[[0],[0]];start=[[1],[0]]",
                          contracts_by_rho)},
        .remark = "a spectral radius is a rate in the limit: the first step leaves 5/9, not 1/3",
    },
    Claim{
        .id = "B7",
        .name = "nesterov_is_as_fast_as_gradient_descent",
        .states = "f(x_k) by Nesterov's method <= f(x_k) by gradient descent",
        .given = "a convex quadratic, one eta <= 1/L and one start",
        .source = order,
        .kind = Kind::literal_reading,
        .holds = witness(convex_quadratics_at_short_steps,
                         "T=30;eta=1/2;knee=1;Q=<1>;s=[[1]];centre=[[0]];start=[[1]]",
                         accelerated_is_as_fast),
        .remark = "x^2/2 from 1: gradient descent is at 2^-30, Nesterov's method at -3.2e-7",
    },
    Claim{
        .id = "B8a",
        .name = "nesterov_never_increases_f",
        .states = "f(x_(t+1)) <= f(x_t)",
        .given = "a convex quadratic, eta <= 1/L",
        .source = order,
        .kind = Kind::literal_reading,
        .holds = witness(convex_quadratics_at_short_steps,
                         "T=6;eta=1/2;knee=1;Q=<1>;s=[[1]];centre=[[0]];start=[[1]]",
                         accelerated_never_rises),
        .remark = "at the witness x_5 = -3/256 and x_6 = -7/512",
    },
    Claim{
        .id = "B8b",
        .name = "heavy_ball_never_increases_f",
        .states = "f(x_(t+1)) <= f(x_t)",
        .given = "a convex quadratic, eta <= 1/L, mu = 1/2",
        .source = order,
        .kind = Kind::literal_reading,
        .holds = {exactly(convex_quadratics_at_short_steps, heavy_ball_never_rises),
                  witness(convex_quadratics_at_short_steps,
                          "T=3;eta=1/2;knee=1;Q=<1>;s=[[1]];centre=[[0]];start=[[1]]",
                          heavy_ball_never_rises)},
        .remark = "at the witness x_2 = 0 and x_3 = -1/4",
    },
    Claim{
        .id = "B8c",
        .name = "gradient_descent_never_increases_f_of_a_short_step",
        .states = "f(x_(t+1)) <= f(x_t)",
        .given =
            "f a convex quadratic or a sum of Huber losses, of curvature at most L; eta <= 1/L",
        .source = order,
        .kind = Kind::conditional,
        .holds = exactly(convex_quadratics_at_short_steps, descent_never_rises),
        .without = "eta <= 1/L",
        .fails_without =
            witness(convex_quadratics, "T=1;eta=3;knee=1;Q=<1>;s=[[1]];centre=[[0]];start=[[1]]",
                    descent_never_rises),
    },
    Claim{
        .id = "B0b",
        .name = "canary_gradient_descent_beats_its_rate",
        .states = "f(x_k) - f* <= (1 - 2^-10) L R^2/(4k + 2)",
        .given = "the Huber loss of B1b",
        .source = {"canary", "false by B1b, which makes the bound of B1a tight"},
        .kind = Kind::canary,
        .holds = exactly(convex_quadratics,
                         []<class S>(const Implementation<S>& the, const CurvatureRun& x) {
                           const auto [gap, bound] = at_the_worst_knee<S>(the, x);
                           return leq<S>(gap, S(bound * ratio<S>(1023, 1024)));
                         }),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group acceleration_claims() { return {"B", "Rates of first-order methods", claims}; }

}  // namespace adamant
