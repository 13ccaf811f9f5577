#include "properties/mutants/mutants.hpp"

namespace adamant {
namespace {

/// M = old M + fresh G.
template <class S>
struct WrongHeavyBall : HeavyBall<S> {
  using State = typename HeavyBall<S>::State;
  S old, fresh;

  Step<S, State> step(const Matrix<S>& G, const State& state) const {
    const Matrix<S> M = old * state.M + fresh * G;
    return {-this->eta * M, {M}};
  }
};

/// Nesterov's recurrence with the gradient taken at the iterate.
template <class S>
struct NesterovWithoutLookAhead : Nesterov<S> {
  using State = typename Nesterov<S>::State;

  Matrix<S> query(const Matrix<S>& W, const State&) const { return W; }
};

/// AdaGrad whose squares are averaged.
template <class S>
struct AdaGradOfMeans : AdaGrad<S> {
  struct State {
    Matrix<S> s;
    long t;
  };

  State init(const Matrix<S>& W) const { return {Matrix<S>::Zero(W.rows(), W.cols()), 0}; }
  Step<S, State> step(const Matrix<S>& G, const State& state) const {
    const State next{state.s + G.cwiseProduct(G), state.t + 1};
    const Matrix<S> mean = next.s / integer<S>(next.t);
    return {-this->eta * divide<S>(G, root_plus<S>(mean, this->epsilon)), next};
  }
};

/// AdaGrad uphill.
template <class S>
struct AdaGradAscends : AdaGrad<S> {
  using State = typename AdaGrad<S>::State;

  Step<S, State> step(const Matrix<S>& G, const State& state) const {
    auto next = AdaGrad<S>::step(G, state);
    next.U = -next.U;
    return next;
  }
};

/// AdaGrad that divides by what it knew before the current gradient came.
template <class S>
struct AdaGradOfThePast : AdaGrad<S> {
  using State = typename AdaGrad<S>::State;

