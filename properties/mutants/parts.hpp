#pragma once

#include "properties/mutants/mutants.hpp"

namespace adamant {

/// The reference with a bug at the last rung of the ladder, over exact scalars and on symbols, for half of the compile
/// time: the ladder refutes what is wrong at 512 bits as it does what is wrong at every tier.
template <auto plant>
const OnTrial& with_bug_at_three_scalars() {
  static const OnTrial on_trial = [] {
    OnTrial bugged = reference();
    plant(bugged.at_512);
    plant(bugged.exact);
    plant(bugged.symbols);
    return bugged;
  }();
  return on_trial;
}

/// A bug by `plant`, a lambda over the scalar that changes an Implementation.
template <auto plant>
constexpr Mutant wrong(std::string_view name, std::string_view file, std::string_view what,
                       std::span<const std::string_view> ids) {
  return {.name = name,
          .file = file,
          .what = what,
          .must_be_killed_by = ids,
          .on_trial = with_bug_at_three_scalars<plant>};
}

/// A method O with `change` for its step.
template <template <class> class O, auto part, auto change>
constexpr Mutant wrong_step(std::string_view name, std::string_view file, std::string_view what,
                            std::span<const std::string_view> ids) {
  return wrong<plant_step<O, part, change>>(name, file, what, ids);
}

/// The same at the tiers alone, for what takes an SVD or eigenvalues.
template <template <class> class O, auto part, auto change>
constexpr Mutant wrong_at_tiers(std::string_view name, std::string_view file, std::string_view what,
                                std::span<const std::string_view> ids) {
  return wrong<plant_step_at_tiers<O, part, change>>(name, file, what, ids);
}

inline constexpr auto the_adagrad = [](auto& the) -> auto& { return the.adagrad; };
inline constexpr auto the_adagrad_norm = [](auto& the) -> auto& { return the.adagrad_norm; };
inline constexpr auto the_adam = [](auto& the) -> auto& { return the.adam; };
inline constexpr auto the_adam_l2 = [](auto& the) -> auto& { return the.adam_l2; };
inline constexpr auto the_adam_uncorrected = [](auto& the) -> auto& {
  return the.adam_uncorrected;
};
inline constexpr auto the_adamw = [](auto& the) -> auto& { return the.adamw; };
inline constexpr auto the_adamw_fixed_decay = [](auto& the) -> auto& {
  return the.adamw_fixed_decay;
};
inline constexpr auto the_amsgrad = [](auto& the) -> auto& { return the.amsgrad; };
inline constexpr auto the_amsgrad_uncorrected = [](auto& the) -> auto& {
  return the.amsgrad_uncorrected;
};
inline constexpr auto the_amsgrad_uncorrected_max = [](auto& the) -> auto& {
  return the.amsgrad_uncorrected_max;
};
inline constexpr auto the_block_adam = [](auto& the) -> auto& { return the.block_adam; };
inline constexpr auto the_block_gradient_descent = [](auto& the) -> auto& {
  return the.block_gradient_descent;
};
inline constexpr auto the_feasible_descent = [](auto& the) -> auto& {
  return the.feasible_descent;
};
inline constexpr auto the_gradient_descent = [](auto& the) -> auto& {
  return the.gradient_descent;
};
inline constexpr auto the_greedy_coordinate_descent = [](auto& the) -> auto& {
  return the.greedy_coordinate_descent;
};
inline constexpr auto the_heavy_ball = [](auto& the) -> auto& { return the.heavy_ball; };
inline constexpr auto the_muon = [](auto& the) -> auto& { return the.muon; };
inline constexpr auto the_muon_nesterov = [](auto& the) -> auto& { return the.muon_nesterov; };
inline constexpr auto the_nesterov = [](auto& the) -> auto& { return the.nesterov; };
inline constexpr auto the_nesterov_reparametrised = [](auto& the) -> auto& {
  return the.nesterov_reparametrised;
};
inline constexpr auto the_nesterov_sequence = [](auto& the) -> auto& {
  return the.nesterov_sequence;
};
inline constexpr auto the_normalised_gradient_descent = [](auto& the) -> auto& {
  return the.normalised_gradient_descent;
};
inline constexpr auto the_projected_descent = [](auto& the) -> auto& {
  return the.projected_descent;
};
inline constexpr auto the_rmsprop = [](auto& the) -> auto& { return the.rmsprop; };
inline constexpr auto the_rmsprop_corrected = [](auto& the) -> auto& {
  return the.rmsprop_corrected;
};
inline constexpr auto the_scalar_adam = [](auto& the) -> auto& { return the.scalar_adam; };
inline constexpr auto the_shampoo = [](auto& the) -> auto& { return the.shampoo; };
inline constexpr auto the_sign_descent = [](auto& the) -> auto& { return the.sign_descent; };
inline constexpr auto the_spectral_descent = [](auto& the) -> auto& {
  return the.spectral_descent;
};

std::span<const Mutant> second_moment_mutants();
std::span<const Mutant> wild_adam_mutants();
std::span<const Mutant> everywhere_mutants();

}  // namespace adamant
