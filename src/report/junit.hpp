#pragma once

#include "report/record.hpp"

namespace adamant {

/// The run as JUnit XML: a table of claims is a suite, a claim a case. A claim that is not as wanted is a
/// failure whose message begins with the token that repeats it; one that is undecided is skipped.
std::string junit_xml(const Run& run);

}  // namespace adamant
