#include "lab/words.hpp"

#include "scalar/decimal.hpp"
#include "scalar/require.hpp"
#include "scalar/splitmix.hpp"

#include <fmt/format.h>

#include <cmath>

namespace adamant {
namespace {

void require_plain(const std::string& text, const char* what) {
  require_text(text.find_first_of(" =;\n\t") == text.npos, what, text, "no space, = or ;");
}

}  // namespace

void require_text(bool condition, const std::string& what, const std::string& value,
                  const std::string& expected) {
  if (!condition) misuse("cell", what.c_str(), value, expected.c_str());
}

Words operator+(Words a, const Words& b) {
  for (const auto& [name, value] : b) a[name] = value;
  return a;
}

std::string text_of(const Words& words) {
  std::string text;
  for (const auto& [name, value] : words) {
    require_plain(name, "a name");
    require_plain(value, "a value");
    text += (text.empty() ? "" : ";") + name + "=" + value;
  }
  return text;
}

Words words_from(std::string_view text) {
  Words words;
  if (text.empty()) return words;
  for (const std::string& pair : split(text, ';')) {
    const auto equals = pair.find('=');
    require_text(equals != pair.npos && equals > 0, "a word", pair, "name=value");
    require_plain(pair.substr(equals + 1), "a value");
    const bool fresh = words.emplace(pair.substr(0, equals), pair.substr(equals + 1)).second;
    require_text(fresh, "a name", pair.substr(0, equals), "each once");
  }
  return words;
}

std::string word(const Words& words, const std::string& name) {
  const auto found = words.find(name);
  require_text(found != words.end(), "the word " + name, "absent", "a value");
  return found->second;
}
std::string word(const Words& words, const std::string& name, const std::string& otherwise) {
  const auto found = words.find(name);
  return found == words.end() ? otherwise : found->second;
}

double number(const Words& words, const std::string& name, const std::string& otherwise) {
  const std::string text = word(words, name, otherwise);
  double x = NAN;
  try {
    x = parse<double>(text);
  } catch (const ParseError&) {
  }
  require_text(std::isfinite(x), name, text, "a finite number");
  return x;
}
double number(const Words& words, const std::string& name) {
  return number(words, name, word(words, name));
}

long whole(const Words& words, const std::string& name, const std::string& otherwise) {
  const double x = number(words, name, otherwise);
  require_text(x == std::floor(x) && std::fabs(x) < 1e15, name, fmt::format("{}", x),
               "a whole number");
  return static_cast<long>(x);
}
long whole(const Words& words, const std::string& name) {
  return whole(words, name, word(words, name));
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0;;) {
    const auto end = text.find(separator, begin);
    parts.emplace_back(text.substr(begin, end - begin));
    if (end == text.npos) return parts;
    begin = end + 1;
  }
}

std::string content_hash(std::string_view text) {
  // Two FNV-1a walks from different starts, each stirred once more at the end.
  std::uint64_t a = 0xCBF29CE484222325u, b = 0x9AE16A3B2F90404Fu;
  for (const char c : text) {
    a = (a ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
    b = SplitMix(b ^ static_cast<unsigned char>(c)).next();
  }
  return fmt::format("{:016x}{:016x}", SplitMix(a).next(), b);
}

}  // namespace adamant
