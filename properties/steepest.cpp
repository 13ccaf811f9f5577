#include "claim/claim.hpp"
#include "properties/curvature_statements.hpp"
#include "properties/domains/gradient_step.hpp"
#include "properties/spectral_statements.hpp"
#include "spectral/frame.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source order{"note", "Intuition about Adam / History"};
constexpr Source norms{"carlson2015preconditioned", "steepest descent in other norms"};

template <Scalar S>
S largest_entry(const Matrix<S>& A) {
  return relation_detail::largest_magnitude<S>(A);
}

/// U is the best of its ball: <G, U> = −eta·dual, ‖U‖ ≤ eta, and <G, U>‖D‖ ≤ eta<G, D> for any other D.
template <Scalar S>
Finding is_steepest(const Matrix<S>& G, const Matrix<S>& D, const S& eta, const S& value,
                    const S& norm_of_U, const S& norm_of_D, const S& dual, long n) {
  const S scale = eta * magnitudes<S>(G).sum() * magnitudes<S>(D).sum();
  return all({eq<S>(value, S(-eta * dual)).over(n), leq<S>(norm_of_U, eta).over(n),
              leq<S>(S(value * norm_of_D), S(eta * inner<S>(G, D)), scale).over(n)});
}

constexpr auto sign_is_steepest = []<class S>(const Implementation<S>& the, const GradientStep& x) {
  const Matrix<S> G = x.G.as<S>(), D = x.D.as<S>();
  const S eta = x.eta.as<S>();
  const Matrix<S> U = first_update<S>(the.sign_descent({.eta = eta}), G);
  return is_steepest<S>(G, D, eta, inner<S>(G, U), largest_entry<S>(U), largest_entry<S>(D),
                        magnitudes<S>(G).sum(), 4 * G.size());
};

/// Where G has none, the entries of D, cut down to the ball; the first entry of G is made one of them.
constexpr auto ties_do_not_matter = []<class S>(const Implementation<S>& the,
                                                const GradientStep& x) {
  Matrix<S> G = x.G.as<S>();
  G(0, 0) = S(0);
  const Matrix<S> D = x.D.as<S>();
  const S eta = x.eta.as<S>();
  const Matrix<S> U = first_update<S>(the.sign_descent({.eta = eta}), G);
  Matrix<S> V = U;
  for (Index i = 0; i < G.size(); ++i)
    if (is_zero(G.data()[i]))
      V.data()[i] = quotient_or_zero<S>(eta * D.data()[i], largest_entry<S>(D));
  return all({eq<S>(inner<S>(G, V), inner<S>(G, U)).over(4 * G.size()),
              leq<S>(largest_entry<S>(V), eta).over(4)})
      .non_vacuous_if(V != U);
};

constexpr auto polar_is_steepest = []<class S>(const Implementation<S>& the,
                                               const SpectralMatrix& x) {
  const Matrix<S> G = x.W<S>(), D = x.H.as<S>();
  const S eta = x.eta.as<S>();
  const Matrix<S> U =
      first_update<S>(the.spectral_descent({.eta = eta, .tolerance = tolerance_for<S>(x)}), G);
  const auto norm = [&](const Matrix<S>& A) { return spectral_norm<S>(the.thin_svd(A).sigma); };
  return is_steepest<S>(G, D, eta, inner<S>(G, U), norm(U), norm(D), Known<S>(x).N,
                        svd_operations(x) * x.m() * x.n());
};

/// The part of D between the null spaces of G.
template <Scalar S>
Matrix<S> unseen(const SpectralMatrix& x) {
  const Known<S> w(x);
  return outside_row_span<S>(outside_column_span<S>(x.H.as<S>(), w.U), w.V);
}

constexpr auto polar_is_not_alone = []<class S>(const Implementation<S>& the,
                                                const SpectralMatrix& x) {
  if (unseen<Surd>(x).isZero(Surd(0))) return Finding{}.non_vacuous_if(false);
  const Matrix<S> G = x.W<S>(), Z = unseen<S>(x);
  const S eta = x.eta.as<S>();
  const Matrix<S> U =
      first_update<S>(the.spectral_descent({.eta = eta, .tolerance = tolerance_for<S>(x)}), G);
  const auto norm = [&](const Matrix<S>& A) { return spectral_norm<S>(the.thin_svd(A).sigma); };
  const Matrix<S> V = U - eta / norm(Z) * Z;
  const long n = svd_operations(x) * x.m() * x.n();
  return all({eq<S>(inner<S>(G, V), inner<S>(G, U)).over(n),
              leq<S>(norm(V), eta).over(n).conditioned_by(x.kappa<S>())});
};

