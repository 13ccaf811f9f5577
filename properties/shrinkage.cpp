#include "claim/claim.hpp"
#include "claim/enclosed.hpp"
#include "properties/penalty_statements.hpp"
#include "properties/problem_shapes.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source better{"note", "Generalisability"};

/// Every entry of W* = `svd` observed: l(W) = |W − W*|²/2.
template <Scalar S>
Completion<S> fully_observed(const ThinSvd<S>& svd) {
  const Matrix<S> Y = svd.product();
  return {Y, Mask::Constant(Y.rows(), Y.cols(), true)};
}

/// ∇l + lambda ∇|·|_* at W = U max(sigma − lambda, 0) Vᵀ: what the pairs that are cut leave over is
/// −sigma_i u_i v_iᵀ, and lambda times the contraction that a subgradient may have there.
constexpr auto soft_thresholding_is_stationary = []<class S>(const Implementation<S>& the,
                                                             const SpectralMatrix& x) {
  const S lambda = x.eta.as<S>();
  const ThinSvd<S> truth = x.svd<S>();
  const auto kept = [&](const S& s) { return maximum<S>(S(s - lambda), S(0)); };
  const ThinSvd<S> w{truth.U, truth.sigma.unaryExpr(kept), truth.V};
  const auto cut = [&](const S& s) { return select(s > lambda, S(0), s); };
  const Vector<S> left = truth.sigma.unaryExpr(cut);
  const Matrix<S> residue = truth.U * left.asDiagonal() * truth.V.transpose();
  const S tolerance = tolerance_for<S>(x);
  const S least =
      w.sigma.unaryExpr([&](const S& s) { return select(s > S(0), s, truth.sigma(0)); }).minCoeff();
  const Matrix<S> total = the.completion_gradient(fully_observed<S>(truth), w.product()) +
                          lambda * the.nuclear_gradient(decomposition<S>(the, w), tolerance);
  return all({eq<S>(total, -residue, maximum<S>(truth.sigma(0), lambda))
                  .over(svd_operations(x))
                  .conditioned_by(S(truth.sigma(0) / least)),
              leq<S>(left.maxCoeff(), lambda)});
};

/// r = k equal sigma.
template <Scalar S>
ThinSvd<S> levelled(const SpectralMatrix& x) {
  ThinSvd<S> svd = x.svd<S>();
  svd.sigma.head(x.r()).setConstant(svd.sigma(0));
  return svd;
}

/// Is W* stationary for l + lambda·rho, lambda = eta?
template <Scalar S>
Finding truth_is_stationary(const Implementation<S>& the, const SpectralMatrix& x,
                            const ThinSvd<S>& truth) {
  const S lambda = x.eta.as<S>();
  const Matrix<S> W = truth.product();
  return vanishes<S>(
             the.completion_gradient(fully_observed<S>(truth), W) +
                 lambda *
                     the.ratio_gradient(decomposition<S>(the, truth), tolerance_for<S>(x)).value(),
             S(lambda * Known<S>(x).gradient_scale()))
      .over(svd_operations(x));
}
constexpr auto equal_truth_is_stationary = []<class S>(const Implementation<S>& the,
                                                       const SpectralMatrix& x) {
  return truth_is_stationary<S>(the, x, levelled<S>(x));
};
constexpr auto any_truth_is_stationary = []<class S>(const Implementation<S>& the,
                                                     const SpectralMatrix& x) {
  return truth_is_stationary<S>(the, x, x.svd<S>());
};

/// f(W_t) − f(W*) for W* = I_2, W_t = diag(1 + t, 1 − t).
template <Scalar S>
S rise(const Implementation<S>& the, const S& t, const S& lambda) {
  Matrix<S> W = Matrix<S>::Identity(2, 2);
  const Completion<S> f{W, Mask::Constant(2, 2, true)};
  const S at_truth = the.ratio_value(the.thin_svd(W)).value();
  W(0, 0) += t;
  W(1, 1) -= t;
  return the.completion_loss(f, W) + lambda * (the.ratio_value(the.thin_svd(W)).value() - at_truth);
}
constexpr auto truth_is_lower = []<class S>(const Implementation<S>& the, const std::vector<S>& x) {
  return less<S>(S(0), rise<S>(the, x[0], x[1]));
};
constexpr auto truth_is_higher = []<class S>(const Implementation<S>& the,
                                             const std::vector<S>& x) {
  return less<S>(rise<S>(the, x[0], x[1]), S(0));
};

