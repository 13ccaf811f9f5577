#include "optim/method_names.hpp"

#include "optim/adagrad.hpp"
#include "optim/adagrad_norm.hpp"
#include "optim/adam.hpp"
#include "optim/amsgrad.hpp"
#include "optim/block.hpp"
#include "optim/gradient_descent.hpp"
#include "optim/greedy_coordinate_descent.hpp"
#include "optim/heavy_ball.hpp"
#include "optim/muon.hpp"
#include "optim/nesterov.hpp"
#include "optim/nesterov_sequence.hpp"
#include "optim/normalised_gradient_descent.hpp"
#include "optim/projected.hpp"
#include "optim/rmsprop.hpp"
#include "optim/scalar_adam.hpp"
#include "optim/shampoo.hpp"
#include "optim/sign_descent.hpp"
#include "optim/spectral_descent.hpp"
#include "optim/weight_decay.hpp"
#include "scalar/decimal.hpp"

#include <array>
#include <charconv>

namespace adamant {
namespace {

template <Real S>
struct HyperParameter {
  const char* name;
  S* value;
};

/// Those that the optimiser has.
template <class O>
std::vector<HyperParameter<typename O::Scalar>> hyper_parameters_of(O& o) {
  std::vector<HyperParameter<typename O::Scalar>> all;
  if constexpr (requires { o.eta; }) all.push_back({"eta", &o.eta});
  if constexpr (requires { o.beta1; }) all.push_back({"beta1", &o.beta1});
  if constexpr (requires { o.beta2; }) all.push_back({"beta2", &o.beta2});
  if constexpr (requires { o.beta; }) all.push_back({"beta", &o.beta});
  if constexpr (requires { o.mu; }) all.push_back({"mu", &o.mu});
  if constexpr (requires { o.epsilon; }) all.push_back({"epsilon", &o.epsilon});
  if constexpr (requires { o.eta_complement; })
    all.push_back({"eta-complement", &o.eta_complement});
  if constexpr (requires { o.s_0; }) all.push_back({"s-0", &o.s_0});
  if constexpr (requires { o.tolerance; }) all.push_back({"tolerance", &o.tolerance});
  if constexpr (requires { o.weight_decay; }) all.push_back({"weight-decay", &o.weight_decay});
  return all;
}

template <Real S>
S parse_hyper_parameter(const std::string& name, const std::string& text) {
  try {
    const S x = parse<S>(text);
    if (is_finite(x)) return x;
  } catch (const ParseError& error) {
    throw std::invalid_argument(name + ": " + error.what());
  }
  throw std::invalid_argument(name + " is " + text + ", expected a finite number");
}

/// Sets what was given; every name in `given` must be among `all`.
template <Real S>
void set(const std::vector<HyperParameter<S>>& all, std::string_view name,
         const HyperParameters& given) {
  std::string has;
  std::size_t used = 0;
  for (const auto& [parameter, value] : all) {
    has += (has.empty() ? "" : ", ") + std::string(parameter);
    const auto entry = given.find(parameter);
    if (entry == given.end()) continue;
    *value = parse_hyper_parameter<S>(parameter, entry->second);
    ++used;
  }
  if (used == given.size()) return;
  for (const auto& [parameter, text] : given)
    if ((", " + has + ",").find(", " + parameter + ",") == std::string::npos)
      throw std::invalid_argument(std::string(name) + " has no " + parameter + "; it has " + has);
}

std::string shortest(double x) {
  char buffer[32];
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, x).ptr};
}

template <template <class> class O>
struct Maker {
  template <Real S>
  static ScaledMethod<S> make(std::string_view name, const HyperParameters& given,
                              const Mask& Omega) {
    O<S> optimiser;
    set(hyper_parameters_of(optimiser), name, given);
    if constexpr (requires { optimiser.Omega; }) optimiser.Omega = Omega;
    optimiser.check();
    return [optimiser](const S& factor) {
      O<S> scaled = optimiser;
      scaled.eta = scaled.eta * factor;
      if constexpr (requires { scaled.eta_complement; })
        scaled.eta_complement = scaled.eta_complement * factor;
      return Method<S>(scaled);
    };
  }
  static std::string describe(std::string_view name, const HyperParameters& given) {
    std::string text(name);
    O<double> optimiser;
    const auto all = hyper_parameters_of(optimiser);
    set(all, name, given);
    for (const auto& [parameter, value] : all) {
      const auto entry = given.find(parameter);
      text += std::string(", ") + parameter + " " +
              (entry == given.end() ? shortest(*value) : entry->second);
    }
    return text;
  }
};

