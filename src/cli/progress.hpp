#pragma once

#include <chrono>
#include <string>

namespace adamant {

/// One line on standard error that says how far a long command is, ten times a second at most; silent
/// unless that is a terminal.
class Progress {
 public:
  explicit Progress(std::size_t total);
  void advance(const std::string& what);
  /// Whether the next advance() will be seen, for a `what` that is worth saving.
  bool due() const;
  void clear();

 private:
  std::size_t total_;
  std::size_t done_ = 0;
  bool terminal_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point next_ = start_;
};

}  // namespace adamant
