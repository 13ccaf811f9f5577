#include "claim/claim.hpp"
#include "properties/domains/gradient_step.hpp"
#include "properties/penalty_statements.hpp"
#include "properties/statements.hpp"

#include <algorithm>
#include <array>

namespace adamant {
namespace {

constexpr Source several{"note", "Generalisability"};
constexpr Source analysis{"note", "Adam + Ratio"};
constexpr Source polar_paper{"higham1986polar", "section 2"};

/// f(W + D) ≥ f(W) + <G, D> for D = H and for D = ±2^-20 H: what makes G the gradient of a convex f that
/// has one.
template <Scalar S, class Loss>
Finding supports(const LossCompletion<S, Loss>& f, const Matrix<S>& G, const Matrix<S>& W,
                 const Matrix<S>& H) {
  const S value = f.value(W), h = power_of_two<S>(-20);
  const auto above = [&](const Matrix<S>& D) {
    const S there = f.value(W + D);
    return leq<S>(S(value + inner<S>(G, D)), there,
                  S(value + there + inner<S>(magnitudes<S>(G), magnitudes<S>(D))))
        .over(16 * W.size());
  };
  return all({above(H), above(h * H), above(-h * H)});
}

/// A loss of the residuals W with all entries observed but the first, and Y = 0.
template <Scalar S, class Loss>
LossCompletion<S, Loss> partly_observed(const Matrix<S>& W, Loss phi) {
  Mask Omega = Mask::Constant(W.rows(), W.cols(), true);
  Omega(0, 0) = W.size() == 1;
  return {Matrix<S>::Zero(W.rows(), W.cols()), Omega, phi};
}

constexpr auto absolute_loss_is_supported = []<class S>(const Implementation<S>& the,
                                                        const GradientStep& x) {
  const Matrix<S> W = x.G.as<S>();
  const auto f = partly_observed<S>(W, AbsoluteLoss<S>{});
  return supports<S>(f, the.absolute_gradient(f, W), W, x.D.as<S>());
};
constexpr auto quartic_loss_is_supported = []<class S>(const Implementation<S>& the,
                                                       const GradientStep& x) {
  const Matrix<S> W = x.G.as<S>();
  const auto f = partly_observed<S>(W, QuarticLoss<S>{});
  return supports<S>(f, the.quartic_gradient(f, W), W, x.D.as<S>());
};
constexpr auto huber_loss_is_supported = []<class S>(const Implementation<S>& the,
                                                     const GradientStep& x) {
  const Matrix<S> W = x.G.as<S>();
  const auto f = partly_observed<S>(W, HuberLoss<S>{x.eta.as<S>()});
  return supports<S>(f, the.huber_loss_gradient(f, W), W, x.D.as<S>());
};

/// eta |x| + (x − e)²/2 at x = prox(e) is at most what it is at x + d, for d of every size.
constexpr auto proximal_step_minimises = []<class S>(const Implementation<S>& the,
                                                     const GradientStep& run) {
  const S e = run.G.as<S>()(0, 0), eta = run.eta.as<S>(), x = the.absolute_proximal(e, eta);
  const auto q = [&](const S& y) { return S(eta * magnitude<S>(y) + (y - e) * (y - e) / S(2)); };
  const auto least = [&](const S& d) {
    const S there = q(x + d);
    return leq<S>(q(x), there, S(q(x) + there + e * e)).over(16);
  };
  const S d = run.D.as<S>()(0, 0), h = power_of_two<S>(-20);
  return all({least(d), least(-d), least(h * d), least(-h * d), least(-x)});
};

constexpr auto nuclear_central_differences = []<class S>(const Implementation<S>& the,
                                                         const SpectralMatrix& x) {
  if (x.H.as<double>().isZero(0)) return discard("H = 0");
  const S h = power_of_two<S>(-bits<S> / 3);
  const Matrix<S> W = x.W<S>(), K = x.H.as<S>() * power_of_two<S>(direction_exponent(x));
  const auto N = [&](const Matrix<S>& A) { return nuclear_norm<S>(the.thin_svd(A).sigma); };
  const S difference = (N(W + h * K) - N(W - h * K)) / (S(2) * h);
  return eq<S>(difference, inner<S>(nuclear_gradient<S>(the, x), K),
               square_root<S>(integer<S>(x.k())) * frobenius_norm<S>(K))
      .at_rate(2.0 / 3)
      .over(svd_operations(x) * x.k())
      .conditioned_by(x.kappa<S>());
};

constexpr auto polar_factor_has_orthonormal_sides = []<class S>(const Implementation<S>& the,
                                                                const SpectralMatrix& x) {
  const Matrix<S> P = the.polar(x.W<S>()).value();
  const Matrix<S> gram =
      x.m() < x.n() ? Matrix<S>(P * P.transpose()) : Matrix<S>(P.transpose() * P);
  return eq<S>(gram, Matrix<S>::Identity(x.k(), x.k()))
      .over(svd_operations(x))
      .conditioned_by(x.kappa<S>());
};

constexpr auto polar_factor_leaves_a_symmetric_rest = []<class S>(const Implementation<S>& the,
                                                                  const SpectralMatrix& x) {
  const Matrix<S> W = x.W<S>(), P = the.polar(W).value();
  const Matrix<S> H = P.transpose() * W;
  return all(
      {eq<S>(H, H.transpose(), Known<S>(x).N).over(svd_operations(x)).conditioned_by(x.kappa<S>()),
       eq<S>(H.trace(), Known<S>(x).N).over(svd_operations(x)).conditioned_by(x.kappa<S>())});
};

constexpr auto effective_rank_of_known_spectra = []<class S>(const Implementation<S>& the,
                                                             const SpectralMatrix& x) {
  const S s = x.sigma.as<S>()(0, 0);
  Vector<S> equal = Vector<S>::Zero(x.k()), halves = Vector<S>::Zero(x.k() + 3);
  equal.head(x.r()).setConstant(s);
  halves.head(3) << S(2) * s, s, s;
  return all({eq<S>(the.effective_rank(equal), integer<S>(x.r())).over(svd_operations(x)),
              eq<S>(the.effective_rank(halves), square_root<S>(S(8))).over(svd_operations(x))});
};

/// U diag(f(sigma)) Vᵀ over the r pairs.
template <Scalar S, class F>
Matrix<S> on_the_spectrum(const Known<S>& w, F f) {
  Vector<S> d = w.sigma;
  for (S& s : d) s = f(s);
  return w.U * d.asDiagonal() * w.V.transpose();
}

constexpr auto shampoo_of_one_gradient = []<class S>(const Implementation<S>& the,
                                                     const SpectralMatrix& x) {
  const Known<S> w(x);
  const S eta = x.eta.as<S>();
  const auto U =
      updates<S>(the.shampoo({.eta = eta, .epsilon = S(1)}), std::vector<Matrix<S>>(3, x.W<S>()));
  return for_every(U.size(), [&](std::size_t t) {
    const auto shrunk = [&](const S& s) {
      return S(s / square_root<S>(S(1) + integer<S>(static_cast<long>(t)) * s * s));
    };
    return eq<S>(U[t - 1], -eta * on_the_spectrum<S>(w, shrunk), eta)
        .over(svd_operations(x))
        .conditioned_by(S(S(1) + S(3) * w.sigma(0) * w.sigma(0)));
  });
};

constexpr auto spectral_descent_flattens = []<class S>(const Implementation<S>& the,
                                                       const SpectralMatrix& x) {
  const S eta = x.eta.as<S>();
  const Matrix<S> P = on_the_spectrum<S>(Known<S>(x), [](const S&) { return S(1); });
  return eq<S>(first_update<S>(the.spectral_descent({.eta = eta}), x.W<S>()), -eta * P, eta)
      .over(svd_operations(x))
      .conditioned_by(x.kappa<S>());
};

/// Muon's polynomial on one singular value, relative to the norm.
template <Scalar S>
S newton_schulz_on_a_number(S s) {
  const S a = ratio<S>(34445, 10000), b = ratio<S>(-47750, 10000), c = ratio<S>(20315, 10000);
  for (int j = 0; j < 5; ++j) {
    const S q = s * s;
    s = s * (a + q * (b + c * q));
  }
  return s;
}

/// G_1 = W, G_2 = −W/4 at mu = 1/2: the momentum still points along W, and mu M_2 + G_2 does not.
constexpr auto muon_acts_on_the_spectrum = []<class S>(const Implementation<S>& the,
                                                       const SpectralMatrix& x) {
  const Known<S> w(x);
  const S eta = x.eta.as<S>(), mu = ratio<S>(1, 2);
  const Matrix<S> W = x.W<S>();
  const std::vector<Matrix<S>> G{W, -W / S(4)};
  const Matrix<S> step = -eta * on_the_spectrum<S>(w, [&](const S& s) {
    return newton_schulz_on_a_number<S>(s / w.F);
  });
  const auto plain = updates<S>(the.muon({.eta = eta, .mu = mu}), G),
             ahead = updates<S>(the.muon_nesterov({{.eta = eta, .mu = mu}}), G);
  const auto is = [&](const Matrix<S>& U, const Matrix<S>& expected) {
    return eq<S>(U, expected, eta).over(64 * x.k()).conditioned_by(S(512));
  };
  return all({is(plain[0], step), is(plain[1], step), is(ahead[0], step), is(ahead[1], -step)});
};

constexpr std::array claims{
    Claim{
        .id = "E2z",
        .name = "effective_rank_of_known_spectra",
        .states = "r for r equal sigma, and 2 sqrt(2) for sigma = (2, 1, 1) s",
        .given = "s > 0, and zeros beside them",
        .source = {"roy2007effective", "the definition"},
        .kind = Kind::definition,
        .holds = forall(spectral_matrices, effective_rank_of_known_spectra),
    },
    Claim{
        .id = "E3x",
        .name = "polar_factor_leaves_a_symmetric_rest_of_full_rank",
        .states =
            "P'W is symmetric with trace sigma_1 + ... + sigma_k, P the kernel's polar factor",
        .given = "rank(W) = min(m, n); kappa = sigma_1/sigma_r",
        .source = polar_paper,
        .holds = forall(full_rank_matrices, polar_factor_leaves_a_symmetric_rest),
    },
    Claim{
        .id = "E3z",
        .name = "polar_factor_has_orthonormal_sides_of_full_rank",
        .states = "P'P = I where m >= n, PP' = I otherwise, P the kernel's polar factor",
        .given = "rank(W) = min(m, n); kappa = sigma_1/sigma_r",
        .source = polar_paper,
        .holds = forall(full_rank_matrices, polar_factor_has_orthonormal_sides),
    },
    Claim{
        .id = "E5z",
        .name = "nuclear_gradient_is_the_derivative_of_full_rank",
        .states = "(|W + hK|_* - |W - hK|_*)/2h -> <polar(W), K> at rate h^2",
        .given = "rank(W) = min(m, n); |K| <= sigma_r; kappa = sigma_1/sigma_r",
        .source = analysis,
        .holds = forall(full_rank_matrices, nuclear_central_differences),
    },
    Claim{
        .id = "E17w",
        .name = "shampoo_of_one_gradient_shrinks_its_spectrum",
        .states = "U_t = -eta U diag(sigma/sqrt(1 + t sigma^2)) V'",
        .given = "G_1 = G_2 = G_3 = U diag(sigma) V', epsilon = 1; kappa = 1 + 3 sigma_1^2",
        .source = {"gupta2018shampoo", "Algorithm 1"},
        .holds = forall(spectral_matrices, shampoo_of_one_gradient),
    },
    Claim{
        .id = "E17x",
        .name = "spectral_descent_moves_every_singular_direction_by_eta",
        .states = "U = -eta U_r V_r'",
        .given = "G = U_r diag(sigma) V_r' of rank r >= 1; kappa = sigma_1/sigma_r",
        .source = {"carlson2015preconditioned", "section 3"},
        .holds = forall(spectral_matrices, spectral_descent_flattens),
    },
    Claim{
        .id = "E17y",
        .name = "muon_acts_on_the_spectrum_of_its_momentum",
        .states = "U_t = -eta U diag(p(sigma/F)) V' along W, p five steps of the polynomial; the "
                  "second step of MuonNesterov is the opposite",
        .given = "mu = 1/2, G_1 = W, G_2 = -W/4",
        .source = {"jordan2024muon", "the algorithm"},
        .holds = forall(spectral_matrices, muon_acts_on_the_spectrum),
        .remark = "kappa = 512: the polynomial's slope at 0 is 3.4445^5",
    },
    Claim{
        .id = "E0z",
        .name = "canary_polar_factor_is_its_own_transpose",
        .states = "P = P'",
        .given = "W square, of full rank",
        .source = {"canary", "false where W is not symmetric"},
        .kind = Kind::canary,
        .holds = forall(full_rank_matrices,
                        []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
                          const Matrix<S> P = the.polar(x.W<S>()).value();
                          return eq<S>(P, P.transpose());
                        }),
    },
    Claim{
        .id = "F20x",
        .name = "absolute_loss_lies_above_its_tangents",
        .states = "f(W + D) >= f(W) + <grad f(W), D> for D = H and D = +-2^-20 H",
        .given = "f = sum |W_ij| over Omega",
        .source = several,
        .holds = forall_and_exactly(gradient_steps, absolute_loss_is_supported),
    },
    Claim{
        .id = "F20y",
        .name = "quartic_loss_lies_above_its_tangents",
        .states = "f(W + D) >= f(W) + <grad f(W), D> for D = H and D = +-2^-20 H",
        .given = "f = sum W_ij^4/4 over Omega",
        .source = several,
        .holds = forall_and_exactly(gradient_steps, quartic_loss_is_supported),
    },
    Claim{
        .id = "F20z",
        .name = "huber_loss_lies_above_its_tangents",
        .states = "f(W + D) >= f(W) + <grad f(W), D> for D = H and D = +-2^-20 H",
        .given = "f the sum over Omega of Huber losses with knee delta > 0",
        .source = {"huber1964robust", "the loss"},
        .holds = forall_and_exactly(gradient_steps, huber_loss_is_supported),
        .remark = "a convex f with a gradient has no other G that all of its chords lie above",
    },
    Claim{
        .id = "F21z",
        .name = "proximal_step_of_the_absolute_loss_minimises_its_model",
        .states = "eta |x| + (x - e)^2/2 is least at x = prox(e)",
        .given = "eta > 0, any e; against x + d of every size and against 0",
        .source = several,
        .holds = forall_and_exactly(gradient_steps, proximal_step_minimises),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group oracle_claims(std::string_view letter) {
  const auto is_of = [&](const Claim& c) { return c.group() == letter; };
  const auto first = std::find_if(claims.begin(), claims.end(), is_of);
  return {
      letter, "Values against gradients", {first, std::find_if_not(first, claims.end(), is_of)}};
}

}  // namespace adamant
