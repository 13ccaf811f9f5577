#include "claim/claim.hpp"
#include "claim/enclosed.hpp"
#include "properties/penalty_statements.hpp"
#include "properties/problem_shapes.hpp"
#include "spectral/frame.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source analysis{"note", "Adam + Ratio"};
constexpr Source several{"note", "Generalisability"};

constexpr std::string_view one_and_zero = "eta=1;U=<2>;sigma=[[1]];V=<2>;H=[[0,0],[0,1]]";
constexpr std::string_view two_and_one = "eta=1/16;U=<2>;sigma=[[2],[1]];V=<2>;H=[[0,0],[0,0]]";

template <Scalar S>
S rho_at(const Implementation<S>& the, const Matrix<S>& W) {
  return the.ratio_value(the.thin_svd(W)).value();
}

/// (rho(W + hK) − rho(W))/h, with h = 2^{-p/2}, where one-sided differences are most accurate.
template <Real S>
S one_sided_difference(const Implementation<S>& the, const SpectralMatrix& x, const Matrix<S>& K) {
  const S h = power_of_two<S>(-bits<S> / 2);
  const Matrix<S> W = x.W<S>();
  return (rho_at<S>(the, W + h * K) - rho_at<S>(the, W)) / h;
}

template <Scalar S>
Matrix<S> short_direction(const SpectralMatrix& x) {
  return x.H.as<S>() * power_of_two<S>(direction_exponent(x));
}

constexpr auto slope_from_one_side = []<class S>(const Implementation<S>& the,
                                                 const SpectralMatrix& x) {
  if (x.H.as<double>().isZero(0)) return discard("H = 0");
  const Matrix<S> K = short_direction<S>(x);
  const S scale = Known<S>(x).gradient_scale() * frobenius_norm<S>(K);
  return eq<S>(one_sided_difference<S>(the, x, K), one_sided_slope<S>(the, x, K), scale)
      .at_rate(0.5)
      .over(svd_operations(x))
      .conditioned_by(x.kappa<S>());
};

/// Is the slope along K the negative of the slope along −K?
template <Real S>
Finding slopes_are_opposite(const Implementation<S>& the, const SpectralMatrix& x,
                            const Matrix<S>& K) {
  const S scale = Known<S>(x).gradient_scale() * frobenius_norm<S>(K);
  return eq<S>(one_sided_difference<S>(the, x, K), -one_sided_difference<S>(the, x, -K), scale)
      .at_rate(0.5)
      .over(svd_operations(x))
      .conditioned_by(x.kappa<S>());
}

constexpr auto differentiable_along_H = []<class S>(const Implementation<S>& the,
                                                    const SpectralMatrix& x) {
  if (x.H.as<double>().isZero(0)) return discard("H = 0");
  return slopes_are_opposite<S>(the, x, short_direction<S>(x));
};

constexpr auto differentiable_along_the_tangent = []<class S>(const Implementation<S>& the,
                                                              const SpectralMatrix& x) {
  if (x.H.as<double>().isZero(0)) return discard("H = 0");
  const Matrix<S> K = short_direction<S>(x);
  const Matrix<S> normal = x.U.as<S>().rightCols(x.m() - x.r()) * across_null_spaces<S>(x, K) *
                           x.V.as<S>().rightCols(x.n() - x.r()).transpose();
  return slopes_are_opposite<S>(the, x, K - normal);
};

/// The polynomial whose linear term is the slope, as in E3b, for D = U diag(d) Vᵀ that also has null pairs:
/// alpha = Σ_{i ≤ r} d_i + Σ_{i > r} |d_i|.
constexpr auto secants_into_the_null_pairs = []<class S>(const Implementation<S>& the,
                                                         const SpectralMatrix& x) {
  const Known<S> w(x);
  const S eta = x.eta.as<S>();
  const ThinSvd<S> svd = x.svd<S>();
  Vector<S> d = x.H.as<S>().diagonal().head(x.k());
  d.head(x.r()) = d.head(x.r()).cwiseAbs();
  const S rho = the.ratio_value(decomposition<S>(the, x)).value();
  const ThinSvd<S> further = with_spectrum<S>(svd.U, svd.sigma + eta * d, svd.V);
  const S rho_s = the.ratio_value(decomposition<S>(the, further)).value();
  const Matrix<S> D = svd.U * d.asDiagonal() * svd.V.transpose();
  const S null = d.tail(x.k() - x.r()).cwiseAbs().sum(), alpha = d.cwiseAbs().sum();
  const S slope = inner<S>(ratio_gradient<S>(the, x), D) + null / w.F;
  const S F_s2 = further.sigma.squaredNorm(), rho2 = rho * rho;
  const S said =
      S(2) * eta * rho * w.F2 * slope + eta * eta * (alpha * alpha - rho2 * d.squaredNorm());
  return eq<S>(F_s2 * (rho_s * rho_s - rho2), said, F_s2 * integer<S>(x.k()))
      .over(svd_operations(x))
      .conditioned_by(x.kappa<S>());
};

