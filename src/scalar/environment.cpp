#include "scalar/environment.hpp"

#include <gmp.h>
#include <Eigen/Core>
#include <boost/version.hpp>

#include <array>
#include <bit>
#include <cfenv>
#include <cfloat>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <limits>

namespace adamant {
namespace {

/// A number the compiler may not reason about: every probe computes at run time.
double opaque(double x) {
  volatile double hidden = x;
  return hidden;
}

std::string hex(double x) {
  char text[40];
  std::snprintf(text, sizeof text, "%a", x);
  return text;
}

bool same_bits(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

/// The computed value has exactly the expected bits.
Probe bits_of(const char* name, const char* expression, double found, double expected) {
  std::string detail = std::string(expression) + ": expected " + hex(expected);
  if (!same_bits(found, expected)) detail += ", found " + hex(found);
  return {name, same_bits(found, expected), detail};
}

Probe subnormal_results() {
  return bits_of("subnormal results kept", "2^-1022 / 4", opaque(0x1p-1022) / opaque(4), 0x1p-1024);
}

Probe subnormal_operands() {
  return bits_of("subnormal operands kept", "2^-1074 * 2^1000",
                 opaque(0x1p-1074) * opaque(0x1p1000), 0x1p-74);
}

Probe nan_is_unordered() {
  const double nan = opaque(std::numeric_limits<double>::quiet_NaN()), one = opaque(1);
  const bool any = nan == nan || nan < one || nan <= one || nan > one || nan >= one;
  const bool ok = !any && nan != nan && std::isnan(nan) && !std::isfinite(nan);
  return {"NaN is unordered", ok,
          std::string("NaN = NaN, NaN ≤ 1, NaN ≥ 1: expected all false") +
              (ok ? "" : ", found one true")};
}

/// Each direction but nearest-even gets one of the two sums wrong; the mode register must say so too.
Probe round_to_nearest() {
  const double tie = opaque(1) + opaque(0x1p-53), above = opaque(1) + opaque(0x1.8p-53);
  const double below = opaque(-1) - opaque(0x1.8p-53);
  const bool ok = tie == 1 && above == 1 + 0x1p-52 && below == -1 - 0x1p-52 &&
                  std::fegetround() == FE_TONEAREST;
  std::string detail = "1 + 2^-53, 1 + 1.5·2^-53: expected 0x1p+0, 0x1.0000000000001p+0";
  if (!ok)
    detail +=
        ", found " + hex(tie) + ", " + hex(above) + " in mode " + std::to_string(std::fegetround());
  return {"rounding to nearest", ok, detail};
}

Probe no_contraction() {
  const double a = opaque(1 + 0x1p-30), b = opaque(1 - 0x1p-30), c = opaque(-1);
  return bits_of("no contraction to FMA", "(1 + 2^-30)(1 - 2^-30) - 1 in two roundings", a * b + c,
                 0);
}

Probe no_excess_precision() {
  const double large = opaque(0x1p1023);
  Probe probe = bits_of("no excess precision", "2^1023 * 2 / 2", large * opaque(2) / opaque(2),
                        std::numeric_limits<double>::infinity());
  probe.ok = probe.ok && FLT_EVAL_METHOD == 0;
  probe.detail += ", FLT_EVAL_METHOD " + std::to_string(FLT_EVAL_METHOD);
  return probe;
}

Probe division() {
  return bits_of("division correctly rounded", "1 / 3", opaque(1) / opaque(3),
                 0x1.5555555555555p-2);
}

Probe square_root() {
  return bits_of("square root correctly rounded", "√2", std::sqrt(opaque(2)), 0x1.6a09e667f3bcdp+0);
}

/// Eigen's fast square root is wrong by an ulp and at the ends of the range: EIGEN_FAST_MATH=0 switches it off.
Probe eigen_square_root() {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  constexpr std::array<std::array<double, 2>, 8> cases{{{2, 0x1.6a09e667f3bcdp+0},
                                                        {3, 0x1.bb67ae8584caap+0},
                                                        {0x1p-1074, 0x1p-537},
                                                        {0x1p-1030, 0x1p-515},
                                                        {0.0, 0.0},
                                                        {-0.0, -0.0},
                                                        {infinity, infinity},
                                                        {0x1p1022, 0x1p511}}};
  Eigen::ArrayXd x(cases.size());
  for (std::size_t i = 0; i < cases.size(); ++i)
    x(static_cast<Eigen::Index>(i)) = opaque(cases[i][0]);
  const Eigen::ArrayXd root = x.sqrt();
  std::string detail =
      "√ of an array with 2, 3, 2^-1074, 2^-1030, 0, -0, ∞, 2^1022: expected the rounded roots";
  bool ok = true;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const double found = root(static_cast<Eigen::Index>(i));
    if (same_bits(found, cases[i][1])) continue;
    ok = false;
    detail += ", found √" + hex(cases[i][0]) + " = " + hex(found);
  }
  return {"Eigen's square root", ok, detail};
}

/// The first value of this field in /proc/cpuinfo, where there is one.
std::string cpu_model() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);)
    if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
  return "unknown";
}

std::string cpu_features() {
  std::string found;
#if defined(__x86_64__) && defined(__GNUC__)
  const auto add = [&](bool has, const char* name) {
    if (has) found += (found.empty() ? "" : " ") + std::string(name);
  };
  add(__builtin_cpu_supports("fma"), "fma");
  add(__builtin_cpu_supports("avx2"), "avx2");
  add(__builtin_cpu_supports("avx512f"), "avx512f");
  add(__builtin_cpu_supports("avx512ifma"), "avx512ifma");
#endif
  return found.empty() ? "none of those asked for" : found;
}

std::string dotted(int major, int minor, int patch) {
  return std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(patch);
}

std::string compiler() {
#if defined(__clang__)
  return "clang " __clang_version__;
#elif defined(__GNUC__)
  return "g++ " __VERSION__;
#else
  return "unknown";
#endif
}

}  // namespace

std::vector<Probe> floating_point_environment() {
  return {subnormal_results(), subnormal_operands(),  nan_is_unordered(),
          round_to_nearest(),  no_contraction(),      division(),
          square_root(),       no_excess_precision(), eigen_square_root()};
}

std::vector<std::pair<std::string, std::string>> build_description() {
  return {
      {"compiler", compiler()},
      {"build type", ADAMANT_BUILD_TYPE},
      {"flags", ADAMANT_BUILD_FLAGS},
      {"Eigen", dotted(EIGEN_WORLD_VERSION, EIGEN_MAJOR_VERSION, EIGEN_MINOR_VERSION)},
      {"Boost", dotted(BOOST_VERSION / 100000, BOOST_VERSION / 100 % 1000, BOOST_VERSION % 100)},
      {"GMP", gmp_version},
      {"CPU", cpu_model()},
      {"CPU features", cpu_features()}};
}

}  // namespace adamant
