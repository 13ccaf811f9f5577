#pragma once

#include "claim/mutant.hpp"
#include "lab/experiment.hpp"

namespace adamant {

/// The whole program over the given tables of claims, planted bugs and experiments: parses the command line, runs the command, turns
/// every error into one line on standard error. Returns the exit code.
int run(std::span<const Group> groups, const OnTrial& on_trial, std::span<const Mutant> mutants,
        std::span<const ExperimentAt> experiments, int argc, const char* const* argv);

}  // namespace adamant
