#include "properties/properties.hpp"

#include "properties/implementation.hpp"
#include "properties/loop.hpp"
#include "properties/tables.hpp"

#include <array>

namespace adamant {

std::span<const Group> all_groups() {
  static const std::array groups{
      // clang-format off
      descent_claims(),
      steepest_claims(),
      newton_claims(),
      basis_claims(),
      equivariance_claims(),
      momentum_claims(),
      acceleration_claims(),
      krylov_claims(),
      adaptive_claims(),
      adam_claims(),
      adam_bias_claims(),
      adam_invariance_claims(),
      adam_bounds_claims(),
      adam_signal_claims(),
      adam_regret_claims(),
      constant_rate_claims(),
      joint_scale_claims(),
      ratio_claims(),
      span_claims(),
      frame_claims(),
      ratio_geometry_claims(),
      frame_method_claims(),
      shrinkage_claims(),
      completion_claims(),
      penalised_completion_claims(),
      completion_span_claims(),
      feasible_claims(),
      time_scale_claims(),
      loss_form_claims(),
      certified_claims("C"),
      certified_claims("D"),
      certified_claims("E"),
      certified_claims("F"),
      penalty_flow_claims(),
      depth_claims(),
      depth_rank_claims(),
      depth_flow_claims(),
      adagrad_sum_claims(),
      adam_variant_claims(),
      loop_claims("A"),
      loop_claims("B"),
      loop_claims("C"),
      adam_loop_claims(),
      scale_loop_claims(),
      loop_claims("F"),
      harness_claims(),
      closed_form_claims("B"),
      closed_form_claims("C"),
      closed_form_claims("D"),
      closed_form_claims("E"),
      closed_form_claims("F"),
      oracle_claims("E"),
      oracle_claims("F"),
      // clang-format on
  };
  return groups;
}

const OnTrial& on_trial() {
  static const OnTrial the_reference = reference();
  return the_reference;
}

}  // namespace adamant
