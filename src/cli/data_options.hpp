#pragma once

#include <string>

namespace CLI {
class App;
}

namespace adamant {

struct DataOptions {
  enum class Verb { list, fetch } verb = Verb::list;
  std::string name;
  std::string out = ".";
};

void add_data_options(CLI::App& app, DataOptions& options);

}  // namespace adamant
