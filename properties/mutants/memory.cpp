#include "properties/mutants/mutants.hpp"

namespace adamant {
namespace {

/// Methods with a memory; those of Adam and its kin after bugs that were found in released libraries.

template <auto plant>
constexpr Mutant wrong(std::string_view name, std::string_view file, std::string_view what,
                       std::span<const std::string_view> ids) {
  return {.name = name,
          .file = file,
          .what = what,
          .must_be_killed_by = ids,
          .on_trial = with_bug<plant>};
}

constexpr std::array mutants{wrong < plant_step < HeavyBall,
                             [](auto& the) -> auto& {return the.heavy_ball;
}  // namespace
,
    [](const auto& o, const auto& G, const auto& state) {
      auto next = o.step(G, state);
      next.U = -o.eta * state.M;
      return next;
    } >> ("heavy_ball_late", "src/optim/heavy_ball.hpp", "the update is that of the step before",
          killed_by<>),
    wrong < plant_step < HeavyBall, [](auto& the) -> auto& {
  return the.heavy_ball;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      auto next = o.step(G, state);
      next.U = -o.eta * (o.mu * next.state.M + G);
      return next;
    } >> ("heavy_ball_looks_ahead", "src/optim/heavy_ball.hpp", "Nesterov's combination, mu M + G",
          killed_by<>),
    wrong < plant_step < HeavyBall, [](auto& the) -> auto& {
  return the.heavy_ball;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      auto next = o.step(G, state);
      next.state.M = o.mu * o.mu * state.M + G;
      next.U = -o.eta * next.state.M;
      return next;
    } >> ("heavy_ball_momentum_squared", "src/optim/heavy_ball.hpp", "mu^2 instead of mu",
          killed_by<>),
    wrong < plant_step < HeavyBall, [](auto& the) -> auto& {
  return the.heavy_ball;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      auto next = o.step(G, state);
      next.state.M = o.mu * state.M + o.eta * G;
      next.U = -o.eta * next.state.M;
      return next;
    } >> ("heavy_ball_eta_squared", "src/optim/heavy_ball.hpp",
          "the momentum holds eta G and is multiplied by eta again", killed_by<>),
    wrong < plant_step < Nesterov, [](auto& the) -> auto& {
  return the.nesterov;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      auto next = o.step(G, state);
      next.state.V = -o.mu * state.V - o.eta * G;
      next.U = next.state.V;
      return next;
    } >> ("nesterov_momentum_flipped", "src/optim/nesterov.hpp", "V = -mu V - eta G", killed_by<>),
    wrong < plant_step < Nesterov, [](auto& the) -> auto& {
  return the.nesterov;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      auto next = o.step(G, state);
      next.U = o.mu * next.state.V - o.eta * G;
      return next;
    } >> ("nesterov_combines_twice", "src/optim/nesterov.hpp",
          "the reparametrised update on top of the look-ahead", killed_by<>),
    wrong < plant_step < Nesterov, [](auto& the) -> auto& {
  return the.nesterov;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      next.state.V = o.mu * state.V - (S(1) - o.mu) * o.eta * G;
      next.U = next.state.V;
      return next;
    } >> ("nesterov_damped", "src/optim/nesterov.hpp", "V = mu V - (1 - mu) eta G", killed_by<>),
    wrong < plant_step < NesterovReparametrised, [](auto& the) -> auto& {
  return the.nesterov_reparametrised;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      auto next = o.step(G, state);
      next.U = next.state.V;
      return next;
    } >> ("nesterov_reparametrised_is_heavy_ball", "src/optim/nesterov.hpp",
          "U = V instead of mu V - eta G", killed_by<>),
    wrong < plant_step < NesterovReparametrised, [](auto& the) -> auto& {
  return the.nesterov_reparametrised;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      auto next = o.step(G, state);
      next.U = o.mu * state.V - o.eta * G;
      return next;
    } >> ("nesterov_reparametrised_of_old_velocity", "src/optim/nesterov.hpp",
          "mu V of the step before", killed_by<>),
    wrong < plant_step < NesterovSequence, [](auto& the) -> auto& {
  return the.nesterov_sequence;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      next.state.V = ratio<S>(9, 10) * state.V - o.eta * G;
      next.U = next.state.V;
      return next;
    } >> ("nesterov_sequence_of_constant_momentum", "src/optim/nesterov_sequence.hpp",
          "9/10 at every step", killed_by<>),
    wrong < plant_step < NesterovSequence, [](auto& the) -> auto& {
  return the.nesterov_sequence;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      auto late = state;
      late.t = state.t + 1;
      auto next = o.step(G, late);
      next.state.t = state.t + 1;
      return next;
    } >> ("nesterov_sequence_one_ahead", "src/optim/nesterov_sequence.hpp",
          "the momentum of the next step", killed_by<>),
    wrong < plant_step < NesterovSequence, [](auto& the) -> auto& {
  return the.nesterov_sequence;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      auto late = state;
      late.t = 2;
      return o.step(G, late);
    } >> ("nesterov_sequence_never_counts", "src/optim/nesterov_sequence.hpp", "t stays 2",
          killed_by<>),
    wrong < plant_step < AdaGrad, [](auto& the) -> auto& {
  return the.adagrad;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      next.U = -o.eta * divide<S>(G, root_of_sum<S>(next.state.s, o.epsilon));
      return next;
    } >> ("adagrad_epsilon_inside", "src/optim/adagrad.hpp", "epsilon is added under the root",
          killed_by<>),
    wrong < plant_step < AdaGrad, [](auto& the) -> auto& {
  return the.adagrad;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      next.U = -o.eta * divide<S>(G, root_plus<S>(next.state.s, S(0)));
      return next;
    } >> ("adagrad_epsilon_dropped", "src/optim/adagrad.hpp", "epsilon is not added", killed_by<>),
    wrong < plant_step < AdaGrad, [](auto& the) -> auto& {
  return the.adagrad;
}
,
    [](const auto& o, const auto& G, const auto&) { return o.step(G, o.init(G)); } >>
        ("adagrad_forgets", "src/optim/adagrad.hpp", "the sum starts again at every step",
         killed_by<>),
    wrong < plant_step < AdaGrad, [](auto& the) -> auto& {
  return the.adagrad;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      next.state.s = state.s + Matrix<S>::Constant(G.rows(), G.cols(), G.squaredNorm());
      next.U = -o.eta * divide<S>(G, root_plus<S>(next.state.s, o.epsilon));
      return next;
    } >> ("adagrad_of_the_norm", "src/optim/adagrad.hpp", "one sum for all entries", killed_by<>),
    wrong < plant_step < AdaGrad, [](auto& the) -> auto& {
  return the.adagrad;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      next.U = -o.eta * divide<S>(G, Matrix<S>(next.state.s +
                                               Matrix<S>::Constant(G.rows(), G.cols(), o.epsilon)));
      return next;
    } >> ("adagrad_without_root", "src/optim/adagrad.hpp", "the gradient over the sum itself",
          killed_by<>),
    wrong < plant_step < AdaGradNorm, [](auto& the) -> auto& {
  return the.adagrad_norm;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      next.U = -o.eta * divide<S>(G, S(square_root<S>(S(next.state.s - o.s_0)) + o.epsilon));
      return next;
    } >> ("adagrad_norm_starts_at_zero", "src/optim/adagrad_norm.hpp", "s_0 is not used",
          killed_by<>),
    wrong < plant_step < AdaGradNorm, [](auto& the) -> auto& {
  return the.adagrad_norm;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      next.U = -o.eta * divide<S>(G, S(square_root<S>(state.s) + o.epsilon));
      return next;
    } >> ("adagrad_norm_of_the_past", "src/optim/adagrad_norm.hpp",
          "the current gradient is left out of the sum", killed_by<>),
    wrong < plant_step < AdaGradNorm, [](auto& the) -> auto& {
  return the.adagrad_norm;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      next.state.s = state.s + frobenius_norm<S>(G);
      next.U = -o.eta * divide<S>(G, S(square_root<S>(next.state.s) + o.epsilon));
      return next;
    } >> ("adagrad_norm_of_norms", "src/optim/adagrad_norm.hpp",
          "norms are added instead of their squares", killed_by<>),
    wrong < plant_step < RmsProp, [](auto& the) -> auto& {
  return the.rmsprop;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      next.U = -o.eta * divide<S>(G, root_of_sum<S>(next.state.v, o.epsilon));
      return next;
    } >> ("rmsprop_epsilon_inside", "src/optim/rmsprop.hpp", "epsilon is added under the root",
          killed_by<>),
    wrong < plant_step < RmsProp, [](auto& the) -> auto& {
  return the.rmsprop;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      next.state.v = (S(1) - o.beta) * state.v + o.beta * G.cwiseProduct(G);
      next.U = -o.eta * divide<S>(G, root_plus<S>(next.state.v, o.epsilon));
      return next;
    } >> ("rmsprop_weights_swapped", "src/optim/rmsprop.hpp", "v = (1 - beta) v + beta G^2",
          killed_by<>),
    wrong < plant_step < RmsProp, [](auto& the) -> auto& {
  return the.rmsprop;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      next.state.v = o.beta * state.v + G.cwiseProduct(G);
      next.U = -o.eta * divide<S>(G, root_plus<S>(next.state.v, o.epsilon));
      return next;
    } >> ("rmsprop_unweighted", "src/optim/rmsprop.hpp", "v = beta v + G^2", killed_by<>),
    wrong < plant_step < RmsProp, [](auto& the) -> auto& {
  return the.rmsprop;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      const auto zero = [](const S& x) { return is_zero(x); };
      if (state.v.unaryExpr([&](const S& x) { return zero(x); }).all())
        next.state.v = G.cwiseProduct(G);
      next.U = -o.eta * divide<S>(G, root_plus<S>(next.state.v, o.epsilon));
      return next;
    } >>
        ("rmsprop_starts_at_the_first_square", "src/optim/rmsprop.hpp", "v_1 = G_1^2", killed_by<>),
    wrong < plant_step < RmsPropCorrected, [](auto& the) -> auto& {
  return the.rmsprop_corrected;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      next.U = -o.eta *
               divide<S>(G, root_plus<S>(Matrix<S>(next.state.v / S(S(1) - o.beta)), o.epsilon));
      return next;
    } >> ("rmsprop_corrected_without_power", "src/optim/rmsprop.hpp",
          "1 - beta where 1 - beta^t is due", killed_by<>),
    wrong < plant_step < RmsPropCorrected, [](auto& the) -> auto& {
  return the.rmsprop_corrected;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      const S r = square_root<S>(S(S(1) - power<S>(o.beta, next.state.t)));
      next.U = -o.eta * r * divide<S>(G, root_plus<S>(next.state.v, o.epsilon));
      return next;
    } >> ("rmsprop_corrected_epsilon_hat", "src/optim/rmsprop.hpp",
          "epsilon is added before the correction", killed_by<>),
    wrong < plant_step < AmsGrad, [](auto& the) -> auto& {
  return the.amsgrad;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      next.U = -o.eta * divide<S>(o.m_hat(next.state.mean),
                                  root_plus<S>(o.v_hat(next.state.mean), o.epsilon));
      return next;
    } >> ("amsgrad_is_adam", "src/optim/amsgrad.hpp", "v^ instead of its maximum", killed_by<>),
    wrong < plant_step < AmsGrad, [](auto& the) -> auto& {
  return the.amsgrad;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      if (next.state.mean.t > 1)
        next.U = -o.eta * divide<S>(o.m_hat(next.state.mean), root_plus<S>(state.v_max, o.epsilon));
      return next;
    } >> ("amsgrad_maximum_of_the_past", "src/optim/amsgrad.hpp",
          "the maximum leaves out the current step where it is not the first", killed_by<>),
    wrong < plant_step < AmsGrad, [](auto& the) -> auto& {
  return the.amsgrad;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      next.U = -o.eta * divide<S>(o.m_hat(next.state.mean),
                                  Matrix<S>(next.state.v_max.unaryExpr([&](const S& v) {
                                    return maximum<S>(square_root<S>(v), o.epsilon);
                                  })));
      return next;
    } >> ("amsgrad_epsilon_in_the_maximum", "src/optim/amsgrad.hpp",
          "max(v^, epsilon^2) and no sum", killed_by<>),
    wrong < plant_step < AmsGradUncorrectedMax, [](auto& the) -> auto& {
  return the.amsgrad_uncorrected_max;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      return static_cast<const AmsGrad<typename std::decay_t<decltype(o)>::Scalar>&>(o).step(G,
                                                                                             state);
    } >> ("amsgrad_uncorrected_max_corrects_first", "src/optim/amsgrad.hpp",
          "the maximum is over corrected means", killed_by<>),
    wrong < plant_step < AmsGradUncorrectedMax, [](auto& the) -> auto& {
  return the.amsgrad_uncorrected_max;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      next.U =
          -o.eta * divide<S>(o.m_hat(next.state.mean), root_plus<S>(next.state.v_max, o.epsilon));
      return next;
    } >> ("amsgrad_uncorrected_max_forgets_to_correct", "src/optim/amsgrad.hpp",
          "the maximum is not corrected", killed_by<>),
    wrong < plant_step < AmsGradUncorrected, [](auto& the) -> auto& {
  return the.amsgrad_uncorrected;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      next.U =
          -o.eta * divide<S>(o.m_hat(next.state.mean), root_plus<S>(next.state.v_max, o.epsilon));
      return next;
    } >> ("amsgrad_uncorrected_corrects_m", "src/optim/amsgrad.hpp", "m is corrected", killed_by<>),
    wrong < plant_step < AmsGradUncorrected, [](auto& the) -> auto& {
  return the.amsgrad_uncorrected;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      next.U = -o.eta * divide<S>(next.state.mean.m, root_plus<S>(next.state.mean.v, o.epsilon));
      return next;
    } >> ("amsgrad_uncorrected_without_a_maximum", "src/optim/amsgrad.hpp",
          "v instead of its maximum", killed_by<>),
    wrong < plant_step < AdamW, [](auto& the) -> auto& {
  return the.adamw;
}
,
    [](const auto& o, const auto& G, const auto& W, const auto& state) {
      const auto& adam = static_cast<const Adam<typename std::decay_t<decltype(o)>::Scalar>&>(o);
      auto next = adam.step(G, state);
      next.U -= o.weight_decay * W;
      return next;
    } >> ("adamw_at_a_fixed_rate", "src/optim/weight_decay.hpp",
          "the decay is not multiplied by eta", killed_by<>),
    wrong < plant_step < AdamW, [](auto& the) -> auto& {
  return the.adamw;
}
,
    [](const auto& o, const auto& G, const auto& W, const auto& state) {
      const auto& adam = static_cast<const Adam<typename std::decay_t<decltype(o)>::Scalar>&>(o);
      return adam.step(G + o.weight_decay * W, state);
    } >> ("adamw_is_coupled", "src/optim/weight_decay.hpp", "the decay enters the gradient",
          killed_by<>),
    wrong < plant_step < AdamW, [](auto& the) -> auto& {
  return the.adamw;
}
,
    [](const auto& o, const auto& G, const auto& W, const auto& state) {
      const auto& adam = static_cast<const Adam<typename std::decay_t<decltype(o)>::Scalar>&>(o);
      auto next = adam.step(G, state);
      next.U += (o.eta * o.weight_decay) * W;
      return next;
    } >> ("adamw_grows", "src/optim/weight_decay.hpp", "the decay has the wrong sign", killed_by<>),
    wrong < plant_step < AdamW, [](auto& the) -> auto& {
  return the.adamw;
}
,
    [](const auto& o, const auto& G, const auto& W, const auto& state) {
      const auto& adam = static_cast<const Adam<typename std::decay_t<decltype(o)>::Scalar>&>(o);
      auto next = adam.step(G, state);
      next.U -= (o.eta * o.weight_decay) * (W + next.U).eval();
      return next;
    } >> ("adamw_decays_after_the_step", "src/optim/weight_decay.hpp", "W + U decays instead of W",
          killed_by<>),
    wrong < plant_step < AdamWFixedDecay, [](auto& the) -> auto& {
  return the.adamw_fixed_decay;
}
,
    [](const auto& o, const auto& G, const auto& W, const auto& state) {
      const auto& adam = static_cast<const Adam<typename std::decay_t<decltype(o)>::Scalar>&>(o);
      auto next = adam.step(G, state);
      next.U -= (o.eta * o.weight_decay) * W;
      return next;
    } >> ("fixed_decay_times_eta", "src/optim/weight_decay.hpp", "the decay is multiplied by eta",
          killed_by<>),
    wrong < plant_step < AdamWFixedDecay, [](auto& the) -> auto& {
  return the.adamw_fixed_decay;
}
,
    [](const auto& o, const auto& G, const auto&, const auto& state) {
      const auto& adam = static_cast<const Adam<typename std::decay_t<decltype(o)>::Scalar>&>(o);
      return adam.step(G, state);
    } >> ("fixed_decay_dropped", "src/optim/weight_decay.hpp", "there is no decay", killed_by<>),
    wrong < plant_step < AdamL2, [](auto& the) -> auto& {
  return the.adam_l2;
}
,
    [](const auto& o, const auto& G, const auto& W, const auto& state) {
      const auto& adam = static_cast<const Adam<typename std::decay_t<decltype(o)>::Scalar>&>(o);
      auto next = adam.step(G, state);
      next.U -= (o.eta * o.weight_decay) * W;
      return next;
    } >> ("coupled_decay_is_decoupled", "src/optim/weight_decay.hpp",
          "the decay stays beside the moments", killed_by<>),
    wrong < plant_step < AdamL2, [](auto& the) -> auto& {
  return the.adam_l2;
}
,
    [](const auto& o, const auto& G, const auto& W, const auto& state) {
      const auto& adam = static_cast<const Adam<typename std::decay_t<decltype(o)>::Scalar>&>(o);
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = adam.step(G, state);
      next.state.m += (S(1) - o.beta1) * o.weight_decay * W;
      next.U =
          -o.eta * divide<S>(o.m_hat(next.state), root_plus<S>(o.v_hat(next.state), o.epsilon));
      return next;
    } >> ("coupled_decay_passes_by_v", "src/optim/weight_decay.hpp",
          "m sees the decay and v does not", killed_by<>),
    wrong < plant_step < ScalarAdam, [](auto& the) -> auto& {
  return the.scalar_adam;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      const S n = integer<S>(G.size());
      const S root =
          square_root<S>(S(n * next.state.v / (S(1) - power<S>(o.beta2, next.state.t)))) +
          o.epsilon;
      next.U = -o.eta *
               divide<S>(Matrix<S>(next.state.m / S(S(1) - power<S>(o.beta1, next.state.t))), root);
      return next;
    } >> ("scalar_adam_of_the_sum", "src/optim/scalar_adam.hpp",
          "the sum of the squares instead of their mean", killed_by<>),
    wrong < plant_step < ScalarAdam, [](auto& the) -> auto& {
  return the.scalar_adam;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      next.U = -o.eta * divide<S>(next.state.m, S(square_root<S>(next.state.v) + o.epsilon));
      return next;
    } >> ("scalar_adam_uncorrected", "src/optim/scalar_adam.hpp", "neither moment is corrected",
          killed_by<>),
    wrong < plant_step < ScalarAdam, [](auto& the) -> auto& {
  return the.scalar_adam;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      S most(0);
      for (Index i = 0; i < G.size(); ++i) most = maximum<S>(most, S(G.data()[i] * G.data()[i]));
      next.state.v = o.beta2 * state.v + (S(1) - o.beta2) * most;
      const S root =
          square_root<S>(S(next.state.v / (S(1) - power<S>(o.beta2, next.state.t)))) + o.epsilon;
      next.U = -o.eta *
               divide<S>(Matrix<S>(next.state.m / S(S(1) - power<S>(o.beta1, next.state.t))), root);
      return next;
    } >> ("scalar_adam_of_the_largest_entry", "src/optim/scalar_adam.hpp",
          "the square of the largest entry instead of the mean", killed_by<>),
    wrong < plant_step < BlockAdam, [](auto& the) -> auto& {
  return the.block_adam;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      const S of_m = S(1) - power<S>(o.beta1, next.state.t),
              of_v = S(1) - power<S>(o.beta2, next.state.t);
      next.U = -o.eta * divide<S>(Matrix<S>(next.state.m / of_m),
                                  root_plus<S>(two_valued<S>(o.Omega, S(next.state.b / of_v),
                                                             S(next.state.a / of_v)),
                                               o.epsilon));
      return next;
    } >> ("block_adam_blocks_swapped", "src/optim/block.hpp",
          "the mean beside Omega on Omega, and the other way round", killed_by<>),
    wrong < plant_step < BlockAdam, [](auto& the) -> auto& {
  return the.block_adam;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      const S of_m = S(1) - power<S>(o.beta1, next.state.t),
              of_v = S(1) - power<S>(o.beta2, next.state.t);
      next.U = -o.eta * divide<S>(Matrix<S>(next.state.m / of_m),
                                  root_plus<S>(two_valued<S>(o.Omega, S(next.state.a / of_v),
                                                             S(next.state.a / of_v)),
                                               o.epsilon));
      return next;
    } >> ("block_adam_of_one_block", "src/optim/block.hpp", "the mean on Omega everywhere",
          killed_by<>),
    wrong < plant_step < BlockAdam, [](auto& the) -> auto& {
  return the.block_adam;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      const S of_m = S(1) - power<S>(o.beta1, next.state.t),
              of_v = S(1) - power<S>(o.beta2, next.state.t);
      const S n = integer<S>(o.Omega.count()), k = integer<S>(G.size() - o.Omega.count());
      next.U = -o.eta * divide<S>(Matrix<S>(next.state.m / of_m),
                                  root_plus<S>(two_valued<S>(o.Omega, S(n * next.state.a / of_v),
                                                             S(k * next.state.b / of_v)),
                                               o.epsilon));
      return next;
    } >> ("block_adam_of_sums", "src/optim/block.hpp", "sums over the blocks instead of means",
          killed_by<>),
    wrong < plant_step < AdamUncorrected, [](auto& the) -> auto& {
  return the.adam_uncorrected;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      next.U =
          -o.eta * divide<S>(o.m_hat(next.state), root_plus<S>(o.v_hat(next.state), o.epsilon));
      return next;
    } >> ("adam_uncorrected_is_corrected", "src/optim/adam.hpp", "both moments are corrected",
          killed_by<>),
    wrong < plant_step < AdamUncorrected, [](auto& the) -> auto& {
  return the.adam_uncorrected;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      next.U = -o.eta * divide<S>(next.state.m, root_plus<S>(o.v_hat(next.state), o.epsilon));
      return next;
    } >> ("adam_uncorrected_corrects_v", "src/optim/adam.hpp", "v is corrected", killed_by<>),
    wrong < plant_step < Adam, [](auto& the) -> auto& {
  return the.adam;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      auto late = state;
      late.t = 2 * state.t + 1;
      auto next = o.step(G, late);
      next.state.t = state.t + 1;
      return next;
    } >>
        ("adam_counts_twice", "src/optim/adam.hpp", "the step counter goes up by two", killed_by<>),
    wrong < plant_step < Adam, [](auto& the) -> auto& {
  return the.adam;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      next.U =
          -o.eta * divide<S>(Matrix<S>(next.state.m * S(S(1) - power<S>(o.beta1, next.state.t))),
                             root_plus<S>(o.v_hat(next.state), o.epsilon));
      return next;
    } >> ("adam_multiplies_by_the_correction", "src/optim/adam.hpp",
          "m is multiplied by 1 - beta1^t instead of divided", killed_by<>),
    wrong < plant_step < Adam, [](auto& the) -> auto& {
  return the.adam;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      const S p = power<S>(o.beta2, next.state.t);
      next.U =
          -o.eta * divide<S>(o.m_hat(next.state),
                             root_plus<S>(Matrix<S>(next.state.v / select<S>(p == S(0), S(1), p)),
                                          o.epsilon));
      return next;
    } >> ("adam_corrects_v_by_its_complement", "src/optim/adam.hpp",
          "v is divided by beta2^t where that is not 0", killed_by<>),
    wrong < plant_step < Adam, [](auto& the) -> auto& {
  return the.adam;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      const S r = square_root<S>(S(S(1) - power<S>(o.beta2, next.state.t)));
      next.U = -o.eta *
               divide<S>(o.m_hat(next.state), root_plus<S>(o.v_hat(next.state), S(o.epsilon * r)));
      return next;
    } >> ("adam_epsilon_times_correction", "src/optim/adam.hpp",
          "epsilon is multiplied by sqrt(1 - beta2^t)", killed_by<>),
    wrong < plant_step < Adam, [](auto& the) -> auto& {
  return the.adam;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      const S r = square_root<S>(S(S(1) - power<S>(o.beta2, next.state.t)));
      next.U = -o.eta * r * divide<S>(o.m_hat(next.state), root_plus<S>(next.state.v, o.epsilon));
      return next;
    } >> ("adam_is_epsilon_hat", "src/optim/adam.hpp", "epsilon is added before the correction",
          killed_by<>),
    wrong < plant_step < Adam, [](auto& the) -> auto& {
  return the.adam;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      next.U = -o.eta * divide<S>(o.m_hat(next.state),
                                  root_of_sum<S>(o.v_hat(next.state), S(o.epsilon * o.epsilon)));
      return next;
    } >> ("adam_epsilon_squared", "src/optim/adam.hpp", "epsilon^2 is added under the root",
          killed_by<>),
    wrong < plant_step < Adam, [](auto& the) -> auto& {
  return the.adam;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      next.state.m = o.m_hat(next.state);
      return next;
    } >>
        ("adam_corrects_in_place", "src/optim/adam.hpp", "m^ replaces m in the state", killed_by<>),
    wrong < plant_step < Adam, [](auto& the) -> auto& {
  return the.adam;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      next.state.v = o.v_hat(next.state);
      return next;
    } >> ("adam_corrects_v_in_place", "src/optim/adam.hpp", "v^ replaces v in the state",
          killed_by<>),
    wrong < plant_step < Adam, [](auto& the) -> auto& {
  return the.adam;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      const S of_m = S(1) - power<S>(o.beta1, next.state.t);
      next.U =
          -o.eta * divide<S>(Matrix<S>(o.beta1 * o.m_hat(next.state) + (S(1) - o.beta1) * G / of_m),
                             root_plus<S>(o.v_hat(next.state), o.epsilon));
      return next;
    } >> ("adam_looks_ahead", "src/optim/adam.hpp", "Nadam: beta1 m^ + (1 - beta1) g/(1 - beta1^t)",
          killed_by<>),
    wrong < plant_step < Adam, [](auto& the) -> auto& {
  return the.adam;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      const Matrix<S> d = G - next.state.m;
      next.state.v = o.beta2 * state.v + (S(1) - o.beta2) * d.cwiseProduct(d);
      next.U =
          -o.eta * divide<S>(o.m_hat(next.state),
                             root_plus<S>(o.v_hat(next.state),
                                          S(o.epsilon + select<S>(o.epsilon == S(0),
                                                                  power_of_two<S>(-30), S(0)))));
      return next;
    } >> ("adam_v_centred", "src/optim/adam.hpp", "v is fed with (g - m)^2", killed_by<>),
    wrong < plant_step < Adam, [](auto& the) -> auto& {
  return the.adam;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      const Matrix<S> q = G.cwiseProduct(G);
      next.state.v = o.beta2 * state.v + (S(1) - o.beta2) * q.cwiseProduct(q);
      next.U =
          -o.eta * divide<S>(o.m_hat(next.state), root_plus<S>(o.v_hat(next.state), o.epsilon));
      return next;
    } >> ("adam_v_of_fourth_powers", "src/optim/adam.hpp", "v is fed with g^4", killed_by<>),
    wrong < plant_step < Adam, [](auto& the) -> auto& {
  return the.adam;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      next.state.m = o.beta1 * state.m + G;
      next.U =
          -o.eta * divide<S>(o.m_hat(next.state), root_plus<S>(o.v_hat(next.state), o.epsilon));
      return next;
    } >> ("adam_m_unweighted", "src/optim/adam.hpp", "m = beta1 m + g", killed_by<>),
    wrong < plant_step < Adam, [](auto& the) -> auto& {
  return the.adam;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      if (state.t > 0)
        next.U = -o.eta * divide<S>(o.m_hat(state), root_plus<S>(o.v_hat(next.state), o.epsilon));
      return next;
    } >> ("adam_late", "src/optim/adam.hpp",
          "the numerator is the m of the step before, but for the first", killed_by<>),
    wrong < plant_step < Adam, [](auto& the) -> auto& {
  return the.adam;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      if (state.t > 0)
        next.U =
            -o.eta * divide<S>(o.m_hat(next.state),
                               root_plus<S>(o.v_hat(state),
                                            S(o.epsilon + select<S>(o.epsilon == S(0),
                                                                    power_of_two<S>(-30), S(0)))));
      return next;
    } >> ("adam_v_late", "src/optim/adam.hpp",
          "the denominator is the v of the step before, but for the first", killed_by<>),
    wrong < plant_step < Adam, [](auto& the) -> auto& {
  return the.adam;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      return state.t == 8 ? o.step(G, o.init(G)) : o.step(G, state);
    } >> ("adam_restarts_after_eight", "src/optim/adam.hpp",
          "both moments start again at the ninth step", killed_by<>),
    wrong < plant_step < Adam, [](auto& the) -> auto& {
  return the.adam;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      if (next.state.t > 6)
        next.U = -o.eta * divide<S>(next.state.m, root_plus<S>(next.state.v, o.epsilon));
      return next;
    } >> ("adam_freezes_correction_after_six", "src/optim/adam.hpp",
          "the correction is left out after six steps", killed_by<>),
    wrong < plant_step < Adam, [](auto& the) -> auto& {
  return the.adam;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      next.U =
          -o.eta *
          divide<S>(
              o.m_hat(next.state),
              root_plus<S>(
                  Matrix<S>(Matrix<S>::Constant(G.rows(), G.cols(), o.v_hat(next.state)(0, 0))),
                  S(o.epsilon + select<S>(o.epsilon == S(0), power_of_two<S>(-30), S(0)))));
      return next;
    } >> ("adam_first_entry_alone_counts", "src/optim/adam.hpp",
          "v is that of the first entry for all", killed_by<>),
    wrong < plant_step < Adam, [](auto& the) -> auto& {
  return the.adam;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      const Matrix<S> flushed = G.unaryExpr(
          [](const S& g) { return select<S>(magnitude<S>(g) < power_of_two<S>(-20), S(0), g); });
      return o.step(flushed, state);
    } >> ("adam_flushes_small_gradients", "src/optim/adam.hpp",
          "gradients below 2^-20 count as zero", killed_by<>),
    wrong < plant_step < Adam, [](auto& the) -> auto& {
  return the.adam;
}
,
    [](const auto& o, const auto& G, const auto& state) {
      using S = typename std::decay_t<decltype(o)>::Scalar;
      auto next = o.step(G, state);
      next.U /= square_root<S>(integer<S>(next.state.t));
      return next;
    } >> ("adam_eta_decays", "src/optim/adam.hpp", "eta/sqrt(t)", killed_by<>),
    wrong < plant_step < Adam, [](auto& the) -> auto& {
  return the.adam;
}
, [](const auto& o, const auto& G, const auto& state) {
  using S = typename std::decay_t<decltype(o)>::Scalar;
  auto slower = o;
  slower.beta1 = o.beta1 / integer<S>(state.t + 1);
  auto next = slower.step(G, state);
  return next;
} >> ("adam_beta1_decays", "src/optim/adam.hpp", "beta1/t at step t", killed_by<>),
};  // namespace adamant

}  // namespace

std::span<const Mutant> memory_mutants() { return mutants; }

}  // namespace adamant
