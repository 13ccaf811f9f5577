#include "problem/matrix_market.hpp"

#include <charconv>
#include <unordered_map>

namespace adamant {
namespace {

enum class Symmetry { general, symmetric, skew_symmetric };

struct Banner {
  bool coordinate = false;
  bool integer = false;
  bool pattern = false;
  Symmetry symmetry = Symmetry::general;
};

Banner read_banner(TextFile& file) {
  constexpr auto form =
      "%%MatrixMarket matrix array|coordinate real|integer|pattern "
      "general|symmetric|skew-symmetric";
  if (!file.next()) file.fail("an empty file", form);
  const auto word = words(file.line());
  if (word.size() != 5 || lower_case(word[0]) != "%%matrixmarket" ||
      lower_case(word[1]) != "matrix")
    file.fail(shown(file.line()), form);
  const std::string layout = lower_case(word[2]), field = lower_case(word[3]),
                    symmetry = lower_case(word[4]);
  const auto require_one = [&](bool known, const std::string& found, const char* expected) {
    if (!known) file.fail(shown(found), expected);
  };
  require_one(layout == "array" || layout == "coordinate", layout, "array or coordinate");
  require_one(field == "real" || field == "integer" || field == "pattern", field,
              "real, integer or pattern entries");
  require_one(symmetry == "general" || symmetry == "symmetric" || symmetry == "skew-symmetric",
              symmetry, "general, symmetric or skew-symmetric");
  require_one(field != "pattern" || layout == "coordinate", "array pattern", "coordinate pattern");
  require_one(field != "pattern" || symmetry != "skew-symmetric", "pattern skew-symmetric",
              "a pattern that is general or symmetric");
  return {layout == "coordinate", field == "integer", field == "pattern",
          symmetry == "general"     ? Symmetry::general
          : symmetry == "symmetric" ? Symmetry::symmetric
                                    : Symmetry::skew_symmetric};
}

/// A whole number of at least 0, as a count or an index.
Index count_in(const TextFile& file, std::string_view word, const char* expected) {
  Index k = 0;
  const char* end = word.data() + word.size();
  const auto [rest, error] = std::from_chars(word.data(), end, k);
  if (error != std::errc{} || rest != end || k < 0) file.fail(shown(word), expected);
  return k;
}

struct Entry {
  Index i, j;
  double x;
};

/// The lines behind the banner. Nothing of the announced size is allocated before all of it is there.
class Body {
 public:
  Body(TextFile& file, const Banner& banner) : file_(file), banner_(banner) {
    do {
      if (!file_.next_filled())
        file_.fail("the end of the file", "a line with the size of the matrix");
    } while (file_.line().starts_with('%'));
    const auto word = words(file_.line());
    const std::size_t wanted = banner.coordinate ? 3 : 2;
    const char* size_line = banner.coordinate ? "the numbers of rows, columns and entries"
                                              : "the numbers of rows and columns";
    if (word.size() != wanted) file_.fail(shown(file_.line()), size_line);
    m_ = count_in(file_, word[0], size_line);
    n_ = count_in(file_, word[1], size_line);
    if (banner.coordinate) listed_ = count_in(file_, word[2], size_line);
    check_shape();
  }

  ObservedMatrix read() {
    std::vector<Entry> listed;
    std::vector<double> values;
    for (Index k = 0; k < total(); ++k)
      if (banner_.coordinate)
        listed.push_back(read_listed(k));
      else
        values.push_back(value_in(next_entry(k, 1, "one value a line")[0]));
    if (file_.next_filled())
      file_.fail(shown(file_.line()),
                 "the end of the file: " + std::to_string(total()) + " entries were announced");

    ObservedMatrix M(m_, n_,
                     banner_.coordinate ? "Matrix Market, coordinate" : "Matrix Market, array");
    for (const Entry& e : listed) put(M, e);
    for (Index j = 0, k = 0; j < n_ && !banner_.coordinate; ++j)
      for (Index i = first_row(j); i < m_; ++i)
        put(M, {i, j, values[static_cast<std::size_t>(k++)]});
    if (!banner_.coordinate) M.Omega.setConstant(true);
    return M;
  }

