#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace adamant {

/// One line on standard error that says how far a long command is, ten times a second at most; silent
/// unless that is a terminal.
class Progress {
 public:
  explicit Progress(std::size_t total);
  /// Pieces of unequal cost, in any unit, so that the time left is honest.
  explicit Progress(std::vector<double> costs);
  void advance(const std::string& what);
  /// The piece of this index is done.
  void advance(std::size_t index, const std::string& what);
  /// Whether the next advance() will be seen, for a `what` that is worth saving.
  bool due() const;
  void clear();

 private:
  void show(const std::string& what);

  std::size_t total_;
  std::size_t done_ = 0;
  std::vector<double> costs_;
  double whole_ = 0;
  double spent_ = 0;
  bool terminal_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point next_ = start_;
};

}  // namespace adamant
