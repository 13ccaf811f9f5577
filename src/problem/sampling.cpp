#include "problem/sampling.hpp"

#include "scalar/require.hpp"

#include <utility>
#include <vector>

namespace adamant {

Mask sample_entries(const Mask& known, Index count, SplitMix& random) {
  std::vector<Index> entries;
  for (Index k = 0; k < known.size(); ++k)
    if (known.data()[k]) entries.push_back(k);
  require(count >= 0 && count <= static_cast<Index>(entries.size()), "sample_entries", "count",
          count, "at most the number of known entries");
  Mask Omega = Mask::Constant(known.rows(), known.cols(), false);
  for (Index k = 0; k < count; ++k) {
    const auto first = static_cast<std::size_t>(k);
    std::swap(entries[first], entries[first + random.below(entries.size() - first)]);
    Omega.data()[entries[first]] = true;
  }
  return Omega;
}

}  // namespace adamant
