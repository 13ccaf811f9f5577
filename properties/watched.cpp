#include "properties/watched.hpp"

#include "properties/implementation.hpp"

#include <tuple>
#include <utility>

namespace adamant {
namespace {

/// Every part, in order. A part that is missing here makes every mutant be tried on every claim.
template <class S>
constexpr auto parts() {
  using I = Implementation<S>;
  return std::tuple{&I::gradient_descent,
                    &I::heavy_ball,
                    &I::nesterov,
                    &I::nesterov_reparametrised,
                    &I::adagrad,
                    &I::rmsprop,
                    &I::rmsprop_corrected,
                    &I::adam,
                    &I::adam_epsilon_hat,
                    &I::adam_epsilon_inside,
                    &I::adam_uncorrected,
                    &I::sign_descent,
                    &I::greedy_coordinate_descent,
                    &I::normalised_gradient_descent,
                    &I::nesterov_sequence,
                    &I::adagrad_norm,
                    &I::amsgrad,
                    &I::amsgrad_uncorrected_max,
                    &I::amsgrad_uncorrected,
                    &I::adamw,
                    &I::adamw_fixed_decay,
                    &I::adam_l2,
                    &I::scalar_adam,
                    &I::block_adam,
                    &I::block_gradient_descent,
                    &I::feasible_descent,
                    &I::projected_descent,
                    &I::muon,
                    &I::muon_nesterov,
                    &I::spectral_descent,
                    &I::shampoo,
                    &I::newton_step,
                    &I::thin_svd,
                    &I::polar,
                    &I::ratio_value,
                    &I::ratio_gradient,
                    &I::nuclear_gradient,
                    &I::effective_rank,
                    &I::completion_loss,
                    &I::completion_gradient,
                    &I::absolute_gradient,
                    &I::quartic_gradient,
                    &I::huber_loss_gradient,
                    &I::absolute_proximal,
                    &I::quadratic_value,
                    &I::quadratic_gradient,
                    &I::heavy_ball_cycle_value,
                    &I::heavy_ball_cycle_gradient,
                    &I::huber_value,
                    &I::huber_gradient,
                    &I::hyperbola_value,
                    &I::hyperbola_gradient,
                    &I::hyperbola_hessian,
                    &I::nesterov_worst_value,
                    &I::nesterov_worst_gradient,
                    &I::end_to_end,
                    &I::layer_gradients};
}

constexpr std::size_t listed = std::tuple_size_v<decltype(parts<double>())>;
constexpr std::size_t present = sizeof(Implementation<double>) / sizeof(void (*)());

Parts called;

template <class S>
const Implementation<S>& plain() {
  static const Implementation<S> the = reference_implementation<S>();
  return the;
}

template <class S, std::size_t i, class R, class... A>
constexpr auto noting(R (*Implementation<S>::*)(A...)) -> R (*)(A...) {
  return [](A... a) -> R {
    called.set(i);
    constexpr auto part = std::get<i>(parts<S>());
    return (plain<S>().*part)(std::forward<A>(a)...);
  };
}

/// f(part, its number) for every listed part.
template <class S, class F>
void for_each_part(F f) {
  [&]<std::size_t... i>(std::index_sequence<i...>) {
    (f.template operator()<i>(std::get<i>(parts<S>())), ...);
  }
  (std::make_index_sequence<listed>{});
}

const OnTrial& watched() {
  static const OnTrial on_trial = [] {
    OnTrial all = reference();
    all.at_every_scalar([]<class S>(Implementation<S>& the) {
      for_each_part<S>([&]<std::size_t i>(auto part) {
        if (the.*part) the.*part = noting<S, i>(part);
      });
    });
    return all;
  }();
  return on_trial;
}

Parts take() {
  Parts since = std::exchange(called, {});
  if (!all_parts_are_watched()) since.set(listed);
  return since;
}

template <class S>
void note_changes(const Implementation<S>& mutant, Parts& changed) {
  for_each_part<S>([&]<std::size_t i>(auto part) {
    if (mutant.*part != plain<S>().*part) changed.set(i);
  });
}

Parts changed_in(const OnTrial& mutant) {
  Parts changed;
  note_changes(mutant.at_53, changed);
  note_changes(mutant.at_113, changed);
  note_changes(mutant.at_256, changed);
  note_changes(mutant.at_512, changed);
  note_changes(mutant.exact, changed);
  note_changes(mutant.balls, changed);
  note_changes(mutant.symbols, changed);
  if (!all_parts_are_watched()) changed.set(listed);
  return changed;
}

}  // namespace

std::size_t parts_watched() { return listed; }

bool all_parts_are_watched() { return listed == present; }

const Watch& watch() {
  static constexpr Watch the_watch{watched, take, changed_in};
  return the_watch;
}

}  // namespace adamant
