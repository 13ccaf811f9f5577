#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace adamant {

struct SweepOptions {
  enum class Verb { plan, run, status, merge, submit } verb = Verb::status;
  std::string spec;
  int shards = 0;
  std::string folder;
  int shard = 0;
  std::vector<std::string> from;  ///< other folders whose shards are merged in
  std::string engine = "local";
  int jobs = 0;  ///< 0: all processors; as many as Slurm likes
  std::string partition;
};

void add_sweep_options(CLI::App& app, SweepOptions& options);

}  // namespace adamant
