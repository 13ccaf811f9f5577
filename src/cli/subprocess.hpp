#pragma once

#include <string>
#include <vector>

namespace adamant {

/// How another program ended, and what it wrote.
struct Finished {
  int code =
      0;  ///< its exit code; 127 where there is no such program, 128 + N where signal N ended it
  std::string out;
  std::string err;
};

/// Runs argv[0], found along PATH, with these words and no standard input. Throws std::runtime_error where
/// no process can be started.
Finished run_program(const std::vector<std::string>& argv);

}  // namespace adamant
