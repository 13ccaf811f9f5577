#include "properties/mutants/parts.hpp"
#include "spectral/newton_schulz.hpp"

namespace adamant {
namespace {

/// Bugs at every scalar, for the claims that only symbols or balls try.

template <template <class> class O, auto part, auto change>
constexpr Mutant wrong_everywhere(std::string_view name, std::string_view file,
                                  std::string_view what) {
  return {.name = name,
          .file = file,
          .what = what,
          .must_be_killed_by = killed_by<>,
          .on_trial = with_bug<plant_step<O, part, change>>};
}

inline constexpr auto the_adam_epsilon_hat = [](auto& the) -> auto& {
  return the.adam_epsilon_hat;
};

/// An update with eta/1024 taken from every entry.
constexpr auto drifts = [](const auto& o, const auto& G, const auto& state) {
  using S = typename std::decay_t<decltype(o)>::Scalar;
  auto next = o.step(G, state);
  next.U = Matrix<S>(next.U - Matrix<S>::Constant(G.rows(), G.cols(), S(o.eta / S(1024))));
  return next;
};

constexpr std::array mutants{
    wrong_everywhere<AdaGradNorm, the_adagrad_norm,
                     [](const auto& o, const auto& G, const auto& state) {
                       using S = typename std::decay_t<decltype(o)>::Scalar;
                       auto next = o.step(G, state);
                       next.U = Matrix<S>(S(G.squaredNorm()) * next.U);
                       return next;
                     }>("adagrad_norm_weighted", "src/optim/adagrad_norm.hpp",
                        "the update is multiplied by |G|^2"),
    wrong_everywhere<AdamUncorrected, the_adam_uncorrected,
                     [](const auto& o, const auto& G, const auto& state) {
                       using S = typename std::decay_t<decltype(o)>::Scalar;
                       auto next = o.step(G, state);
                       next.U = Matrix<S>(next.U.cwiseProduct(next.U.cwiseProduct(next.U)));
                       return next;
                     }>("adam_uncorrected_cubed", "src/optim/adam.hpp",
                        "the update is cubed, entry by entry"),
    wrong_everywhere<AdamUncorrected, the_adam_uncorrected,
                     [](const auto& o, const auto& G, const auto& state) {
                       using S = typename std::decay_t<decltype(o)>::Scalar;
                       auto next = o.step(G, state);
                       next.state.v = Matrix<S>(o.beta1 * state.v +
                                                (S(1) - o.beta1) * Matrix<S>(G.cwiseProduct(G)));
                       next.U =
                           -o.eta * divide<S>(next.state.m, root_plus<S>(next.state.v, o.epsilon));
                       return next;
                     }>("adam_uncorrected_v_by_beta1", "src/optim/adam.hpp", "v decays by beta1"),
    wrong_everywhere<AdamUncorrected, the_adam_uncorrected,
                     [](const auto& o, const auto& G, const auto& state) {
                       using S = typename std::decay_t<decltype(o)>::Scalar;
                       auto next = o.step(G, state);
                       next.state.m = Matrix<S>(o.beta1 * state.m + G);
                       next.U =
                           -o.eta * divide<S>(next.state.m, root_plus<S>(next.state.v, o.epsilon));
                       return next;
                     }>("adam_uncorrected_undamped", "src/optim/adam.hpp",
                        "m = beta1 m + G, as the momentum of the heavy ball"),
    wrong_everywhere<AdamUncorrected, the_adam_uncorrected,
                     [](auto o, const auto& G, const auto& state) {
                       using S = typename decltype(o)::Scalar;
                       o.epsilon = S(o.epsilon + S(1) / S(1024));
                       return o.step(G, state);
                     }>("adam_uncorrected_guarded", "src/optim/adam.hpp",
                        "epsilon is never below 1/1024"),
    wrong_everywhere<AdamEpsilonHat, the_adam_epsilon_hat,
                     [](auto o, const auto& G, const auto& state) {
                       o.epsilon = o.epsilon * o.epsilon;
                       return o.step(G, state);
                     }>("adam_epsilon_hat_squared", "src/optim/adam.hpp",
                        "epsilon^2 instead of epsilon"),
    wrong_everywhere<Adam, the_adam, drifts>("adam_drifts", "src/optim/adam.hpp",
                                             "eta/1024 is taken from every entry"),
    wrong_everywhere<HeavyBall, the_heavy_ball, drifts>(
        "heavy_ball_drifts", "src/optim/heavy_ball.hpp", "eta/1024 is taken from every entry"),
    wrong_everywhere<Muon, the_muon,
                     [](const auto& o, const auto& G, const auto& state) {
                       auto next = o.step(G, state);
                       next.U.rightCols(1).setZero();
                       return next;
                     }>("muon_skips_the_last_column", "src/optim/muon.hpp",
                        "the last column does not move"),
    wrong_everywhere<Muon, the_muon,
                     [](const auto& o, const auto& G, const auto& state) {
                       using S = typename std::decay_t<decltype(o)>::Scalar;
                       auto next = o.step(G, state);
                       next.U = Matrix<S>(-o.eta * newton_schulz<S>(next.state.M, 2));
                       return next;
                     }>("muon_of_two_steps", "src/optim/muon.hpp",
                        "two steps of the polynomial instead of five"),
    Mutant{.name = "ratio_upside_down",
           .file = "src/penalty/ratio.hpp",
           .what = "F/N instead of N/F",
           .must_be_killed_by = killed_by<>,
           .on_trial = with_bug<[]<class S>(Implementation<S>& the) {
             the.ratio_value = [](const ThinSvd<S>& svd) -> std::optional<S> {
               const auto rho = NuclearToFrobeniusRatio<S>{}.value(svd);
               return rho ? std::optional<S>(S(S(1) / *rho)) : rho;
             };
           }>},
    Mutant{.name = "svd_of_balls_loses_the_last_value",
           .file = "src/spectral/enclosure.cpp",
           .what = "the smallest enclosure is 0",
           .must_be_killed_by = killed_by<>,
           .on_trial = with_bug<[]<class S>(Implementation<S>& the) {
             if constexpr (std::same_as<S, Ball>)
               the.thin_svd = [](const Matrix<S>& W) {
                 ThinSvd<S> svd = reference_implementation<S>().thin_svd(W);
                 if (svd.sigma.size() != 0) svd.sigma(svd.sigma.size() - 1) = S(0);
                 return svd;
               };
             else
               (void)the;
           }>},
};

}  // namespace

std::span<const Mutant> everywhere_mutants() { return mutants; }

}  // namespace adamant
