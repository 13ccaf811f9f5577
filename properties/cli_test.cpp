// The program as a user meets it: commands typed, output and exit codes read.

#include "properties/shell.hpp"
#include "properties/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace adamant {
namespace {

Typed adamant(const std::string& words) { return shell("'" ADAMANT_PROGRAM "' " + words); }

long lines(const std::string& text) { return std::count(text.begin(), text.end(), '\n'); }

/// The document without its context, which is the only part that may differ between two runs.
std::string claims_of(const std::string& document) {
  return document.substr(document.find("\"claims\""));
}

void expect_valid(const std::string& file, const std::string& schema) {
  const auto [code, out] =
      shell("/usr/bin/python3 -W ignore -m jsonschema -i '" + file +
            "' '" ADAMANT_SOURCE_DIR "/reports/schema/" + schema + ".schema.json'");
  EXPECT_EQ(code, 0) << out;
}

TEST(Cli, TheSameSeedGivesTheSameClaimsWhateverTheNumberOfProcesses) {
  const TemporaryFolder folder;
  for (const char* jobs : {"1", "2", "5"})
    ASSERT_LE(adamant("check --cases 7 --seed 7 --worst-cases " + folder.path("") + " --jobs " +
                      std::string(jobs) + " --json " + folder.path(jobs))
                  .code,
              1);
  EXPECT_EQ(claims_of(folder.read("1")), claims_of(folder.read("2")));
  EXPECT_EQ(claims_of(folder.read("1")), claims_of(folder.read("5")));
  expect_valid(folder.path("1"), "check");
}

TEST(Cli, AClaimsRecordDoesNotDependOnWhatElseIsTried) {
  const TemporaryFolder folder;
  ASSERT_EQ(adamant("check D8 --seed 7 --json " + folder.path("entry")).code, 0);
  ASSERT_EQ(adamant("check D8a --seed 7 --json " + folder.path("part")).code, 0);
  const std::string part = claims_of(folder.read("part"));
  const auto begin = part.find('{'), end = part.rfind('}', part.size() - 4);
  EXPECT_NE(claims_of(folder.read("entry")).find(part.substr(begin, end - begin)),
            std::string::npos);
}

TEST(Cli, AnotherSeedTriesOtherCases) {
  const TemporaryFolder folder;
  ASSERT_EQ(adamant("check D8a --seed 7 --json " + folder.path("7")).code, 0);
  ASSERT_EQ(adamant("check D8a --seed 8 --json " + folder.path("8")).code, 0);
  EXPECT_NE(claims_of(folder.read("7")), claims_of(folder.read("8")));
}

TEST(Cli, BenchComparesTwoRunsAndSaysWhatIsWrong) {
  const TemporaryFolder folder;
  const auto document = [&](const char* name, double us) {
    std::string times, peer_times;
    for (int k = 0; k < 9; ++k) {
      times += (k == 0 ? "" : ", ") + std::to_string(us * (1 + 0.001 * k));
      peer_times += (k == 0 ? "" : ", ") + std::to_string(10 + 0.01 * k);
    }
    const std::string what =
        R"("operation": "polar", "mode": "single", "n": 8, "bits": 53, "stage": "late", "part": "", )"
        R"("error": 1e-12, "floor_us": null, )";
    return folder.write(
        name, R"({"schema": "adamant/bench/1", "context": {"date": "", "host": "", "build": {}, )"
              R"("clock": "", "skipped": {}, "interrupted": false}, "memory": null, "ratios": [], )"
              R"("fits": [], "roofline": {"dgemm_gflops": 30, "instructions": "avx2"}, )"
              R"("measurements": [{)" +
                  what + R"("method": "blocks", "peers": ["dgesdd"], "us": [)" + times + "]}, {" +
                  what + R"("method": "dgesdd", "peers": [], "us": [)" + peer_times + "]}]}");
  };
  const std::string fast = document("fast.json", 4), slow = document("slow.json", 5);
  EXPECT_EQ(adamant("bench --compare " + fast + " " + fast).code, 0);
  EXPECT_EQ(adamant("bench --compare " + slow + " " + fast).code, 0);
  const auto [code, out] = adamant("bench --compare " + fast + " " + slow);
  EXPECT_EQ(code, 6) << out;
  EXPECT_NE(out.find("regression   polar"), std::string::npos) << out;
  expect_valid(fast, "bench");
  EXPECT_EQ(adamant("bench --compare " + fast + " " + folder.path("absent.json")).code, 2);
  EXPECT_EQ(lines(adamant("bench --compare " + fast).out), 1);
}

TEST(Cli, BadInputIsOneLineAndExitCode2) {
  const TemporaryFolder folder;
  const std::string garbage =
      folder.write("garbage.json", "{\n\"schema\": \"adamant/check/1\",\n oops");
  const std::string ledger = folder.write("ledger.json", "{\"schema\": \"something/else\"}");
  for (const std::string& words : {std::string("check --no-such-option"),
                                   std::string("check D99"),
                                   std::string("check kind:guess"),
                                   std::string("check --cases 0"),
                                   std::string("check --cases x"),
                                   std::string("check --seed -3"),
                                   std::string("check --seed seven"),
                                   std::string("check --jobs 0"),
                                   std::string("check --tiers 53,54"),
                                   std::string("check --ledger /no/such/file"),
                                   "check D8a --ledger " + ledger,
                                   std::string("show"),
                                   std::string("show D99"),
                                   std::string("repro nonsense"),
                                   std::string("repro 'D8a.0:eta=1'"),
                                   std::string("repro 'D8a.7:eta=1'"),
                                   std::string("accept /no/such/run.json --note x"),
                                   "accept " + garbage + " --note x",
                                   std::string("frobnicate"),
                                   std::string("")}) {
    const auto [code, out] = adamant(words);
    EXPECT_EQ(code, 2) << words << "\n" << out;
    EXPECT_EQ(lines(out), 1) << words << "\n" << out;
  }
  EXPECT_NE(adamant("accept " + garbage + " --note x").out.find("garbage.json:3:"),
            std::string::npos);
}

TEST(Cli, NothingSelectedIsExitCode5) {
  EXPECT_EQ(adamant("check 'no_such_name_*'").code, 5);
  EXPECT_EQ(adamant("check note:nowhere").code, 5);
}

TEST(Cli, AFileThatCannotBeWrittenIsExitCode4BeforeAnythingRuns) {
  const auto [code, out] = adamant("check D8a --json /no/such/folder/run.json");
  EXPECT_EQ(code, 4);
  EXPECT_EQ(lines(out), 1) << out;
}

TEST(Cli, TwoTiersDecideNothing) { EXPECT_EQ(adamant("check E3a --tiers 53,113").code, 3); }

TEST(Cli, AVacuousRunIsNotAPass) {
  const auto [code, out] = adamant("repro 'D8a.0:eta=1;beta1=0;beta2=0;epsilon=0;c=1;G=[[0]]'");
  EXPECT_EQ(code, 3) << out;
  EXPECT_NE(out.find("vacuous"), std::string::npos) << out;
}

TEST(Cli, OnlyAcceptWritesTheLedgerAndKeepsTheOldVerdict) {
  const TemporaryFolder folder;
  const std::string ledger = folder.path("ledger.json"), run = folder.path("run.json");
  ASSERT_EQ(adamant("check D8a --json " + run).code, 0);
  ASSERT_EQ(adamant("accept " + run + " --note first --ledger " + ledger).code, 0);
  expect_valid(ledger, "ledger");
  const std::string accepted = folder.read("ledger.json");
  EXPECT_EQ(adamant("check D8a --ledger " + ledger).code, 0);
  EXPECT_EQ(folder.read("ledger.json"), accepted);

  std::string other = accepted;
  other.replace(other.find("\"status\": \"holds\""), 17, "\"status\": \"refuted\"");
  folder.write("ledger.json", other);
  const auto [code, out] = adamant("check D8a --ledger " + ledger);
  EXPECT_EQ(code, 1) << out;
  EXPECT_NE(out.find("refuted in the ledger"), std::string::npos) << out;
  ASSERT_EQ(adamant("accept " + run + " --note second --ledger " + ledger).code, 0);
  const std::string again = folder.read("ledger.json");
  EXPECT_NE(again.find("\"note\": \"first\""), std::string::npos);
  EXPECT_NE(again.find("\"note\": \"second\""), std::string::npos);
  expect_valid(ledger, "ledger");
}

TEST(Cli, ARunThatDecidedNothingIsNotAccepted) {
  const TemporaryFolder folder;
  ASSERT_EQ(adamant("check E3a --tiers 53,113 --json " + folder.path("run.json")).code, 3);
  const std::string run = folder.read("run.json");
  if (run.find("\"status\": \"undecided\",\n      \"as_wanted\"") != std::string::npos) {
    EXPECT_EQ(
        adamant("accept " + folder.path("run.json") + " --note x --ledger " + folder.path("l.json"))
            .code,
        2);
    EXPECT_FALSE(std::filesystem::exists(folder.path("l.json")));
  }
}

TEST(Cli, JUnitIsWellFormedAndCountsItsCases) {
  const TemporaryFolder folder;
  ASSERT_EQ(adamant("check D8 D0 --junit " + folder.path("run.xml")).code, 0);
  const auto [code, out] = shell(
      "/usr/bin/python3 -c \"import sys, xml.etree.ElementTree as e; r = e.parse(sys.argv[1]); "
      "s = r.findall('testsuite'); sys.exit(sum(int(x.get('tests')) for x in s) != "
      "len(r.findall('.//testcase')) or not s)\" " +
      folder.path("run.xml"));
  EXPECT_EQ(code, 0) << out;
}

TEST(Cli, ListIsValidJsonAndTheLedgerHasExactlyItsClaims) {
  const TemporaryFolder folder;
  const auto [code, out] = shell("'" ADAMANT_PROGRAM "' list --json > " + folder.path("list.json"));
  ASSERT_EQ(code, 0) << out;
  expect_valid(folder.path("list.json"), "list");
  expect_valid(std::string(ADAMANT_SOURCE_DIR) + "/reports/ledger.json", "ledger");
  const auto same = shell(
      "/usr/bin/python3 -c \"import json, sys; l = json.load(open(sys.argv[1])); "
      "k = set(json.load(open(sys.argv[2]))['claims']); c = {x['id'] for x in l['claims']}; "
      "print('not in the ledger:', sorted(c - k), 'gone:', sorted(k - c)); sys.exit(c != k)\" " +
      folder.path("list.json") + " " ADAMANT_SOURCE_DIR "/reports/ledger.json");
  EXPECT_EQ(same.code, 0) << same.out;
}

TEST(Cli, AnInterruptKeepsWhatIsDone) {
  const TemporaryFolder folder;
  const auto [code, out] = shell("'" ADAMANT_PROGRAM "' check --cases 20000 --jobs 2 --json " +
                                 folder.path("run.json") + " & sleep 2; kill -INT $!; wait $!");
  EXPECT_EQ(code, 130) << out;
  EXPECT_NE(folder.read("run.json").find("\"interrupted\": true"), std::string::npos);
  expect_valid(folder.path("run.json"), "check");
}

TEST(Cli, ShowPrintsTheStepBoundsFalseReadingWitnessAndCorrection) {
  const auto [code, out] = adamant("show D17");
  EXPECT_EQ(code, 0);
  for (const char* part : {"reading", "136/135", "kingma2015adam", "section 2.1", "chi"})
    EXPECT_NE(out.find(part), std::string::npos) << part << "\n" << out;
}

TEST(Cli, ATokenRepeatsItsCase) {
  const auto [code, out] = adamant("repro 'D8a.w:eta=1;beta1=0;beta2=0;epsilon=1;c=2;G=[[1]]'");
  EXPECT_EQ(code, 1);
  EXPECT_NE(out.find("-2/3 = -1/2 is false"), std::string::npos) << out;
}

TEST(Cli, DiffTellsAChangedVerdictFromALostIdAndFewerCases) {
  const TemporaryFolder folder;
  const std::string before = folder.path("before.json"), after = folder.path("after.json");
  ASSERT_EQ(adamant("check D8a D0 --json " + before).code, 0);
  EXPECT_EQ(adamant("diff " + before + " " + before).out, "no differences\n");
  ASSERT_EQ(adamant("check D8a D0 --cases 9 --json " + after).code, 0);
  EXPECT_NE(adamant("diff " + before + " " + after).out.find("fewer cases"), std::string::npos);
  EXPECT_EQ(adamant("diff " + before + " " + after).code, 0);
  ASSERT_EQ(adamant("check D8a --json " + after).code, 0);
  EXPECT_EQ(adamant("diff " + before + " " + after).code, 1);
  EXPECT_NE(
      adamant("diff " + before + " " + after + " --format markdown").out.find("| gone | D0 |"),
      std::string::npos);
  std::string text = folder.read("before.json");
  text.replace(text.find("\"status\": \"holds\""), 17, "\"status\": \"refuted\"");
  folder.write("after.json", text);
  EXPECT_EQ(adamant("diff " + before + " " + after).code, 1);
  EXPECT_NE(adamant("diff " + before + " " + after).out.find("newly refuted  D8a"),
            std::string::npos);
}

TEST(Cli, DoctorFindsThisMachineSound) {
  EXPECT_EQ(adamant("doctor").code, 0);
  EXPECT_EQ(adamant("--version").code, 0);
  EXPECT_EQ(adamant("check --help").code, 0);
}

}  // namespace
}  // namespace adamant
