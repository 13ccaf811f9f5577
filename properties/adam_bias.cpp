#include "claim/claim.hpp"
#include "properties/gradient_shapes.hpp"
#include "properties/statements.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source history{"note", "Intuition about Adam / History"};
constexpr Source bias{"kingma2015adam", "section 3"};

/// Equally likely sequences of gradients, stacked: G_t has one block of rows for each.
template <Scalar S>
using Ensemble = std::vector<Matrix<S>>;

/// T steps of `paths` sequences; gradient(path, t) is an index into the instance's gradients.
template <Scalar S, class Gradient>
Ensemble<S> ensemble(const GradientRun& x, Index paths, std::size_t T, Gradient gradient) {
  const auto G = x.gradients<S>();
  Ensemble<S> blocks(T, Matrix<S>(paths * x.rows(), x.cols()));
  for (std::size_t t = 0; t < T; ++t)
    for (Index path = 0; path < paths; ++path)
      blocks[t].middleRows(path * x.rows(), x.rows()) =
          G[gradient(static_cast<std::size_t>(path), t)];
  return blocks;
}

/// Every cyclic shift of G_1, …, G_T: one distribution at every step, and wholly dependent.
template <Scalar S>
Ensemble<S> shifts(const GradientRun& x) {
  return ensemble<S>(x, x.T(), x.G.size(),
                     [&](std::size_t s, std::size_t t) { return (s + t) % x.G.size(); });
}

/// Every sequence of k of the first k gradients, k ≤ 3: independent draws.
template <Scalar S>
Ensemble<S> products(const GradientRun& x) {
  const std::size_t k = x.G.size() < 3 ? x.G.size() : 3;
  Index paths = 1;
  for (std::size_t t = 0; t < k; ++t) paths *= static_cast<Index>(k);
  return ensemble<S>(x, paths, k, [&](std::size_t path, std::size_t t) {
    for (; t > 0; --t) path /= k;
    return path % k;
  });
}

/// The mean over the blocks of m rows.
template <Scalar S>
Matrix<S> expectation(const Matrix<S>& A, Index m) {
  Matrix<S> sum = Matrix<S>::Zero(m, A.cols());
  for (Index i = 0; i < A.rows(); i += m) sum += A.middleRows(i, m);
  return sum / integer<S>(A.rows() / m);
}

/// E v_T = (1 − beta2^T) E G_T², and E v̂_T = E G_T².
template <Scalar S>
Finding mean_of_v(const Implementation<S>& the, const GradientRun& x, const Ensemble<S>& G) {
  const Adam<S> p = without_momentum(adam_of<S>(x));
  const Method<S> plain = the.rmsprop({.eta = p.eta, .beta = p.beta2, .epsilon = S(0)});
  const Matrix<S> expected = expectation<S>(G.back().cwiseProduct(G.back()), x.rows());
  const S total = S(1) - power<S>(p.beta2, static_cast<long>(G.size()));
  const long n = adaptive_operations(x.T()) + G.back().rows();
  return all({eq<S>(expectation<S>(observed_v<S>(plain, G, p.eta), x.rows()), total * expected)
                  .over(n)
                  .conditioned_by(kappa_of_correction<S>(p)),
              eq<S>(expectation<S>(observed_v<S>(the.adam(p), G, p.eta), x.rows()), expected)
                  .over(n)
                  .conditioned_by(kappa_of_correction<S>(p))});
}

template <Scalar S>
S mean_square(const Matrix<S>& A) {
  return A.squaredNorm() / integer<S>(A.size());
}