/// Every optimiser once: calls f(name, Maker) until it returns true.
template <class F>
bool any_method(const F& f) {
  return f("GradientDescent", Maker<GradientDescent>()) ||
         f("NormalisedGradientDescent", Maker<NormalisedGradientDescent>()) ||
         f("GreedyCoordinateDescent", Maker<GreedyCoordinateDescent>()) ||
         f("SignDescent", Maker<SignDescent>()) || f("SpectralDescent", Maker<SpectralDescent>()) ||
         f("HeavyBall", Maker<HeavyBall>()) || f("Nesterov", Maker<Nesterov>()) ||
         f("NesterovReparametrised", Maker<NesterovReparametrised>()) ||
         f("NesterovSequence", Maker<NesterovSequence>()) || f("AdaGrad", Maker<AdaGrad>()) ||
         f("AdaGradNorm", Maker<AdaGradNorm>()) || f("RmsProp", Maker<RmsProp>()) ||
         f("RmsPropCorrected", Maker<RmsPropCorrected>()) || f("Adam", Maker<Adam>()) ||
         f("AdamEpsilonHat", Maker<AdamEpsilonHat>()) ||
         f("AdamEpsilonInside", Maker<AdamEpsilonInside>()) ||
         f("AdamUncorrected", Maker<AdamUncorrected>()) || f("AmsGrad", Maker<AmsGrad>()) ||
         f("AmsGradUncorrectedMax", Maker<AmsGradUncorrectedMax>()) ||
         f("AmsGradUncorrected", Maker<AmsGradUncorrected>()) || f("AdamW", Maker<AdamW>()) ||
         f("AdamWFixedDecay", Maker<AdamWFixedDecay>()) || f("AdamL2", Maker<AdamL2>()) ||
         f("ScalarAdam", Maker<ScalarAdam>()) || f("BlockAdam", Maker<BlockAdam>()) ||
         f("BlockGradientDescent", Maker<BlockGradientDescent>()) ||
         f("FeasibleDescent", Maker<FeasibleDescent>()) || f("Muon", Maker<Muon>()) ||
         f("MuonNesterov", Maker<MuonNesterov>()) || f("Shampoo", Maker<Shampoo>());
}

[[noreturn]] void no_such_method(std::string_view name) {
  if (name == "Newton")
    throw std::invalid_argument(
        "Newton cannot run here: the Hessian of a completion loss, P_Omega, has no inverse where "
        "an "
        "entry is unobserved");
  std::string all;
  for (const std::string& known : method_names()) all += (all.empty() ? "" : ", ") + known;
  throw std::invalid_argument("there is no optimiser '" + std::string(name) + "'; there are " +
                              all);
}

}  // namespace

template <Real S>
ScaledMethod<S> make_scaled_method(std::string_view name, const HyperParameters& given,
                                   const Mask& Omega) {
  ScaledMethod<S> made;
  any_method([&]<class M>(std::string_view known, const M&) {
    if (name == known) made = M::template make<S>(name, given, Omega);
    return name == known;
  });
  if (!made) no_such_method(name);
  return made;
}

std::vector<std::string> method_names() {
  std::vector<std::string> names;
  any_method([&](const char* name, const auto&) {
    names.emplace_back(name);
    return false;
  });
  return names;
}

std::string describe_method(std::string_view name, const HyperParameters& given) {
  std::string text;
  any_method([&]<class M>(std::string_view known, const M&) {
    if (name == known) text = M::describe(name, given);
    return name == known;
  });
  if (text.empty()) no_such_method(name);
  return text;
}

template ScaledMethod<double> make_scaled_method(std::string_view, const HyperParameters&,
                                                 const Mask&);
template ScaledMethod<Real113> make_scaled_method(std::string_view, const HyperParameters&,
                                                  const Mask&);
template ScaledMethod<Real256> make_scaled_method(std::string_view, const HyperParameters&,
                                                  const Mask&);
template ScaledMethod<Real512> make_scaled_method(std::string_view, const HyperParameters&,
                                                  const Mask&);

}  // namespace adamant
