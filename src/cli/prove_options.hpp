#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace adamant {

/// The words of `adamant prove`.
struct ProveOptions {
  std::vector<std::string> selectors;
  int size = 0;         ///< the largest that is tried; 0: what each claim states
  double seconds = 10;  ///< of one claim at one size
  int jobs = 1;
  std::string mutant;  ///< a glob: these planted bugs are asked about, not the claims
  std::string smt2;
  std::string coq;
  std::string json;
};

void add_prove_options(CLI::App& app, ProveOptions& options);

}  // namespace adamant