 private:
  bool mirrored() const { return banner_.symmetry != Symmetry::general; }
  Index first_row(Index j) const {
    return banner_.symmetry == Symmetry::general     ? 0
           : banner_.symmetry == Symmetry::symmetric ? j
                                                     : j + 1;
  }
  Index most_entries() const {
    if (!mirrored()) return m_ * n_;
    return banner_.symmetry == Symmetry::symmetric ? m_ * (m_ + 1) / 2 : m_ * (m_ - 1) / 2;
  }
  Index total() const { return banner_.coordinate ? listed_ : most_entries(); }

  void check_shape() const {
    checked_size(file_, m_, n_);
    const std::string shape = std::to_string(m_) + "x" + std::to_string(n_);
    if (mirrored() && m_ != n_) file_.fail("a symmetric matrix of " + shape, "a square one");
    if (banner_.coordinate && listed_ > most_entries())
      file_.fail(std::to_string(listed_) + " entries",
                 "at most " + std::to_string(most_entries()) + " in this matrix of " + shape);
  }

  std::vector<std::string_view> next_entry(Index k, std::size_t wanted, const char* form) {
    if (!file_.next_filled())
      file_.fail("the end of the file after " + std::to_string(k) + " of " +
                     std::to_string(total()) + " entries",
                 "all of them");
    auto word = words(file_.line());
    if (word.size() != wanted) file_.fail(shown(file_.line()), form);
    return word;
  }

  double value_in(std::string_view word) const {
    const double x = number_in(file_, word);
    if (banner_.integer && word.find_first_of(".eE") != std::string_view::npos)
      file_.fail(shown(word), "an integer");
    return x;
  }

  Index index_in(std::string_view word, Index size, const char* what) const {
    const Index i = count_in(file_, word, what);
    if (i < 1 || i > size) file_.fail(shown(word), what + (" from 1 to " + std::to_string(size)));
    return i - 1;
  }

  Entry read_listed(Index k) {
    const auto word =
        next_entry(k, banner_.pattern ? 2 : 3,
                   banner_.pattern ? "a row and a column" : "a row, a column and a value");
    const Index i = index_in(word[0], m_, "a row"), j = index_in(word[1], n_, "a column");
    const double x = banner_.pattern ? 1 : value_in(word[2]);
    if (i < first_row(j))
      file_.fail("row " + std::to_string(i + 1) + ", column " + std::to_string(j + 1),
                 banner_.symmetry == Symmetry::symmetric ? "an entry on or below the diagonal"
                                                         : "an entry below the diagonal");
    const auto [first, fresh] = line_of_.emplace(i + j * m_, file_.number());
    if (!fresh)
      file_.fail(
          "row " + std::to_string(i + 1) + ", column " + std::to_string(j + 1) + " a second time",
          "each entry once (first on line " + std::to_string(first->second) + ")");
    return {i, j, x};
  }

  void put(ObservedMatrix& M, const Entry& e) const {
    M.values(e.i, e.j) = e.x;
    M.Omega(e.i, e.j) = true;
    if (!mirrored()) return;
    M.values(e.j, e.i) = banner_.symmetry == Symmetry::symmetric ? e.x : -e.x;
    M.Omega(e.j, e.i) = true;
  }

  TextFile& file_;
  Banner banner_;
  Index m_ = 0, n_ = 0, listed_ = 0;
  std::unordered_map<Index, long> line_of_;
};

}  // namespace

ObservedMatrix read_matrix_market(TextFile& file) {
  const Banner banner = read_banner(file);
  return Body(file, banner).read();
}

Mask read_pattern(TextFile& file) {
  const Banner banner = read_banner(file);
  if (!banner.pattern) file.fail(shown(file.line()), "a coordinate pattern");
  return Body(file, banner).read().Omega;
}

}  // namespace adamant
