#pragma once

#include "claim/instance.hpp"
#include "scalar/text.hpp"

#include <algorithm>
#include <tuple>

namespace adamant {

/// An instance is a struct with a tuple of named fields; writing, reading and simplifying it follow
/// from the fields. `axes` names the dimensions of a field, one letter each ("Tmn": a sequence of m×n
/// matrices); dropping an index of an axis drops it from every field that has the axis.
template <class T, class Member>
struct Field {
  std::string_view name;
  Member T::*member;
  std::string_view axes = "";
};

template <class T, class Member>
constexpr auto field(std::string_view name, Member T::*member, std::string_view axes = "") {
  return Field<T, Member>{name, member, axes};
}

/// Which entries are observed, as text 101/010.
struct Pattern {
  Index rows = 0;
  Index cols = 0;
  std::vector<bool> observed;  ///< row-major

  bool operator==(const Pattern&) const = default;
  Mask mask() const;
  Index count() const { return std::count(observed.begin(), observed.end(), true); }
};

using Sequence = std::vector<DyadicMatrix>;

std::string to_text(const Pattern& pattern);
std::string to_text(const Sequence& sequence);
inline std::string to_text(std::int64_t k) { return std::to_string(k); }
void read(std::string_view& text, Pattern& pattern);
void read(std::string_view& text, Sequence& sequence);

/// How long each axis of a field is, and the field with one index of it left out.
Index extent(const DyadicMatrix& A, std::size_t axis);
Index extent(const Sequence& s, std::size_t axis);
Index extent(const DyadicOrthogonal& Q, std::size_t axis);
Index extent(const Pattern& p, std::size_t axis);
void drop(DyadicMatrix& A, std::size_t axis, Index i);
void drop(Sequence& s, std::size_t axis, Index i);
void drop(DyadicOrthogonal& Q, std::size_t axis, Index i);
void drop(Pattern& p, std::size_t axis, Index i);

/// Simpler values in place, the boldest first; every chain ends.
std::vector<std::int64_t> simpler(std::int64_t k);
std::vector<Dyadic> simpler(const Dyadic& x);
std::vector<Fraction> simpler(const Fraction& x);
std::vector<DyadicMatrix> simpler(const DyadicMatrix& A);
std::vector<Sequence> simpler(const Sequence& s);
std::vector<DyadicOrthogonal> simpler(const DyadicOrthogonal& Q);
std::vector<Pattern> simpler(const Pattern& p);

template <class T>
const T& as(const Instance& instance) {
  return *static_cast<const T*>(instance.get());
}

template <class T, class F>
void for_each_field(F f) {
  std::apply([&](const auto&... fields) { (f(fields), ...); }, T::fields());
}

/// name=value;name=value, exact and without spaces.
template <class T>
std::string text_of(const Instance& instance) {
  std::string text;
  for_each_field<T>([&](const auto& f) {
    text +=
        (text.empty() ? "" : ";") + std::string(f.name) + "=" + to_text(as<T>(instance).*f.member);
  });
  return text;
}

template <class T, bool (*member)(const T&)>
Instance parse_as(std::string_view text) {
  auto x = std::make_shared<T>();
  bool first = true;
  for_each_field<T>([&](const auto& f) {
    if (!first) expect(text, ";");
    first = false;
    expect(text, f.name);
    expect(text, "=");
    read(text, (*x).*f.member);
  });
  if (!text.empty())
    throw ParseError("cannot read '" + std::string(text.substr(0, 24)) + "': expected the end");
  if (!member(*x)) throw ParseError("'" + text_of<T>(x) + "' is not in the domain");
  return x;
}

/// Every instance that is `x` with one index of one axis left out, or one field one step simpler.
template <class T, bool (*member)(const T&)>
std::vector<Instance> simpler_in(const Instance& instance) {
  const T& x = as<T>(instance);
  std::vector<Instance> list;
  const auto keep = [&](T&& y) {
    if (member(y)) list.push_back(std::make_shared<T>(std::move(y)));
  };
  std::string axes;
  for_each_field<T>([&](const auto& f) {
    for (const char a : f.axes)
      if (a != '1' && axes.find(a) == axes.npos) axes += a;
  });
  for (const char axis : axes) {
    Index length = 0;
    for_each_field<T>([&](const auto& f) {
      if constexpr (requires { extent(x.*f.member, std::size_t{}); })
        if (const auto k = f.axes.find(axis); k != f.axes.npos) length = extent(x.*f.member, k);
    });
    for (Index i = length; i-- > 0;) {
      T y = x;
      for_each_field<T>([&](const auto& f) {
        if constexpr (requires { drop(y.*f.member, std::size_t{}, Index{}); })
          for (std::size_t k = 0; k < f.axes.size(); ++k)
            if (f.axes[k] == axis) drop(y.*f.member, k, i);
      });
      keep(std::move(y));
    }
  }
  for_each_field<T>([&](const auto& f) {
    for (auto& value : simpler(x.*f.member)) {
      T y = x;
      y.*f.member = std::move(value);
      keep(std::move(y));
    }
  });
  return list;
}

template <class T, T (*draw)(Random&, int)>
Instance draw_shared(Random& random, int size) {
  return std::make_shared<T>(draw(random, size));
}

template <class T>
std::vector<std::string> features_of(const Instance& instance) {
  return as<T>(instance).features();
}

/// A domain of T: how to draw, and who is a member.
template <class T, T (*draw)(Random&, int), bool (*member)(const T&)>
constexpr DomainOf<T> domain(std::string_view name, std::string_view what) {
  return {{.name = name,
           .what = what,
           .draw = draw_shared<T, draw>,
           .simpler = simpler_in<T, member>,
           .text = text_of<T>,
           .parse = parse_as<T, member>,
           .features = features_of<T>}};
}

}  // namespace adamant
