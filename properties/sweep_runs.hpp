#pragma once

#include "properties/shell.hpp"
#include "properties/temporary_folder.hpp"

namespace adamant {

/// A small sweep of the program in a folder of its own: tuned arms, so two rounds.
class SweepRun {
 public:
  explicit SweepRun(int T) {
    folder_.write("spec.json",
                  R"({"experiments": ["H1"], "scale": "quick", "sizes": {"n": 12}, "seeds": 4,)"
                  R"( "tuning_seeds": 2, "batch": 2, "T_113": 5, "T": )" +
                      std::to_string(T) + "}");
  }
  Typed plan(const std::string& name, int shards) const {
    return sweep("plan '" + folder_.path("spec.json") + "' --shards " + std::to_string(shards) +
                 " --out '" + path(name) + "'");
  }
  Typed sweep(const std::string& words) const { return shell(command(words)); }
  static std::string command(const std::string& words) {
    return "'" ADAMANT_PROGRAM "' sweep " + words;
  }
  /// The bytes of a sweep that one process ran from beginning to end.
  std::string undisturbed() const {
    if (plan("serial", 1).code != 0) return "";
    if (sweep("submit '" + path("serial") + "' --jobs 1").code != 0) return "";
    return merged("serial");
  }
  std::string merged(const std::string& name) const {
    return folder_.read(name + "/merged.txt") + folder_.read(name + "/measured.json");
  }
  std::string path(const std::string& name) const { return folder_.path(name); }

 private:
  TemporaryFolder folder_;
};

}  // namespace adamant
