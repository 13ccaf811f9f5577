#include "properties/mutants/mutants.hpp"

namespace adamant {
namespace {

enum class Bug {
  m_uncorrected,
  v_uncorrected,
  corrections_swapped,
  correction_without_power,
  counts_from_zero,
  betas_swapped,
  weights_of_m_swapped,
  m_without_memory,
  v_of_gradients,
  v_of_magnitudes,
  v_of_m,
  v_summed,
  one_v_for_all,
  without_root,
  epsilon_inside,
  epsilon_dropped,
  epsilon_as_maximum,
  ascends,
  clipped_to_eta,
  slightly_long,
  single_precision
};

/// Adam with one line wrong.
template <class S>
struct WrongAdam : Adam<S> {
  using State = AdamState<S>;
  Bug bug;

  Matrix<S> fed(const Matrix<S>& G, const Matrix<S>& m) const {
    if (bug == Bug::v_of_gradients) return G;
    if (bug == Bug::v_of_magnitudes) return G.unaryExpr([](const S& g) { return magnitude<S>(g); });
    if (bug == Bug::v_of_m) return m.cwiseProduct(m);
    if (bug == Bug::one_v_for_all) return Matrix<S>::Constant(G.rows(), G.cols(), G.squaredNorm());
    return G.cwiseProduct(G);
  }

  State moments(const Matrix<S>& G, const State& state) const {
    const bool swapped = bug == Bug::betas_swapped, exchanged = bug == Bug::weights_of_m_swapped;
    const S b1 = swapped ? this->beta2 : this->beta1, b2 = swapped ? this->beta1 : this->beta2;
    const S old = exchanged ? S(S(1) - b1) : b1;
    const Matrix<S> m = old * state.m + (S(1) - old) * G;
    const bool sums = bug == Bug::v_summed;
    const Matrix<S> v =
        sums ? Matrix<S>(state.v + fed(G, m)) : Matrix<S>(b2 * state.v + (S(1) - b2) * fed(G, m));
    return {bug == Bug::m_without_memory ? G : m, v, state.t + 1};
  }

  /// 1 − beta^t, for m and for v.
  std::pair<S, S> corrections(long t) const {
    if (bug == Bug::counts_from_zero) --t;
    if (bug == Bug::correction_without_power) t = 1;
    S of_m = S(1) - power<S>(this->beta1, t), of_v = S(1) - power<S>(this->beta2, t);
    if (bug == Bug::corrections_swapped || bug == Bug::betas_swapped) std::swap(of_m, of_v);
    if (bug == Bug::m_uncorrected || bug == Bug::m_without_memory) of_m = S(1);
    if (bug == Bug::v_uncorrected || bug == Bug::v_summed) of_v = S(1);
    return {of_m, of_v};
  }

  S denominator(const S& v_hat) const {
    const S e = bug == Bug::epsilon_dropped ? S(0) : this->epsilon;
    if (bug == Bug::without_root) return S(v_hat + e);
    if (bug == Bug::epsilon_inside) return square_root<S>(v_hat + e);
    if (bug == Bug::epsilon_as_maximum) return maximum<S>(square_root<S>(v_hat), e);
    return S(square_root<S>(v_hat) + e);
  }

  S update(const S& m_hat, const S& v_hat) const {
    const S u = -this->eta * quotient_or_zero<S>(m_hat, denominator(v_hat));
    if (bug == Bug::ascends) return S(-u);
    if (bug == Bug::clipped_to_eta) return maximum<S>(-this->eta, minimum<S>(this->eta, u));
    if (bug == Bug::slightly_long) return S(u * (S(1) + power_of_two<S>(-66)));
    if constexpr (Real<S>)
      if (bug == Bug::single_precision) return S(static_cast<float>(static_cast<double>(u)));
    return u;
  }