constexpr auto is_the_same_along_every_ray = []<class S>(const Implementation<S>& the,
                                                         const SpectralMatrix& x) {
  const S c = x.eta.as<S>();
  const ThinSvd<S> svd = x.svd<S>();
  const auto rho = [&](const Vector<S>& d) {
    return the.ratio_value(decomposition<S>(the, with_spectrum<S>(svd.U, d, svd.V))).value();
  };
  return eq<S>(rho(c * svd.sigma), rho(Vector<S>::Constant(x.k(), c)));
};

/// The two ends W and H of a segment: over exact scalars H is replaced by U diag(H) Vᵀ, whose singular
/// values are known.
template <Scalar S, class Statement>
Finding on_a_segment(const Implementation<S>& the, const SpectralMatrix& x,
                     const Statement& statement) {
  if constexpr (Exact<S>) {
    const ThinSvd<S> svd = x.svd<S>();
    const Vector<S> d = x.H.as<S>().diagonal().head(x.k());
    const auto spectrum = [&](const Vector<S>& e) { return with_spectrum<S>(svd.U, e, svd.V); };
    return statement(spectrum(svd.sigma), spectrum(d), spectrum((svd.sigma + d) / S(2)));
  } else {
    const Matrix<S> W = x.W<S>(), H = x.H.as<S>();
    return statement(the.thin_svd(W), the.thin_svd(H), the.thin_svd((W + H) / S(2)));
  }
}

constexpr auto nuclear_norm_is_convex = []<class S>(const Implementation<S>& the,
                                                    const SpectralMatrix& x) {
  return on_a_segment<S>(the, x, [&](const auto& W, const auto& H, const auto& between) {
    const S ends = (nuclear_norm(W.sigma) + nuclear_norm(H.sigma)) / S(2);
    return leq<S>(nuclear_norm(between.sigma), ends).over(svd_operations(x));
  });
};

constexpr auto ratio_is_quasiconvex = []<class S>(const Implementation<S>& the,
                                                  const SpectralMatrix& x) {
  return on_a_segment<S>(the, x, [&](const auto& W, const auto& H, const auto& between) {
    const auto middle = the.ratio_value(between), end = the.ratio_value(H);
    if (!middle || !end) return discard("H = 0 or W + H = 0");
    return leq<S>(*middle, maximum<S>(the.ratio_value(W).value(), *end)).over(svd_operations(x));
  });
};

constexpr auto nuclear_norm_is_additive_in_a_frame = []<class S>(const Implementation<S>& the,
                                                                 const SpectralMatrix& x) {
  const ThinSvd<S> svd = x.svd<S>();
  const Vector<S> d = x.H.as<S>().diagonal().head(x.k()).cwiseAbs();
  const auto N = [&](const Vector<S>& e) {
    return nuclear_norm(decomposition<S>(the, ThinSvd<S>{svd.U, e, svd.V}).sigma);
  };
  return eq<S>(N(svd.sigma + d), N(svd.sigma) + N(d)).over(svd_operations(x));
};

/// The step eta·F·G is commensurable with W over exact scalars.
template <Scalar S>
Matrix<S> step_on_ratio(const Method<S>& method, const Implementation<S>& the,
                        const SpectralMatrix& x) {
  return first_update<S>(method, ratio_gradient<S>(the, x));
}

