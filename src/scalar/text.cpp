#include "scalar/text.hpp"

#include "scalar/term.hpp"

#include <bit>
#include <charconv>
#include <cstdlib>

namespace adamant {
namespace {

[[noreturn]] void bad(std::string_view text, const char* expected) {
  throw ParseError("cannot read '" + std::string(text.substr(0, 24)) + "': expected " + expected);
}

}  // namespace

std::string to_text(double x) {
  char buffer[64];
  const double m = x < 0 ? -x : x;
  if (x != x) return "nan";
  if (m > std::numeric_limits<double>::max()) return x < 0 ? "-inf" : "inf";
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, m, std::chars_format::hex).ptr;
  return std::string(std::signbit(x) ? "-" : "") + "0x" + std::string(buffer, end);
}

std::string to_decimal(double x) {
  char buffer[64];
  const auto end =
      std::to_chars(buffer, buffer + sizeof buffer, x, std::chars_format::general, 17).ptr;
  return std::string(buffer, end);
}

std::string to_text(const Dyadic& x) {
  if (x.is_symbolic()) return x.as<Term>().text();
  const Dyadic d = x.normalised();
  const bool short_power = d.exponent >= -40 && d.exponent <= 0;
  if (d.exponent > 0 && d.exponent <= 40 && std::abs(d.mantissa) < (std::int64_t{1} << 20))
    return std::to_string(d.mantissa << d.exponent);
  if (!short_power) return std::to_string(d.mantissa) + "p" + std::to_string(d.exponent);
  if (d.exponent == 0) return std::to_string(d.mantissa);
  return std::to_string(d.mantissa) + "/" + std::to_string(std::int64_t{1} << -d.exponent);
}

std::string to_text(const Fraction& x) {
  if (x.is_symbolic()) return x.as<Term>().text();
  return x.q == 1 ? std::to_string(x.p) : std::to_string(x.p) + "/" + std::to_string(x.q);
}

std::string to_text(const DyadicMatrix& A) {
  std::string text = "[";
  for (Index i = 0; i < A.rows; ++i) {
    text += i ? ",[" : "[";
    for (Index j = 0; j < A.cols; ++j) text += (j ? "," : "") + to_text(A(i, j));
    text += "]";
  }
  return text + "]";
}

std::string to_text(const DyadicOrthogonal& Q) {
  std::string text = "<" + std::to_string(Q.n);
  for (const auto& v : Q.reflectors) {
    text += "|";
    for (const int x : v) text += x > 0 ? '+' : x < 0 ? '-' : '0';
  }
  return text + ">";
}

bool accept(std::string_view& text, std::string_view token) {
  if (!text.starts_with(token)) return false;
  text.remove_prefix(token.size());
  return true;
}

void expect(std::string_view& text, std::string_view token) {
  if (!accept(text, token)) bad(text, ("'" + std::string(token) + "'").c_str());
}

void read(std::string_view& text, std::int64_t& x) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), x);
  if (error != std::errc{}) bad(text, "an integer");
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
}

void read(std::string_view& text, Fraction& x) {
  const std::string_view start = text;
  read(text, x.p);
  x.q = 1;
  if (accept(text, "/")) read(text, x.q);
  if (x.q <= 0) bad(start, "a positive denominator");
}

void read(std::string_view& text, Dyadic& x) {
  const std::string_view start = text;
  read(text, x.mantissa);
  x.exponent = 0;
  std::int64_t other = 0;
  if (accept(text, "/")) {
    read(text, other);
    if (other <= 0 || !std::has_single_bit(static_cast<std::uint64_t>(other)))
      bad(start, "a power of two as denominator");
    x.exponent = -std::countr_zero(static_cast<std::uint64_t>(other));
  } else if (accept(text, "p")) {
    read(text, other);
    if (other < -100000 || other > 100000) bad(start, "an exponent within 100000");
    x.exponent = static_cast<int>(other);
  }
}

void read(std::string_view& text, DyadicMatrix& A) {
  A = DyadicMatrix();
  expect(text, "[");
  while (!accept(text, "]")) {
    if (A.rows > 0) expect(text, ",");
    expect(text, "[");
    Index width = 0;
    while (!accept(text, "]")) {
      if (width > 0) expect(text, ",");
      Dyadic x;
      read(text, x);
      A.entries.push_back(x);
      ++width;
    }
    if (A.rows > 0 && width != A.cols) bad(text, "rows of one length");
    A.cols = width;
    ++A.rows;
  }
}

void read(std::string_view& text, DyadicOrthogonal& Q) {
  Q = DyadicOrthogonal();
  const std::string_view start = text;
  expect(text, "<");
  std::int64_t n = 0;
  read(text, n);
  if (n < 0 || n > 4096) bad(start, "an order from 0 to 4096");
  Q.n = n;
  while (!accept(text, ">")) {
    expect(text, "|");
    auto& v = Q.reflectors.emplace_back();
    while (!text.empty() && (text[0] == '+' || text[0] == '-' || text[0] == '0')) {
      v.push_back(text[0] == '+' ? 1 : text[0] == '-' ? -1 : 0);
      text.remove_prefix(1);
    }
  }
  if (!Q.well_formed()) bad(start, "reflectors of length n with 2^k non-zeros");
}

double parse_double(std::string_view text) {
  std::string copy(text);
  if (copy.empty() || copy[0] == ' ') bad(text, "a number");
  char* end = nullptr;
  const double x = std::strtod(copy.c_str(), &end);
  if (end != copy.c_str() + copy.size()) bad(text, "a number");
  return x;
}

}  // namespace adamant
