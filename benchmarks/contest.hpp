#pragma once

#include <functional>
#include <string>
#include <vector>

namespace adamant::benchmarks {

/// One way to do what a contest asks for.
struct Method {
  std::string name;
  std::function<void()> run;
  std::vector<std::string> peers{};  ///< of the same contest; the named one first. Empty for a peer
  std::string mode = "single";       ///< or batched
  int per = 1;                       ///< how many matrices, seeds or cases one call of `run` does
  std::function<double()> error{};   ///< relative, against a reference; none where there is none
  double floor_flops = 0;            ///< least double operations for one of them; 0: none is known
  std::string part{};                ///< of a step, for the profile
};

/// Methods that do the same on the same input, measured together: repetitions take turns in random order,
/// so that what else the machine does falls on all of them.
struct Contest {
  std::string suite;
  std::string operation;
  long n = 0;
  int bits = 53;
  std::string stage;  ///< early, mid, late: of a run; random: Gaussian entries
  std::function<std::vector<Method>()> prepare;
  int repetitions = 0;  ///< 0: as many as asked for

  std::string name() const {
    return suite + "/" + operation + "/n:" + std::to_string(n) + "/bits:" + std::to_string(bits) +
           "/" + stage;
  }
};

struct Plan {
  bool quick = false;  ///< small sizes, for a test that nothing is broken
};

std::vector<Contest> spectral_suite(const Plan& plan);
std::vector<Contest> inner_loop_suite(const Plan& plan);
std::vector<Contest> profile_suite(const Plan& plan);
std::vector<Contest> multiprecision_suite(const Plan& plan);
std::vector<Contest> claims_suite(const Plan& plan);

/// Prints a line of JSON for each method of a contest: what `adamant bench` reads. `rate` is the measured
/// dgemm rate in operations a microsecond.
void run_contest(const Contest& contest, double rate, int repetitions);

}  // namespace adamant::benchmarks
