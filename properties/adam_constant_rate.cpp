#include "claim/claim.hpp"
#include "properties/domains/extremal_run.hpp"
#include "properties/domains/line_start.hpp"
#include "properties/statements.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source interpretation{"note", "Intuition about Adam / History"};

template <Scalar S>
Matrix<S> one(const S& a) {
  return Matrix<S>::Constant(1, 1, a);
}

template <Scalar S>
Adam<S> adam_of(const ExtremalRun& x) {
  return {x.eta.as<S>(), x.beta1.as<S>(), x.beta2.as<S>(), S(0)};
}

/// f of a start x_0 = (f + T) eta, 0 < f ≤ 1/2.
template <Scalar S>
S fraction_of(const LineStart& x) {
  return S(1) / (S(2) + magnitude<S>(x.x.as<S>()));
}

/// T + 6 steps on x²/2 from (f + T) eta.
template <Scalar S>
std::vector<Matrix<S>> memoryless_run(const Method<S>& method, const LineStart& x, const S& eta) {
  const auto identity = [](const Matrix<S>& W) { return W; };
  return trajectory<S>(method, one<S>((fraction_of<S>(x) + integer<S>(x.T)) * eta), identity,
                       x.T + 6);
}

/// By signs: f eta behind T steps, then (f − 1) eta, f eta, …
template <Scalar S>
Finding ends_in_a_cycle(const Method<S>& method, const LineStart& x, const S& eta) {
  const S f = fraction_of<S>(x);
  const auto W = memoryless_run<S>(method, x, eta);
  return for_every(7, [&](std::size_t j) {
    const S expected = eta * (j % 2 == 1 ? f : S(f - S(1)));
    return eq<S>(W[static_cast<std::size_t>(x.T) + j - 1](0), expected);
  });
}

template <Scalar S>
S rate_of(const LineStart& x) {
  const S y = magnitude<S>(x.y.as<S>());
  return select(is_zero(y), S(1), y);
}

/// x_t(c eta, c x_0) = c x_t(eta, x_0) on x²/2 from x_0 = 3, c = 7/3.
template <Scalar S>
Finding scales_with_its_rate(const Implementation<S>& the, const ExtremalRun& x, const S& epsilon) {
  const S c = ratio<S>(7, 3);
  const auto identity = [](const Matrix<S>& W) { return W; };
  const auto run = [&](const S& factor) {
    Adam<S> p = adam_of<S>(x);
    p.eta = p.eta * factor;
    p.epsilon = epsilon;
    return trajectory<S>(the.adam(p), one<S>(S(3) * factor), identity, static_cast<long>(x.T));
  };
  return eq<S>(run(c), scaled<S>(run(S(1)), c))
      .over(adaptive_operations(x.T))
      .conditioned_by(kappa_of_correction<S>(adam_of<S>(x)));
}

constexpr auto first_step_descends = []<class S>(const Implementation<S>& the,
                                                 const ExtremalRun& x) {
  const S x_0 = ratio<S>(1, 10);
  const S x_1 = x_0 + updates<S>(the.adam(adam_of<S>(x)), {one<S>(x_0)}).front()(0);
  return leq<S>(x_1 * x_1, x_0 * x_0);
};

