#pragma once

#include "claim/zoo.hpp"

namespace adamant {

/// The whole program over the given tables of claims and the zoo of planted bugs: parses the command line,
/// runs the command, turns every error into one line on standard error. Returns the exit code.
int run(std::span<const Group> groups, const OnTrial& on_trial, const Zoo& zoo, int argc,
        const char* const* argv);

}  // namespace adamant