/// Is |W + U|² = |W|² + |U|²?
template <Scalar S>
Finding grows_by_the_step(const SpectralMatrix& x, const Matrix<S>& U) {
  const Matrix<S> W = x.W<S>();
  return eq<S>(Matrix<S>(W + U).squaredNorm(), S(W.squaredNorm() + U.squaredNorm()))
      .over(svd_operations(x))
      .conditioned_by(x.kappa<S>());
}

constexpr auto gradient_descent_grows_by_its_step = []<class S>(const Implementation<S>& the,
                                                                const SpectralMatrix& x) {
  const S eta = x.eta.as<S>() * Known<S>(x).F;
  return grows_by_the_step<S>(x, step_on_ratio<S>(the.gradient_descent({.eta = eta}), the, x));
};
constexpr auto sign_descent_grows_by_its_step = []<class S>(const Implementation<S>& the,
                                                            const SpectralMatrix& x) {
  return grows_by_the_step<S>(x,
                              step_on_ratio<S>(the.sign_descent({.eta = x.eta.as<S>()}), the, x));
};

constexpr auto norm_grows_at_unequal_sigma = []<class S>(const Implementation<S>& the,
                                                         const SpectralMatrix& x) {
  const Matrix<S> W = x.W<S>();
  const Matrix<S> U =
      step_on_ratio<S>(the.gradient_descent({.eta = S(x.eta.as<S>() * Known<S>(x).F)}), the, x);
  return less<S>(W.squaredNorm(), Matrix<S>(W + U).squaredNorm());
};

constexpr auto adam_never_shrinks_the_norm = []<class S>(const Implementation<S>& the,
                                                         const SpectralMatrix& x) {
  const Matrix<S> W = x.W<S>();
  const Matrix<S> U = step_on_ratio<S>(the.adam({.eta = x.eta.as<S>(), .epsilon = S(0)}), the, x);
  return leq<S>(W.squaredNorm(), Matrix<S>(W + U).squaredNorm());
};

/// W with sigma_i (1 + i·2^{-3p/4}) for sigma_i: clusters whose gaps most of the digits do not see.
template <Real S>
ThinSvd<S> clustered(const SpectralMatrix& x) {
  ThinSvd<S> svd = x.svd<S>();
  const S sigma = svd.sigma(0);
  for (Index i = 0; i < x.k(); ++i)
    svd.sigma(i) = sigma * (S(1) + integer<S>(x.k() - i) * power_of_two<S>(-3 * bits<S> / 4));
  return svd;
}

constexpr auto gradient_does_not_see_clusters = []<class S>(const Implementation<S>& the,
                                                            const SpectralMatrix& x) {
  const ThinSvd<S> svd = clustered<S>(x);
  return eq<S>(the.nuclear_gradient(the.thin_svd(svd.product()), tolerance_for<S>(x)),
               svd.U * svd.V.transpose(), S(1))
      .over(svd_operations(x));
};

constexpr auto vectors_do_not_see_clusters = []<class S>(const Implementation<S>& the,
                                                         const SpectralMatrix& x) {
  const ThinSvd<S> svd = clustered<S>(x), found = the.thin_svd(svd.product());
  return eq<S>(found.U.col(0) * found.U.col(0).transpose(), svd.U.col(0) * svd.U.col(0).transpose(),
               S(1))
      .over(svd_operations(x));
};

