#include "properties/fields.hpp"

#include <cstdlib>

namespace adamant {
namespace {

template <class T>
void erase(std::vector<T>& list, Index i) {
  list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
}

template <class T>
void erase_row(std::vector<T>& entries, Index& rows, Index cols, Index i) {
  const auto first = entries.begin() + static_cast<std::ptrdiff_t>(i * cols);
  entries.erase(first, first + static_cast<std::ptrdiff_t>(cols));
  --rows;
}

template <class T>
void erase_column(std::vector<T>& entries, Index rows, Index& cols, Index j) {
  for (Index i = rows; i-- > 0;) erase(entries, i * cols + j);
  --cols;
}

}  // namespace

Mask Pattern::mask() const {
  Mask Omega(rows, cols);
  for (Index i = 0; i < rows; ++i)
    for (Index j = 0; j < cols; ++j) Omega(i, j) = observed[static_cast<std::size_t>(i * cols + j)];
  return Omega;
}

std::string to_text(const Pattern& p) {
  std::string text;
  for (Index i = 0; i < p.rows; ++i) {
    if (i > 0) text += "/";
    for (Index j = 0; j < p.cols; ++j)
      text += p.observed[static_cast<std::size_t>(i * p.cols + j)] ? '1' : '0';
  }
  return text;
}

std::string to_text(const Sequence& s) {
  std::string text;
  for (const DyadicMatrix& A : s) text += (text.empty() ? "" : "|") + to_text(A);
  return text;
}

void read(std::string_view& text, Pattern& p) {
  p = Pattern();
  Index width = 0;
  const auto end_row = [&] {
    if (p.rows > 0 && width != p.cols) throw ParseError("a pattern has rows of different lengths");
    p.cols = width;
    width = 0;
    ++p.rows;
  };
  while (!text.empty() && (text[0] == '0' || text[0] == '1' || text[0] == '/')) {
    if (text[0] == '/') {
      end_row();
    } else {
      p.observed.push_back(text[0] == '1');
      ++width;
    }
    text.remove_prefix(1);
  }
  end_row();
}

void read(std::string_view& text, Sequence& s) {
  s.clear();
  do {
    read(text, s.emplace_back());
  } while (accept(text, "|"));
}

Index extent(const DyadicMatrix& A, std::size_t axis) { return axis == 0 ? A.rows : A.cols; }
Index extent(const Sequence& s, std::size_t axis) {
  return axis == 0 ? static_cast<Index>(s.size()) : s.empty() ? 0 : extent(s[0], axis - 1);
}
Index extent(const DyadicOrthogonal& Q, std::size_t) { return Q.n; }
Index extent(const Pattern& p, std::size_t axis) { return axis == 0 ? p.rows : p.cols; }

void drop(DyadicMatrix& A, std::size_t axis, Index i) {
  if (axis == 0) {
    erase_row(A.entries, A.rows, A.cols, i);
  } else {
    erase_column(A.entries, A.rows, A.cols, i);
  }
}

void drop(Sequence& s, std::size_t axis, Index i) {
  if (axis == 0) {
    erase(s, i);
  } else {
    for (DyadicMatrix& A : s) drop(A, axis - 1, i);
  }
}

/// Reflectors that touch the coordinate go with it: what is left is orthogonal again.
void drop(DyadicOrthogonal& Q, std::size_t, Index i) {
  std::erase_if(Q.reflectors,
                [i](const std::vector<int>& v) { return v[static_cast<std::size_t>(i)] != 0; });
  for (auto& v : Q.reflectors) erase(v, i);
  --Q.n;
}

void drop(Pattern& p, std::size_t axis, Index i) {
  if (axis == 0) {
    erase_row(p.observed, p.rows, p.cols, i);
  } else {
    erase_column(p.observed, p.rows, p.cols, i);
  }
}

std::vector<std::int64_t> simpler(std::int64_t k) {
  std::vector<std::int64_t> list;
  for (std::int64_t step = k; step != 0; step /= 2) list.push_back(k - step);
  return list;
}

std::vector<Dyadic> simpler(const Dyadic& x) {
  const Dyadic d = x.normalised();
  if (d.mantissa == 0) return {};
  std::vector<Dyadic> list{{0, 0}};
  if (d == Dyadic{1, 0}) return list;
  list.push_back({1, 0});
  if (d.mantissa < 0) list.push_back({-d.mantissa, d.exponent});
  if (d.exponent != 0) list.push_back({d.mantissa, d.exponent / 2});
  if (d.exponent > 0 && d.exponent <= 20 && std::abs(d.mantissa) < (std::int64_t{1} << 20))
    list.push_back({(d.mantissa << d.exponent) - (d.mantissa > 0 ? 1 : -1), 0});
  if (std::abs(d.mantissa) > 1) {
    list.push_back({d.mantissa / 2, d.exponent + 1});
    if (d.exponent == 0) list.push_back({d.mantissa / 2, 0});
    if (d.exponent == 0) list.push_back({d.mantissa - (d.mantissa > 0 ? 1 : -1), 0});
  }
  return list;
}

std::vector<Fraction> simpler(const Fraction& x) {
  static constexpr Fraction plain[] = {{0, 1}, {1, 1}, {1, 2}, {1, 4}, {3, 4}, {2, 1}};
  std::vector<Fraction> list;
  for (const Fraction& f : plain) {
    if (f == x) break;
    if (f.q + std::abs(f.p) <= x.q + std::abs(x.p)) list.push_back(f);
  }
  if (x.p < 0) list.push_back({-x.p, x.q});
  if (x.q > 10) list.push_back({x.p * 10 / x.q, 10});
  return list;
}

std::vector<DyadicMatrix> simpler(const DyadicMatrix& A) {
  std::vector<DyadicMatrix> list;
  for (std::size_t k = 0; k < A.entries.size(); ++k) {
    for (const Dyadic& x : simpler(A.entries[k])) {
      DyadicMatrix B = A;
      B.entries[k] = x;
      list.push_back(std::move(B));
    }
  }
  return list;
}

std::vector<Sequence> simpler(const Sequence& s) {
  std::vector<Sequence> list;
  for (std::size_t t = 0; t < s.size(); ++t) {
    for (auto& A : simpler(s[t])) {
      Sequence r = s;
      r[t] = std::move(A);
      list.push_back(std::move(r));
    }
  }
  return list;
}

std::vector<DyadicOrthogonal> simpler(const DyadicOrthogonal& Q) {
  std::vector<DyadicOrthogonal> list;
  for (std::size_t k = 0; k < Q.reflectors.size(); ++k) {
    list.push_back(Q);
    erase(list.back().reflectors, static_cast<Index>(k));
  }
  return list;
}

std::vector<Pattern> simpler(const Pattern&) { return {}; }

}  // namespace adamant
