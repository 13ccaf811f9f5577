#include "cli/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <numeric>

namespace adamant {

Progress::Progress(std::size_t total) : Progress(std::vector<double>(total, 1.0)) {}

Progress::Progress(std::vector<double> costs)
    : total_(costs.size()), costs_(std::move(costs)), terminal_(isatty(STDERR_FILENO) != 0) {
  whole_ = std::accumulate(costs_.begin(), costs_.end(), 0.0);
}

bool Progress::due() const { return terminal_ && std::chrono::steady_clock::now() >= next_; }

void Progress::advance(const std::string& what) { advance(done_, what); }

void Progress::advance(std::size_t index, const std::string& what) {
  ++done_;
  spent_ += index < costs_.size() ? costs_[index] : 0;
  show(what);
}

void Progress::show(const std::string& what) {
  if (!due()) return;
  const auto now = std::chrono::steady_clock::now();
  next_ = now + std::chrono::milliseconds(100);
  const double elapsed = std::chrono::duration<double>(now - start_).count();
  const double left = spent_ > 0 ? elapsed / spent_ * (whole_ - spent_) : 0;
  const std::size_t filled = 20 * done_ / total_;
  fmt::print(stderr, "\r\033[K[{}{}] {}/{}  {:.0f} s left  {}", std::string(filled, '='),
             std::string(20 - filled, ' '), done_, total_, left, what.substr(0, 40));
}

void Progress::clear() {
  if (terminal_) fmt::print(stderr, "\r\033[K");
}

}  // namespace adamant