constexpr std::array claims{
    Claim{
        .id = "E7a",
        .name = "ratio_has_a_one_sided_slope_of_low_rank",
        .states = "(rho(W + hK) - rho(W))/h -> <grad rho, K> + |U_n' K V_n|_*/F at rate h",
        .given = "rank(W) < min(m, n), U_n and V_n its null spaces; |K| <= sigma_r; kappa = "
                 "sigma_1/sigma_r",
        .source = analysis,
        .holds = forall(low_rank_matrices, slope_from_one_side),
        .remark = "the second term is a norm of K: it does not change sign with K",
    },
    Claim{
        .id = "E7b",
        .name = "one_sided_slope_of_low_rank_is_that_of_exact_secants",
        .states = "F_s^2 (rho_s^2 - rho^2) = 2 s rho F^2 slope + s^2 (alpha^2 - rho^2 sum d^2)",
        .given = "D = U diag(d) V' with null pairs, d_i >= 0 for i <= r, W_s = W + s D, s > 0",
        .source = analysis,
        .holds = forall_and_exactly(low_rank_matrices, secants_into_the_null_pairs),
    },
    Claim{
        .id = "E7c",
        .name = "ratio_is_differentiable_along_tangents_of_the_rank",
        .states = "the slopes along K and -K are opposite",
        .given = "rank(W) < min(m, n), U_n' K V_n = 0; kappa = sigma_1/sigma_r",
        .source = analysis,
        .kind = Kind::conditional,
        .holds = forall(low_rank_matrices, differentiable_along_the_tangent),
        .without = "U_n' K V_n = 0",
        .fails_without =
            witness_on_the_ladder(low_rank_matrices, one_and_zero, differentiable_along_H),
        .remark = "diag(1, h): rho grows to both sides of h = 0",
    },
    Claim{
        .id = "E7d",
        .name = "ratio_is_differentiable_of_low_rank",
        .states = "the slopes along K and -K are opposite",
        .given = "rank(W) < min(m, n)",
        .source = analysis,
        .kind = Kind::literal_reading,
        .holds = {forall(low_rank_matrices, differentiable_along_H),
                  witness_on_the_ladder(low_rank_matrices, one_and_zero, differentiable_along_H)},
        .remark = "a kink exactly where completion ends",
    },
    Claim{
        .id = "E8a",
        .name = "ratio_has_a_limit_at_zero",
        .states = "rho(c W) = rho(c U V') for every c > 0, U V' with all singular values 1",
        .given = "W != 0",
        .source = analysis,
        .kind = Kind::literal_reading,
        .holds = {exactly(spectral_matrices, is_the_same_along_every_ray),
                  witness(spectral_matrices,
                          "eta=1;U=<4>;sigma=[[1]];V=<4>;"
                          "H=[[0,0,0,0],[0,0,0,0],[0,0,0,0],[0,0,0,0]]",
                          is_the_same_along_every_ray)},
        .remark = "it is constant along every ray and differs between rays: 1 along E_11, "
                  "sqrt(k) along I",
    },
    Claim{
        .id = "E8b",
        .name = "ratio_is_undefined_at_zero",
        .states = "rho(0) and grad rho(0) have no value",
        .given = "W = 0",
        .source = analysis,
        .kind = Kind::definition,
        .holds = forall_and_exactly(
            spectral_matrices,
            []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
              const ThinSvd<S> zero =
                  with_spectrum<S>(x.svd<S>().U, Vector<S>::Zero(x.k()), x.svd<S>().V);
              return holds_that(
                  !the.ratio_value(zero) && !the.ratio_gradient(zero, tolerance_for<S>(x)),
                  "a value at W = 0");
            }),
    },
    Claim{
        .id = "E9a",
        .name = "ratio_is_quasiconvex",
        .states = "rho((A + B)/2) <= max(rho(A), rho(B))",
        .given = "A, B, A + B != 0",
        .source = several,
        .kind = Kind::literal_reading,
        .holds = {forall(spectral_matrices, ratio_is_quasiconvex),
                  witness(spectral_matrices, one_and_zero, ratio_is_quasiconvex)},
        .remark = "E_11 and E_22 have rho = 1, their midpoint sqrt(2); so a penalty weight and a "
                  "bound on rho are not two forms of one problem",
    },
    Claim{
        .id = "E9b",
        .name = "nuclear_norm_is_convex",
        .states = "|(A + B)/2|_* <= (|A|_* + |B|_*)/2",
        .given = "any A and B; over exact scalars in one frame",
        .source = {"watson1992subdifferential", "the nuclear norm"},
        .holds = {forall(spectral_matrices, nuclear_norm_is_convex),
                  exactly(spectral_matrices, nuclear_norm_is_convex),
                  enclosed(spectral_matrices, nuclear_norm_is_convex)},
    },
    Claim{
        .id = "E9c",
        .name = "nuclear_norm_is_additive_in_a_frame",
        .states = "|A + B|_* = |A|_* + |B|_*",
        .given = "A = U diag(a) V', B = U diag(b) V', a, b >= 0",
        .source = {"watson1992subdifferential", "the nuclear norm"},
        .holds = forall_exactly_and_proved(spectral_matrices, symbolic_spectra,
                                           nuclear_norm_is_additive_in_a_frame),
        .remark = "the case of equality of E9b",
    },
    Claim{
        .id = "E20a",
        .name = "squared_norm_grows_by_the_squared_step_of_gradient_descent",
        .states = "|W_1|^2 = |W_0|^2 + |U_1|^2",
        .given = "gradient descent on rho alone; kappa = sigma_1/sigma_r",
        .source = {"note", "Intuition about Adam / History"},
        .kind = Kind::conditional,
        .holds = forall_exactly_and_proved(spectral_matrices, symbolic_spectra,
                                           gradient_descent_grows_by_its_step),
        .without = "the step is a multiple of the gradient (sign descent instead)",
        .fails_without = witness(spectral_matrices, two_and_one, sign_descent_grows_by_its_step),
        .remark = "of any f of degree 0: the norm never falls, and a flow keeps it",
    },
    Claim{
        .id = "E20b",
        .name = "norm_grows_strictly_of_unequal_sigma",
        .states = "|W_1| > |W_0|",
        .given = "gradient descent on rho alone, two non-zero sigma differ",
        .source = {"note", "Intuition about Adam / History"},
        .holds = enclosed(matrices_of_unequal_sigma, norm_grows_at_unequal_sigma),
        .remark = "at equal sigma |W_1| = |W_0|, by E4b",
    },
    Claim{
        .id = "E21a",
        .name = "norm_never_falls_under_adam",
        .states = "|W_1| >= |W_0|",
        .given = "Adam's first step on rho alone, epsilon = 0",
        .source = {"note", "Intuition about Adam / History"},
        .kind = Kind::literal_reading,
        .holds = {exactly(spectral_matrices, adam_never_shrinks_the_norm),
                  witness(spectral_matrices,
                          "eta=1;U=<4|-+-+>;sigma=[[74],[42]];V=<4|0++0|--++>;H=[[1,-59,-8,-3/2],"
                          "[-6,-57,-7,8],[-8,5,-6,6],[1/8,72,-114,11]]",
                          adam_never_shrinks_the_norm)},
        .remark = "E20a does not survive sign(G): <sign(G), W> has either sign",
    },
    Claim{
        .id = "E21b",
        .name = "sign_steps_shrink_the_norm_of_two_in_five_random_matrices",
        .states = "P(|W_1| < |W_0|) is near 0.4",
        .given = "W 3 x 3 with independent normal entries, a small sign step on rho",
        .source = {"note", "Intuition about Adam / History"},
        .kind = Kind::conjecture,
        .remark = "statistical: to be measured",
    },
    Claim{
        .id = "E24a",
        .name = "nuclear_gradient_keeps_its_digits_of_clustered_sigma",
        .states = "U V' is found to working precision",
        .given = "all sigma within k 2^(-3p/4) of each other, full rank",
        .source = analysis,
        .holds = forall(full_rank_matrices, gradient_does_not_see_clusters),
        .remark = "the polar factor is unique, and its condition number is 1/sigma_k, not 1/gap",
    },
    Claim{
        .id = "E24b",
        .name = "singular_vectors_keep_their_digits_of_clustered_sigma",
        .states = "u_1 u_1' is found to working precision",
        .given = "all sigma within k 2^(-3p/4) of each other, full rank",
        .source = analysis,
        .kind = Kind::literal_reading,
        .holds = forall(full_rank_matrices, vectors_do_not_see_clusters),
        .remark = "so a statement about single vectors needs distinct sigma, one about U V' does "
                  "not",
    },
    Claim{
        .id = "E0d",
        .name = "canary_nuclear_norm_is_strictly_convex",
        .states = "|(A + B)/2|_* <= (1 - 2^-10) (|A|_* + |B|_*)/2",
        .given = "any A and B",
        .source = {"canary", "false by E9c, which makes E9b tight"},
        .kind = Kind::canary,
        .holds = exactly(spectral_matrices,
                         []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
                           return on_a_segment<S>(
                               the, x, [](const auto& W, const auto& H, const auto& between) {
                                 return leq<S>(nuclear_norm(between.sigma),
                                               ratio<S>(1023, 2048) *
                                                   (nuclear_norm(W.sigma) + nuclear_norm(H.sigma)));
                               });
                         }),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group ratio_geometry_claims() { return {"E", "Where the ratio is smooth and convex", claims}; }

}  // namespace adamant
