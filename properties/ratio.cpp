#include "claim/claim.hpp"
#include "properties/penalty_statements.hpp"
#include "properties/problem_shapes.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source analysis{"note", "Adam + Ratio"};
constexpr Source newton{"higham1986polar", "Newton's iteration"};

constexpr auto central_differences = []<class S>(const Implementation<S>& the,
                                                 const SpectralMatrix& x) {
  if (x.H.as<double>().isZero(0)) return discard("H = 0");
  const S h = power_of_two<S>(-bits<S> / 3);
  const Matrix<S> W = x.W<S>(), K = x.H.as<S>() * power_of_two<S>(direction_exponent(x));
  const auto rho = [&](const Matrix<S>& A) { return the.ratio_value(the.thin_svd(A)).value(); };
  const S difference = (rho(W + h * K) - rho(W - h * K)) / (S(2) * h);
  const S scale = Known<S>(x).gradient_scale() * frobenius_norm<S>(K);
  return eq<S>(difference, inner<S>(ratio_gradient<S>(the, x), K), scale)
      .at_rate(2.0 / 3)
      .over(svd_operations(x))
      .conditioned_by(x.kappa<S>());
};

/// F_s² (rho_s² − rho²) = 2 eta rho F² <grad rho, D> + eta² ((Σd)² − rho² Σd²) for W_s = W + eta D: a
/// polynomial in eta whose linear term is the derivative, so no limit is taken.
constexpr auto secants_on_the_frame = []<class S>(const Implementation<S>& the,
                                                  const SpectralMatrix& x) {
  const Known<S> w(x);
  const S eta = x.eta.as<S>();
  const Vector<S> d = x.H.as<S>().diagonal().head(x.r()).cwiseAbs(), s = w.sigma + eta * d;
  const Matrix<S> D = w.U * d.asDiagonal() * w.V.transpose();
  const S rho = the.ratio_value(decomposition<S>(the, x)).value();
  const S rho_s = the.ratio_value(decomposition<S>(the, ThinSvd<S>{w.U, s, w.V})).value();
  const S F_s2 = s.squaredNorm(), rho2 = rho * rho;
  const S first = S(2) * eta * rho * w.F2 * inner<S>(ratio_gradient<S>(the, x), D);
  const S second = eta * eta * (d.sum() * d.sum() - rho2 * d.squaredNorm());
  return eq<S>(F_s2 * (rho_s * rho_s - rho2), first + second, F_s2 * w.rank())
      .over(svd_operations(x))
      .conditioned_by(x.kappa<S>());
};

constexpr auto gradient_vanishes_iff_all_sigma_are_equal = []<class S>(const Implementation<S>& the,
                                                                       const SpectralMatrix& x) {
  const Known<S> w(x);
  const Matrix<S> G = ratio_gradient<S>(the, x);
  if (w.all_equal) return vanishes<S>(G, w.gradient_scale()).over(svd_operations(x));
  return holds_that(G.squaredNorm() > S(0), "grad rho = 0 at unequal sigma");
};

template <Scalar S>
ThinSvd<S> scaled(ThinSvd<S> svd, const S& c) {
  svd.sigma *= c;
  return svd;
}

/// Is grad rho(cW) = factor(c)·grad rho(W)?
template <Scalar S>
Finding gradient_responds_to_scale(const Implementation<S>& the, const SpectralMatrix& x,
                                   const S& factor) {
  const S c = x.eta.as<S>(), tolerance = tolerance_for<S>(x);
  const Matrix<S> at_cW =
      the.ratio_gradient(decomposition<S>(the, scaled<S>(x.svd<S>(), c)), tolerance).value();
  const S scale = Known<S>(x).gradient_scale() * maximum<S>(factor, S(1) / c);
  return eq<S>(at_cW, factor * ratio_gradient<S>(the, x), scale)
      .over(svd_operations(x))
      .conditioned_by(x.kappa<S>());
}

/// One step of gradient descent on rho, of size eta·sigma_r·F: |u_i' W_1 v_i| − sigma_i has the sign of
/// sigma_i − tau.
constexpr auto raises_above_tau_and_lowers_below = []<class S>(const Implementation<S>& the,
                                                               const SpectralMatrix& x) {
  const Known<S> w(x);
  const S step = x.eta.as<S>() * w.smallest() * w.F;
  const Matrix<S> U_1 =
      first_update<S>(the.gradient_descent({.eta = step}), ratio_gradient<S>(the, x));
  const Vector<S> s = (w.U.transpose() * (x.W<S>() + U_1) * w.V).diagonal();
  bool as_said = true;
  for (Index i = 0; i < x.r(); ++i)
    as_said = as_said && is_finite(s(i)) &&
              sign<S>(magnitude<S>(s(i)) - w.sigma(i)) == sign<S>(w.sigma(i) - w.tau);
  return holds_that(as_said, "a sigma_i moved the other way");
};

