#pragma once

#include <string>
#include <vector>

namespace adamant {

/// The kept cases: one token a line in <folder>/<group>.txt, '#' begins a comment. Replayed before any
/// random case. A folder that does not exist has none.
std::vector<std::string> read_worst_cases(const std::string& folder);

/// Adds tokens that are not there yet, each to its group's file, under a comment; a folder that does not
/// exist is left alone. Returns the files written. Throws FileError.
std::vector<std::string> keep_worst_cases(const std::string& folder,
                                          const std::vector<std::string>& tokens,
                                          const std::string& comment);

}  // namespace adamant
