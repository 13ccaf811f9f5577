#pragma once

#include <sys/wait.h>

#include <cstdio>
#include <string>

namespace adamant {

/// How a command typed into a shell ended.
struct Typed {
  int code;
  std::string out;  ///< standard output and standard error
};

inline Typed shell(const std::string& command) {
  FILE* pipe = popen(("{ " + command + "; } 2>&1 </dev/null").c_str(), "r");
  std::string out;
  char buffer[4096];
  while (const std::size_t n = fread(buffer, 1, sizeof buffer, pipe)) out.append(buffer, n);
  const int status = pclose(pipe);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), out};
}

}  // namespace adamant
