#include "properties/mutants/parts.hpp"

namespace adamant {
namespace {

/// Adam after bugs that were found in released libraries.

constexpr std::array mutants{
    wrong_step<Adam, the_adam,
               [](const auto& o, const auto& G, const auto& state) {
                 auto late = state;
                 late.t = 2 * state.t + 1;
                 auto next = o.step(G, late);
                 next.state.t = state.t + 1;
                 return next;
               }>("adam_counts_twice", "src/optim/adam.hpp", "the step counter goes up by two",
                  killed_by<>),
    wrong_step<Adam, the_adam,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.U =
                     -o.eta *
                     divide<S>(Matrix<S>(next.state.m * S(S(1) - power<S>(o.beta1, next.state.t))),
                               root_plus<S>(o.v_hat(next.state), o.epsilon));
                 return next;
               }>("adam_multiplies_by_the_correction", "src/optim/adam.hpp",
                  "m is multiplied by 1 - beta1^t instead of divided", killed_by<>),
    wrong_step<Adam, the_adam,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 const S p = power<S>(o.beta2, next.state.t);
                 next.U =
                     -o.eta *
                     divide<S>(o.m_hat(next.state),
                               root_plus<S>(Matrix<S>(next.state.v / select<S>(p == S(0), S(1), p)),
                                            o.epsilon));
                 return next;
               }>("adam_corrects_v_by_its_complement", "src/optim/adam.hpp",
                  "v is divided by beta2^t where that is not 0", killed_by<>),
    wrong_step<Adam, the_adam,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 const S r = square_root<S>(S(S(1) - power<S>(o.beta2, next.state.t)));
                 next.U = -o.eta * divide<S>(o.m_hat(next.state),
                                             root_plus<S>(o.v_hat(next.state), S(o.epsilon * r)));
                 return next;
               }>("adam_epsilon_times_correction", "src/optim/adam.hpp",
                  "epsilon is multiplied by sqrt(1 - beta2^t)", killed_by<>),
    wrong_step<Adam, the_adam,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 const S r = square_root<S>(S(S(1) - power<S>(o.beta2, next.state.t)));
                 next.U = -o.eta * r *
                          divide<S>(o.m_hat(next.state), root_plus<S>(next.state.v, o.epsilon));
                 return next;
               }>("adam_is_epsilon_hat", "src/optim/adam.hpp",
                  "epsilon is added before the correction", killed_by<>),
    wrong_step<Adam, the_adam,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.U = -o.eta *
                          divide<S>(o.m_hat(next.state),
                                    root_of_sum<S>(o.v_hat(next.state), S(o.epsilon * o.epsilon)));
                 return next;
               }>("adam_epsilon_squared", "src/optim/adam.hpp", "epsilon^2 is added under the root",
                  killed_by<>),
    wrong_step<Adam, the_adam,
               [](const auto& o, const auto& G, const auto& state) {
                 auto next = o.step(G, state);
                 next.state.m = o.m_hat(next.state);
                 return next;
               }>("adam_corrects_in_place", "src/optim/adam.hpp", "m^ replaces m in the state",
                  killed_by<>),
    wrong_step<Adam, the_adam,
               [](const auto& o, const auto& G, const auto& state) {
                 auto next = o.step(G, state);
                 next.state.v = o.v_hat(next.state);
                 return next;
               }>("adam_corrects_v_in_place", "src/optim/adam.hpp", "v^ replaces v in the state",
                  killed_by<>),
    wrong_step<Adam, the_adam,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 const S of_m = S(1) - power<S>(o.beta1, next.state.t);
                 next.U = -o.eta * divide<S>(Matrix<S>(o.beta1 * o.m_hat(next.state) +
                                                       (S(1) - o.beta1) * G / of_m),
                                             root_plus<S>(o.v_hat(next.state), o.epsilon));
                 return next;
               }>("adam_looks_ahead", "src/optim/adam.hpp",
                  "Nadam: beta1 m^ + (1 - beta1) g/(1 - beta1^t)", killed_by<>),
    wrong_step<Adam, the_adam,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 const Matrix<S> d = G - next.state.m;
                 next.state.v = o.beta2 * state.v + (S(1) - o.beta2) * d.cwiseProduct(d);
                 next.U =
                     -o.eta *
                     divide<S>(o.m_hat(next.state),
                               root_plus<S>(o.v_hat(next.state),
                                            S(o.epsilon + select<S>(o.epsilon == S(0),
                                                                    power_of_two<S>(-30), S(0)))));
                 return next;
               }>("adam_v_centred", "src/optim/adam.hpp", "v is fed with (g - m)^2", killed_by<>),
    wrong_step<Adam, the_adam,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 const Matrix<S> q = G.cwiseProduct(G);
                 next.state.v = o.beta2 * state.v + (S(1) - o.beta2) * q.cwiseProduct(q);
                 next.U = -o.eta * divide<S>(o.m_hat(next.state),
                                             root_plus<S>(o.v_hat(next.state), o.epsilon));
                 return next;
               }>("adam_v_of_fourth_powers", "src/optim/adam.hpp", "v is fed with g^4",
                  killed_by<>),
    wrong_step<Adam, the_adam,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.state.m = o.beta1 * state.m + G;
                 next.U = -o.eta * divide<S>(o.m_hat(next.state),
                                             root_plus<S>(o.v_hat(next.state), o.epsilon));
                 return next;
               }>("adam_m_unweighted", "src/optim/adam.hpp", "m = beta1 m + g", killed_by<>),
    wrong_step<Adam, the_adam,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 if (0 < state.t)
                   next.U = -o.eta *
                            divide<S>(o.m_hat(state), root_plus<S>(o.v_hat(next.state), o.epsilon));
                 return next;
               }>("adam_late", "src/optim/adam.hpp",
                  "the numerator is the m of the step before, but for the first", killed_by<>),
    wrong_step<Adam, the_adam,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 if (0 < state.t)
                   next.U = -o.eta *
                            divide<S>(
                                o.m_hat(next.state),
                                root_plus<S>(o.v_hat(state),
                                             S(o.epsilon + select<S>(o.epsilon == S(0),
                                                                     power_of_two<S>(-30), S(0)))));
                 return next;
               }>("adam_v_late", "src/optim/adam.hpp",
                  "the denominator is the v of the step before, but for the first", killed_by<>),
    wrong_step<Adam, the_adam,
               [](const auto& o, const auto& G, const auto& state) {
                 return state.t == 8 ? o.step(G, o.init(G)) : o.step(G, state);
               }>("adam_restarts_after_eight", "src/optim/adam.hpp",
                  "both moments start again at the ninth step", killed_by<>),
    wrong_step<Adam, the_adam,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 if (6 < next.state.t)
                   next.U = -o.eta * divide<S>(next.state.m, root_plus<S>(next.state.v, o.epsilon));
                 return next;
               }>("adam_freezes_correction_after_six", "src/optim/adam.hpp",
                  "the correction is left out after six steps", killed_by<>),
    wrong_step<Adam, the_adam,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.U =
                     -o.eta *
                     divide<S>(o.m_hat(next.state),
                               root_plus<S>(Matrix<S>(Matrix<S>::Constant(
                                                G.rows(), G.cols(), o.v_hat(next.state)(0, 0))),
                                            S(o.epsilon + select<S>(o.epsilon == S(0),
                                                                    power_of_two<S>(-30), S(0)))));
                 return next;
               }>("adam_first_entry_alone_counts", "src/optim/adam.hpp",
                  "v is that of the first entry for all", killed_by<>),
    wrong_step<Adam, the_adam,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 const Matrix<S> flushed = G.unaryExpr([](const S& g) {
                   return select<S>(magnitude<S>(g) < power_of_two<S>(-20), S(0), g);
                 });
                 return o.step(flushed, state);
               }>("adam_flushes_small_gradients", "src/optim/adam.hpp",
                  "gradients below 2^-20 count as zero", killed_by<>),
    wrong_step<Adam, the_adam,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.U /= square_root<S>(integer<S>(next.state.t));
                 return next;
               }>("adam_eta_decays", "src/optim/adam.hpp", "eta/sqrt(t)", killed_by<>),
    wrong_step<Adam, the_adam,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto slower = o;
                 slower.beta1 = o.beta1 / integer<S>(state.t + 1);
                 auto next = slower.step(G, state);
                 return next;
               }>("adam_beta1_decays", "src/optim/adam.hpp", "beta1/t at step t", killed_by<>),
};

}  // namespace

std::span<const Mutant> wild_adam_mutants() { return mutants; }

}  // namespace adamant
