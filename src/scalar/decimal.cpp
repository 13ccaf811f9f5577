#include "scalar/decimal.hpp"

namespace adamant {
namespace {

constexpr std::size_t most_digits = 10000;

/// Takes the digits off the front of `text` and appends them to `digits`; returns how many.
std::size_t take_digits(std::string_view& text, std::string& digits) {
  const std::size_t n = std::min(text.find_first_not_of("0123456789"), text.size());
  digits += text.substr(0, n);
  text.remove_prefix(n);
  return n;
}

bool take_sign(std::string_view& text) {
  if (text.starts_with('+') || text.starts_with('-')) {
    const bool minus = text[0] == '-';
    text.remove_prefix(1);
    return minus;
  }
  return false;
}

Rational power_of_ten(long k) {
  const Rational power(pow(Integer(10), static_cast<unsigned long>(std::abs(k))));
  return k < 0 ? Rational(1) / power : power;
}

[[noreturn]] void refuse(std::string_view whole) {
  throw ParseError(
      "cannot read '" + std::string(whole.substr(0, 40)) +
      "': expected a decimal number such as 0.01 or 1e-8, or a quotient such as 1/255");
}

/// Takes an unsigned decimal off the front of `text`.
Rational take_decimal(std::string_view& text, std::string_view whole) {
  std::string digits, exponent_digits;
  std::size_t count = take_digits(text, digits);
  long exponent = 0;
  if (accept(text, ".")) {
    const std::size_t behind = take_digits(text, digits);
    exponent -= static_cast<long>(behind);
    count += behind;
  }
  if (count == 0 || count > most_digits) refuse(whole);
  if (accept(text, "e") || accept(text, "E")) {
    const bool minus = take_sign(text);
    const std::size_t n = take_digits(text, exponent_digits);
    if (n == 0 || n > 5) refuse(whole);
    const long typed = std::stol(exponent_digits);
    exponent += minus ? -typed : typed;
  }
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  return Rational(Integer(digits)) * power_of_ten(exponent);
}

}  // namespace

Rational exact_number(std::string_view text) {
  const std::string_view whole = text;
  const bool minus = take_sign(text);
  Rational x = take_decimal(text, whole);
  if (accept(text, "/")) {
    const Rational divisor = take_decimal(text, whole);
    if (divisor == 0) refuse(whole);
    x /= divisor;
  }
  if (!text.empty()) refuse(whole);
  return minus ? Rational(-x) : x;
}

}  // namespace adamant