/// The gradient of l + lambda·rho at W* − lambda ∇rho(W*), lambda = h: what the first-order bias leaves.
template <bool biased>
constexpr auto left_at_first_order =
    [](const Implementation<Real113>& the, const SpectralMatrix& x, const Real113& h) {
      using S = Real113;
      const Matrix<S> truth = x.W<S>();
      const S tolerance = tolerance_for<S>(x), lambda = h * Known<S>(x).smallest() * Known<S>(x).F;
      const auto slope = [&](const Matrix<S>& W) {
        return Matrix<S>(lambda * the.ratio_gradient(the.thin_svd(W), tolerance).value());
      };
      const Matrix<S> W = biased ? Matrix<S>(truth - slope(truth)) : truth;
      return frobenius_norm<S>(W - truth + slope(W));
    };

/// Σ over pairs i < j: how fast ln(sigma_i/sigma_j) grows along −G, which is 1/sigma_j − 1/sigma_i times
/// `factor`.
template <Scalar S>
Finding sharpens(const SpectralMatrix& x, const Matrix<S>& G, const S& factor) {
  const Known<S> w(x);
  const Vector<S> rate =
      -(w.U.transpose() * G * w.V).diagonal().cwiseProduct(w.sigma.cwiseInverse());
  const S size = factor / w.smallest();
  Finding worst;
  worst.vacuous = true;
  for (Index i = 0; i < x.r(); ++i)
    for (Index j = i + 1; j < x.r(); ++j)
      worst = all({worst, eq<S>(S(rate(i) - rate(j)),
                                S(factor * (S(1) / w.sigma(j) - S(1) / w.sigma(i))), size)
                              .over(svd_operations(x))
                              .conditioned_by(x.kappa<S>())});
  return worst;
}
constexpr auto both_sharpen = []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
  return all({sharpens<S>(x, nuclear_gradient<S>(the, x), S(1)),
              sharpens<S>(x, ratio_gradient<S>(the, x), S(S(1) / Known<S>(x).F))});
};
constexpr auto nuclear_scales_uniformly = []<class S>(const Implementation<S>& the,
                                                      const SpectralMatrix& x) {
  return sharpens<S>(x, nuclear_gradient<S>(the, x), S(0));
};

