#include "scalar/atomic_file.hpp"
#include "properties/temporary_folder.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>

namespace adamant {
namespace {

/// The one line of the FileError, or nothing where the file was written.
std::string complaint(const std::string& path, std::string_view bytes) {
  try {
    write_file_atomically(path, bytes);
  } catch (const FileError& error) {
    return error.what();
  }
  return "";
}

TEST(AtomicFile, WritesReplacesAndLeavesNothingBeside) {
  const TemporaryFolder folder;
  const std::string path = folder.path("a.json");
  const std::string bytes("first\0\xff", 7);
  write_file_atomically(path, bytes);
  EXPECT_EQ(folder.read("a.json"), bytes);
  write_file_atomically(path, std::string(1 << 20, 'x'));
  EXPECT_EQ(folder.read("a.json"), std::string(1 << 20, 'x'));
  write_file_atomically(path, "");
  EXPECT_EQ(folder.read("a.json"), "");
  EXPECT_EQ(folder.names(), std::vector<std::string>{"a.json"});
}

TEST(AtomicFile, AnExistingFileKeepsItsPermissions) {
  const TemporaryFolder folder;
  const std::string path = folder.write("a", "old");
  ASSERT_EQ(chmod(path.c_str(), 0640), 0);
  write_file_atomically(path, "new");
  struct stat status {};
  ASSERT_EQ(stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777, 0640u);
}

TEST(AtomicFile, ReplacesTheNameNotTheOpenFile) {
  const TemporaryFolder folder;
  const std::string path = folder.write("a", "old");
  std::FILE* reader = std::fopen(path.c_str(), "r");
  ASSERT_NE(reader, nullptr);
  write_file_atomically(path, "new");
  char text[8] = {};
  EXPECT_EQ(std::fread(text, 1, 3, reader), 3u);
  std::fclose(reader);
  EXPECT_STREQ(text, "old");
}

TEST(AtomicFile, WhatIsNoRegularFileIsLeftAlone) {
  const TemporaryFolder folder;
  const std::string target = folder.write("target", "kept"), link = folder.path("link");
  ASSERT_EQ(symlink(target.c_str(), link.c_str()), 0);
  EXPECT_EQ(complaint(link, "x"), link + ": is not a regular file and is left alone");
  EXPECT_EQ(folder.read("target"), "kept");
  EXPECT_EQ(complaint("/dev/null", "x"), "/dev/null: is not a regular file and is left alone");
  EXPECT_EQ(complaint(folder.path(""), "x"), folder.path("") + ": is a directory");
  EXPECT_EQ(complaint("", "x"), ": not the name of a file");
  EXPECT_EQ(folder.names(), (std::vector<std::string>{"link", "target"}));
}

TEST(AtomicFile, AMissingFolderIsNamed) {
  const TemporaryFolder folder;
  const std::string path = folder.path("no/such/a.csv");
  EXPECT_EQ(complaint(path, "x"), path + ": cannot be written: No such file or directory");
  EXPECT_THROW(require_writable(path), FileError);
  EXPECT_THROW(require_writable("/dev/null"), FileError);
  EXPECT_NO_THROW(require_writable(folder.path("a.csv")));
  EXPECT_TRUE(folder.names().empty());
}

/// The limit on a file's size stands in for a full disk.
TEST(AtomicFile, AFullDiskLeavesTheOldFile) {
  const TemporaryFolder folder;
  const std::string path = folder.write("a", "old");
  const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit old_limit{};
  getrlimit(RLIMIT_FSIZE, &old_limit);
  const rlimit small{4096, old_limit.rlim_max};
  setrlimit(RLIMIT_FSIZE, &small);
  const std::string found = complaint(path, std::string(1 << 16, 'x'));
  setrlimit(RLIMIT_FSIZE, &old_limit);
  std::signal(SIGXFSZ, old_handler);
  EXPECT_EQ(found, path + ": cannot be written: File too large");
  EXPECT_EQ(folder.read("a"), "old");
  EXPECT_EQ(folder.names(), std::vector<std::string>{"a"});
}

TEST(AtomicFile, AnOldTemporaryFileIsNoObstacle) {
  const TemporaryFolder folder;
  const std::string stale = "a." + std::to_string(getpid()) + "-0.tmp";
  folder.write(stale, "of a run that was killed");
  write_file_atomically(folder.path("a"), "new");
  EXPECT_EQ(folder.read("a"), "new");
  EXPECT_EQ(folder.read(stale), "of a run that was killed");
}

}  // namespace
}  // namespace adamant