  Step<S, State> step(const Matrix<S>& G, const State& state) const {
    const Matrix<S> s = state.s + G.cwiseProduct(G);
    return {-this->eta * divide<S>(G, root_plus<S>(state.s, this->epsilon)), {s}};
  }
};

constexpr std::array mutants{
    Mutant{.name = "gradient_descent_ascends",
           .file = "src/optim/gradient_descent.hpp",
           .what = "the sign of the update is flipped",
           .must_be_killed_by = killed_by<"A1">,
           .on_trial = with_bug<[]<class S>(Implementation<S>& the) {
             the.gradient_descent = [](const GradientDescent<S>& p) {
               return Method<S>(WrongHeavyBall<S>{{p.eta, S(0)}, S(0), S(-1)});
             };
           }>},
    Mutant{.name = "gradient_descent_at_half_the_step",
           .file = "src/optim/gradient_descent.hpp",
           .what = "eta/2 instead of eta",
           .must_be_killed_by = killed_by<"A1">,
           .on_trial = with_bug<[]<class S>(Implementation<S>& the) {
             the.gradient_descent = [](const GradientDescent<S>& p) {
               return Method<S>(GradientDescent<S>{p.eta / S(2)});
             };
           }>},
    Mutant{.name = "newton_by_the_hessian",
           .file = "src/optim/newton.hpp",
           .what = "the gradient is multiplied by H instead of its inverse",
           .must_be_killed_by = killed_by<"A6a", "A7b">,
           .on_trial = with_bug<[]<class S>(Implementation<S>& the) {
             the.newton_step = [](const Matrix<S>& H, const Matrix<S>& g) {
               return std::optional<Matrix<S>>(-H * g);
             };
           }>},
    Mutant{.name = "heavy_ball_momentum_flipped",
           .file = "src/optim/heavy_ball.hpp",
           .what = "M = -mu M + G",
           .must_be_killed_by = killed_by<"B9a", "B9c", "B9d">,
           .on_trial = with_bug<[]<class S>(Implementation<S>& the) {
             the.heavy_ball = [](const HeavyBall<S>& p) {
               return Method<S>(WrongHeavyBall<S>{p, S(-p.mu), S(1)});
             };
           }>},
    Mutant{.name = "heavy_ball_damped",
           .file = "src/optim/heavy_ball.hpp",
           .what = "M = mu M + (1 - mu) G",
           .must_be_killed_by = killed_by<"B9a", "B9c", "B9d">,
           .on_trial = with_bug<[]<class S>(Implementation<S>& the) {
             the.heavy_ball = [](const HeavyBall<S>& p) {
               return Method<S>(WrongHeavyBall<S>{p, p.mu, S(S(1) - p.mu)});
             };
           }>},
    Mutant{.name = "heavy_ball_forgets",
           .file = "src/optim/heavy_ball.hpp",
           .what = "the momentum is dropped after every step",
           .must_be_killed_by = killed_by<"B9a", "B9c", "B9d">,
           .on_trial = with_bug<[]<class S>(Implementation<S>& the) {
             the.heavy_ball = [](const HeavyBall<S>& p) {
               return Method<S>(WrongHeavyBall<S>{p, S(0), S(1)});
             };
           }>},
    Mutant{.name = "nesterov_without_look_ahead",
           .file = "src/optim/nesterov.hpp",
           .what = "the gradient is taken at W instead of W + mu V",
           .must_be_killed_by = killed_by<"B9e", "B9f">,
           .on_trial = with_bug<[]<class S>(Implementation<S>& the) {
             the.nesterov = [](const Nesterov<S>& p) {
               return Method<S>(NesterovWithoutLookAhead<S>{p});
             };
           }>},
    Mutant{.name = "adagrad_of_means",
           .file = "src/optim/adagrad.hpp",
           .what = "the mean of the squares instead of their sum",
           .must_be_killed_by = killed_by<"C1b", "C1c">,
           .on_trial = with_bug<[]<class S>(Implementation<S>& the) {
             the.adagrad = [](const AdaGrad<S>& p) { return Method<S>(AdaGradOfMeans<S>{p}); };
           }>},
    Mutant{.name = "adagrad_of_the_past",
           .file = "src/optim/adagrad.hpp",
           .what = "the sum leaves out the current gradient",
           .must_be_killed_by = killed_by<"C1b", "C1c">,
           .on_trial = with_bug<[]<class S>(Implementation<S>& the) {
             the.adagrad = [](const AdaGrad<S>& p) { return Method<S>(AdaGradOfThePast<S>{p}); };
           }>},
    Mutant{.name = "adagrad_ascends",
           .file = "src/optim/adagrad.hpp",
           .what = "the sign of the update is lost",
           .must_be_killed_by = killed_by<"C2a", "C6a">,
           .on_trial = with_bug<[]<class S>(Implementation<S>& the) {
             the.adagrad = [](const AdaGrad<S>& p) { return Method<S>(AdaGradAscends<S>{p}); };
           }>},
    Mutant{.name = "rmsprop_corrected_by_name",
           .file = "src/optim/rmsprop.hpp",
           .what = "v is corrected where it is said not to be",
           .must_be_killed_by = killed_by<"C8a", "C9">,
           .on_trial = with_bug<[]<class S>(Implementation<S>& the) {
             the.rmsprop = [](const RmsProp<S>& p) {
               return Method<S>(RmsPropCorrected<S>{p.eta, p.beta, p.epsilon});
             };
           }>},
    Mutant{.name = "rmsprop_uncorrected_by_name",
           .file = "src/optim/rmsprop.hpp",
           .what = "v is not corrected where it is said to be",
           .must_be_killed_by = killed_by<"D1b">,
           .on_trial = with_bug<[]<class S>(Implementation<S>& the) {
             the.rmsprop_corrected = [](const RmsPropCorrected<S>& p) {
               return Method<S>(RmsProp<S>{p.eta, p.beta, p.epsilon});
             };
           }>},
    Mutant{.name = "sign_descent_keeps_the_size",
           .file = "src/optim/sign_descent.hpp",
           .what = "the gradient instead of its sign",
           .must_be_killed_by = killed_by<"D8d", "D12c">,
           .on_trial = with_bug<[]<class S>(Implementation<S>& the) {
             the.sign_descent = [](const SignDescent<S>& p) {
               return Method<S>(GradientDescent<S>{p.eta});
             };
           }>},
    Mutant{.name = "amsgrad_is_gradient_descent",
           .file = "src/optim/amsgrad.hpp",
           .what = "the gradient is not normalised",
           .must_be_killed_by = killed_by<"D8e">,
           .on_trial = with_bug<[]<class S>(Implementation<S>& the) {
             the.amsgrad = [](const AmsGrad<S>& p) { return Method<S>(GradientDescent<S>{p.eta}); };
           }>},
    Mutant{.name = "amsgrad_forgets_the_largest",
           .file = "src/optim/amsgrad.hpp",
           .what = "the second moment itself, not the largest so far",
           .must_be_killed_by = killed_by<"D28b", "D30b", "D32b">,
           .on_trial = with_bug<[]<class S>(Implementation<S>& the) {
             the.amsgrad = [](const AmsGrad<S>& p) {
               return Method<S>(Adam<S>{p.eta, p.beta1, p.beta2, p.epsilon});
             };
           }>},
    Mutant{.name = "adamw_decay_in_the_gradient",
           .file = "src/optim/weight_decay.hpp",
           .what = "the decay passes through the moments, as in Adam with an L2 penalty",
           .must_be_killed_by = killed_by<"D13a">,
           .on_trial = with_bug<[]<class S>(Implementation<S>& the) {
             the.adamw = [](const AdamW<S>& p) {
               return Method<S>(AdamL2<S>{{p.eta, p.beta1, p.beta2, p.epsilon}, p.weight_decay});
             };
           }>},
};

}  // namespace

std::span<const Mutant> optimiser_mutants() { return mutants; }

}  // namespace adamant
