#include "cli/subprocess.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>

namespace adamant {
namespace {

[[noreturn]] void become(const std::vector<std::string>& argv, int out, int err) {
  const int nothing = open("/dev/null", O_RDONLY);
  dup2(nothing, STDIN_FILENO);
  dup2(out, STDOUT_FILENO);
  dup2(err, STDERR_FILENO);
  std::vector<char*> words;
  for (const std::string& word : argv) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  execvp(words[0], words.data());
  _exit(127);
}

/// Appends what is there; false at the end.
bool read_some(int fd, std::string& text) {
  char buffer[1 << 14];
  const ssize_t n = read(fd, buffer, sizeof buffer);
  if (n > 0) text.append(buffer, static_cast<std::size_t>(n));
  return n > 0 || (n < 0 && errno == EINTR);
}

}  // namespace

Finished run_program(const std::vector<std::string>& argv) {
  int out[2], err[2];
  if (pipe2(out, O_CLOEXEC) != 0) throw std::runtime_error("cannot open a pipe to " + argv[0]);
  if (pipe2(err, O_CLOEXEC) != 0) throw std::runtime_error("cannot open a pipe to " + argv[0]);
  const pid_t pid = fork();
  if (pid < 0) throw std::runtime_error("cannot start " + argv[0]);
  if (pid == 0) become(argv, out[1], err[1]);
  close(out[1]);
  close(err[1]);
  Finished finished;
  pollfd polled[] = {{out[0], POLLIN, 0}, {err[0], POLLIN, 0}};
  std::string* text[] = {&finished.out, &finished.err};
  for (int open_ends = 2; open_ends > 0;) {
    poll(polled, 2, -1);
    for (int k = 0; k < 2; ++k)
      if (polled[k].fd >= 0 && polled[k].revents != 0 && !read_some(polled[k].fd, *text[k])) {
        close(polled[k].fd);
        polled[k].fd = -1;
        --open_ends;
      }
  }
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  finished.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return finished;
}

}  // namespace adamant
