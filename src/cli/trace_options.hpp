#pragma once

#include <map>
#include <string>

namespace CLI {
class App;
}

namespace adamant {

/// The words of `adamant trace`, numbers as they were typed: they are read once the tier is known.
struct TraceOptions {
  std::string matrix;           ///< a file, or …
  std::string synthetic;        ///< … m,n,r
  std::string format = "auto";  ///< of the file
  std::string scale = "1";      ///< the matrix is multiplied by it
  std::string mask;             ///< a file, or …
  std::string observe;  ///< … the share of the known entries that is observed; all if empty
  std::string seed = "0";
  std::string optimiser = "Adam";
  std::map<std::string, std::string> hyper_parameters;  ///< by name, those that were given
  std::string penalty = "ratio";
  std::string lambda;  ///< 0.01 if empty
  std::string lambda_schedule = "constant";
  std::string loss = "half-sum";
  std::string start = "zero-fill";
  std::string schedule = "constant";
  long steps = 3000;
  long every = 1;
  long rank = 0;  ///< of the subspaces that are compared; 0: chosen
  int bits = 53;
  std::string csv;
  std::string final_matrix;
};

void add_trace_options(CLI::App& app, TraceOptions& options);

}  // namespace adamant