/// ‖x_1 − x*‖² ≤ q²‖x_0 − x*‖², q = max(|1 − eta mu|, |1 − eta L|), step by step.
constexpr auto contracts_by_q = []<class S>(const Implementation<S>& the, const CurvatureRun& x) {
  const Curved<S> c(x);
  const S q = maximum<S>(magnitude<S>(S(1) - c.eta * c.mu), magnitude<S>(S(1) - c.eta * c.L));
  const auto e = c.errors(the, descent<S>(the, c.eta));
  return for_every(e.size() - 1, [&](std::size_t t) {
    return leq<S>(e[t].squaredNorm(), S(q * q * e[t - 1].squaredNorm()));
  });
};

constexpr auto comes_closer = []<class S>(const Implementation<S>& the, const CurvatureRun& x) {
  const Curved<S> c(x);
  const auto e = c.errors(the, descent<S>(the, c.eta));
  return for_every(e.size() - 1, [&](std::size_t t) {
    const S now = e[t].squaredNorm(), before = e[t - 1].squaredNorm();
    return all({leq<S>(now, before),
                holds_that(now != before || is_zero(before), "a step that comes no closer")});
  });
};

/// max over the eigenvectors of ‖x_1 − x*‖²/‖x_0 − x*‖², at a given step size.
template <Scalar S>
S worst_contraction(const Implementation<S>& the, Curved<S> c, const S& eta) {
  c.T = 1;
  S worst(0);
  for (Index i = 0; i < c.Q.cols(); ++i)
    worst =
        maximum<S>(worst, c.from(c.Q.col(i)).errors(the, descent<S>(the, eta))[1].squaredNorm());
  return worst;
}

template <int slack_in_1024ths>
constexpr auto best_step = []<class S>(const Implementation<S>& the, const CurvatureRun& x) {
  const Curved<S> c(x);
  const S least = (c.L - c.mu) / (c.L + c.mu) * ratio<S>(1024 + slack_in_1024ths, 1024);
  return all({leq<S>(S(least * least), worst_contraction<S>(the, c, c.eta)),
              eq<S>(worst_contraction<S>(the, c, S(2) / (c.L + c.mu)), S(least * least))});
};

/// f(x_1) ≤ f(x_0) − eta(1 − eta L/2)‖g‖², of a quadratic and of a sum of Huber losses.
constexpr auto descends_by_the_lemma = []<class S>(const Implementation<S>& the,
                                                   const CurvatureRun& x) {
  const Curved<S> c(x);
  const Huber<S> h{c.L, x.knee.as<S>()};
  const auto step = [&](const S& before, const S& after, const Matrix<S>& g) {
    const S gain = c.eta * (S(1) - c.eta * c.L / S(2)) * g.squaredNorm();
    return leq<S>(after, S(before - gain), maximum<S>(magnitude<S>(before), magnitude<S>(gain)));
  };
  const Matrix<S> x0 = c.centre + c.start, g = the.quadratic_gradient(c.f, x0),
                  gh = the.huber_gradient(h, x0);
  const auto moved = [&](const Matrix<S>& G) -> Matrix<S> {
    return x0 + first_update<S>(descent<S>(the, c.eta), G);
  };
  return all({step(the.quadratic_value(c.f, x0), the.quadratic_value(c.f, moved(g)), g),
              step(the.huber_value(h, x0), the.huber_value(h, moved(gh)), gh)});
};

