#include "properties/domains/frames.hpp"

namespace adamant {

std::string to_text(const Frames& frames) {
  std::string text;
  for (const DyadicOrthogonal& Q : frames) text += to_text(Q);
  return text;
}

void read(std::string_view& text, Frames& frames) {
  frames.clear();
  do {
    read(text, frames.emplace_back());
  } while (text.starts_with('<'));
}

std::vector<Frames> simpler(const Frames& frames) {
  std::vector<Frames> list;
  for (std::size_t k = 1; k + 1 < frames.size(); ++k) {
    list.push_back(frames);
    list.back().erase(list.back().begin() + static_cast<std::ptrdiff_t>(k));
  }
  for (std::size_t k = 0; k < frames.size(); ++k) {
    for (auto& Q : simpler(frames[k])) {
      list.push_back(frames);
      list.back()[k] = std::move(Q);
    }
  }
  return list;
}

}  // namespace adamant