constexpr std::array claims{
    Claim{
        .id = "D31a",
        .name = "memoryless_adam_ends_in_a_cycle_of_two_of_a_constant_rate",
        .states = "x_t alternates between r and r - eta from t = floor(x_0/eta) on",
        .given = "f = x^2/2, r = x_0 - eta floor(x_0/eta) != 0, x_0 > 0, beta1 = beta2 = 0, "
                 "epsilon = 0; and sign descent",
        .source = interpretation,
        .holds = {exactly(line_starts,
                          []<class S>(const Implementation<S>& the, const LineStart& x) {
                            const S eta = rate_of<S>(x);
                            const Adam<S> p{eta, S(0), S(0), S(0)};
                            return all({ends_in_a_cycle<S>(the.adam(p), x, eta),
                                        ends_in_a_cycle<S>(the.sign_descent({eta}), x, eta)});
                          }),
                  witness(line_starts, "T=1;x=3;y=1/4",
                          []<class S>(const Implementation<S>& the, const LineStart& x) {
                            const S eta = rate_of<S>(x);
                            return ends_in_a_cycle<S>(the.sign_descent({eta}), x, eta);
                          })},
        .remark = "x_0 = 3/10, eta = 1/4: 1/20 and -1/5",
    },
    Claim{
        .id = "D31b",
        .name = "adam_on_a_parabola_scales_with_its_rate_and_start",
        .states = "x_t(c eta, c x_0) = c x_t(eta, x_0), t <= 40",
        .given = "f = x^2/2, epsilon = 0, x_0 = 3, c = 7/3; kappa = 1/(1 - max(beta1, beta2))",
        .source = interpretation,
        .kind = Kind::conditional,
        .holds = {witness_on_the_ladder(
                      extremal_runs, "eta=1/10;beta1=9/10;beta2=999/1000;T=40",
                      []<class S>(const Implementation<S>& the, const ExtremalRun& x) {
                        return scales_with_its_rate<S>(the, x, S(0));
                      }),
                  witness_on_the_ladder(
                      extremal_runs, "eta=1/10;beta1=1/2;beta2=9/10;T=40",
                      []<class S>(const Implementation<S>& the, const ExtremalRun& x) {
                        return scales_with_its_rate<S>(the, x, S(0));
                      })},
        .without = "epsilon = 0",
        .fails_without =
            witness_on_the_ladder(extremal_runs, "eta=1/10;beta1=9/10;beta2=999/1000;T=40",
                                  []<class S>(const Implementation<S>& the, const ExtremalRun& x) {
                                    return scales_with_its_rate<S>(the, x, ratio<S>(1, 100));
                                  }),
        .remark = "so the amplitude at which a constant rate leaves x is linear in eta",
    },
    Claim{
        .id = "D31c",
        .name = "adam_on_a_parabola_keeps_an_amplitude_of_a_constant_rate",
        .states = "max |x_t| over the last 5000 steps of 60000 is a multiple of eta, not 0",
        .given = "f = x^2/2, constant eta, betas (9/10, 999/1000) and (9/10, 1/2)",
        .source = interpretation,
        .kind = Kind::conjecture,
        .remark = "statistical. Linear in eta by D31b, where the start is scaled as well",
    },
    Claim{
        .id = "D32a",
        .name = "adam_is_a_descent_method_of_a_parabola",
        .states = "f(x_1) <= f(x_0)",
        .given = "f = x^2/2, x_0 = 1/10, eta = 1, epsilon = 0",
        .source = interpretation,
        .kind = Kind::literal_reading,
        .holds = witness(extremal_runs, "eta=1;beta1=9/10;beta2=999/1000;T=1", first_step_descends),
        .remark = "x_1 = -9/10",
    },
    Claim{
        .id = "D0u",
        .name = "canary_memoryless_adam_comes_to_rest_of_a_constant_rate",
        .states = "x_(T+1) = x_T behind floor(x_0/eta) steps",
        .given = "f = x^2/2, x_0 > 0 no multiple of eta, beta1 = beta2 = 0, epsilon = 0",
        .source = {"canary", "false by D31a"},
        .kind = Kind::canary,
        .holds = exactly(
            line_starts,
            []<class S>(const Implementation<S>& the, const LineStart& x) {
              const S eta = rate_of<S>(x);
              const auto W = memoryless_run<S>(the.adam(Adam<S>{eta, S(0), S(0), S(0)}), x, eta);
              return eq<S>(W[W.size() - 2], W.back());
            }),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group constant_rate_claims() { return {"D", "Adam at a constant rate, on a parabola", claims}; }

}  // namespace adamant