  Step<S, State> step(const Matrix<S>& G, const State& state) const {
    const State next = moments(G, state);
    const auto [of_m, of_v] = corrections(next.t);
    const Matrix<S> m_hat = divide<S>(next.m, of_m), v_hat = divide<S>(next.v, of_v);
    return {m_hat.binaryExpr(v_hat, [this](const S& m, const S& v) { return update(m, v); }), next};
  }
};

template <Bug bug>
constexpr Mutant wrong(std::string_view name, std::string_view what,
                       std::span<const std::string_view> must_be_killed_by) {
  return {.name = name,
          .file = "src/optim/adam.hpp",
          .what = what,
          .must_be_killed_by = must_be_killed_by,
          .on_trial = with_bug<[]<class S>(Implementation<S>& the) {
            the.adam = [](const Adam<S>& p) { return Method<S>(WrongAdam<S>{p, bug}); };
          }>};
}

constexpr std::array mutants{
    wrong<Bug::m_uncorrected>("adam_m_uncorrected", "m is not divided by 1 - beta1^t",
                              killed_by<"D1c", "D3a", "D18b">),
    wrong<Bug::v_uncorrected>("adam_v_uncorrected", "v is not divided by 1 - beta2^t",
                              killed_by<"D1c", "D3a", "D18b">),
    wrong<Bug::corrections_swapped>("adam_corrections_swapped",
                                    "m is divided by 1 - beta2^t, v by 1 - beta1^t",
                                    killed_by<"D1c", "D3a">),
    wrong<Bug::correction_without_power>("adam_correction_without_power",
                                         "1 - beta where 1 - beta^t is due",
                                         killed_by<"D1d", "D3a">),
    wrong<Bug::counts_from_zero>("adam_counts_from_zero", "the first step corrects with t = 0",
                                 killed_by<"D1c", "D3a">),
    wrong<Bug::betas_swapped>("adam_betas_swapped", "beta1 decays v and beta2 decays m",
                              killed_by<"D1b", "D1h", "D3a", "D18b">),
    wrong<Bug::weights_of_m_swapped>("adam_weights_of_m_swapped", "m = (1 - beta1) m + beta1 g",
                                     killed_by<"D3a", "D18b">),
    wrong<Bug::m_without_memory>("adam_m_without_memory", "the numerator is g",
                                 killed_by<"D3a", "D18b">),
    wrong<Bug::v_of_gradients>("adam_v_of_gradients", "v is fed with g instead of g squared",
                               killed_by<"D3a", "D8a", "D11a">),
    wrong<Bug::v_of_magnitudes>("adam_v_of_magnitudes", "v is fed with |g| instead of g squared",
                                killed_by<"D3a", "D8a">),
    wrong<Bug::v_of_m>("adam_v_of_m", "v is fed with m squared", killed_by<"D3a", "D18b">),
    wrong<Bug::v_summed>("adam_v_summed", "v sums the squares, as AdaGrad does",
                         killed_by<"D1d", "D3a">),
    wrong<Bug::one_v_for_all>("adam_one_v_for_all", "every entry of v is the whole squared norm",
                              killed_by<"D3a", "D14">),
    wrong<Bug::without_root>("adam_without_root", "m is divided by v", killed_by<"D3a", "D8a">),
    wrong<Bug::epsilon_inside>("adam_epsilon_inside_root", "epsilon is added under the root",
                               killed_by<"D1e", "D10b", "D10c">),
    wrong<Bug::epsilon_dropped>("adam_epsilon_dropped", "epsilon is not added",
                                killed_by<"D1e", "D10a", "D10b">),
    wrong<Bug::epsilon_as_maximum>("adam_epsilon_as_maximum", "max(sqrt(v), epsilon)",
                                   killed_by<"D1e", "D10b">),
    wrong<Bug::ascends>("adam_ascends", "the sign of the update is flipped",
                        killed_by<"D1c", "D3a">),
    wrong<Bug::clipped_to_eta>("adam_clipped_to_eta", "no entry of an update exceeds eta",
                               killed_by<"D17a", "D18b">),
    wrong<Bug::slightly_long>("adam_slightly_long", "every update is too long by 2^-66 of itself",
                              killed_by<"D1c", "D3a", "D18b">),
    wrong<Bug::single_precision>("adam_single_precision", "updates pass through 24 bits",
                                 killed_by<"D3a">),
    Mutant{.name = "adam_is_amsgrad",
           .file = "src/optim/adam.hpp",
           .what = "v never falls",
           .must_be_killed_by = killed_by<"D3a">,
           .on_trial = with_bug<[]<class S>(Implementation<S>& the) {
             the.adam = [](const Adam<S>& p) { return Method<S>(AmsGrad<S>{p}); };
           }>},
    Mutant{.name = "adam_epsilon_hat_is_adam",
           .file = "src/optim/adam.hpp",
           .what = "epsilon is added after the correction",
           .must_be_killed_by = killed_by<"D1f">,
           .on_trial = with_bug<[]<class S>(Implementation<S>& the) {
             the.adam_epsilon_hat = [](const AdamEpsilonHat<S>& p) {
               return Method<S>(static_cast<const Adam<S>&>(p));
             };
           }>},
    Mutant{.name = "adam_epsilon_inside_is_adam",
           .file = "src/optim/adam.hpp",
           .what = "epsilon is added to the root",
           .must_be_killed_by = killed_by<"D1g", "D10d">,
           .on_trial = with_bug<[]<class S>(Implementation<S>& the) {
             the.adam_epsilon_inside = [](const AdamEpsilonInside<S>& p) {
               return Method<S>(static_cast<const Adam<S>&>(p));
             };
           }>},
};

}  // namespace

std::span<const Mutant> adam_mutants() { return mutants; }

}  // namespace adamant
