#include "problem/ratings.hpp"

#include "problem/cells.hpp"

#include <map>
#include <unordered_map>

namespace adamant {
namespace {

/// Numbers for ids, in order of appearance.
class Ids {
 public:
  Index number_of(const std::string& id) {
    const auto [entry, fresh] = number_.emplace(id, static_cast<Index>(names.size()));
    if (fresh) names.push_back(id);
    return entry->second;
  }
  std::vector<std::string> names;

 private:
  std::unordered_map<std::string, Index> number_;
};

struct Rating {
  Index user, item;
  double value;
};

}  // namespace

ObservedMatrix read_ratings(TextFile& file) {
  Ids users, items;
  std::vector<Rating> ratings;
  std::map<std::pair<Index, Index>, long> line_of;
  std::string_view delimiter;
  for (bool first = true; file.next_filled(); first = false) {
    if (first) delimiter = delimiter_of(file.line());
    const auto cells = split_cells(file, delimiter);
    if (cells.size() != 3 && cells.size() != 4)
      file.fail(std::to_string(cells.size()) + " cells", "user, item, rating and at most a time");
    if (first && cells[2].is_text()) continue;
    if (cells[0].text.empty() || cells[1].text.empty())
      file.fail("an empty id", "a user and an item");
    const double value = number_in(file, cells[2].text);
    const Index user = users.number_of(cells[0].text), item = items.number_of(cells[1].text);
    const auto [before, fresh] = line_of.emplace(std::pair(user, item), file.number());
    if (!fresh)
      file.fail(
          "user " + shown(cells[0].text) + " and item " + shown(cells[1].text) + " a second time",
          "one rating each (first on line " + std::to_string(before->second) + ")");
    ratings.push_back({user, item, value});
    checked_size(file, static_cast<Index>(users.names.size()),
                 static_cast<Index>(items.names.size()));
  }
  if (ratings.empty()) file.fail("no ratings", "lines of user, item, rating");

  ObservedMatrix M(static_cast<Index>(users.names.size()), static_cast<Index>(items.names.size()),
                   "ratings");
  for (const Rating& r : ratings) {
    M.values(r.user, r.item) = r.value;
    M.Omega(r.user, r.item) = true;
  }
  M.row_names = std::move(users.names);
  M.col_names = std::move(items.names);
  return M;
}

}  // namespace adamant
