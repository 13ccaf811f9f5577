// Sweeps of the program, stopped and killed: what is merged are the bytes of an undisturbed run.

#include "properties/sweep_runs.hpp"
#include "scalar/splitmix.hpp"

#include <gtest/gtest.h>

namespace adamant {
namespace {

void survives_kills(int kills) {
  const SweepRun runs(1500);
  const std::string expected = runs.undisturbed();
  ASSERT_FALSE(expected.empty());
  ASSERT_EQ(runs.plan("killed", 2).code, 0);
  const std::string folder = "'" + runs.path("killed") + "'";
  SplitMix random(static_cast<std::uint64_t>(kills));
  int early = 0;
  for (int k = 0; k < kills; ++k) {
    const double after = 0.02 + 0.5 * random.uniform();
    const Typed run =
        shell("setsid " + SweepRun::command("submit ") + folder + " --jobs 2 & pid=$!; sleep " +
              std::to_string(after) + "; kill -9 -$pid");
    early += run.code == 0;
  }
  EXPECT_GT(early, 0) << "no kill came before the end: the test did not test";
  const Typed last = runs.sweep("submit " + folder + " --jobs 2");
  EXPECT_EQ(last.code, 0) << last.out;
  EXPECT_EQ(runs.merged("killed"), expected);
}

TEST(Resume, ASweepKilledThreeTimesGivesTheSameBytes) { survives_kills(3); }
TEST(Resume, DISABLED_ASweepKilledTwentyTimesGivesTheSameBytes) { survives_kills(20); }

TEST(Resume, GnuParallelAndSingleShardsGiveTheSameBytes) {
  const SweepRun runs(60);
  const std::string expected = runs.undisturbed();
  ASSERT_FALSE(expected.empty());
  ASSERT_EQ(runs.plan("single", 3).code, 0);
  const std::string folder = "'" + runs.path("single") + "'";
  EXPECT_EQ(runs.sweep("status " + folder).code, 3);
  const Typed early = runs.sweep("merge " + folder);
  EXPECT_EQ(early.code, 3);
  EXPECT_NE(early.out.find("no result of 3 of 3 shards: 1, 2, 3"), std::string::npos) << early.out;
  for (const char* shard : {"3", "1", "1", "2"})
    EXPECT_EQ(runs.sweep("run " + folder + " " + shard).code, 0);
  EXPECT_EQ(runs.sweep("status " + folder).code, 0);
  EXPECT_EQ(runs.sweep("merge " + folder).code, 3) << "tuned arms are not tested yet";
  EXPECT_EQ(runs.sweep("run " + folder + " 4").code, 2);
  EXPECT_EQ(runs.plan("single", 3).code, 0);
  for (const char* shard : {"4", "5", "6"})
    EXPECT_EQ(runs.sweep("run " + folder + " " + shard).code, 0);
  EXPECT_EQ(runs.sweep("merge " + folder).code, 0);
  EXPECT_EQ(runs.merged("single"), expected);

  if (shell("command -v parallel").code != 0) GTEST_SKIP() << "parallel is not installed";
  ASSERT_EQ(runs.plan("parallel", 4).code, 0);
  const Typed parallel = runs.sweep("submit '" + runs.path("parallel") + "' --engine parallel");
  EXPECT_EQ(parallel.code, 0) << parallel.out;
  EXPECT_EQ(runs.merged("parallel"), expected);
}

TEST(Resume, WhatIsMergedIsAMeasurementThatTheLedgerTakes) {
  const SweepRun runs(60);
  ASSERT_FALSE(runs.undisturbed().empty());
  const std::string measured = "'" + runs.path("serial") + "/measured.json'",
                    ledger = "'" + runs.path("ledger.json") + "'";
  const auto conforms = [](const std::string& file, const char* schema) {
    return shell("/usr/bin/python3 -W ignore -m jsonschema -i " + file +
                 " '" ADAMANT_SOURCE_DIR "/reports/schema/" + schema + "'");
  };
  const Typed valid = conforms(measured, "measure.schema.json");
  EXPECT_EQ(valid.code, 0) << valid.out;
  const std::string accept =
      "'" ADAMANT_PROGRAM "' accept " + measured + " --note sweep --ledger " + ledger;
  EXPECT_EQ(shell(accept).code, 0);
  const Typed kept = conforms(ledger, "ledger.schema.json");
  EXPECT_EQ(kept.code, 0) << kept.out;
  EXPECT_EQ(shell("grep -q '\"scale\": \"quick, changed\"' " + ledger).code, 0);
  ASSERT_EQ(shell("sed -i 's/\"scale\": \"quick, changed\"/\"scale\": \"base\"/' " + ledger).code,
            0);
  const Typed other = shell(accept);
  EXPECT_EQ(other.code, 2) << "a sweep of another size does not replace what the ledger has";
  EXPECT_NE(other.out.find("H1a is in the ledger at scale base"), std::string::npos) << other.out;
}

TEST(Resume, ShardsOfTwoMachinesAreMergedAndStrangersRefused) {
  const SweepRun runs(60);
  ASSERT_EQ(runs.plan("a", 2).code, 0);
  const std::string a = runs.path("a"), b = runs.path("b");
  ASSERT_EQ(shell("cp -r '" + a + "' '" + b + "'").code, 0);
  ASSERT_EQ(runs.sweep("run '" + a + "' 1").code, 0);
  ASSERT_EQ(runs.sweep("run '" + b + "' 1").code, 0);
  ASSERT_EQ(runs.sweep("run '" + b + "' 2").code, 0);
  const Typed merged = runs.sweep("merge '" + a + "' '" + b + "'");
  EXPECT_NE(merged.out.find("1 shards came twice, alike"), std::string::npos) << merged.out;
  EXPECT_EQ(runs.sweep("status '" + a + "'").code, 0);
  ASSERT_EQ(shell("sed -i '1s/version ./version x/' '" + b + "'/shards/*.txt").code, 0);
  const Typed mixed = runs.sweep("merge '" + a + "' '" + b + "'");
  EXPECT_EQ(mixed.code, 2);
  EXPECT_NE(mixed.out.find("of version x"), std::string::npos) << mixed.out;
  ASSERT_EQ(shell("sed -i 's/\"version\": \"./\"version\": \"x/' '" + a + "/plan.json'").code, 0);
  EXPECT_EQ(runs.sweep("run '" + a + "' 1").code, 2);
}

}  // namespace
}  // namespace adamant