constexpr std::array claims{
    Claim{
        .id = "E1a",
        .name = "ratio_is_between_one_and_root_rank",
        .states = "1 <= rho(W) <= sqrt(r)",
        .given = "W of rank r >= 1",
        .source = analysis,
        .kind = Kind::theorem,
        .holds = forall_exactly_and_proved(
            spectral_matrices, symbolic_spectra,
            []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
              const S rho = the.ratio_value(decomposition<S>(the, x)).value();
              const S root = square_root<S>(Known<S>(x).rank());
              return all({leq<S>(S(1), rho).over(svd_operations(x)),
                          leq<S>(rho, root).over(svd_operations(x))});
            }),
        .remark = "Cauchy-Schwarz: a soft count of the rank",
    },
    Claim{
        .id = "E1b",
        .name = "ratio_is_one_iff_rank_one_and_root_rank_iff_equal_sigma",
        .states = "rho = 1 iff r = 1, and rho = sqrt(r) iff sigma_1 = ... = sigma_r",
        .given = "W of rank r >= 1",
        .source = analysis,
        .kind = Kind::theorem,
        .holds = exactly_and_proved(
            spectral_matrices, symbolic_spectra,
            []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
              const Known<S> w(x);
              const S rho = the.ratio_value(decomposition<S>(the, x)).value();
              return all({holds_that((rho == S(1)) == (x.r() == 1), "rho = 1 iff r = 1"),
                          holds_that((rho * rho == w.rank()) == w.all_equal,
                                     "rho = sqrt(r) iff all sigma are equal")});
            }),
    },
    Claim{
        .id = "E0",
        .name = "canary_ratio_stays_below_root_rank",
        .states = "rho(W) <= (1 - 2^-10) sqrt(r)",
        .given = "W of rank r >= 1",
        .source = {"canary", "false by E1b, which makes the bound of E1a tight"},
        .kind = Kind::canary,
        .holds = forall_exactly_and_proved(
            spectral_matrices, symbolic_spectra,
            []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
              const S bound = ratio<S>(1023, 1024) * square_root<S>(Known<S>(x).rank());
              return leq<S>(the.ratio_value(decomposition<S>(the, x)).value(), bound);
            }),
    },
    Claim{
        .id = "E3a",
        .name = "ratio_gradient_is_the_derivative_of_full_rank",
        .states = "(rho(W + hK) - rho(W - hK))/2h -> <polar(W)/F - (N/F^3) W, K> at rate h^2",
        .given = "rank(W) = min(m, n); |K| <= sigma_r; kappa = sigma_1/sigma_r",
        .source = analysis,
        .kind = Kind::theorem,
        .holds = forall(full_rank_matrices, central_differences),
        .remark = "repeated sigma are harmless: the polar factor is unique",
    },
    Claim{
        .id = "E3b",
        .name = "ratio_gradient_is_the_slope_of_exact_secants_on_the_frame",
        .states =
            "F_s^2 (rho_s^2 - rho^2) = 2 s rho F^2 <grad rho, D> + s^2 ((sum d)^2 - rho^2 sum d^2)",
        .given = "D = U diag(d) V', d >= 0, W_s = W + s D; r pairs",
        .source = analysis,
        .kind = Kind::theorem,
        .holds =
            forall_exactly_and_proved(spectral_matrices, symbolic_spectra, secants_on_the_frame),
    },
    Claim{
        .id = "E3c",
        .name = "polar_factor_by_newton_and_by_svd_agree_of_full_rank",
        .states = "the limit of X <- (X + X^-T)/2 from W is U V'",
        .given = "rank(W) = min(m, n); kappa = sigma_1/sigma_r",
        .source = newton,
        .kind = Kind::theorem,
        .holds = forall(full_rank_matrices,
                        []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
                          return eq<S>(the.polar(x.W<S>()).value(), nuclear_gradient<S>(the, x),
                                       S(1))
                              .over(svd_operations(x))
                              .conditioned_by(x.kappa<S>());
                        }),
        .remark = "two routes to the nuclear norm's gradient that share no code",
    },
    Claim{
        .id = "E3d",
        .name = "svd_kernel_factors_its_matrix",
        .states = "W = U diag(sigma) V', U'U = I, V'V = I",
        .given = "nothing: any W",
        .source = {"golub2013matrix", "section 2.4"},
        .kind = Kind::definition,
        .holds = forall(spectral_matrices,
                        []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
                          const ThinSvd<S> svd = the.thin_svd(x.W<S>());
                          const Matrix<S> I = Matrix<S>::Identity(x.k(), x.k());
                          const auto n = svd_operations(x);
                          return all({eq<S>(svd.product(), x.W<S>(), Known<S>(x).sigma(0)).over(n),
                                      eq<S>(svd.U.transpose() * svd.U, I).over(n),
                                      eq<S>(svd.V.transpose() * svd.V, I).over(n)});
                        }),
    },
    Claim{
        .id = "E3e",
        .name = "svd_kernel_finds_the_singular_values_in_order",
        .states = "sigma_1 >= ... >= sigma_k >= 0 are the singular values W was built from",
        .given = "W = U diag(sigma) V' with exactly orthogonal U and V",
        .source = {"golub2013matrix", "section 2.4"},
        .kind = Kind::definition,
        .holds = forall(spectral_matrices,
                        []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
                          const Matrix<S> sigma = the.thin_svd(x.W<S>()).sigma,
                                          known = x.svd<S>().sigma;
                          bool ordered = sigma(x.k() - 1, 0) >= S(0);
                          for (Index i = 1; i < x.k(); ++i)
                            ordered = ordered && sigma(i - 1, 0) >= sigma(i, 0);
                          return all({holds_that(ordered, "sigma is not in descending order"),
                                      eq<S>(sigma, known).over(svd_operations(x))});
                        }),
    },
    Claim{
        .id = "E4a",
        .name = "ratio_gradient_has_norm_from_rank_and_ratio",
        .states = "|grad rho|^2 = (r - rho^2)/F^2",
        .given = "W of rank r >= 1; the minimal subgradient where r < min(m, n)",
        .source = analysis,
        .kind = Kind::theorem,
        .holds = forall_exactly_and_proved(
            spectral_matrices, symbolic_spectra,
            []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
              const Known<S> w(x);
              return eq<S>(ratio_gradient<S>(the, x).squaredNorm(),
                           S((w.rank() - w.rho * w.rho) / w.F2), S(w.rank() / w.F2))
                  .over(svd_operations(x));
            }),
    },
    Claim{
        .id = "E4b",
        .name = "ratio_gradient_vanishes_iff_equal_sigma",
        .states = "grad rho(W) = 0 iff sigma_1 = ... = sigma_r",
        .given = "W of rank r >= 1; the minimal subgradient where r < min(m, n)",
        .source = analysis,
        .kind = Kind::theorem,
        .holds = forall_exactly_and_proved(spectral_matrices, symbolic_spectra,
                                           gradient_vanishes_iff_all_sigma_are_equal),
    },
    Claim{
        .id = "E4c",
        .name = "ratio_gradient_is_invariant_to_the_scale_of_W",
        .states = "grad rho(cW) = grad rho(W)",
        .given = "c > 0, as rho(cW) = rho(W)",
        .source = {"note", "Intuition about Adam / History"},
        .kind = Kind::literal_reading,
        .holds = {exactly(spectral_matrices,
                          []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
                            return gradient_responds_to_scale<S>(the, x, S(1));
                          }),
                  witness(spectral_matrices, "eta=2;U=<2>;sigma=[[2],[1]];V=<2>;H=[[0,0],[0,0]]",
                          []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
                            return gradient_responds_to_scale<S>(the, x, S(1));
                          })},
        .remark =
            "the invariance over the parameters is the penalty's, not its gradient's: see E4d",
    },
    Claim{
        .id = "E4d",
        .name = "ratio_gradient_has_degree_minus_one",
        .states = "grad rho(cW) = grad rho(W)/c",
        .given = "c > 0; kappa = sigma_1/sigma_r",
        .source = {"note", "Intuition about Adam / History"},
        .kind = Kind::theorem,
        .holds = forall_exactly_and_proved(
            spectral_matrices, symbolic_spectra,
            []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
              return gradient_responds_to_scale<S>(the, x, S(S(1) / x.eta.as<S>()));
            }),
        .remark = "so it blows up like 1/F towards W = 0, along every ray on which it is not 0",
    },
    Claim{
        .id = "E5a",
        .name = "ratio_gradient_is_orthogonal_to_W",
        .states = "<grad rho(W), W> = 0",
        .given = "W of rank r >= 1",
        .source = analysis,
        .kind = Kind::theorem,
        .holds = forall_exactly_and_proved(
            spectral_matrices, symbolic_spectra,
            []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
              return eq<S>(inner<S>(ratio_gradient<S>(the, x), x.W<S>()), S(0), Known<S>(x).rho)
                  .over(svd_operations(x));
            }),
        .remark = "Euler: rho has degree 0",
    },
    Claim{
        .id = "E5b",
        .name = "nuclear_gradient_pairs_with_W_to_the_nuclear_norm",
        .states = "<polar(W), W> = sigma_1 + ... + sigma_r",
        .given = "W of rank r >= 1",
        .source = analysis,
        .kind = Kind::theorem,
        .holds = forall_exactly_and_proved(
            spectral_matrices, symbolic_spectra,
            []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
              return eq<S>(inner<S>(nuclear_gradient<S>(the, x), x.W<S>()), Known<S>(x).N)
                  .over(svd_operations(x));
            }),
        .remark = "Euler: the nuclear norm has degree 1",
    },
    Claim{
        .id = "E5c",
        .name = "ratio_is_invariant_to_the_scale_of_W",
        .states = "rho(cW) = rho(W) = N/F",
        .given = "c > 0",
        .source = {"note", "Intuition about Adam / History"},
        .kind = Kind::theorem,
        .holds = forall_exactly_and_proved(
            spectral_matrices, symbolic_spectra,
            []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
              const auto cW = scaled<S>(x.svd<S>(), x.eta.as<S>());
              return eq<S>(the.ratio_value(decomposition<S>(the, cW)).value(), Known<S>(x).rho)
                  .over(svd_operations(x));
            }),
    },
    Claim{
        .id = "E6a",
        .name = "ratio_gradient_acts_on_each_singular_value_by_its_distance_to_tau",
        .states = "u_i' grad rho(W) v_i = (1 - sigma_i/tau)/F, i <= r",
        .given = "tau = F^2/N; kappa = sigma_1/sigma_r",
        .source = analysis,
        .kind = Kind::theorem,
        .holds = forall_exactly_and_proved(
            spectral_matrices, symbolic_spectra,
            []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
              const Known<S> w(x);
              const Matrix<S> D = (w.U.transpose() * ratio_gradient<S>(the, x) * w.V).diagonal();
              const Matrix<S> said = (Vector<S>::Constant(x.r(), S(1)) - w.sigma / w.tau) / w.F;
              return eq<S>(D, said, w.gradient_scale())
                  .over(svd_operations(x))
                  .conditioned_by(x.kappa<S>());
            }),
    },
    Claim{
        .id = "E6b",
        .name = "tau_is_between_the_mean_and_the_largest_sigma",
        .states =
            "(sigma_1 + ... + sigma_r)/r <= tau <= sigma_1, both with equality iff all are equal",
        .given = "tau = N/rho(W)^2 = F^2/N",
        .source = analysis,
        .kind = Kind::theorem,
        .holds = exactly_and_proved(
            spectral_matrices, symbolic_spectra,
            []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
              const Known<S> w(x);
              const S rho = the.ratio_value(decomposition<S>(the, x)).value();
              const S tau = w.N / (rho * rho), mean = w.N / w.rank();
              return all(
                  {leq<S>(mean, tau), leq<S>(tau, w.sigma(0)),
                   holds_that((mean == tau) == w.all_equal, "mean = tau iff equal"),
                   holds_that((tau == w.sigma(0)) == w.all_equal, "tau = sigma_1 iff equal")});
            }),
    },
    Claim{
        .id = "E6c",
        .name = "descent_on_the_ratio_raises_above_tau_and_lowers_below_of_a_short_step",
        .states = "|u_i' W_1 v_i| > sigma_i where sigma_i > tau, < where <, = where =",
        .given = "W_1 = W - s grad rho(W), 0 < s < 2 sigma_r F",
        .source = analysis,
        .kind = Kind::conditional,
        .holds = exactly(short_spectral_steps, raises_above_tau_and_lowers_below),
        .without = "s < 2 sigma_r F",
        .fails_without =
            witness(spectral_matrices, "eta=8;U=<2>;sigma=[[2],[1]];V=<2>;H=[[0,0],[0,0]]",
                    raises_above_tau_and_lowers_below),
    },
    Claim{
        .id = "E6d",
        .name = "descent_on_the_nuclear_norm_lowers_every_sigma_by_the_same",
        .states = "u_i' (W - s polar(W)) v_i = sigma_i - s, i <= r",
        .given = "s > 0; kappa = sigma_1/sigma_r",
        .source = analysis,
        .kind = Kind::theorem,
        .holds = forall_exactly_and_proved(
            spectral_matrices, symbolic_spectra,
            []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
              const Known<S> w(x);
              const S eta = x.eta.as<S>();
              const Matrix<S> U_1 =
                  first_update<S>(the.gradient_descent({.eta = eta}), nuclear_gradient<S>(the, x));
              const Matrix<S> s = (w.U.transpose() * (x.W<S>() + U_1) * w.V).diagonal();
              return eq<S>(s, w.sigma - Vector<S>::Constant(x.r(), eta),
                           maximum<S>(w.sigma(0), eta))
                  .over(svd_operations(x))
                  .conditioned_by(x.kappa<S>());
            }),
        .remark = "a singular value falls while s <= sigma_i; beyond it the sign of its pair turns",
    },
};
static_assert(well_formed(claims));

}  // namespace

Group ratio_claims() { return {"E", "The ratio and its gradient", claims}; }

}  // namespace adamant
