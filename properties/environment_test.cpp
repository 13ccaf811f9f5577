#include "scalar/environment.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cfenv>
#include <set>

#if defined(__x86_64__)
#include <pmmintrin.h>
#endif

namespace adamant {
namespace {

std::set<std::string> failing_probes() {
  std::set<std::string> names;
  for (const Probe& probe : floating_point_environment())
    if (!probe.ok) names.insert(probe.name);
  return names;
}

using Names = std::set<std::string>;

TEST(Environment, EveryProbePassesAndSaysWhatItExpected) {
  const std::vector<Probe> probes = floating_point_environment();
  EXPECT_EQ(probes.size(), 9u);
  for (const Probe& probe : probes) {
    EXPECT_TRUE(probe.ok) << probe.name << ": " << probe.detail;
    EXPECT_NE(probe.detail.find("expected"), std::string::npos) << probe.name;
  }
}

TEST(Environment, EachDirectedRoundingIsFound) {
  for (const int mode : {FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO}) {
    std::fesetround(mode);
    const Names failing = failing_probes();
    std::fesetround(FE_TONEAREST);
    EXPECT_TRUE(failing.contains("rounding to nearest")) << "mode " << mode;
  }
  EXPECT_EQ(failing_probes(), Names{});
}

#if defined(__x86_64__)
TEST(Environment, FlushedResultsAreFound) {
  _MM_SET_FLUSH_ZERO_MODE(_MM_FLUSH_ZERO_ON);
  const Names failing = failing_probes();
  _MM_SET_FLUSH_ZERO_MODE(_MM_FLUSH_ZERO_OFF);
  EXPECT_EQ(failing, Names{"subnormal results kept"});
}

TEST(Environment, FlushedOperandsAreFound) {
  _MM_SET_DENORMALS_ZERO_MODE(_MM_DENORMALS_ZERO_ON);
  const Names failing = failing_probes();
  _MM_SET_DENORMALS_ZERO_MODE(_MM_DENORMALS_ZERO_OFF);
  EXPECT_EQ(failing, (Names{"Eigen's square root", "subnormal operands kept"}));
}
#endif

TEST(Environment, TheBuildIsDescribed) {
  const auto description = build_description();
  const auto value = [&](const std::string& key) {
    const auto entry = std::find_if(description.begin(), description.end(),
                                    [&](const auto& e) { return e.first == key; });
    return entry == description.end() ? std::string() : entry->second;
  };
  EXPECT_NE(value("flags").find("-ffp-contract=off"), std::string::npos);
  EXPECT_NE(value("flags").find("-O"), std::string::npos);
  EXPECT_EQ(value("Eigen").substr(0, 4), "3.4.");
  for (const char* key : {"compiler", "build type", "Boost", "GMP", "CPU", "CPU features"})
    EXPECT_FALSE(value(key).empty()) << key;
}

}  // namespace
}  // namespace adamant
