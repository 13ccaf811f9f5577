#pragma once

#include "claim/zoo.hpp"
#include "lab/experiment.hpp"

namespace adamant {

/// The whole program over the given tables of claims, the zoo of planted bugs, the experiments and the claims
/// that tell a bug from the reference: parses the command line, runs the command, turns every error into one line on standard error. Returns the exit code.
int run(std::span<const Group> groups, const OnTrial& on_trial, const Zoo& zoo,
        std::span<const ExperimentAt> experiments, std::span<const Claim> differences, int argc,
        const char* const* argv);

}  // namespace adamant