/// (U_t/eta)² of uncorrected Adam rises to t = peak and falls for ever: it does to t = 60, and beyond that it
/// is below 1/(1 − beta2^60), which is below its peak. The peak is sqrt(low), to four decimals.
template <long peak, long low_in_10000ths>
constexpr auto overshoots_most_at =
    []<class S>(const Implementation<S>& the, const GradientRun& x) {
      const std::size_t last = 60, top = peak - 1;
      const auto U = updates<S>(the.adam_uncorrected({adam_of<S>(x)}),
                                std::vector(last, x.gradients<S>().front()));
      std::vector<S> a;
      for (const auto& A : U) a.push_back(A(0) * A(0) / (x.eta.as<S>() * x.eta.as<S>()));
      bool rises_and_falls = true;
      for (std::size_t t = 0; t + 1 < last; ++t)
        rises_and_falls = rises_and_falls && (t < top ? a[t] < a[t + 1] : a[t] > a[t + 1]);
      const S low = ratio<S>(low_in_10000ths, 10000), high = ratio<S>(low_in_10000ths + 1, 10000);
      return all({holds_that(rises_and_falls, "not a single peak"), leq<S>(low * low, a[top]),
                  leq<S>(a[top], high * high),
                  leq<S>(S(1) / (S(1) - power<S>(x.beta2.as<S>(), 60)), a[top])});
    };

/// |U_t| ≤ eta for all t.
template <Scalar S>
Finding moves_by_eta_at_most(const Method<S>& method, const GradientRun& x) {
  const S eta = x.eta.as<S>();
  const auto U = updates<S>(method, x.gradients<S>());
  return for_every(U.size(), [&](std::size_t t) {
    return leq<S>(magnitudes<S>(U[t - 1]).maxCoeff(), eta)
        .over(adaptive_operations(x.T()))
        .conditioned_by(kappa_of_correction<S>(adam_of<S>(x)));
  });
}

