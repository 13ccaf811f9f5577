#include "lab/numerics_version.hpp"

#include "lab/words.hpp"
#include "scalar/environment.hpp"

namespace adamant {

/// The build writes it: cmake/WriteSourceHash.cmake.
const char* numerics_hash();

const std::string& numerics_version() {
  static const std::string version = [] {
    std::string text = numerics_hash();
    for (const auto& [name, value] : build_description()) text += "\n" + name + " " + value;
    return content_hash(text);
  }();
  return version;
}

}  // namespace adamant
