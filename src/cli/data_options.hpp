#pragma once

#include <string>

namespace CLI {
class App;
}

namespace adamant {

struct DataOptions {
  enum class Verb { list, fetch, compare } verb = Verb::list;
  std::string name;
  std::string out = ".";
  std::string matrix;   ///< a file
  std::string densest;  ///< m,n: of it only its densest part
  std::string centre = "mean";
  std::string clamp;  ///< LO:HI
  double hold_out = 0.2;
  unsigned seed = 0;
  int splits = 3;
  long steps = 1000;
  int jobs = 1;
  std::string csv;
};

void add_data_options(CLI::App& app, DataOptions& options);

}  // namespace adamant
