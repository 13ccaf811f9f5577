#pragma once

#include "claim/proved.hpp"
#include "properties/fields.hpp"

#include <utility>

namespace adamant {

/// How an instance gets numbers for its symbols, field by field.
void fill(Fraction& x, const Assignment& values);
void fill(Dyadic& x, const Assignment& values);
void fill(DyadicMatrix& A, const Assignment& values);
void fill(Sequence& s, const Assignment& values);
inline void fill(DyadicOrthogonal&, const Assignment&) {}
inline void fill(Pattern&, const Assignment&) {}
inline void fill(std::int64_t&, const Assignment&) {}

template <class T>
Instance filled(const Instance& symbolic, const Assignment& values) {
  auto x = std::make_shared<T>(as<T>(symbolic));
  for_each_field<T>([&](const auto& f) { fill((*x).*f.member, values); });
  return x;
}

namespace symbols {
/// An instance on symbols and what is assumed of them.
template <class T>
using Made = std::pair<T, std::vector<Hypothesis>>;
}  // namespace symbols

/// A shape from the function that makes an instance and its hypotheses.
template <class T, symbols::Made<T> (*make)(int)>
constexpr ShapeOf<T> shape(const DomainOf<T>& domain, std::string_view axis, int first, int most,
                           int quick) {
  return {{.domain = &domain,
           .axis = axis,
           .first = first,
           .most = most,
           .quick = quick,
           .at = [](int size) -> SymbolicInstance {
             auto [x, given] = make(size);
             return {std::make_shared<const T>(std::move(x)), std::move(given)};
           },
           .fill = filled<T>}};
}

namespace symbols {

inline Term named(std::string_view name) { return Term::symbol(name); }
/// A fraction or a dyadic number that is a symbol.
inline Fraction fraction(std::string_view name) { return Fraction::of_term(named(name)); }
inline Dyadic dyadic(std::string_view name) { return Dyadic::of_term(named(name)); }
/// name11, name12, …: m×n.
DyadicMatrix matrix(const std::string& name, Index m, Index n);
/// The same on and above the diagonal, mirrored.
DyadicMatrix symmetric(const std::string& name, Index n);
/// An orthogonal matrix of dyadic numbers, without a zero entry where n is 2 or 4.
DyadicOrthogonal orthogonal(Index n);

Hypothesis positive(std::string_view name);
Hypothesis not_negative(std::string_view name);
Hypothesis zero(std::string_view name);
/// 0 ≤ x and x < 1, as two hypotheses.
void below_one(std::vector<Hypothesis>& given, std::string_view name);

}  // namespace symbols

}  // namespace adamant
