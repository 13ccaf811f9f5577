#include "properties/gradient_shapes.hpp"
#include "properties/penalty_statements.hpp"
#include "properties/problem_shapes.hpp"
#include "properties/properties.hpp"
#include "properties/statements.hpp"

#include <array>

namespace adamant {
namespace {

/// T gradients of two coordinates: a bug that lets one coordinate see another does not hide.
symbols::Made<GradientRun> two_coordinates(int T) {
  auto made = symbols::of_any_epsilon(T);
  for (int t = 1; t <= T; ++t)
    made.first.G[static_cast<std::size_t>(t - 1)] = symbols::matrix("g" + std::to_string(t), 2, 1);
  return made;
}

constexpr auto runs = shape<GradientRun, two_coordinates>(gradient_runs, "T", 1, 3, 2);

template <class S>
const Implementation<S>& original() {
  static const Implementation<S> the = reference_implementation<S>();
  return the;
}

/// f of the part on trial and of the reference's; nothing where they are one function.
template <class S, auto part, class F>
Finding is_the_reference(const Implementation<S>& the, F f) {
  const auto tried = part(the), sound = part(original<S>());
  return eq<S>(f(tried), f(sound)).non_vacuous_if(tried != sound);
}

/// U_1, …, U_T of a method with the hyper-parameters that `hyper` makes.
template <auto part, auto hyper>
constexpr auto same_updates = []<class S>(const Implementation<S>& the, const GradientRun& x) {
  return is_the_reference<S, part>(the, [&](auto make) {
    return updates<S>(make(hyper.template operator()<S>(x)), x.gradients<S>());
  });
};

template <template <class> class O>
constexpr auto of_rate = []<class S>(const GradientRun& x) { return O<S>{.eta = x.eta.as<S>()}; };
template <template <class> class O>
constexpr auto of_momentum =
    []<class S>(const GradientRun& x) { return O<S>{.eta = x.eta.as<S>(), .mu = x.beta1.as<S>()}; };
template <template <class> class O>
constexpr auto of_beta2 = []<class S>(const GradientRun& x) {
  return O<S>{.eta = x.eta.as<S>(), .beta = x.beta2.as<S>(), .epsilon = x.epsilon.as<S>()};
};
template <template <class> class O>
constexpr auto of_epsilon = []<class S>(const GradientRun& x) {
  return O<S>{.eta = x.eta.as<S>(), .epsilon = x.epsilon.as<S>()};
};
template <template <class> class O>
constexpr auto of_adam = []<class S>(const GradientRun& x) { return O<S>{adam_of<S>(x)}; };
template <template <class> class O>
constexpr auto of_amsgrad = []<class S>(const GradientRun& x) {
  O<S> p;
  static_cast<Adam<S>&>(p) = adam_of<S>(x);
  return p;
};

/// W_T of a run on a quadratic: where the method asks for gradients matters too.
template <auto part, auto hyper>
constexpr auto same_ends = []<class S>(const Implementation<S>& the, const QuadraticRun& x) {
  return is_the_reference<S, part>(the, [&](auto make) {
    const Quadratic<S> f = x.objective<S>();
    return trajectory<S>(
               make(hyper.template operator()<S>(x)), x.x.as<S>(),
               [&](const Matrix<S>& at) { return f.gradient(at); }, x.T)
        .back();
  });
};
template <template <class> class O>
constexpr auto of_momentum_on_a_quadratic =
    []<class S>(const QuadraticRun& x) { return O<S>{.eta = x.eta.as<S>(), .mu = x.mu.as<S>()}; };
constexpr auto of_start = []<class S>(const GradientRun& x) {
  return AdaGradNorm<S>{.eta = x.eta.as<S>(), .s_0 = x.beta2.as<S>(), .epsilon = x.epsilon.as<S>()};
};

/// 1 where it has a value at W = 0, else 0.
template <class S, class Part, class... Rest>
S defined_at_zero(Part part, const SpectralMatrix& x, const Rest&... rest) {
  auto svd = x.svd<S>();
  svd.sigma.setZero();
  return part(svd, rest...) ? S(1) : S(0);
}
/// Both parts are to be undefined at W = 0, like the reference.
constexpr auto ratio_gradients = []<class S>(const Implementation<S>& the,
                                             const SpectralMatrix& x) {
  return is_the_reference<S, [](auto& i) { return i.ratio_gradient; }>(the, [&](auto gradient) {
    const Matrix<S> G = gradient(x.svd<S>(), S(0)).value();
    Matrix<S> both(G.rows() + 1, G.cols());
    both << G, Matrix<S>::Constant(1, G.cols(), defined_at_zero<S>(gradient, x, S(0)));
    return both;
  });
};
constexpr auto ratio_values = []<class S>(const Implementation<S>& the, const SpectralMatrix& x) {
  return is_the_reference<S, [](auto& i) { return i.ratio_value; }>(the, [&](auto value) {
    Matrix<S> both(2, 1);
    both << value(x.svd<S>()).value(), defined_at_zero<S>(value, x);
    return both;
  });
};
constexpr auto nuclear_gradients = []<class S>(const Implementation<S>& the,
                                               const SpectralMatrix& x) {
  return is_the_reference<S, [](auto& i) { return i.nuclear_gradient; }>(
      the, [&](auto gradient) { return gradient(x.svd<S>(), S(0)); });
};
template <LossScale scale, class S>
Completion<S> scaled(const CompletionRun& x) {
  Completion<S> f = x.problem<S>();
  f.scale = scale;
  return f;
}
template <LossScale scale>
constexpr auto completion_losses =
    []<class S>(const Implementation<S>& the, const CompletionRun& x) {
      return is_the_reference<S, [](auto& i) { return i.completion_loss; }>(the, [&](auto loss) {
        return Matrix<S>(Matrix<S>::Constant(1, 1, loss(scaled<scale, S>(x), x.W.as<S>())));
      });
    };
template <LossScale scale>
constexpr auto completion_gradients =
    []<class S>(const Implementation<S>& the, const CompletionRun& x) {
      return is_the_reference<S, [](auto& i) { return i.completion_gradient; }>(
          the, [&](auto gradient) { return gradient(scaled<scale, S>(x), x.W.as<S>()); });
    };
constexpr auto newton_steps = []<class S>(const Implementation<S>& the, const QuadraticRun& x) {
  return is_the_reference<S, [](auto& i) { return i.newton_step; }>(
      the, [&](auto step) { return step(x.H.as<S>(), x.b.as<S>()).value(); });
};
/// The step of a singular Hessian, or (0, …, 0, 1) where there is none. Not on symbols, where the step divides by
/// what is not shown to differ from 0.
constexpr auto newton_steps_of_rank_one = []<class S>(const Implementation<S>& the,
                                                      const QuadraticRun& x) {
  Matrix<S> v = Matrix<S>::Constant(x.n() + 1, 1, S(1));
  v.topRows(x.n()) = x.d.as<S>();
  return is_the_reference<S, [](auto& i) { return i.newton_step; }>(the, [&](auto step) {
    Matrix<S> none = Matrix<S>::Zero(v.rows(), 1);
    none(x.n()) = S(1);
    if constexpr (Symbolic<S>) {
      (void)step;
      return none;
    } else {
      return step(v * v.transpose(), v).value_or(none);
    }
  });
};
constexpr auto quadratic_gradients = []<class S>(const Implementation<S>& the,
                                                 const QuadraticRun& x) {
  return is_the_reference<S, [](auto& i) { return i.quadratic_gradient; }>(
      the, [&](auto gradient) { return gradient(x.objective<S>(), x.x.as<S>()); });
};
constexpr auto quadratic_values = []<class S>(const Implementation<S>& the, const QuadraticRun& x) {
  return is_the_reference<S, [](auto& i) { return i.quadratic_value; }>(the, [&](auto value) {
    return Matrix<S>(Matrix<S>::Constant(1, 1, value(x.objective<S>(), x.x.as<S>())));
  });
};

constexpr Source sources{"note", "the reference"};

template <class T, class Statement>
constexpr Claim same(std::string_view part, const ShapeOf<T>& shape, Statement statement) {
  return {.id = part,
          .name = part,
          .states = "it does what the reference does",
          .given = "the same input",
          .source = sources,
          .holds = {proved(shape, statement), Evidence{.kind = EvidenceKind::forall,
                                                       .domain = shape.domain,
                                                       .tiers = on_the_ladder<T, Statement>()}}};
}

template <auto part, auto hyper>
constexpr Claim same_steps(std::string_view name) {
  return same(name, runs, same_updates<part, hyper>);
}

constexpr std::array claims{
    same_steps<[](auto& i) { return i.gradient_descent; }, of_rate<GradientDescent>>(
        "gradient_descent"),
    same_steps<[](auto& i) { return i.heavy_ball; }, of_momentum<HeavyBall>>("heavy_ball"),
    same_steps<[](auto& i) { return i.nesterov; }, of_momentum<Nesterov>>("nesterov"),
    same("nesterov", symbolic_quadratics,
         same_ends<[](auto& i) { return i.nesterov; }, of_momentum_on_a_quadratic<Nesterov>>),
    same_steps<[](auto& i) { return i.nesterov_reparametrised; },
               of_momentum<NesterovReparametrised>>("nesterov_reparametrised"),
    same_steps<[](auto& i) { return i.adagrad; }, of_epsilon<AdaGrad>>("adagrad"),
    same_steps<[](auto& i) { return i.adagrad_norm; }, of_start>("adagrad_norm"),
    same_steps<[](auto& i) { return i.rmsprop; }, of_beta2<RmsProp>>("rmsprop"),
    same_steps<[](auto& i) { return i.rmsprop_corrected; }, of_beta2<RmsPropCorrected>>(
        "rmsprop_corrected"),
    same_steps<[](auto& i) { return i.adam; }, of_adam<Adam>>("adam"),
    same_steps<[](auto& i) { return i.adam_epsilon_hat; }, of_adam<AdamEpsilonHat>>(
        "adam_epsilon_hat"),
    same_steps<[](auto& i) { return i.adam_epsilon_inside; }, of_adam<AdamEpsilonInside>>(
        "adam_epsilon_inside"),
    same_steps<[](auto& i) { return i.adam_uncorrected; }, of_adam<AdamUncorrected>>(
        "adam_uncorrected"),
    same_steps<[](auto& i) { return i.amsgrad; }, of_amsgrad<AmsGrad>>("amsgrad"),
    same_steps<[](auto& i) { return i.amsgrad_uncorrected_max; },
               of_amsgrad<AmsGradUncorrectedMax>>("amsgrad_uncorrected_max"),
    same_steps<[](auto& i) { return i.amsgrad_uncorrected; }, of_amsgrad<AmsGradUncorrected>>(
        "amsgrad_uncorrected"),
    same_steps<[](auto& i) { return i.adamw; }, of_amsgrad<AdamW>>("adamw"),
    same_steps<[](auto& i) { return i.adamw_fixed_decay; }, of_amsgrad<AdamWFixedDecay>>(
        "adamw_fixed_decay"),
    same_steps<[](auto& i) { return i.adam_l2; }, of_amsgrad<AdamL2>>("adam_l2"),
    same_steps<[](auto& i) { return i.scalar_adam; }, of_amsgrad<ScalarAdam>>("scalar_adam"),
    same_steps<[](auto& i) { return i.sign_descent; }, of_rate<SignDescent>>("sign_descent"),
    same_steps<[](auto& i) { return i.normalised_gradient_descent; },
               of_rate<NormalisedGradientDescent>>("normalised_gradient_descent"),
    same_steps<[](auto& i) { return i.greedy_coordinate_descent; },
               of_rate<GreedyCoordinateDescent>>("greedy_coordinate_descent"),
    same_steps<[](auto& i) { return i.nesterov_sequence; }, of_rate<NesterovSequence>>(
        "nesterov_sequence"),
    same("ratio_value", symbolic_spectra, ratio_values),
    same("ratio_gradient", symbolic_spectra, ratio_gradients),
    same("nuclear_gradient", symbolic_spectra, nuclear_gradients),
    same("nuclear_gradient", symbolic_low_rank, nuclear_gradients),
    same("completion_loss", symbolic_completions, completion_losses<LossScale::half_sum>),
    same("completion_loss", symbolic_completions, completion_losses<LossScale::mean>),
    same("completion_gradient", symbolic_completions, completion_gradients<LossScale::half_sum>),
    same("completion_gradient", symbolic_completions, completion_gradients<LossScale::mean>),
    same("quadratic_value", symbolic_quadratics, quadratic_values),
    same("quadratic_gradient", symbolic_quadratics, quadratic_gradients),
    same("newton_step", symbolic_positive_definite_quadratics, newton_steps),
    same("newton_step", symbolic_quadratics, newton_steps_of_rank_one),
};

}  // namespace

std::span<const Claim> difference_claims() { return claims; }

}  // namespace adamant