constexpr std::array claims{
    Claim{
        .id = "A3a",
        .name = "normalised_gradient_is_steepest_in_the_frobenius_norm",
        .states = "|U|_F = eta, <G, U> = -eta |G|_F, and <G, D> >= <G, U> for every |D|_F <= eta",
        .given = "eta > 0, G != 0",
        .source = order,
        .holds = forall_and_exactly(
            gradient_steps_without_zero,
            []<class S>(const Implementation<S>& the, const GradientStep& x) {
              const Matrix<S> G = x.G.as<S>(), D = x.D.as<S>();
              const S eta = x.eta.as<S>();
              const Matrix<S> U = first_update<S>(the.normalised_gradient_descent({.eta = eta}), G);
              return is_steepest<S>(G, D, eta, inner<S>(G, U), square_root<S>(U.squaredNorm()),
                                    frobenius_norm<S>(D), frobenius_norm<S>(G), 8 * G.size());
            }),
        .remark = "vectors are matrices of one column: the l2 norm is among these",
    },
    Claim{
        .id = "A3b",
        .name = "signs_are_steepest_in_the_largest_entry",
        .states = "max |U_i| <= eta, <G, U> = -eta sum |G_i|, and <G, D> >= <G, U> for every D "
                  "with max |D_i| <= eta",
        .given = "eta > 0",
        .source = norms,
        .holds = forall_and_exactly(gradient_steps, sign_is_steepest),
    },
    Claim{
        .id = "A3c",
        .name = "signs_are_not_the_only_steepest_where_the_gradient_is_zero",
        .states = "any value in [-eta, eta] where G_i = 0 gives the same <G, U>",
        .given = "eta > 0, G_1 = 0",
        .source = norms,
        .holds = forall_and_exactly(gradient_steps, ties_do_not_matter),
    },
    Claim{
        .id = "A3d",
        .name = "the_largest_coordinate_is_steepest_in_the_sum_of_magnitudes",
        .states = "sum |U_i| <= eta, <G, U> = -eta max |G_i|, and <G, D> >= <G, U> for every D "
                  "with sum |D_i| <= eta",
        .given = "eta > 0",
        .source = order,
        .holds = forall_and_exactly(
            gradient_steps,
            []<class S>(const Implementation<S>& the, const GradientStep& x) {
              const Matrix<S> G = x.G.as<S>(), D = x.D.as<S>();
              const S eta = x.eta.as<S>();
              const Matrix<S> U = first_update<S>(the.greedy_coordinate_descent({.eta = eta}), G);
              return is_steepest<S>(G, D, eta, inner<S>(G, U), magnitudes<S>(U).sum(),
                                    magnitudes<S>(D).sum(), largest_entry<S>(G), 8 * G.size());
            }),
        .remark = "at a tie of the largest |G_i| the first one moves; the value is the same",
    },
    Claim{
        .id = "A3e",
        .name = "polar_factor_is_steepest_in_the_spectral_norm",
        .states = "|U|_2 <= eta, <G, U> = -eta |G|_*, and <G, D> >= <G, U> for every |D|_2 <= eta",
        .given = "eta > 0, G != 0 of any rank",
        .source = norms,
        .holds = forall(spectral_matrices, polar_is_steepest),
    },
    Claim{
        .id = "A3f",
        .name = "polar_factor_is_not_the_only_steepest_of_low_rank",
        .states = "U - eta Z has the same <G, U> and |U - eta Z|_2 <= eta, for Z between the null "
                  "spaces of G, |Z|_2 = 1",
        .given = "1 <= rank G < min(m, n); kappa = sigma_1/sigma_r, and what Z is cut out of",
        .source = norms,
        .holds = forall(low_rank_matrices, polar_is_not_alone),
    },
    Claim{
        .id = "A3g",
        .name = "the_gradient_is_steepest_whatever_the_norm",
        .states = "<G, -eta G/max |G_i|> <= <G, -eta sign(G)>, both as long in the largest entry",
        .given = "eta > 0, G != 0",
        .source = order,
        .kind = Kind::literal_reading,
        .holds = {exactly(gradient_steps_without_zero,
                          []<class S>(const Implementation<S>& the, const GradientStep& x) {
                            const Matrix<S> G = x.G.as<S>();
                            const S eta = x.eta.as<S>();
                            const Matrix<S> V =
                                first_update<S>(descent<S>(the, eta / largest_entry<S>(G)), G);
                            const Matrix<S> U = first_update<S>(the.sign_descent({.eta = eta}), G);
                            return leq<S>(inner<S>(G, V), inner<S>(G, U));
                          })},
        .remark = "false as soon as two entries differ in size",
    },
    Claim{
        .id = "A4a",
        .name = "gradient_descent_on_a_quadratic_contracts_by_its_extreme_curvatures",
        .states = "|x_(t+1) - x*| <= max(|1 - eta mu|, |1 - eta L|) |x_t - x*|",
        .given = "curvatures in [mu, L], mu > 0, both attained; any eta > 0",
        .source = {"nesterov2004introductory", "gradient method"},
        .holds = exactly(strongly_convex_quadratics, contracts_by_q),
    },
    Claim{
        .id = "A4b",
        .name = "gradient_descent_multiplies_an_eigenvector_by_a_power",
        .states = "x_t - x* = (1 - eta lambda)^t (x_0 - x*) where H (x_0 - x*) = lambda (x_0 - x*)",
        .given = "curvatures in [mu, L], mu > 0; any eta > 0",
        .source = order,
        .holds = exactly(strongly_convex_quadratics,
                         []<class S>(const Implementation<S>& the, const CurvatureRun& x) {
                           const Curved<S> c(x);
                           return for_every(static_cast<std::size_t>(x.n()), [&](std::size_t i) {
                             const Index k = static_cast<Index>(i) - 1;
                             const S factor = S(1) - c.eta * c.lambda(k, 0);
                             const Matrix<S> q = c.Q.col(k);
                             const auto e = c.from(q).errors(the, descent<S>(the, c.eta));
                             return eq<S>(e.back(), Matrix<S>(power<S>(factor, x.T) * q), S(1));
                           });
                         }),
        .remark = "at mu and L this is the case of equality of A4a; at eta = 2/L the top component "
                  "alternates with constant size, beyond it grows",
    },
    Claim{
        .id = "A4c",
        .name = "gradient_descent_converges_of_a_step_below_two_over_L",
        .states = "|x_(t+1) - x*| < |x_t - x*| unless x_t = x*, for every start",
        .given = "curvatures in [mu, L], mu > 0; eta < 2/L",
        .source = order,
        .kind = Kind::conditional,
        .holds = exactly(strongly_convex_quadratics_at_stable_steps, comes_closer),
        .without = "eta < 2/L",
        .fails_without =
            witness(strongly_convex_quadratics,
                    "T=1;eta=2;knee=1;Q=<1>;s=[[1]];centre=[[0]];start=[[1]]", comes_closer),
        .remark = "with A4a: by a factor below 1 that does not depend on the step",
    },
    Claim{
        .id = "A4d",
        .name = "top_component_shrinks_stays_or_grows_as_the_step_is_below_at_or_above_two_over_L",
        .states =
            "|<q, x_T - x*>| <, =, > |<q, x_0 - x*>| as eta <, =, > 2/L, q the top eigenvector",
        .given = "curvatures in [mu, L], mu > 0; <q, x_0 - x*> != 0",
        .source = order,
        .holds = exactly(strongly_convex_quadratics,
                         []<class S>(const Implementation<S>& the, const CurvatureRun& x) {
                           const Curved<S> c(x);
                           const auto e = c.errors(the, descent<S>(the, c.eta));
                           const Matrix<S> q = c.Q.col(c.top);
                           const S before = inner<S>(q, e.front()), after = inner<S>(q, e.back());
                           if (is_zero(before)) return Finding{}.non_vacuous_if(false);
                           return eq<S>(sign<S>(magnitude<S>(after) - magnitude<S>(before)),
                                        sign<S>(c.eta * c.L - S(2)), S(1));
                         }),
    },
    Claim{
        .id = "A4e",
        .name = "best_step_for_the_worst_start_is_two_over_L_plus_mu",
        .states = "max over starts of |x_1 - x*|/|x_0 - x*| >= (L - mu)/(L + mu), with equality at "
                  "eta = 2/(L + mu)",
        .given = "curvatures in [mu, L], mu > 0; any eta > 0",
        .source = {"nesterov2004introductory", "gradient method"},
        .holds = exactly(strongly_convex_quadratics, best_step<0>),
        .remark = "the worst start is an eigenvector, by A4a and A4b",
    },
    Claim{
        .id = "A4f",
        .name = "gradient_descent_obeys_the_descent_lemma",
        .states = "f(x_1) <= f(x_0) - eta (1 - eta L/2) |g|^2",
        .given =
            "f a convex quadratic or a sum of Huber losses, of curvature at most L; any eta > 0",
        .source = {"nesterov2004introductory", "smooth functions"},
        .holds = exactly(convex_quadratics, descends_by_the_lemma),
        .remark = "equality where x_0 - x* is an eigenvector of curvature L",
    },
    Claim{
        .id = "A0b",
        .name = "canary_gradient_descent_contracts_better_than_the_best_step",
        .states = "max over starts of |x_1 - x*|/|x_0 - x*| >= (1 + 2^-10)(L - mu)/(L + mu)",
        .given = "curvatures in [mu, L], mu > 0; any eta > 0",
        .source = {"canary", "false at eta = 2/(L + mu), where A4e is an equality"},
        .kind = Kind::canary,
        .holds = exactly(strongly_convex_quadratics, best_step<1>),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group steepest_claims() { return {"A", "Norms and step sizes", claims}; }

}  // namespace adamant
