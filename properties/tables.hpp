#pragma once

#include "claim/claim.hpp"

namespace adamant {

/// One table a subject; a letter may have several.
Group descent_claims();
Group steepest_claims();
Group newton_claims();
Group basis_claims();
Group equivariance_claims();
Group momentum_claims();
Group acceleration_claims();
Group krylov_claims();
Group adaptive_claims();
Group adam_claims();
Group adam_bias_claims();
Group adam_invariance_claims();
Group adam_bounds_claims();
Group adam_signal_claims();
Group adam_regret_claims();
Group constant_rate_claims();
Group joint_scale_claims();
Group ratio_claims();
Group span_claims();
Group frame_claims();
Group completion_claims();
Group penalised_completion_claims();
Group harness_claims();
Group ratio_geometry_claims();
Group frame_method_claims();
Group shrinkage_claims();
Group completion_span_claims();
Group feasible_claims();
Group time_scale_claims();
Group loss_form_claims();
Group penalty_flow_claims();
Group depth_claims();
Group depth_rank_claims();
Group depth_flow_claims();
Group adagrad_sum_claims();
Group adam_variant_claims();
/// Those of a letter: all of them by induction over the steps, on symbols.
Group loop_claims(std::string_view letter);
/// Those of a letter: all of them by intervals.
Group certified_claims(std::string_view letter);
/// What the zoo of mutants showed to be missing, by letter.
Group closed_form_claims(std::string_view letter);
Group oracle_claims(std::string_view letter);

}  // namespace adamant
