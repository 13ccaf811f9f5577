#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace adamant {

/// A file that is no input. what() is one line, `FILE:LINE: found …, expected …`; a file that cannot be
/// read at all has no line.
struct InputError : std::runtime_error {
  InputError(const std::string& file, long line, const std::string& found,
             const std::string& expected);
};

/// Text out of a file as it may be shown: in quotes, at most 80 characters, bytes that do not print as \x1b.
std::string shown(std::string_view text);

/// A text file, read line by line by something that can say where it is. Line ends are \n or \r\n, the last
/// one may be missing; a byte-order mark of UTF-8 is skipped.
class TextFile {
 public:
  TextFile(std::string name, std::string bytes);
  /// Reads a file, or a pipe to its end. Throws InputError, also beyond 2^30 bytes.
  static TextFile open(const std::string& path);

  const std::string& name() const { return name_; }
  /// Goes to the next line; false at the end, where line() is empty and number() is that of the last line.
  bool next();
  /// The same, past blank lines.
  bool next_filled();
  void rewind() { position_ = 0, number_ = 0, line_ = {}; }
  std::string_view line() const { return line_; }
  long number() const { return number_; }

  /// Throws the InputError of this line.
  [[noreturn]] void fail(const std::string& found, const std::string& expected) const;

 private:
  std::string name_;
  std::string bytes_;
  std::size_t position_ = 0;
  long number_ = 0;
  std::string_view line_;
};

/// The words between blanks.
std::vector<std::string_view> words(std::string_view line);
/// With A to Z as a to z.
std::string lower_case(std::string_view text);

/// The double nearest to the decimal number that is the whole of `cell`: infinite where it is too large,
/// NaN and infinities by name; none where it is no number.
std::optional<double> parse_number(std::string_view cell);
/// The same where only a finite number will do: otherwise fails at the file's line.
double number_in(const TextFile& file, std::string_view cell);

}  // namespace adamant
