#include "scalar/atomic_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <optional>

namespace adamant {
namespace {

std::error_code last_error() { return {errno, std::generic_category()}; }

[[noreturn]] void fail(const std::string& path, const std::string& what, std::error_code code) {
  throw FileError(path, what + ": " + code.message(), code);
}

std::string directory_of(const std::string& path) {
  const auto slash = path.find_last_of('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

/// The permissions of the regular file at `path`; none where there is no file.
std::optional<mode_t> permissions_of_target(const std::string& path) {
  const auto refuse = [&](const char* why, std::errc code) {
    throw FileError(path, why, std::make_error_code(code));
  };
  if (path.empty() || path.find('\0') != std::string::npos)
    refuse("not the name of a file", std::errc::invalid_argument);
  struct stat target {};
  if (lstat(path.c_str(), &target) == 0) {
    if (S_ISDIR(target.st_mode)) refuse("is a directory", std::errc::is_a_directory);
    if (!S_ISREG(target.st_mode))
      refuse("is not a regular file and is left alone", std::errc::invalid_argument);
    return target.st_mode & 07777;
  }
  if (errno != ENOENT) fail(path, "cannot be written", last_error());
  if (path.ends_with('/')) refuse("is a directory", std::errc::is_a_directory);
  return std::nullopt;
}

/// A file that goes away unless it is kept.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& target) {
    for (int k = 0; k < 1000 && descriptor_ < 0; ++k) {
      name_ = target + "." + std::to_string(getpid()) + "-" + std::to_string(k) + ".tmp";
      descriptor_ = open(name_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
      if (descriptor_ < 0 && errno != EEXIST) break;
    }
    if (descriptor_ < 0) fail(target, "cannot be written", last_error());
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    if (descriptor_ >= 0) close(descriptor_);
    if (!kept_) unlink(name_.c_str());
  }

  /// Empty where all went well.
  std::error_code fill(std::string_view bytes, const std::optional<mode_t>& permissions) {
    while (!bytes.empty()) {
      const ssize_t written = write(descriptor_, bytes.data(), bytes.size());
      if (written < 0 && errno != EINTR) return last_error();
      if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    if (permissions && fchmod(descriptor_, *permissions) != 0) return last_error();
    if (fsync(descriptor_) != 0) return last_error();
    const int closed = close(descriptor_);
    descriptor_ = -1;
    return closed == 0 ? std::error_code() : last_error();
  }
  std::error_code become(const std::string& target) {
    if (rename(name_.c_str(), target.c_str()) != 0) return last_error();
    kept_ = true;
    return {};
  }

 private:
  std::string name_;
  int descriptor_ = -1;
  bool kept_ = false;
};

/// Makes the new name survive a loss of power; a file system that cannot sync a directory is accepted.
std::error_code sync_directory(const std::string& directory) {
  const int descriptor = open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return errno == EACCES ? std::error_code() : last_error();
  const bool synced = fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS;
  const std::error_code error = synced ? std::error_code() : last_error();
  close(descriptor);
  return error;
}

}  // namespace

FileError::FileError(const std::string& path, const std::string& what_went_wrong,
                     std::error_code code)
    : std::system_error(code), line_(path + ": " + what_went_wrong) {}

void write_file_atomically(const std::string& path, std::string_view bytes) {
  const auto permissions = permissions_of_target(path);
  TemporaryFile file(path);
  std::error_code error = file.fill(bytes, permissions);
  if (!error) error = file.become(path);
  if (!error) error = sync_directory(directory_of(path));
  if (error) fail(path, "cannot be written", error);
}

void require_writable(const std::string& path) {
  permissions_of_target(path);
  const std::string directory = directory_of(path);
  if (access(directory.c_str(), W_OK | X_OK) != 0) fail(path, "cannot be written", last_error());
  struct stat status {};
  if (stat(directory.c_str(), &status) == 0 && !S_ISDIR(status.st_mode))
    fail(path, "cannot be written", std::make_error_code(std::errc::not_a_directory));
}

}  // namespace adamant
