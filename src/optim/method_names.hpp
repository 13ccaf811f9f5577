#pragma once

#include "optim/optimiser.hpp"
#include "scalar/tier.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace adamant {

/// Hyper-parameters by name, as text: exact decimals (0.01, 1e-8) or quotients (9/10). Each is read exactly
/// and rounded once, to the tier. Names are those of the fields, with - for _: weight-decay.
using HyperParameters = std::map<std::string, std::string>;

/// The method with eta multiplied by a factor. A state belongs to all of them: a schedule takes each step
/// with the method of its own factor, and hands the state on.
template <Real S>
using ScaledMethod = std::function<Method<S>(const S& factor)>;

/// A method by its type's name; what is not given keeps its default. Omega is for the methods that tell
/// observed entries from others; they refuse a W of another shape, the others do not look at it.
///
/// Requires  a known name, hyper-parameters that the method has, values in their range; otherwise
///           std::invalid_argument with one line that says what there is.
/// Undefined Newton: the Hessian of a completion loss, P_Omega, has no inverse.
template <Real S>
ScaledMethod<S> make_scaled_method(std::string_view name, const HyperParameters& given,
                                   const Mask& Omega = Mask());

template <Real S>
Method<S> make_method(std::string_view name, const HyperParameters& given,
                      const Mask& Omega = Mask()) {
  return make_scaled_method<S>(name, given, Omega)(S(1));
}

/// All names, in the order in which they are listed.
std::vector<std::string> method_names();

/// "Adam, eta 0.01, beta1 0.9, …": every hyper-parameter, as it was given or its default.
std::string describe_method(std::string_view name, const HyperParameters& given);

extern template ScaledMethod<double> make_scaled_method(std::string_view, const HyperParameters&,
                                                        const Mask&);
extern template ScaledMethod<Real113> make_scaled_method(std::string_view, const HyperParameters&,
                                                         const Mask&);
extern template ScaledMethod<Real256> make_scaled_method(std::string_view, const HyperParameters&,
                                                         const Mask&);
extern template ScaledMethod<Real512> make_scaled_method(std::string_view, const HyperParameters&,
                                                         const Mask&);

}  // namespace adamant
