#pragma once

#include <cstddef>
#include <vector>

namespace adamant {

/// Memory from the start of a cache line. What is given back a thread keeps for its next use, up to 16 MiB:
/// pages that the system has to clear first would take a fifth of an SVD of 113 bits at n = 32.
void* take_digit_memory(std::size_t bytes);
void give_digit_memory_back(void* memory, std::size_t bytes);

/// It, for std::vector.
template <class T>
struct CacheAligned {
  using value_type = T;
  CacheAligned() = default;
  template <class U>
  CacheAligned(const CacheAligned<U>&) {}  // NOLINT(google-explicit-constructor): as allocators are
  T* allocate(std::size_t count) { return static_cast<T*>(take_digit_memory(count * sizeof(T))); }
  void deallocate(T* p, std::size_t count) { give_digit_memory_back(p, count * sizeof(T)); }
  friend bool operator==(CacheAligned, CacheAligned) { return true; }
};
using AlignedArray = std::vector<double, CacheAligned<double>>;

}  // namespace adamant
