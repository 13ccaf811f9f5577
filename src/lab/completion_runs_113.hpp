#pragma once

#include "lab/cell.hpp"
#include "lab/completion_plan.hpp"

namespace adamant {

/// The run of a seed at 113 bits, by the same steps as at 53: arithmetic and polar factors at that tier, errors
/// and recorders in doubles of its iterates.
///
/// Cost  a refined polar factor a step: some milliseconds at 30 × 30.
Outcome run_at_113(const CompletionPlan& plan, const Words& with, std::uint64_t seed);

}  // namespace adamant
