#pragma once

#include "problem/text_file.hpp"
#include "scalar/splitmix.hpp"

#include <functional>

namespace adamant {

/// The line of the InputError that `reading` ends with; nothing where it reads.
inline std::string complaint(const std::function<void()>& reading) {
  try {
    reading();
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

struct MutationCounts {
  int read = 0;
  int refused = 0;
  int wrong = 0;  ///< read, and `reading` did not like the result, or a complaint of several lines
};

/// Feeds `count` texts to `reading`: each a seed with one to three bytes changed, put in or taken out. Most
/// changes are behind the first line, most bytes come from `alphabet`. An exception that is no InputError gets out.
inline MutationCounts survive_mutations(const std::vector<std::string>& seeds,
                                        const std::string& alphabet, int count,
                                        const std::function<bool(const std::string&)>& reading) {
  SplitMix random(20200617);
  MutationCounts counts;
  for (int k = 0; k < count; ++k) {
    std::string text = seeds[random.below(seeds.size())];
    for (std::uint64_t changes = 1 + random.below(3); changes > 0 && !text.empty(); --changes) {
      const std::size_t body = random.below(8) ? text.find('\n') + 1 : 0;
      const std::size_t at = body < text.size() ? body + random.below(text.size() - body) : 0;
      const char byte = random.below(8) ? alphabet[random.below(alphabet.size())]
                                        : static_cast<char>(random.below(256));
      switch (random.below(10)) {
        case 0:
          text.resize(at);
          break;
        case 1:
        case 2:
          text.erase(at, 1 + random.below(3));
          break;
        case 3:
        case 4:
          text.insert(at, 1, byte);
          break;
        default:
          text[at] = byte;
      }
    }
    try {
      reading(text) ? ++counts.read : ++counts.wrong;
    } catch (const InputError& error) {
      ++counts.refused;
      if (std::string(error.what()).find('\n') != std::string::npos) ++counts.wrong;
    }
  }
  return counts;
}

}  // namespace adamant
