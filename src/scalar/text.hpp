#pragma once

#include "scalar/dyadic.hpp"

#include <stdexcept>
#include <string>
#include <string_view>

namespace adamant {

/// Text that reads back to the same bits: hexadecimal for double, enough decimal digits elsewhere.
std::string to_text(double x);
template <Real S>
  requires(!std::same_as<S, double>)
std::string to_text(const S& x) { return x.str(); }
inline std::string to_text(const Surd& x) { return x.text(); }

/// Seventeen significant digits: the decimal form that reads back to the same double.
std::string to_decimal(double x);

/// Exact forms without spaces: 3/32 or 3p-400, 9/10, [[1,0],[1/2,-3]], and reflectors as <+0-|0++>.
std::string to_text(const Dyadic& x);
std::string to_text(const Fraction& x);
std::string to_text(const DyadicMatrix& A);
std::string to_text(const DyadicOrthogonal& Q);

/// What went wrong where in a text that was to be read; `what()` is one line.
struct ParseError : std::invalid_argument {
  using std::invalid_argument::invalid_argument;
};

/// Reads the exact forms, strictly: each function consumes its part of the front of `text`.
/// Throws ParseError.
void read(std::string_view& text, std::int64_t& x);
void read(std::string_view& text, Dyadic& x);
void read(std::string_view& text, Fraction& x);
void read(std::string_view& text, DyadicMatrix& A);
void read(std::string_view& text, DyadicOrthogonal& Q);
/// Consumes `token` or throws.
void expect(std::string_view& text, std::string_view token);
bool accept(std::string_view& text, std::string_view token);

/// The whole of `text` as a double, decimal or hexadecimal, or NaN and infinities by name; throws
/// ParseError on anything else, trailing characters included.
double parse_double(std::string_view text);

}  // namespace adamant
