// `adamant measure` as a user meets it: it may be killed at any moment and goes on to the same bytes.

#include "properties/temporary_folder.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <random>

namespace adamant {
namespace {

int shell(const std::string& command) {
  const int status = std::system(("{ " + command + "; } >/dev/null 2>&1 </dev/null").c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}
std::string measure(const TemporaryFolder& folder, const std::string& name) {
  return "'" ADAMANT_PROGRAM "' measure H3 H7 H12 --quick --jobs 2 --results '" +
         folder.path(name) + "' --json '" + folder.path(name + ".json") + "'";
}
std::string experiments_of(const std::string& document) {
  const auto begin = document.find("\"experiments\"");
  return begin == document.npos ? "" : document.substr(begin);
}

std::string bytes_of(const TemporaryFolder& folder, const std::string& name) {
  return shell("cat '" + folder.path(name) + "'/*.txt > '" + folder.path(name + ".all") + "'") == 0
             ? folder.read(name + ".all")
             : "";
}

/// Three in an ordinary run of the tests, more in the nightly one.
int kills() {
  const char* wanted = std::getenv("ADAMANT_KILLS");
  return wanted ? std::atoi(wanted) : 3;
}

TEST(Measure, KilledAtAnyMomentItEndsWithTheSameBytes) {
  const TemporaryFolder folder;
  ASSERT_LE(shell(measure(folder, "whole")), 1);
  std::mt19937 random(std::random_device{}());
  std::string moments;
  for (int k = 0; k < kills(); ++k) {
    const double after = std::uniform_real_distribution<>(0.05, 0.6)(random);
    moments += " " + std::to_string(after);
    shell("timeout -s KILL " + std::to_string(after) + " " + measure(folder, "killed"));
  }
  ASSERT_LE(shell(measure(folder, "killed")), 1);
  EXPECT_FALSE(experiments_of(folder.read("whole.json")).empty());
  EXPECT_EQ(experiments_of(folder.read("whole.json")), experiments_of(folder.read("killed.json")))
      << "killed after" << moments;
  EXPECT_EQ(bytes_of(folder, "whole"), bytes_of(folder, "killed")) << "killed after" << moments;
}

TEST(Measure, WritesWhatItsSchemaSays) {
  const TemporaryFolder folder;
  ASSERT_LE(shell(measure(folder, "one")), 1);
  EXPECT_EQ(shell("/usr/bin/python3 -W ignore -m jsonschema -i '" + folder.path("one.json") +
                  "' '" ADAMANT_SOURCE_DIR "/reports/schema/measure.schema.json'"),
            0);
}

TEST(Measure, ItsVerdictsEnterTheLedgerAndADiffSeesNothingNew) {
  const TemporaryFolder folder;
  ASSERT_LE(shell(measure(folder, "one")), 1);
  const std::string json = "'" + folder.path("one.json") + "'",
                    ledger = "'" + folder.path("ledger.json") + "'";
  EXPECT_EQ(shell("'" ADAMANT_PROGRAM "' accept " + json + " --note first --ledger " + ledger), 0);
  EXPECT_NE(folder.read("ledger.json").find("\"H12a\""), std::string::npos);
  EXPECT_EQ(shell("/usr/bin/python3 -W ignore -m jsonschema -i " + ledger +
                  " '" ADAMANT_SOURCE_DIR "/reports/schema/ledger.schema.json'"),
            0);
  EXPECT_EQ(shell("'" ADAMANT_PROGRAM "' diff " + json + " " + json), 0);
  std::string changed = folder.read("one.json");
  const std::string was = "\"verdict\": \"confirmed\"";
  ASSERT_NE(changed.find(was), std::string::npos);
  changed.replace(changed.find(was), was.size(), "\"verdict\": \"refuted\"");
  EXPECT_EQ(shell("'" ADAMANT_PROGRAM "' diff " + json + " '" +
                  folder.write("other.json", changed) + "'"),
            1);
}

TEST(Measure, BadInputIsExitCode2) {
  EXPECT_EQ(shell("'" ADAMANT_PROGRAM "' measure H99"), 2);
  EXPECT_EQ(shell("'" ADAMANT_PROGRAM "' measure --jobs 0"), 2);
  EXPECT_EQ(shell("'" ADAMANT_PROGRAM "' measure H12 --quick --results /proc/none"), 4);
}

}  // namespace
}  // namespace adamant
