#pragma once

#include <chrono>
#include <string>

namespace adamant {

/// One line on standard error that says how far a long command is; silent unless that is a terminal.
class Progress {
 public:
  explicit Progress(std::size_t total);
  void advance(const std::string& what);
  void clear();

 private:
  std::size_t total_;
  std::size_t done_ = 0;
  bool terminal_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace adamant
