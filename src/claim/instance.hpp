#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace adamant {

/// A stream of bits with mappings that are the same on every platform (the standard's are not).
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  /// splitmix64.
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
  }
  /// Uniform on low, …, high; the bias is below 2^-40 for ranges below 2^24.
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(high - low + 1));
  }
  /// True in `numerator` of `denominator` cases.
  bool chance(int numerator, int denominator) { return between(1, denominator) <= numerator; }
  template <class List>
  auto pick(const List& list) {
    return list[static_cast<std::size_t>(
        between(0, static_cast<std::int64_t>(std::size(list)) - 1))];
  }

 private:
  std::uint64_t state_;
};

/// 64 bits that depend on every byte of `text` and on `seed`: FNV-1a.
constexpr std::uint64_t hash(std::string_view text, std::uint64_t seed = 0) {
  std::uint64_t h = 0xcbf29ce484222325U ^ seed;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return h;
}

/// One input of a claim, whatever its type: the court never looks inside.
using Instance = std::shared_ptr<const void>;

/// The set that a claim quantifies over: how to draw from it, simplify, write and read an element.
struct Domain {
  std::string_view name;  ///< a plural noun, read after "for all"
  std::string_view what;
  /// `size` from 0 to 100 grows over a run: small instances come first.
  Instance (*draw)(Random& random, int size);
  /// Simpler instances of the same domain, the boldest first; every chain of them ends.
  std::vector<Instance> (*simpler)(const Instance& instance);
  /// Exact, without spaces; parse(text(x)) is x.
  std::string (*text)(const Instance& instance);
  /// Throws std::invalid_argument with one line.
  Instance (*parse)(std::string_view text);
  /// The classes that the instance belongs to, for the coverage table.
  std::vector<std::string> (*features)(const Instance& instance);
};

template <class T>
struct DomainOf : Domain {
  using Value = T;
};

}  // namespace adamant
