#include "spectral/digit_memory.hpp"

#include <algorithm>
#include <iterator>
#include <new>

namespace adamant {
namespace {

constexpr std::align_val_t cache_line{64};
constexpr std::size_t kept_at_most = std::size_t{16} << 20, most_blocks = 64;

class KeptMemory {
 public:
  KeptMemory() { blocks_.reserve(most_blocks + 1); }
  KeptMemory(const KeptMemory&) = delete;
  KeptMemory& operator=(const KeptMemory&) = delete;
  ~KeptMemory() {
    while (!blocks_.empty()) free_oldest();
  }

  void* take(std::size_t bytes) {
    const auto found = std::find_if(blocks_.rbegin(), blocks_.rend(),
                                    [&](const Block& b) { return b.bytes == bytes; });
    if (found == blocks_.rend()) return ::operator new(bytes, cache_line);
    void* const memory = found->memory;
    kept_ -= bytes;
    blocks_.erase(std::next(found).base());
    return memory;
  }

  void give_back(void* memory, std::size_t bytes) {
    if (bytes > kept_at_most) return ::operator delete(memory, cache_line);
    blocks_.push_back({memory, bytes});
    kept_ += bytes;
    while (kept_ > kept_at_most || blocks_.size() > most_blocks) free_oldest();
  }

 private:
  struct Block {
    void* memory;
    std::size_t bytes;
  };

  void free_oldest() {
    kept_ -= blocks_.front().bytes;
    ::operator delete(blocks_.front().memory, cache_line);
    blocks_.erase(blocks_.begin());
  }

  std::vector<Block> blocks_;
  std::size_t kept_ = 0;
};

thread_local KeptMemory kept_memory;

}  // namespace

void* take_digit_memory(std::size_t bytes) { return kept_memory.take(bytes); }
void give_digit_memory_back(void* memory, std::size_t bytes) {
  kept_memory.give_back(memory, bytes);
}

}  // namespace adamant
