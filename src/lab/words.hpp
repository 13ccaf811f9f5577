#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace adamant {

/// Named values as text; numbers are exact decimals or quotients. Names and values have no space, = or ;.
using Words = std::map<std::string, std::string>;

/// Throws std::invalid_argument, "cell: WHAT is VALUE, expected …", unless `condition`.
void require_text(bool condition, const std::string& what, const std::string& value,
                  const std::string& expected);

/// Both, the second's values where both have a name.
Words operator+(Words a, const Words& b);

/// "a=1;b=2", in the order of the names; and back. Throws std::invalid_argument for any other text.
std::string text_of(const Words& words);
Words words_from(std::string_view text);

/// The value of `name` as text, a number (finite) or a whole number; `otherwise` where there is none, and
/// std::invalid_argument where there is no default either, or where the value is of another kind.
std::string word(const Words& words, const std::string& name);
std::string word(const Words& words, const std::string& name, const std::string& otherwise);
double number(const Words& words, const std::string& name);
double number(const Words& words, const std::string& name, const std::string& otherwise);
long whole(const Words& words, const std::string& name);
long whole(const Words& words, const std::string& name, const std::string& otherwise);

/// The texts between separators; one empty text for an empty one.
std::vector<std::string> split(std::string_view text, char separator);

/// 32 hexadecimal digits that differ for different texts but for chance (1 in 2^128 for a pair).
std::string content_hash(std::string_view text);

}  // namespace adamant
