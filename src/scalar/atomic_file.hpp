#pragma once

#include <string>
#include <string_view>
#include <system_error>

namespace adamant {

/// A file that could not be written; `what()` is one line: PATH: what went wrong.
class FileError : public std::system_error {
 public:
  FileError(const std::string& path, const std::string& what_went_wrong, std::error_code code);
  const char* what() const noexcept override { return line_.c_str(); }

 private:
  std::string line_;
};

/// Replaces the file at `path`, or makes it: a reader, or a machine that stops half-way, finds the old
/// bytes or the new ones, never a part. A temporary file beside it is written, synced and renamed.
///
/// Requires  the target is absent or a regular file (a link or a device is left alone), in a directory
///           that exists and can be written; otherwise FileError, with the old file as it was.
/// Variants  an existing file keeps its permissions, a new one gets those of the umask.
void write_file_atomically(const std::string& path, std::string_view bytes);

/// Throws what write_file_atomically would, without writing: asked before a long run, not after it.
void require_writable(const std::string& path);

}  // namespace adamant
