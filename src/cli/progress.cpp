#include "cli/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

namespace adamant {

Progress::Progress(std::size_t total) : total_(total), terminal_(isatty(STDERR_FILENO) != 0) {}

bool Progress::due() const { return terminal_ && std::chrono::steady_clock::now() >= next_; }

void Progress::advance(const std::string& what) {
  ++done_;
  if (!due()) return;
  const auto now = std::chrono::steady_clock::now();
  next_ = now + std::chrono::milliseconds(100);
  const double elapsed = std::chrono::duration<double>(now - start_).count();
  const double left = elapsed / static_cast<double>(done_) * static_cast<double>(total_ - done_);
  const std::size_t filled = 20 * done_ / total_;
  fmt::print(stderr, "\r\033[K[{}{}] {}/{}  {:.0f} s left  {}", std::string(filled, '='),
             std::string(20 - filled, ' '), done_, total_, left, what.substr(0, 40));
}

void Progress::clear() {
  if (terminal_) fmt::print(stderr, "\r\033[K");
}

}  // namespace adamant
