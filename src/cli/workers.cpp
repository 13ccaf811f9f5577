#include "cli/workers.hpp"

#include "cli/stop_signals.hpp"

#include <poll.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <ctime>
#include <stdexcept>

namespace adamant {
namespace {

using Clock = std::chrono::steady_clock;

/// A page that parent and child share: the child's last words.
class SharedNote {
 public:
  SharedNote()
      : text_(static_cast<char*>(
            mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0))) {
    if (text_ == MAP_FAILED) throw std::runtime_error("no memory for a worker's note");
  }
  SharedNote(const SharedNote&) = delete;
  SharedNote& operator=(const SharedNote&) = delete;
  ~SharedNote() { munmap(text_, size); }

  void write(const std::string& note) {
    const std::size_t n = std::min(note.size(), size - 1);
    std::memcpy(text_, note.data(), n);
    text_[n] = '\0';
  }
  std::string read() const { return text_; }

 private:
  static constexpr std::size_t size = 1 << 16;
  char* text_;
};

struct Child {
  int index;
  pid_t pid;
  int pipe;
  Clock::time_point start;
  std::unique_ptr<SharedNote> note;
  std::string bytes;
};

void write_all(int fd, const std::string& bytes) {
  for (std::size_t sent = 0; sent < bytes.size();) {
    const ssize_t n = write(fd, bytes.data() + sent, bytes.size() - sent);
    if (n < 0 && errno != EINTR) _exit(4);
    if (n > 0) sent += static_cast<std::size_t>(n);
  }
}

/// The child ends by _exit: what the parent's libraries would do at exit is not its business.
Child start(const Work& work, int index) {
  int ends[2];
  if (pipe(ends) != 0) throw std::runtime_error("cannot open a pipe to a worker");
  auto note = std::make_unique<SharedNote>();
  const pid_t pid = fork();
  if (pid < 0) throw std::runtime_error("cannot start a worker process");
  if (pid == 0) {
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_DFL);
    close(ends[0]);
    try {
      write_all(ends[1], work.run(index, [&](const std::string& text) { note->write(text); }));
    } catch (...) {
      _exit(3);
    }
    _exit(0);
  }
  close(ends[1]);
  return {index, pid, ends[0], Clock::now(), std::move(note), {}};
}

/// Reads what is there; false at the end of the pipe.
bool read_some(Child& child) {
  char buffer[1 << 14];
  const ssize_t n = read(child.pipe, buffer, sizeof buffer);
  if (n > 0) child.bytes.append(buffer, static_cast<std::size_t>(n));
  return n > 0 || (n < 0 && (errno == EINTR || errno == EAGAIN));
}

double seconds_on_the_clock(const Child& child) {
  return std::chrono::duration<double>(Clock::now() - child.start).count();
}

WorkResult finish(Child& child, WorkResult::Kind kind) {
  if (kind != WorkResult::Kind::done) kill(child.pid, SIGKILL);
  int status = 0;
  while (waitpid(child.pid, &status, 0) < 0 && errno == EINTR) {
  }
  close(child.pipe);
  WorkResult result;
  result.kind = kind;
  result.last_note = child.note->read();
  result.bytes = std::move(child.bytes);
  result.seconds = seconds_on_the_clock(child);
  if (kind == WorkResult::Kind::done && !(WIFEXITED(status) && WEXITSTATUS(status) == 0)) {
    result.kind = WorkResult::Kind::crashed;
    result.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  }
  return result;
}

/// Of the processor, without what the child's own children take.
double seconds_of_the_processor(const Child& child) {
  clockid_t clock{};
  timespec spent{};
  if (clock_getcpuclockid(child.pid, &clock) != 0 || clock_gettime(clock, &spent) != 0) return 0;
  return static_cast<double>(spent.tv_sec) + 1e-9 * static_cast<double>(spent.tv_nsec);
}

bool overdue(const Child& child, const Work& work) {
  if (work.timeout <= 0) return false;
  return seconds_of_the_processor(child) > work.timeout ||
         seconds_on_the_clock(child) > (work.hang > 0 ? work.hang : 5 * work.timeout);
}

}  // namespace

bool run_in_processes(const Work& work) {
  const StopSignals signals;
  std::vector<Child> running;
  int next = 0;
  while ((next < work.count || !running.empty()) && !StopSignals::requested()) {
    while (next < work.count && static_cast<int>(running.size()) < work.jobs)
      running.push_back(start(work, next++));
    std::vector<pollfd> polled;
    for (const Child& child : running) polled.push_back({child.pipe, POLLIN, 0});
    poll(polled.data(), polled.size(), 200);
    for (std::size_t i = running.size(); i-- > 0;) {
      const bool ready = (polled[i].revents & (POLLIN | POLLHUP | POLLERR)) != 0;
      const bool late = overdue(running[i], work);
      if (!late && (!ready || read_some(running[i]))) continue;
      const int index = running[i].index;
      const WorkResult result =
          finish(running[i], late ? WorkResult::Kind::timed_out : WorkResult::Kind::done);
      running.erase(running.begin() + static_cast<std::ptrdiff_t>(i));
      work.done(index, result);
    }
  }
  for (Child& child : running) finish(child, WorkResult::Kind::interrupted);
  return !StopSignals::requested();
}

}  // namespace adamant
