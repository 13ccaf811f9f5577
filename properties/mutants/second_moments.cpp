#include "properties/mutants/parts.hpp"

namespace adamant {
namespace {

/// AMSGrad, weight decay, and Adam with other second moments.

constexpr std::array mutants{
    wrong_step<AmsGrad, the_amsgrad,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.U = -o.eta * divide<S>(o.m_hat(next.state.mean),
                                             root_plus<S>(o.v_hat(next.state.mean), o.epsilon));
                 return next;
               }>("amsgrad_is_adam", "src/optim/amsgrad.hpp", "v^ instead of its maximum",
                  killed_by<>),
    wrong_step<AmsGrad, the_amsgrad,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 if (1 < next.state.mean.t)
                   next.U = -o.eta * divide<S>(o.m_hat(next.state.mean),
                                               root_plus<S>(state.v_max, o.epsilon));
                 return next;
               }>("amsgrad_maximum_of_the_past", "src/optim/amsgrad.hpp",
                  "the maximum leaves out the current step where it is not the first", killed_by<>),
    wrong_step<AmsGrad, the_amsgrad,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.U = -o.eta * divide<S>(o.m_hat(next.state.mean),
                                             Matrix<S>(next.state.v_max.unaryExpr([&](const S& v) {
                                               return maximum<S>(square_root<S>(v), o.epsilon);
                                             })));
                 return next;
               }>("amsgrad_epsilon_in_the_maximum", "src/optim/amsgrad.hpp",
                  "max(v^, epsilon^2) and no sum", killed_by<>),
    wrong_step<AmsGradUncorrectedMax, the_amsgrad_uncorrected_max,
               [](const auto& o, const auto& G, const auto& state) {
                 return static_cast<const AmsGrad<typename std::decay_t<decltype(o)>::Scalar>&>(o)
                     .step(G, state);
               }>("amsgrad_uncorrected_max_corrects_first", "src/optim/amsgrad.hpp",
                  "the maximum is over corrected means", killed_by<>),
    wrong_step<AmsGradUncorrectedMax, the_amsgrad_uncorrected_max,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.U = -o.eta * divide<S>(o.m_hat(next.state.mean),
                                             root_plus<S>(next.state.v_max, o.epsilon));
                 return next;
               }>("amsgrad_uncorrected_max_forgets_to_correct", "src/optim/amsgrad.hpp",
                  "the maximum is not corrected", killed_by<>),
    wrong_step<AmsGradUncorrected, the_amsgrad_uncorrected,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.U = -o.eta * divide<S>(o.m_hat(next.state.mean),
                                             root_plus<S>(next.state.v_max, o.epsilon));
                 return next;
               }>("amsgrad_uncorrected_corrects_m", "src/optim/amsgrad.hpp", "m is corrected",
                  killed_by<>),
    wrong_step<AmsGradUncorrected, the_amsgrad_uncorrected,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.U = -o.eta *
                          divide<S>(next.state.mean.m, root_plus<S>(next.state.mean.v, o.epsilon));
                 return next;
               }>("amsgrad_uncorrected_without_a_maximum", "src/optim/amsgrad.hpp",
                  "v instead of its maximum", killed_by<>),
    wrong_step<AdamW, the_adamw,
               [](const auto& o, const auto& G, const auto& W, const auto& state) {
                 const auto& adam =
                     static_cast<const Adam<typename std::decay_t<decltype(o)>::Scalar>&>(o);
                 auto next = adam.step(G, state);
                 next.U -= o.weight_decay * W;
                 return next;
               }>("adamw_at_a_fixed_rate", "src/optim/weight_decay.hpp",
                  "the decay is not multiplied by eta", killed_by<>),
    wrong_step<AdamW, the_adamw,
               [](const auto& o, const auto& G, const auto& W, const auto& state) {
                 const auto& adam =
                     static_cast<const Adam<typename std::decay_t<decltype(o)>::Scalar>&>(o);
                 return adam.step(G + o.weight_decay * W, state);
               }>("adamw_is_coupled", "src/optim/weight_decay.hpp", "the decay enters the gradient",
                  killed_by<>),
    wrong_step<AdamW, the_adamw,
               [](const auto& o, const auto& G, const auto& W, const auto& state) {
                 const auto& adam =
                     static_cast<const Adam<typename std::decay_t<decltype(o)>::Scalar>&>(o);
                 auto next = adam.step(G, state);
                 next.U += (o.eta * o.weight_decay) * W;
                 return next;
               }>("adamw_grows", "src/optim/weight_decay.hpp", "the decay has the wrong sign",
                  killed_by<>),
    wrong_step<AdamW, the_adamw,
               [](const auto& o, const auto& G, const auto& W, const auto& state) {
                 const auto& adam =
                     static_cast<const Adam<typename std::decay_t<decltype(o)>::Scalar>&>(o);
                 auto next = adam.step(G, state);
                 next.U -= (o.eta * o.weight_decay) * (W + next.U).eval();
                 return next;
               }>("adamw_decays_after_the_step", "src/optim/weight_decay.hpp",
                  "W + U decays instead of W", killed_by<>),
    wrong_step<AdamWFixedDecay, the_adamw_fixed_decay,
               [](const auto& o, const auto& G, const auto& W, const auto& state) {
                 const auto& adam =
                     static_cast<const Adam<typename std::decay_t<decltype(o)>::Scalar>&>(o);
                 auto next = adam.step(G, state);
                 next.U -= (o.eta * o.weight_decay) * W;
                 return next;
               }>("fixed_decay_times_eta", "src/optim/weight_decay.hpp",
                  "the decay is multiplied by eta", killed_by<>),
    wrong_step<AdamWFixedDecay, the_adamw_fixed_decay,
               [](const auto& o, const auto& G, const auto&, const auto& state) {
                 const auto& adam =
                     static_cast<const Adam<typename std::decay_t<decltype(o)>::Scalar>&>(o);
                 return adam.step(G, state);
               }>("fixed_decay_dropped", "src/optim/weight_decay.hpp", "there is no decay",
                  killed_by<>),
    wrong_step<AdamL2, the_adam_l2,
               [](const auto& o, const auto& G, const auto& W, const auto& state) {
                 const auto& adam =
                     static_cast<const Adam<typename std::decay_t<decltype(o)>::Scalar>&>(o);
                 auto next = adam.step(G, state);
                 next.U -= (o.eta * o.weight_decay) * W;
                 return next;
               }>("coupled_decay_is_decoupled", "src/optim/weight_decay.hpp",
                  "the decay stays beside the moments", killed_by<>),
    wrong_step<AdamL2, the_adam_l2,
               [](const auto& o, const auto& G, const auto& W, const auto& state) {
                 const auto& adam =
                     static_cast<const Adam<typename std::decay_t<decltype(o)>::Scalar>&>(o);
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = adam.step(G, state);
                 next.state.m += (S(1) - o.beta1) * o.weight_decay * W;
                 next.U = -o.eta * divide<S>(o.m_hat(next.state),
                                             root_plus<S>(o.v_hat(next.state), o.epsilon));
                 return next;
               }>("coupled_decay_passes_by_v", "src/optim/weight_decay.hpp",
                  "m sees the decay and v does not", killed_by<>),
    wrong_step<ScalarAdam, the_scalar_adam,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 const S n = integer<S>(G.size());
                 const S root = square_root<S>(S(n * next.state.v /
                                                 (S(1) - power<S>(o.beta2, next.state.t)))) +
                                o.epsilon;
                 next.U =
                     -o.eta *
                     divide<S>(Matrix<S>(next.state.m / S(S(1) - power<S>(o.beta1, next.state.t))),
                               root);
                 return next;
               }>("scalar_adam_of_the_sum", "src/optim/scalar_adam.hpp",
                  "the sum of the squares instead of their mean", killed_by<>),
    wrong_step<ScalarAdam, the_scalar_adam,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.U =
                     -o.eta * divide<S>(next.state.m, S(square_root<S>(next.state.v) + o.epsilon));
                 return next;
               }>("scalar_adam_uncorrected", "src/optim/scalar_adam.hpp",
                  "neither moment is corrected", killed_by<>),
    wrong_step<ScalarAdam, the_scalar_adam,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 S most(0);
                 for (Index i = 0; i < G.size(); ++i)
                   most = maximum<S>(most, S(G.data()[i] * G.data()[i]));
                 next.state.v = o.beta2 * state.v + (S(1) - o.beta2) * most;
                 const S root =
                     square_root<S>(S(next.state.v / (S(1) - power<S>(o.beta2, next.state.t)))) +
                     o.epsilon;
                 next.U =
                     -o.eta *
                     divide<S>(Matrix<S>(next.state.m / S(S(1) - power<S>(o.beta1, next.state.t))),
                               root);
                 return next;
               }>("scalar_adam_of_the_largest_entry", "src/optim/scalar_adam.hpp",
                  "the square of the largest entry instead of the mean", killed_by<>),
    wrong_step<BlockAdam, the_block_adam,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 const S of_m = S(1) - power<S>(o.beta1, next.state.t),
                         of_v = S(1) - power<S>(o.beta2, next.state.t);
                 next.U =
                     -o.eta * divide<S>(Matrix<S>(next.state.m / of_m),
                                        root_plus<S>(two_valued<S>(o.Omega, S(next.state.b / of_v),
                                                                   S(next.state.a / of_v)),
                                                     o.epsilon));
                 return next;
               }>("block_adam_blocks_swapped", "src/optim/block.hpp",
                  "the mean beside Omega on Omega, and the other way round", killed_by<>),
    wrong_step<BlockAdam, the_block_adam,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 const S of_m = S(1) - power<S>(o.beta1, next.state.t),
                         of_v = S(1) - power<S>(o.beta2, next.state.t);
                 next.U =
                     -o.eta * divide<S>(Matrix<S>(next.state.m / of_m),
                                        root_plus<S>(two_valued<S>(o.Omega, S(next.state.a / of_v),
                                                                   S(next.state.a / of_v)),
                                                     o.epsilon));
                 return next;
               }>("block_adam_of_one_block", "src/optim/block.hpp", "the mean on Omega everywhere",
                  killed_by<>),
    wrong_step<BlockAdam, the_block_adam,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 const S of_m = S(1) - power<S>(o.beta1, next.state.t),
                         of_v = S(1) - power<S>(o.beta2, next.state.t);
                 const S n = integer<S>(o.Omega.count()),
                         k = integer<S>(G.size() - o.Omega.count());
                 next.U = -o.eta *
                          divide<S>(Matrix<S>(next.state.m / of_m),
                                    root_plus<S>(two_valued<S>(o.Omega, S(n * next.state.a / of_v),
                                                               S(k * next.state.b / of_v)),
                                                 o.epsilon));
                 return next;
               }>("block_adam_of_sums", "src/optim/block.hpp",
                  "sums over the blocks instead of means", killed_by<>),
    wrong_step<AdamUncorrected, the_adam_uncorrected,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.U = -o.eta * divide<S>(o.m_hat(next.state),
                                             root_plus<S>(o.v_hat(next.state), o.epsilon));
                 return next;
               }>("adam_uncorrected_is_corrected", "src/optim/adam.hpp",
                  "both moments are corrected", killed_by<>),
    wrong_step<AdamUncorrected, the_adam_uncorrected,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.U =
                     -o.eta * divide<S>(next.state.m, root_plus<S>(o.v_hat(next.state), o.epsilon));
                 return next;
               }>("adam_uncorrected_corrects_v", "src/optim/adam.hpp", "v is corrected",
                  killed_by<>),
};

}  // namespace

std::span<const Mutant> second_moment_mutants() { return mutants; }

}  // namespace adamant
