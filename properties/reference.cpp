#include "properties/implementation.hpp"

namespace adamant {

OnTrial reference() {
  return {reference_implementation<double>(),  reference_implementation<Real113>(),
          reference_implementation<Real256>(), reference_implementation<Real512>(),
          reference_implementation<Surd>(),    reference_implementation<Ball>(),
          reference_implementation<Term>()};
}

template <>
const Implementation<double>& implementation(const OnTrial& on_trial) {
  return on_trial.at_53;
}
template <>
const Implementation<Real113>& implementation(const OnTrial& on_trial) {
  return on_trial.at_113;
}
template <>
const Implementation<Real256>& implementation(const OnTrial& on_trial) {
  return on_trial.at_256;
}
template <>
const Implementation<Real512>& implementation(const OnTrial& on_trial) {
  return on_trial.at_512;
}
template <>
const Implementation<Ball>& implementation(const OnTrial& on_trial) {
  return on_trial.balls;
}
template <>
const Implementation<Term>& implementation(const OnTrial& on_trial) {
  return on_trial.symbols;
}
template <>
const Implementation<Surd>& implementation(const OnTrial& on_trial) {
  return on_trial.exact;
}

}  // namespace adamant
