#include "properties/mutants/parts.hpp"

namespace adamant {
namespace {

/// Momentum, AdaGrad and RMSProp.

constexpr std::array mutants{
    wrong_step<HeavyBall, the_heavy_ball,
               [](const auto& o, const auto& G, const auto& state) {
                 auto next = o.step(G, state);
                 next.U = -o.eta * state.M;
                 return next;
               }>("heavy_ball_late", "src/optim/heavy_ball.hpp",
                  "the update is that of the step before", killed_by<>),
    wrong_step<HeavyBall, the_heavy_ball,
               [](const auto& o, const auto& G, const auto& state) {
                 auto next = o.step(G, state);
                 next.U = -o.eta * (o.mu * next.state.M + G);
                 return next;
               }>("heavy_ball_looks_ahead", "src/optim/heavy_ball.hpp",
                  "Nesterov's combination, mu M + G", killed_by<>),
    wrong_step<HeavyBall, the_heavy_ball,
               [](const auto& o, const auto& G, const auto& state) {
                 auto next = o.step(G, state);
                 next.state.M = o.mu * o.mu * state.M + G;
                 next.U = -o.eta * next.state.M;
                 return next;
               }>("heavy_ball_momentum_squared", "src/optim/heavy_ball.hpp", "mu^2 instead of mu",
                  killed_by<>),
    wrong_step<HeavyBall, the_heavy_ball,
               [](const auto& o, const auto& G, const auto& state) {
                 auto next = o.step(G, state);
                 next.state.M = o.mu * state.M + o.eta * G;
                 next.U = -o.eta * next.state.M;
                 return next;
               }>("heavy_ball_eta_squared", "src/optim/heavy_ball.hpp",
                  "the momentum holds eta G and is multiplied by eta again", killed_by<>),
    wrong_step<Nesterov, the_nesterov,
               [](const auto& o, const auto& G, const auto& state) {
                 auto next = o.step(G, state);
                 next.state.V = -o.mu * state.V - o.eta * G;
                 next.U = next.state.V;
                 return next;
               }>("nesterov_momentum_flipped", "src/optim/nesterov.hpp", "V = -mu V - eta G",
                  killed_by<>),
    wrong_step<Nesterov, the_nesterov,
               [](const auto& o, const auto& G, const auto& state) {
                 auto next = o.step(G, state);
                 next.U = o.mu * next.state.V - o.eta * G;
                 return next;
               }>("nesterov_combines_twice", "src/optim/nesterov.hpp",
                  "the reparametrised update on top of the look-ahead", killed_by<>),
    wrong_step<Nesterov, the_nesterov,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.state.V = o.mu * state.V - (S(1) - o.mu) * o.eta * G;
                 next.U = next.state.V;
                 return next;
               }>("nesterov_damped", "src/optim/nesterov.hpp", "V = mu V - (1 - mu) eta G",
                  killed_by<>),
    wrong_step<NesterovReparametrised, the_nesterov_reparametrised,
               [](const auto& o, const auto& G, const auto& state) {
                 auto next = o.step(G, state);
                 next.U = next.state.V;
                 return next;
               }>("nesterov_reparametrised_is_heavy_ball", "src/optim/nesterov.hpp",
                  "U = V instead of mu V - eta G", killed_by<>),
    wrong_step<NesterovReparametrised, the_nesterov_reparametrised,
               [](const auto& o, const auto& G, const auto& state) {
                 auto next = o.step(G, state);
                 next.U = o.mu * state.V - o.eta * G;
                 return next;
               }>("nesterov_reparametrised_of_old_velocity", "src/optim/nesterov.hpp",
                  "mu V of the step before", killed_by<>),
    wrong_step<NesterovSequence, the_nesterov_sequence,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.state.V = ratio<S>(9, 10) * state.V - o.eta * G;
                 next.U = next.state.V;
                 return next;
               }>("nesterov_sequence_of_constant_momentum", "src/optim/nesterov_sequence.hpp",
                  "9/10 at every step", killed_by<>),
    wrong_step<NesterovSequence, the_nesterov_sequence,
               [](const auto& o, const auto& G, const auto& state) {
                 auto late = state;
                 late.t = state.t + 1;
                 auto next = o.step(G, late);
                 next.state.t = state.t + 1;
                 return next;
               }>("nesterov_sequence_one_ahead", "src/optim/nesterov_sequence.hpp",
                  "the momentum of the next step", killed_by<>),
    wrong_step<NesterovSequence, the_nesterov_sequence,
               [](const auto& o, const auto& G, const auto& state) {
                 auto late = state;
                 late.t = 2;
                 return o.step(G, late);
               }>("nesterov_sequence_never_counts", "src/optim/nesterov_sequence.hpp", "t stays 2",
                  killed_by<>),
    wrong_step<AdaGrad, the_adagrad,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.U = -o.eta * divide<S>(G, root_of_sum<S>(next.state.s, o.epsilon));
                 return next;
               }>("adagrad_epsilon_inside", "src/optim/adagrad.hpp",
                  "epsilon is added under the root", killed_by<>),
    wrong_step<AdaGrad, the_adagrad,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.U = -o.eta * divide<S>(G, root_plus<S>(next.state.s, S(0)));
                 return next;
               }>("adagrad_epsilon_dropped", "src/optim/adagrad.hpp", "epsilon is not added",
                  killed_by<>),
    wrong_step<AdaGrad, the_adagrad,
               [](const auto& o, const auto& G, const auto&) { return o.step(G, o.init(G)); }>(
        "adagrad_forgets", "src/optim/adagrad.hpp", "the sum starts again at every step",
        killed_by<>),
    wrong_step<AdaGrad, the_adagrad,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.state.s = state.s + Matrix<S>::Constant(G.rows(), G.cols(), G.squaredNorm());
                 next.U = -o.eta * divide<S>(G, root_plus<S>(next.state.s, o.epsilon));
                 return next;
               }>("adagrad_of_the_norm", "src/optim/adagrad.hpp", "one sum for all entries",
                  killed_by<>),
    wrong_step<AdaGrad, the_adagrad,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.U =
                     -o.eta *
                     divide<S>(G, Matrix<S>(next.state.s +
                                            Matrix<S>::Constant(G.rows(), G.cols(), o.epsilon)));
                 return next;
               }>("adagrad_without_root", "src/optim/adagrad.hpp",
                  "the gradient over the sum itself", killed_by<>),
    wrong_step<AdaGradNorm, the_adagrad_norm,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.U =
                     -o.eta * divide<S>(G, S(square_root<S>(S(next.state.s - o.s_0)) + o.epsilon));
                 return next;
               }>("adagrad_norm_starts_at_zero", "src/optim/adagrad_norm.hpp", "s_0 is not used",
                  killed_by<>),
    wrong_step<AdaGradNorm, the_adagrad_norm,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.U = -o.eta * divide<S>(G, S(square_root<S>(state.s) + o.epsilon));
                 return next;
               }>("adagrad_norm_of_the_past", "src/optim/adagrad_norm.hpp",
                  "the current gradient is left out of the sum", killed_by<>),
    wrong_step<AdaGradNorm, the_adagrad_norm,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.state.s = state.s + frobenius_norm<S>(G);
                 next.U = -o.eta * divide<S>(G, S(square_root<S>(next.state.s) + o.epsilon));
                 return next;
               }>("adagrad_norm_of_norms", "src/optim/adagrad_norm.hpp",
                  "norms are added instead of their squares", killed_by<>),
    wrong_step<RmsProp, the_rmsprop,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.U = -o.eta * divide<S>(G, root_of_sum<S>(next.state.v, o.epsilon));
                 return next;
               }>("rmsprop_epsilon_inside", "src/optim/rmsprop.hpp",
                  "epsilon is added under the root", killed_by<>),
    wrong_step<RmsProp, the_rmsprop,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.state.v = (S(1) - o.beta) * state.v + o.beta * G.cwiseProduct(G);
                 next.U = -o.eta * divide<S>(G, root_plus<S>(next.state.v, o.epsilon));
                 return next;
               }>("rmsprop_weights_swapped", "src/optim/rmsprop.hpp", "v = (1 - beta) v + beta G^2",
                  killed_by<>),
    wrong_step<RmsProp, the_rmsprop,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.state.v = o.beta * state.v + G.cwiseProduct(G);
                 next.U = -o.eta * divide<S>(G, root_plus<S>(next.state.v, o.epsilon));
                 return next;
               }>("rmsprop_unweighted", "src/optim/rmsprop.hpp", "v = beta v + G^2", killed_by<>),
    wrong_step<RmsProp, the_rmsprop,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 const auto zero = [](const S& x) { return is_zero(x); };
                 if (state.v.unaryExpr([&](const S& x) { return zero(x); }).all())
                   next.state.v = G.cwiseProduct(G);
                 next.U = -o.eta * divide<S>(G, root_plus<S>(next.state.v, o.epsilon));
                 return next;
               }>("rmsprop_starts_at_the_first_square", "src/optim/rmsprop.hpp", "v_1 = G_1^2",
                  killed_by<>),
    wrong_step<RmsPropCorrected, the_rmsprop_corrected,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.U =
                     -o.eta * divide<S>(G, root_plus<S>(Matrix<S>(next.state.v / S(S(1) - o.beta)),
                                                        o.epsilon));
                 return next;
               }>("rmsprop_corrected_without_power", "src/optim/rmsprop.hpp",
                  "1 - beta where 1 - beta^t is due", killed_by<>),
    wrong_step<RmsPropCorrected, the_rmsprop_corrected,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 const S r = square_root<S>(S(S(1) - power<S>(o.beta, next.state.t)));
                 next.U = -o.eta * r * divide<S>(G, root_plus<S>(next.state.v, o.epsilon));
                 return next;
               }>("rmsprop_corrected_epsilon_hat", "src/optim/rmsprop.hpp",
                  "epsilon is added before the correction", killed_by<>),
};

}  // namespace

std::span<const Mutant> memory_mutants() { return mutants; }

}  // namespace adamant