constexpr std::array claims{
    Claim{
        .id = "E22a",
        .name = "soft_thresholding_minimises_of_the_nuclear_norm",
        .states = "W = U max(Sigma - lambda, 0) V': W - W* + lambda (U_r V_r' + Z) = 0, |Z|_2 <= 1",
        .given = "every entry observed, f = |W - W*|^2/2 + lambda |W|_*; kappa = sigma_1 over the "
                 "least kept sigma_i - lambda",
        .source = better,
        .holds = forall_exactly_and_proved(spectral_matrices, symbolic_spectra,
                                           soft_thresholding_is_stationary),
        .remark = "f is convex, so this is its minimiser: every kept sigma is lambda too small",
    },
    Claim{
        .id = "E22b",
        .name = "truth_is_stationary_for_the_ratio_of_equal_sigma",
        .states = "grad (l + lambda rho)(W*) = 0",
        .given = "every entry observed, sigma_1 = ... = sigma_r; the minimal subgradient",
        .source = better,
        .kind = Kind::conditional,
        .holds = forall_and_exactly(spectral_matrices, equal_truth_is_stationary),
        .without = "sigma_1 = ... = sigma_r",
        .fails_without =
            witness(spectral_matrices, "eta=1;U=<2>;sigma=[[2],[1]];V=<2>;H=[[0,0],[0,0]]",
                    any_truth_is_stationary),
        .remark = "no bias, where the nuclear norm has lambda",
    },
    Claim{
        .id = "E22c",
        .name = "bias_of_the_ratio_is_its_gradient_to_first_order",
        .states = "|grad f(W* - lambda grad rho(W*))| = O(lambda^2)",
        .given =
            "every entry observed, full rank, f = |W - W*|^2/2 + lambda rho, two sigma differ; "
            "lambda = h sigma_k F",
        .source = better,
        .kind = Kind::conditional,
        .holds = order<10, 8>(full_rank_of_unequal_sigma, left_at_first_order<true>),
        .without = "the first-order term (W* itself)",
        .fails_without = order<10, 8>(full_rank_of_unequal_sigma, left_at_first_order<false>),
        .remark = "the bias of sigma_i is -lambda (1 - sigma_i/tau)/F: above tau too large, below "
                  "too small",
    },
    Claim{
        .id = "E22p",
        .name = "truth_is_lower_than_its_spread_of_a_small_weight",
        .states = "f(diag(1 + t, 1 - t)) > f(I_2)",
        .given = "1/2 <= t <= 2, 1/64 <= lambda <= 1, below sqrt(2) = sqrt(r) sigma^2",
        .source = better,
        .holds = over_boxes("t=[1/2,2];lambda=[1/64,1]", truth_is_lower),
    },
    Claim{
        .id = "E22q",
        .name = "truth_is_a_local_minimiser_of_every_weight",
        .states = "f(diag(1 + t, 1 - t)) > f(I_2)",
        .given = "1/64 <= t <= 1/4, 29/20 <= lambda <= 4, above sqrt(2)",
        .source = better,
        .kind = Kind::literal_reading,
        .holds = over_boxes("t=[1/64,1/4];lambda=[29/20,4]", truth_is_lower),
        .remark = "E22b is about a stationary point: from lambda = sqrt(r) sigma^2 on it is no "
                  "minimum",
    },
    Claim{
        .id = "E22r",
        .name = "truth_is_higher_than_its_spread_of_a_large_weight",
        .states = "f(diag(1 + t, 1 - t)) < f(I_2)",
        .given = "1/4 <= t <= 1/2, 2 <= lambda <= 4",
        .source = better,
        .holds = over_boxes("t=[1/4,1/2];lambda=[2,4]", truth_is_higher),
    },
    Claim{
        .id = "E23a",
        .name = "both_gradients_sharpen_the_spectrum",
        .states =
            "d ln(sigma_i/sigma_j)/dt = 1/sigma_j - 1/sigma_i along -grad |W|_*, and 1/F of it "
            "along -grad rho",
        .given = "i, j <= r; d sigma_i = u_i' dW v_i; kappa = sigma_1/sigma_r",
        .source = better,
        .holds = forall_exactly_and_proved(matrices_of_unequal_sigma, symbolic_unequal_spectra,
                                           both_sharpen),
        .remark = "positive for sigma_i > sigma_j",
    },
    Claim{
        .id = "E23b",
        .name = "nuclear_norm_scales_the_spectrum_uniformly",
        .states = "d ln(sigma_i/sigma_j)/dt = 0 along -grad |W|_*",
        .given = "i, j <= r",
        .source = better,
        .kind = Kind::literal_reading,
        .holds = exactly(matrices_of_unequal_sigma, nuclear_scales_uniformly),
        .remark = "it subtracts the same from every sigma, which takes more from the small ones",
    },
    Claim{
        .id = "E0f",
        .name = "canary_soft_thresholding_subtracts_twice_the_weight",
        .states = "W = U max(Sigma - 2 lambda, 0) V' is stationary on the pairs it keeps",
        .given = "every entry observed",
        .source = {"canary", "false by E22a"},
        .kind = Kind::canary,
        .holds = exactly(spectral_matrices,
                         []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
                           const ThinSvd<S> truth = x.svd<S>();
                           const S lambda = x.eta.as<S>() * truth.sigma(x.r() - 1) / S(40);
                           ThinSvd<S> w = truth;
                           w.sigma.head(x.r()).array() -= S(2) * lambda;
                           return vanishes<S>(
                               the.completion_gradient(fully_observed<S>(truth), w.product()) +
                                   lambda * the.nuclear_gradient(w, S(0)),
                               lambda);
                         }),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group shrinkage_claims() { return {"E", "What the penalties do to the spectrum", claims}; }

}  // namespace adamant