constexpr std::array claims{
    Claim{
        .id = "D4a",
        .name = "adam_second_moment_is_unbiased_of_stationary_gradients",
        .states = "E v_t = (1 - beta2^t) E G_t^2 and E v^_t = E G_t^2",
        .given = "G_1, ..., G_t of one distribution, independent (all products) or not (all cyclic "
                 "shifts)",
        .source = bias,
        .kind = Kind::conditional,
        .holds =
            forall_and_exactly(gradient_sequences_without_zeros,
                               []<class S>(const Implementation<S>& the, const GradientRun& x) {
                                 return all({mean_of_v<S>(the, x, shifts<S>(x)),
                                             mean_of_v<S>(the, x, products<S>(x))});
                               }),
        .without = "one distribution",
        .fails_without =
            witness(gradient_runs, "eta=1;beta1=0;beta2=1/2;epsilon=0;c=1;G=[[1]]|[[2]]",
                    []<class S>(const Implementation<S>& the, const GradientRun& x) {
                      return mean_of_v<S>(the, x, x.gradients<S>());
                    }),
        .remark = "expectations over finite supports, by enumeration; independence is not needed",
    },
    Claim{
        .id = "D4b",
        .name = "second_moment_bias_is_the_drift_of_the_mean_square",
        .states =
            "E v_t = (1 - beta2^t) E G_t^2 + sum_i (1 - beta2) beta2^(t-i) (E G_i^2 - E G_t^2)",
        .given = "any joint distribution: the entries of G_t are its equally likely values",
        .source = bias,
        .holds = forall_exactly_and_proved(
            gradient_sequences_without_zeros, symbolic_sequences_without_zeros,
            []<class S>(const Implementation<S>& the, const GradientRun& x) {
              const S eta = x.eta.as<S>(), beta = x.beta2.as<S>();
              const auto G = x.gradients<S>();
              const Method<S> plain = the.rmsprop({.eta = eta, .beta = beta, .epsilon = S(0)});
              const S mean_v = observed_v<S>(plain, G, eta).sum() / integer<S>(G.back().size());
              const S now = mean_square<S>(G.back());
              S drift(0), scale = now;
              for (std::size_t i = 0; i < G.size(); ++i) {
                const S weight =
                    (S(1) - beta) * power<S>(beta, static_cast<long>(G.size() - 1 - i));
                drift += weight * (mean_square<S>(G[i]) - now);
                scale += weight * (mean_square<S>(G[i]) + now);
              }
              return eq<S>(mean_v, (S(1) - power<S>(beta, x.T())) * now + drift, scale)
                  .over(adaptive_operations(x.T()) + G.back().size());
            }),
        .remark = "the paper's text writes beta1 here where beta2 is meant",
    },
    Claim{
        .id = "D6a",
        .name = "uncorrected_adam_of_a_constant_gradient_has_a_closed_form",
        .states = "U_t = -eta sign(G) (1 - beta1^t)/sqrt(1 - beta2^t)",
        .given = "no bias correction, G_1 = ... = G_t = G, epsilon = 0",
        .source = {"kingma2015adam", "section 6.4"},
        .holds = forall_exactly_and_proved(
            constant_gradients, symbolic_constant_gradients,
            []<class S>(const Implementation<S>& the, const GradientRun& x) {
              const Adam<S> p = adam_of<S>(x);
              const auto G = x.gradients<S>(), U = updates<S>(the.adam_uncorrected({p}), G);
              return for_every(U.size(), [&](std::size_t k) {
                const long t = static_cast<long>(k);
                const S size =
                    (S(1) - power(p.beta1, t)) / square_root<S>(S(1) - power(p.beta2, t));
                return eq<S>(U[k - 1], -p.eta * size * signs<S>(G.front()))
                    .over(adaptive_operations(x.T()))
                    .conditioned_by(kappa_of_correction<S>(p));
              });
            }),
    },
    Claim{
        .id = "D6b",
        .name = "uncorrected_adam_overshoots_sixfold_at_the_default_betas",
        .states = "|U_t|/eta rises to 6.5685... at t = 12 and falls for ever after",
        .given =
            "no bias correction, a constant gradient, beta1 = 9/10, beta2 = 999/1000, epsilon = 0",
        .source = history,
        .holds =
            witness(constant_gradients, "eta=1;beta1=9/10;beta2=999/1000;epsilon=0;c=1;G=[[1]]",
                    overshoots_most_at<12, 65685>),
        .remark = "beyond t = 60 by D6a: there |U_t|/eta is below 1/sqrt(1 - beta2^60)",
    },
    Claim{
        .id = "D6c",
        .name = "uncorrected_adam_overshoots_twofold_at_a_smaller_beta2",
        .states = "|U_t|/eta rises to 2.1310... at t = 13 and falls for ever after",
        .given =
            "no bias correction, a constant gradient, beta1 = 9/10, beta2 = 99/100, epsilon = 0",
        .source = history,
        .holds = witness(constant_gradients, "eta=1;beta1=9/10;beta2=99/100;epsilon=0;c=1;G=[[1]]",
                         overshoots_most_at<13, 21310>),
        .remark = "beyond t = 60 by D6a: there |U_t|/eta is below 1/sqrt(1 - beta2^60)",
    },
    Claim{
        .id = "D6d",
        .name = "adam_never_overshoots_of_bias_correction",
        .states = "|U_t| <= eta",
        .given = "bias correction, a constant gradient, epsilon = 0",
        .source = history,
        .kind = Kind::conditional,
        .holds = forall_exactly_and_proved(
            constant_gradients, symbolic_constant_gradients,
            []<class S>(const Implementation<S>& the, const GradientRun& x) {
              return moves_by_eta_at_most<S>(the.adam(adam_of<S>(x)), x);
            }),
        .without = "bias correction",
        .fails_without =
            witness(constant_gradients, "eta=1;beta1=9/10;beta2=99/100;epsilon=0;c=1;G=[[1]]|[[1]]",
                    []<class S>(const Implementation<S>& the, const GradientRun& x) {
                      return moves_by_eta_at_most<S>(the.adam_uncorrected({adam_of<S>(x)}), x);
                    }),
        .remark = "equality throughout, by D1d",
    },
    Claim{
        .id = "D0e",
        .name = "canary_adam_never_overshoots",
        .states = "|U_t| <= eta",
        .given = "no bias correction, a constant gradient, epsilon = 0",
        .source = {"canary", "false by D6a"},
        .kind = Kind::canary,
        .holds = forall_and_exactly(
            constant_gradients,
            []<class S>(const Implementation<S>& the, const GradientRun& x) {
              return moves_by_eta_at_most<S>(the.adam_uncorrected({adam_of<S>(x)}), x);
            }),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group adam_bias_claims() { return {"D", "Bias and its correction", claims}; }

}  // namespace adamant
